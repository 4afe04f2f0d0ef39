import { Buffer } from "node:buffer";
import type { ImagePart, Message } from "../types.ts";

/** A message as JSON, cut where its local images' data URLs go. */
export interface EncodedMessage {
  /** One more than there are images. */
  readonly texts: readonly string[];
  readonly images: readonly ImagePart[];
  /** Bytes of the texts, and of the images whose size is known as data URLs. */
  readonly bytes: number;
  /** Images whose size is not known. */
  readonly unsized: readonly ImagePart[];
}

/** Messages are never changed and stay in the history turn after turn, so each is encoded once. */
const known = new WeakMap<Message, EncodedMessage>();

/** Encodes the texts of a message; its local images are only named. */
export function encodeMessage(message: Message): EncodedMessage {
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
  const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0) +
    images.reduce((sum, image) => sum + dataUrlBytes(image.bytes ?? 0), 0);
  const unsized = images.filter((image) => image.bytes === undefined);
  const encoded = { texts, images, bytes, unsized };
  known.set(message, encoded);
  return encoded;
}

/** Bytes that an image file of that size takes in a body. */
export function dataUrlBytes(fileBytes: number): number {
  return 4 * Math.ceil(fileBytes / 3) + 40;
}
