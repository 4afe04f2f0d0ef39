import { isLfsPointer, LONGEST_POINTER } from "./is_lfs_pointer.ts";

/** Whether a file is a Git LFS pointer; false when it cannot be read. Files too long to be a pointer are not opened. */
export async function isLfsPointerFile(path: string): Promise<boolean> {
  try {
    const { size, isFile } = await Deno.stat(path);
    return isFile && size <= LONGEST_POINTER && isLfsPointer(await Deno.readFile(path));
  } catch {
    return false;
  }
}
