import { dirname, resolve } from "node:path";

/** Links after which a chain is taken for a circle. */
const MOST_LINKS = 40;

/** The file that a path names, symbolic links followed, whether it is there or not. Throws a RangeError for a circle of links. */
export async function linkTarget(path: string): Promise<string> {
  let target = path;
  for (let links = 0; links < MOST_LINKS; links++) {
    if (!await isLink(target)) return target;
    target = resolve(dirname(target), await Deno.readLink(target));
  }
  throw new RangeError(`${path} is a symbolic link that leads back to itself`);
}

async function isLink(path: string): Promise<boolean> {
  try {
    return (await Deno.lstat(path)).isSymlink;
  } catch (error) {
    // What may not be looked at may not be followed either: writing it tells why.
    if (error instanceof Deno.errors.NotFound || error instanceof Deno.errors.NotCapable) {
      return false;
    }
    throw error;
  }
}
