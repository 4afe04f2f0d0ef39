import { Buffer } from "node:buffer";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { ImagePart } from "../types.ts";
import { ModelError } from "../parse/model_error.ts";
import { sha256Hex } from "../parse/sha256_hex.ts";

/** Limits of the encoded images that are kept. */
export interface EncodedImagesOptions {
  /** Bytes of encoded images kept for the next request; 160 × 10⁶ unless told, 0 keeps none. */
  readonly maxBytes?: number;
  /** Reads a file; the file system unless told. */
  readonly read?: (path: string) => Promise<Uint8Array>;
}

/** Local images as base64, each read and encoded once while it is kept. */
export interface EncodedImages {
  /** The base64 digits of a part with a `file:` URL. */
  encode(part: ImagePart): Promise<Uint8Array>;
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
 * assert.deepEqual(twice.map((digits) => new TextDecoder().decode(digits)), ["AQID", "AQID"]);
 * assert.equal(images.record().reads, 1);
 * ```
 */
export function encodedImages(options: EncodedImagesOptions = {}): EncodedImages {
  const { maxBytes = 160_000_000, read = readFile } = options;
  // In the order of their last use.
  const kept = new Map<string, Uint8Array>();
  const underWay = new Map<string, Promise<Uint8Array>>();
  let keptBytes = 0;
  let reads = 0;
  let hits = 0;
  const keep = (digest: string, digits: Uint8Array) => {
    if (digits.length > maxBytes) return;
    kept.set(digest, digits);
    keptBytes += digits.length;
    for (const [oldest, { length }] of kept) {
      if (keptBytes <= maxBytes) return;
      kept.delete(oldest);
      keptBytes -= length;
    }
  };
  const load = async (part: ImagePart): Promise<Uint8Array> => {
    reads++;
    const content = await readOrRefuse(part, read);
    if (part.sha256 !== undefined && sha256Hex(content) !== part.sha256) {
      throw refused(part, "has other content than before the run", null);
    }
    return base64(content);
  };
  return {
    async encode(part) {
      const { sha256 } = part;
      if (sha256 === undefined) return await load(part);
      const known = kept.get(sha256);
      if (known !== undefined) {
        hits++;
        kept.delete(sha256);
        kept.set(sha256, known);
        return known;
      }
      const shared = underWay.get(sha256);
      if (shared !== undefined) {
        hits++;
        return await shared;
      }
      const loading = load(part).then((digits) => {
        keep(sha256, digits);
        return digits;
      }).finally(() => underWay.delete(sha256));
      underWay.set(sha256, loading);
      return await loading;
    },
    record: () => ({ keptBytes, reads, hits }),
  };
}

const encoder = new TextEncoder();

/** A multiple of three, so that digits do not depend on where the content is cut. */
const PIECE = 24_576;

/**
 * Bytes rather than a string: they are copied into every body that carries the image. Encoded piece by piece, because
 * short strings are collected at once, and those of whole images only after hundreds of them.
 */
function base64(content: Uint8Array): Uint8Array {
  const { buffer, byteOffset, length } = content;
  const digits = new Uint8Array(4 * Math.ceil(length / 3));
  let at = 0;
  for (let start = 0; start < length; start += PIECE) {
    const piece = Buffer.from(buffer, byteOffset + start, Math.min(PIECE, length - start));
    at += encoder.encodeInto(piece.toString("base64"), digits.subarray(at)).written;
  }
  return digits;
}

async function readOrRefuse(
  part: ImagePart,
  read: (path: string) => Promise<Uint8Array>,
): Promise<Uint8Array> {
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
