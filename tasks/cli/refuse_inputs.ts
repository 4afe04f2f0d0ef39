import { resolve } from "node:path";
import { UsageError } from "./run_task.ts";

/** What a run writes beside its result file. */
const BESIDE = [".journal.jsonl", ".verdicts.jsonl"];

/** Refuses to write over a file that is read: `outputs` by the flag that names them, absent ones left out. */
export async function refuseInputs(
  outputs: Readonly<Record<string, string | undefined>>,
  inputs: readonly (string | undefined)[],
): Promise<void> {
  const read = new Map<string, string>();
  for (const path of inputs) if (path !== undefined) read.set(await placeOf(path), path);
  for (const [flag, output] of Object.entries(outputs)) {
    if (output === undefined) continue;
    for (const end of ["", ...BESIDE]) {
      const input = read.get(await placeOf(`${output}${end}`));
      if (input === undefined) continue;
      throw new UsageError(
        `${flag} ${output} would write over ${input}, which is read: choose another`,
      );
    }
  }
}

/** Refuses to replace what a flag that is no result file names, unless told. */
export async function refuseReplacing(
  path: string | undefined,
  { flag, overwrite = false }: { readonly flag: string; readonly overwrite?: boolean },
): Promise<void> {
  if (path === undefined || overwrite) return;
  const exists = await Deno.lstat(path).then(() => true, (error: unknown) => {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  });
  if (exists) throw new UsageError(`${flag} ${path} exists: --overwrite replaces it`);
}

/** Where a path leads, through links; as it is written where nothing is there. */
async function placeOf(path: string): Promise<string> {
  return await Deno.realPath(path).catch(() => resolve(path));
}
