import { OutputLockedError } from "./output_locked_error.ts";
import { makePrivate, PRIVATE_FILE_MODE } from "./_private_file.ts";

/** How a file is opened. */
export interface OpenLockedOptions {
  /** Only the owner may read it, also when it was there before. */
  readonly private: boolean;
  /** What another process may be writing, e.g. `this output`. */
  readonly what: string;
}

/**
 * Opens (or creates) a file for its only writer. The lock ends with the process, however it ends. Throws an
 * `OutputLockedError` when another process holds it.
 */
export async function openLocked(path: string, options: OpenLockedOptions): Promise<Deno.FsFile> {
  for (;;) {
    const file = await Deno.open(path, {
      create: true,
      read: true,
      write: true,
      ...(options.private ? { mode: PRIVATE_FILE_MODE } : {}),
    });
    try {
      if (options.private) await makePrivate(path);
      if (!(await file.tryLock(true))) {
        throw new OutputLockedError(`Cannot write ${path}: another process writes ${options.what}`);
      }
      // The process that held the lock may have removed the file meanwhile: then this one has no name any more.
      if (await isAt(file, path)) return file;
    } catch (error) {
      file.close();
      throw error;
    }
    file.close();
  }
}

async function isAt(file: Deno.FsFile, path: string): Promise<boolean> {
  try {
    const [open, named] = [await file.stat(), await Deno.stat(path)];
    return open.ino === named.ino && open.dev === named.dev;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}
