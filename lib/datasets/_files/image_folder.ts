import { dirname, join } from "node:path";
import { isLfsPointerFile } from "./is_lfs_pointer_file.ts";

/** A folder of images, as far as a look at it tells. */
export interface ImageFolder {
  /** The folder; null when it does not exist. */
  readonly root: string | null;
  /** What keeps its images from being delivered, and the cure; null when nothing is known against it. */
  readonly problem: string | null;
  /** The kind a `DatasetError` about it would have. */
  readonly kind: "not_found" | "zipped_images" | "lfs_pointer" | "unreadable" | null;
}

const SAMPLED = 8;

/**
 * Looks whether an image folder is there and holds images: not a zip archive still to be unpacked, not Git LFS pointers.
 */
export async function imageFolder(path: string): Promise<ImageFolder> {
  let entries: Deno.DirEntry[];
  try {
    entries = await Array.fromAsync(Deno.readDir(path));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return await absent(path);
    const reason = error instanceof Error ? error.message : String(error);
    return {
      root: null,
      problem: `The image folder ${path} cannot be read: ${reason}`,
      kind: "unreadable",
    };
  }
  const files = entries.filter(({ isDirectory }) => !isDirectory).slice(0, SAMPLED);
  for (const { name } of files) {
    if (await isLfsPointerFile(join(path, name))) {
      const problem = `Images in ${path} are Git LFS pointers, not images (${name}): run ` +
        `\`git lfs install && git lfs pull\` in that clone, or download the dataset`;
      return { root: path, problem, kind: "lfs_pointer" };
    }
  }
  return { root: path, problem: null, kind: null };
}

async function absent(path: string): Promise<ImageFolder> {
  const folder = dirname(path);
  for (const archive of ["images.zip", "image.zip"]) {
    const zip = join(folder, archive);
    const found = await Deno.stat(zip).then(({ isFile }) => isFile, () => false);
    if (found) {
      const problem = `The images are still in ${zip}: run \`unzip ${archive}\` in ${folder}`;
      return { root: null, problem, kind: "zipped_images" };
    }
  }
  return { root: null, problem: `There is no image folder ${path}`, kind: "not_found" };
}
