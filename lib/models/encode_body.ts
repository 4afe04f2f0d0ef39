import { Buffer } from "node:buffer";
import type { ImagePart, Message, RequestParameters } from "../types.ts";
import { collectBodies } from "./_collect_bodies.ts";
import { encodeMessage } from "./_encode_message.ts";
import type { EncodedImages } from "./encoded_images.ts";
import { sharedImages } from "./shared_images.ts";

/** What a request says beside its messages. */
export interface EncodeBodyOptions {
  /** Model identifier. */
  readonly model: string;
  /** Further fields of the body. */
  readonly parameters: RequestParameters;
  /** Where local images are read and encoded; once for all models of this process unless told. */
  readonly images?: EncodedImages;
}

/**
 * Encodes a chat-completions request as bytes. An image behind a `file:` URL is read now and becomes a data URL, written
 * straight into the bytes.
 * Throws a `ModelError` of kind `image_refused` when a file cannot be read any more, or has other content than its part says.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { encodeBody } from "@rounds/rounds";
 *
 * const image = { type: "image", url: "https://example.org/a.png", mediaType: null } as const;
 * const messages = [{ role: "user", content: [{ type: "text", text: "See" }, image] }] as const;
 * const body = await encodeBody(messages, { model: "m", parameters: { temperature: 0 } });
 * assert.deepEqual(JSON.parse(new TextDecoder().decode(body)), {
 *   model: "m",
 *   messages: [{
 *     role: "user",
 *     content: [
 *       { type: "text", text: "See" },
 *       { type: "image_url", image_url: { url: "https://example.org/a.png" } },
 *     ],
 *   }],
 *   temperature: 0,
 * });
 * ```
 */
export async function encodeBody(
  messages: readonly Message[],
  { model, parameters, images: store }: EncodeBodyOptions,
): Promise<Uint8Array<ArrayBuffer>> {
  const further = Object.entries(parameters).filter(([, value]) => value !== undefined)
    .map(([name, value]) => `,${JSON.stringify(name)}:${JSON.stringify(value)}`).join("");
  const encoded = messages.map(encodeMessage);
  const pieces = [`{"model":${JSON.stringify(model)},"messages":[`];
  const images: ImagePart[] = [];
  for (const [index, message] of encoded.entries()) {
    const [first = "", ...rest] = message.texts;
    pieces.push(`${pieces.pop() ?? ""}${index === 0 ? "" : ","}${first}`, ...rest);
    images.push(...message.images);
  }
  pieces.push(`${pieces.pop() ?? ""}]${further}}`);
  return images.length === 0
    ? encoder.encode(pieces.join(""))
    : await withImages({ pieces, images, store: store ?? sharedImages() });
}

const encoder = new TextEncoder();

/** Texts and the images between them. */
interface CutBody {
  readonly pieces: readonly string[];
  readonly images: readonly ImagePart[];
  readonly store: EncodedImages;
}

async function withImages(
  { pieces, images, store }: CutBody,
): Promise<Uint8Array<ArrayBuffer>> {
  const urls = await Promise.all(images.map(async (image) => {
    const head = `"data:${image.mediaType ?? "application/octet-stream"};base64,`;
    return { head, digits: await store.encode(image) };
  }));
  const length = pieces.reduce((sum, piece) => sum + Buffer.byteLength(piece), 0) +
    urls.reduce((sum, { head, digits }) => sum + head.length + digits.length + 1, 0);
  collectBodies(length);
  const body = new Uint8Array(length);
  let at = 0;
  // Straight into the body: a buffer's own `write` makes another copy first.
  const write = (text: string) => {
    at += encoder.encodeInto(text, body.subarray(at)).written;
  };
  for (const [index, piece] of pieces.entries()) {
    write(piece);
    const url = urls[index];
    if (url === undefined) continue;
    write(url.head);
    body.set(url.digits, at);
    at += url.digits.length;
    write('"');
  }
  return body;
}
