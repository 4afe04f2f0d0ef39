import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { ImagePart, Message, Part } from "../types.ts";
import { ModelError } from "../parse/model_error.ts";

/** A message as the chat-completions API wants it. */
export interface EncodedMessage {
  /** Who speaks. */
  readonly role: Message["role"];
  /** A plain string, or text and image parts in order. */
  readonly content: string | readonly EncodedPart[];
}

/** A part as the API wants it. */
export type EncodedPart =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "image_url"; readonly image_url: { readonly url: string } };

/**
 * Encodes one message for the API; an image behind a `file:` URL is read now and becomes a data URL.
 * Throws a `ModelError` of kind `image_refused` when the file cannot be read any more.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { encodeMessage } from "@rounds/rounds";
 *
 * assert.deepEqual(
 *   await encodeMessage({
 *     role: "user",
 *     content: [{ type: "text", text: "See" }, { type: "image", url: "https://example.org/a.png", mediaType: null }],
 *   }),
 *   {
 *     role: "user",
 *     content: [
 *       { type: "text", text: "See" },
 *       { type: "image_url", image_url: { url: "https://example.org/a.png" } },
 *     ],
 *   },
 * );
 * ```
 */
export function encodeMessage(message: Message): EncodedMessage | Promise<EncodedMessage> {
  const { role, content } = message;
  if (typeof content === "string") return { role, content };
  const texts = content.filter((part) => part.type === "text");
  if (texts.length === content.length) return { role, content: texts };
  return Promise.all(content.map(encodePart)).then((parts) => ({ role, content: parts }));
}

async function encodePart(part: Part): Promise<EncodedPart> {
  if (part.type === "text") return { type: "text", text: part.text };
  return {
    type: "image_url",
    image_url: { url: part.url.startsWith("file:") ? await dataUrl(part) : part.url },
  };
}

async function dataUrl(part: ImagePart): Promise<string> {
  try {
    const bytes = await readFile(fileURLToPath(part.url));
    return `data:${part.mediaType ?? "application/octet-stream"};base64,${
      bytes.toString("base64")
    }`;
  } catch (cause) {
    const name = part.url.slice(part.url.lastIndexOf("/") + 1);
    throw new ModelError({
      kind: "image_refused",
      status: null,
      message: `the image ${name} could be read before the run, and cannot be now`,
    }, { cause });
  }
}
