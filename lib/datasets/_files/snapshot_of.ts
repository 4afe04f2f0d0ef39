import { join } from "node:path";
import { enclosingSnapshot, type HubSnapshot } from "./enclosing_snapshot.ts";

/**
 * The snapshot to use in a repository folder of the hub's cache (`datasets--owner--name`): the one `refs/main` names,
 * else the only one there is, else null.
 */
export async function snapshotOf(repository: string): Promise<HubSnapshot | null> {
  const folder = join(repository, "snapshots");
  try {
    const commits = (await Array.fromAsync(Deno.readDir(folder))).map(({ name }) => name);
    const main = await Deno.readTextFile(join(repository, "refs", "main")).catch(() => "");
    const commit = commits.find((name) => name === main.trim()) ??
      (commits.length === 1 ? commits[0] : undefined);
    return commit === undefined ? null : enclosingSnapshot(join(folder, commit));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound || error instanceof Deno.errors.NotADirectory) {
      return null;
    }
    throw error;
  }
}
