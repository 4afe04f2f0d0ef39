import type { Message, TurnRequest } from "../types.ts";
import { sha256Hex } from "../parse/sha256_hex.ts";

/**
 * Digest of what a turn asks: every message, images by name and content digest, so that it does not depend on where the
 * image root lies.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { promptSha256 } from "@rounds/rounds";
 *
 * const ask = (url: string) =>
 *   promptSha256({
 *     messages: [{ role: "user", content: [{ type: "image", url, mediaType: "image/png" }] }],
 *     items: ["q1"],
 *     images: [],
 *   });
 * assert.equal(ask("file:///here/a.png"), ask("file:///there/a.png"));
 * assert.notEqual(ask("file:///here/a.png"), ask("file:///here/b.png"));
 * ```
 */
export function promptSha256(request: TurnRequest): string {
  const images = request.images.map(({ source, sha256, delivery }) => [source, sha256, delivery]);
  return sha256Hex(JSON.stringify([request.messages.map(messageDigest), images]));
}

/** Messages are never changed and stay in the history turn after turn, so each is digested once. */
const digests = new WeakMap<Message, string>();

function messageDigest(message: Message): string {
  const known = digests.get(message);
  if (known !== undefined) return known;
  const digest = sha256Hex(JSON.stringify(withoutPlace(message)));
  digests.set(message, digest);
  return digest;
}

/** A message whose local images are known by their bare name; their digests stand beside the messages. */
function withoutPlace(message: Message): Message {
  const { role, content } = message;
  if (typeof content === "string") return message;
  return {
    role,
    content: content.map((part) =>
      part.type === "image" && part.url.startsWith("file:")
        ? {
          type: part.type,
          url: `file:${part.url.slice(part.url.lastIndexOf("/") + 1)}`,
          mediaType: part.mediaType,
        }
        : part
    ),
  };
}
