import defer * as imageSize from "image-size";
import { lookup } from "mime-types";
import { isAbsolute, join, normalize, relative, sep, win32 } from "node:path";
import { pathToFileURL } from "node:url";
import { sha256Hex } from "../parse/sha256_hex.ts";
import type { Delivery, FoundImage, ImageRecord, ImageStore } from "../types.ts";
import { enclosingSnapshot } from "./_files/enclosing_snapshot.ts";
import { isLfsPointer } from "./_files/is_lfs_pointer.ts";

/** Limits of an image store. */
export interface ImageStoreOptions {
  /** Longest data URL that may be sent, in characters; 20 × 1024 × 1024 unless told. */
  readonly maxDataUrlLength?: number;
  /** At most this many files are in memory at once; 8 unless told. */
  readonly filesAtOnce?: number;
}

/**
 * Finds images by the file name a record gives, below one root. A name or a symbolic link that leads out of the root
 * is `outside_root` and never read (links of a hub cache into its own `blobs` are not out). Each file is read once,
 * and only if it could be sent; concurrent finds of one name share the work. A root of null has no images.
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
  const { maxDataUrlLength = 20 * 1024 * 1024, filesAtOnce = 8 } = options;
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
      return await inTurn(() => readImage(file, { path, url, maxDataUrlLength }));
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
  };
}

interface ReadImageOptions {
  readonly path: string;
  readonly url: string;
  readonly maxDataUrlLength: number;
}

async function readImage(file: string, options: ReadImageOptions): Promise<FoundImage> {
  const { path, url, maxDataUrlLength } = options;
  const { size, isFile } = await Deno.stat(path);
  if (!isFile) return refuse(file, { delivery: "unreadable", reason: "it is not a file" });
  const mediaType = mediaTypeOf(file);
  const seen = { url, mediaType, bytes: size };
  if (mediaType === null || !mediaType.startsWith("image/")) {
    const reason = `its name says ${mediaType ?? "nothing"} of its type`;
    return refuse(file, { delivery: "not_an_image", reason, ...seen });
  }
  const length = `data:${mediaType};base64,`.length + 4 * Math.ceil(size / 3);
  if (length > maxDataUrlLength) {
    const reason = `as a data URL it has ${length} characters, allowed are ${maxDataUrlLength}`;
    return refuse(file, { delivery: "too_large", reason, ...seen });
  }
  if (size === 0) return refuse(file, { delivery: "unreadable", reason: "it is empty", ...seen });
  const content = await Deno.readFile(path);
  if (isLfsPointer(content)) {
    const reason = "it is a Git LFS pointer: run `git lfs pull`, or download the dataset";
    return refuse(file, { delivery: "unreadable", reason, ...seen });
  }
  const record: ImageRecord = {
    source: file,
    delivery: "sent",
    sha256: sha256Hex(content),
    bytes: content.length,
    mediaType,
    ...dimensions(content),
  };
  return { record, url, reason: null };
}

function mediaTypeOf(file: string): string | null {
  const found: unknown = lookup(file);
  return typeof found === "string" ? found : null;
}

/** Width and height in pixels; null when the format does not tell. */
function dimensions(content: Uint8Array): Pick<ImageRecord, "width" | "height"> {
  try {
    const { width, height } = imageSize.imageSize(content);
    return { width: width > 0 ? width : null, height: height > 0 ? height : null };
  } catch {
    return { width: null, height: null };
  }
}

/** Told by the name alone, so that nothing outside is even looked at. Drive letters count on every system. */
function leavesByName(file: string): boolean {
  return isAbsolute(file) || win32.isAbsolute(file) || normalize(file).split(sep)[0] === "..";
}

function isBelow(path: string, folder: string): boolean {
  const inner = relative(folder, path);
  return inner !== ".." && !inner.startsWith(`..${sep}`) && !isAbsolute(inner);
}

interface Refusal {
  readonly delivery: Delivery;
  readonly reason: string;
  readonly url?: string;
  readonly mediaType?: string | null;
  readonly bytes?: number;
}

function refuse(file: string, refusal: Refusal): FoundImage {
  const { delivery, reason, url = null, mediaType = null, bytes = null } = refusal;
  const unread = { sha256: null, width: null, height: null };
  return { record: { source: file, delivery, bytes, mediaType, ...unread }, url, reason };
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
