import { basename, dirname, join } from "node:path";
import { linkTarget } from "../results/_link_target.ts";
import { SetUpError } from "./set_up_error.ts";

/**
 * Throws a `SetUpError` for an output that lies, symbolic links followed, where this process may not write: permissions are
 * given by name, and a link under a permitted name would leave files outside.
 */
export async function refuseOutside(path: string): Promise<void> {
  const target = await linkTarget(path);
  const folder = await realFolder(dirname(target));
  const real = join(folder, basename(target));
  const { state } = await Deno.permissions.query({ name: "write", path: real });
  if (state === "granted") return;
  const where = real === path ? "" : `it leads to ${real}, and `;
  throw new SetUpError(
    `Cannot write ${path}: ${where}the permissions this was started with do not allow writing there`,
  );
}

/** The real path of the nearest folder that is there, with the names that are not. */
async function realFolder(folder: string): Promise<string> {
  try {
    return await Deno.realPath(folder);
  } catch (error) {
    const parent = dirname(folder);
    if (!(error instanceof Deno.errors.NotFound) || parent === folder) return folder;
    return join(await realFolder(parent), basename(folder));
  }
}
