/** Readable and writable by the owner only. */
export const PRIVATE_FILE_MODE = 0o600;

/** A folder that only its owner can look into. */
export const PRIVATE_FOLDER_MODE = 0o700;

/** Takes everybody else's rights away from a file that may have been there before. Windows keeps rights in other ways. */
export async function makePrivate(path: string): Promise<void> {
  if (Deno.build.os !== "windows") await Deno.chmod(path, PRIVATE_FILE_MODE);
}
