import { Buffer } from "node:buffer";
import { fileURLToPath } from "node:url";
import type { ImagePart } from "../types.ts";
import { sharedPool } from "../async/_byte_pool.ts";
import { withFile } from "../async/_with_file.ts";
import { ModelError } from "../parse/model_error.ts";
import { sha256Hex } from "../parse/sha256_hex.ts";

/** Limits of the encoded images that are kept. */
export interface EncodedImagesOptions {
  /** Bytes of encoded images kept for the next request; 96 × 10⁶ unless told, 0 keeps none. */
  readonly maxBytes?: number;
  /** Reads a file; the file system unless told. */
  readonly read?: (path: string) => Promise<Uint8Array>;
}

/** An encoded image while it is used. */
export interface EncodedImage {
  /** The base64 digits. */
  readonly digits: Uint8Array;
  /** Says once that the digits are not looked at any more: their memory may then be used for others. */
  release(): void;
}

/** Local images as base64, each read and encoded once while it is kept. */
export interface EncodedImages {
  /** Encodes a part with a `file:` URL. */
  encode(part: ImagePart): Promise<EncodedImage>;
  /** What is kept, and what was done. */
  record(): {
    /** Bytes kept. */
    readonly keptBytes: number;
    /** Files read. */
    readonly reads: number;
    /** Images that were kept, or being read, when asked for. */
    readonly hits: number;
  };
}

/** Digits, and who needs them: users, and the images that are kept. */
interface Entry {
  readonly digits: Uint8Array;
  needs: number;
}

/**
 * Reads and encodes local images. One whose part tells its digest is kept, under its digest, as long as the images used after
 * it leave room: turns, trials and cases that share it share the work, and memory does not grow with the data. Two that ask at
 * once wait for one reading. A part without a digest is read every time.
 *
 * `encode` throws a `ModelError` of kind `image_refused` when the file cannot be read or has other content than its digest says.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { encodedImages } from "@rounds/rounds";
 *
 * const sha256 = "039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81";
 * const part = { type: "image", url: "file:///a.png", mediaType: "image/png", sha256 } as const;
 * const images = encodedImages({ read: () => Promise.resolve(new Uint8Array([1, 2, 3])) });
 * const twice = await Promise.all([images.encode(part), images.encode(part)]);
 * assert.deepEqual(twice.map(({ digits }) => new TextDecoder().decode(digits)), ["AQID", "AQID"]);
 * assert.equal(images.record().reads, 1);
 * ```
 */
export function encodedImages(options: EncodedImagesOptions = {}): EncodedImages {
  const { maxBytes = 96_000_000, read } = options;
  // In the order of their last use.
  const kept = new Map<string, Entry>();
  const underWay = new Map<string, { waiting: number; readonly entry: Promise<Entry> }>();
  let keptBytes = 0;
  let reads = 0;
  let hits = 0;
  const drop = (entry: Entry) => {
    if (--entry.needs === 0) sharedPool().giveBack(entry.digits);
  };
  /** For somebody who is among its needs already. */
  const lend = (entry: Entry): EncodedImage => {
    let isLent = true;
    return {
      digits: entry.digits,
      release: () => {
        if (isLent) drop(entry);
        isLent = false;
      },
    };
  };
  const keep = (digest: string, entry: Entry) => {
    if (entry.digits.length > maxBytes) return;
    entry.needs++;
    kept.set(digest, entry);
    keptBytes += entry.digits.length;
    for (const [oldest, last] of kept) {
      if (keptBytes <= maxBytes) return;
      kept.delete(oldest);
      keptBytes -= last.digits.length;
      drop(last);
    }
  };
  const load = async (part: ImagePart): Promise<Entry> => {
    reads++;
    const encode = (content: Uint8Array) => {
      const isOther = part.sha256 !== undefined && sha256Hex(content) !== part.sha256;
      return isOther ? null : base64(content);
    };
    const digits = await readOrRefuse(
      part,
      async (path) => read === undefined ? await withFile(path, encode) : encode(await read(path)),
    );
    if (digits === null) throw refused(part, "has other content than before the run", null);
    return { digits, needs: 1 };
  };
  return {
    async encode(part) {
      const { sha256 } = part;
      if (sha256 === undefined) return lend(await load(part));
      const known = kept.get(sha256);
      if (known !== undefined) {
        hits++;
        kept.delete(sha256);
        kept.set(sha256, known);
        known.needs++;
        return lend(known);
      }
      const shared = underWay.get(sha256);
      if (shared !== undefined) {
        hits++;
        shared.waiting++;
        return lend(await shared.entry);
      }
      const entry = load(part).then((loaded) => {
        // All who wait are counted before anything can push it out.
        underWay.delete(sha256);
        loaded.needs = loading.waiting;
        keep(sha256, loaded);
        return loaded;
      }, (error) => {
        underWay.delete(sha256);
        throw error;
      });
      const loading = { waiting: 1, entry };
      underWay.set(sha256, loading);
      return lend(await entry);
    },
    record: () => ({ keptBytes, reads, hits }),
  };
}

/** Bytes rather than a string: they are copied into every body that carries the image. */
function base64(content: Uint8Array): Uint8Array {
  const { buffer, byteOffset, length } = content;
  const text = Buffer.from(buffer, byteOffset, length).toString("base64");
  const digits = sharedPool().take(text.length);
  Buffer.from(digits.buffer, digits.byteOffset, digits.length).write(text, "latin1");
  return digits;
}

async function readOrRefuse<T>(
  part: ImagePart,
  read: (path: string) => Promise<T>,
): Promise<T> {
  try {
    return await read(fileURLToPath(part.url));
  } catch (cause) {
    throw refused(part, "could be read before the run, and cannot be now", cause);
  }
}

function refused({ url }: ImagePart, what: string, cause: unknown): ModelError {
  const name = url.slice(url.lastIndexOf("/") + 1);
  return new ModelError({
    kind: "image_refused",
    status: null,
    message: `the image ${name} ${what}`,
  }, cause === null ? {} : { cause });
}
