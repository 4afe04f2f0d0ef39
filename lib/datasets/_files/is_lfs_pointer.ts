const HEAD = "version https://git-lfs.github.com/spec/";
/** No pointer is longer, in bytes. */
export const LONGEST_POINTER = 1024;

/**
 * Whether bytes are a Git LFS pointer: the short text that stands for a file whose content was never fetched.
 */
export function isLfsPointer(bytes: Uint8Array): boolean {
  if (bytes.length > LONGEST_POINTER) return false;
  return new TextDecoder().decode(bytes.subarray(0, HEAD.length)) === HEAD;
}
