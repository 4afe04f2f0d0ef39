import { Buffer } from "node:buffer";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { ImagePart, Message, RequestParameters } from "../types.ts";
import { ModelError } from "../parse/model_error.ts";

/** What a request says beside its messages. */
export interface EncodeBodyOptions {
  /** Model identifier. */
  readonly model: string;
  /** Further fields of the body. */
  readonly parameters: RequestParameters;
}

/**
 * Encodes a chat-completions request as bytes. An image behind a `file:` URL is read now and becomes a data URL, written
 * straight into the bytes.
 * Throws a `ModelError` of kind `image_refused` when a file cannot be read any more.
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
  { model, parameters }: EncodeBodyOptions,
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
  return images.length === 0 ? encoder.encode(pieces.join("")) : await withImages(pieces, images);
}

const encoder = new TextEncoder();

/** A message as JSON, cut where its local images' data URLs go. */
interface EncodedMessage {
  /** One more than there are images. */
  readonly texts: readonly string[];
  readonly images: readonly ImagePart[];
}

/** Messages are never changed and stay in the history turn after turn, so each is encoded once. */
const known = new WeakMap<Message, EncodedMessage>();

function encodeMessage(message: Message): EncodedMessage {
  const before = known.get(message);
  if (before !== undefined) return before;
  const { role, content } = message;
  const images: ImagePart[] = [];
  const texts = [`{"role":${JSON.stringify(role)},"content":`];
  const write = (text: string) => texts.push((texts.pop() ?? "") + text);
  if (typeof content === "string") write(JSON.stringify(content));
  else {
    for (const [index, part] of content.entries()) {
      write(index === 0 ? "[" : ",");
      if (part.type === "text") write(JSON.stringify({ type: "text", text: part.text }));
      else if (!part.url.startsWith("file:")) {
        write(JSON.stringify({ type: "image_url", image_url: { url: part.url } }));
      } else {
        write('{"type":"image_url","image_url":{"url":');
        images.push(part);
        texts.push("}}");
      }
    }
    write(content.length === 0 ? "[]" : "]");
  }
  write("}");
  const encoded = { texts, images };
  known.set(message, encoded);
  return encoded;
}

async function withImages(
  pieces: readonly string[],
  images: readonly ImagePart[],
): Promise<Uint8Array<ArrayBuffer>> {
  const urls = await Promise.all(images.map(async ({ mediaType, ...part }) => ({
    head: `"data:${mediaType ?? "application/octet-stream"};base64,`,
    data: (await readImage(part.url)).toString("base64"),
  })));
  const length = pieces.reduce((sum, piece) => sum + Buffer.byteLength(piece), 0) +
    urls.reduce((sum, { head, data }) => sum + head.length + data.length + 1, 0);
  const body = Buffer.from(new ArrayBuffer(length));
  let at = 0;
  for (const [index, piece] of pieces.entries()) {
    at += body.write(piece, at);
    const url = urls[index];
    if (url === undefined) continue;
    at += body.write(url.head, at, "latin1");
    at += body.write(url.data, at, "latin1");
    at += body.write('"', at, "latin1");
  }
  return body;
}

async function readImage(url: string): Promise<Buffer> {
  try {
    return await readFile(fileURLToPath(url));
  } catch (cause) {
    throw new ModelError({
      kind: "image_refused",
      status: null,
      message: `the image ${
        url.slice(url.lastIndexOf("/") + 1)
      } could be read before the run, and cannot be now`,
    }, { cause });
  }
}
