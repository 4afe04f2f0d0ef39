import { isAbsolute, join, normalize, relative, sep, win32 } from "node:path";
import { pathToFileURL } from "node:url";
import type { FoundImage, ImageStore } from "../types.ts";
import { enclosingSnapshot } from "./_files/enclosing_snapshot.ts";
import { imageResizer } from "./_image_resizer.ts";
import { type PixelLimit, readImage } from "./_read_image.ts";
import { type Refusal, refuse } from "./_refuse_image.ts";

/** Limits of an image store. */
export interface ImageStoreOptions {
  /** Longest data URL that may be sent, in characters; 20 × 1024 × 1024 unless told. */
  readonly maxDataUrlLength?: number;
  /** At most this many files are in memory at once; 8 unless told. */
  readonly filesAtOnce?: number;
  /** Images with more pixels (width × height) are resized; none unless told. Part of a run's identity. */
  readonly maxPixels?: number;
  /** Folder in which resized images are kept, by digest, for this run and others; required with `maxPixels`. */
  readonly resizedFolder?: string;
  /** Told once of each file that is sent although its content is no known image, or cut off. */
  readonly onDoubt?: (doubt: { readonly file: string; readonly reason: string }) => void;
}

/** Changes whenever the same image would be resized to other pixels. */
const RESIZER = "1";

/**
 * Finds images by the file name a record gives, below one root. A name or a symbolic link that leads out of the root
 * is `outside_root` and never read (links of a hub cache into its own `blobs` are not out). Each file is read once,
 * and only if it could be sent; concurrent finds of one name share the work. A root of null has no images.
 *
 * With `maxPixels`, a PNG or JPEG above it is found `resized` (see `resizeImage`), beside the main thread; another format above it is
 * `too_large`, and one whose size cannot be told `unreadable`. What is not above it is sent byte for byte.
 *
 * Throws a RangeError for a `maxPixels` that is no whole number of at least 1, a TypeError when it comes without a folder.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { imageStore } from "@rounds/rounds";
 *
 * const root = await Deno.makeTempDir();
 * await Deno.writeTextFile(`${root}/scan.png`, "bytes");
 * const images = imageStore(root);
 * const found = await images.find("scan.png");
 * assert.equal(found.record.delivery, "sent");
 * assert.equal(found.record.mediaType, "image/png");
 * assert.equal((await images.find("../secret.png")).record.delivery, "outside_root");
 * assert.equal((await images.find("absent.png")).record.delivery, "missing");
 * await Deno.remove(root, { recursive: true });
 * ```
 */
export function imageStore(root: string | null, options: ImageStoreOptions = {}): ImageStore {
  const { maxDataUrlLength = 20 * 1024 * 1024, filesAtOnce = 8, onDoubt = null } = options;
  const pixels = pixelLimit(options);
  const found = new Map<string, Promise<FoundImage>>();
  const inTurn = turns(filesAtOnce);
  let realRoot: Promise<string> | undefined;
  const look = async (file: string): Promise<FoundImage> => {
    if (leavesByName(file)) {
      return refuse(file, {
        delivery: "outside_root",
        reason: "its name leads out of the image root",
      });
    }
    if (file === "") return refuse(file, missing("the record names no file"));
    if (root === null) return refuse(file, missing("no image root is known"));
    try {
      realRoot ??= Deno.realPath(root);
      const base = await realRoot.catch(() => null);
      if (base === null) return refuse(file, missing(`there is no image root ${root}`));
      const path = await Deno.realPath(join(base, file));
      const allowed = [base, enclosingSnapshot(base)?.blobs ?? base];
      if (!allowed.some((folder) => isBelow(path, folder))) {
        const reason = "a symbolic link leads out of the image root";
        return refuse(file, { delivery: "outside_root", reason });
      }
      const url = pathToFileURL(join(base, file)).href;
      return await inTurn(() => readImage(file, { path, url, maxDataUrlLength, pixels, onDoubt }));
    } catch (error) {
      return refuse(file, refusalFor(error));
    }
  };
  return {
    find(file) {
      const known = found.get(file) ?? look(file);
      found.set(file, known);
      return known;
    },
    ...(pixels === null ? {} : {
      identity: { image_max_pixels: String(pixels.maxPixels), image_resizer: RESIZER },
    }),
  };
}

function pixelLimit({ maxPixels, resizedFolder }: ImageStoreOptions): PixelLimit | null {
  if (maxPixels === undefined) return null;
  if (!Number.isSafeInteger(maxPixels) || maxPixels < 1) {
    throw new RangeError(`maxPixels is ${maxPixels}, expected a whole number of at least 1`);
  }
  if (resizedFolder === undefined) {
    throw new TypeError("maxPixels needs a resizedFolder, in which resized images are kept");
  }
  return { maxPixels, folder: resizedFolder, resize: imageResizer() };
}

/** Told by the name alone, so that nothing outside is even looked at. Drive letters count on every system. */
function leavesByName(file: string): boolean {
  return isAbsolute(file) || win32.isAbsolute(file) || normalize(file).split(sep)[0] === "..";
}

function isBelow(path: string, folder: string): boolean {
  const inner = relative(folder, path);
  return inner !== ".." && !inner.startsWith(`..${sep}`) && !isAbsolute(inner);
}

function missing(reason: string): Refusal {
  return { delivery: "missing", reason };
}

function refusalFor(error: unknown): Refusal {
  if (error instanceof Deno.errors.NotFound) return missing("there is no such file");
  if (error instanceof Deno.errors.NotADirectory) {
    return missing("a part of its path is not a folder");
  }
  return { delivery: "unreadable", reason: error instanceof Error ? error.message : String(error) };
}

/** Runs at most so many pieces of work at once; the others wait for their turn. */
function turns(count: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let free = count;
  return async (work) => {
    if (free > 0) free--;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) free++;
      else next();
    }
  };
}
