import { mkdir } from "node:fs/promises";
import { UsageError } from "./run_task.ts";

/** Makes the folder that a flag names; a file in its place is bad usage. */
export async function makeFolder(path: string, flag: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true });
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : null;
    if (code !== "EEXIST" && code !== "ENOTDIR") throw error;
    throw new UsageError(`${flag} is ${path}: expected a folder, and a file is there`);
  }
}
