import { join } from "node:path";
import { DatasetError } from "../dataset_error.ts";

const LOCK = ".rounds-download.lock";

/**
 * Takes the only right to download into a folder, until disposed of. Throws `DatasetError` (`locked`) when another
 * process has it; a process that died has it no more.
 */
export async function lockFolder(folder: string): Promise<AsyncDisposable> {
  const path = join(folder, LOCK);
  const file = await Deno.open(path, { create: true, write: true });
  if (!await file.tryLock(true)) {
    file.close();
    throw new DatasetError(`Another download into ${folder} is under way`, {
      kind: "locked",
      paths: [folder],
    });
  }
  return {
    async [Symbol.asyncDispose]() {
      await Deno.remove(path).catch(() => {});
      file.close();
    },
  };
}
