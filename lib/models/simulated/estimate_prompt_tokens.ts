import type { ChatMessage } from "./types.ts";

const CHARACTERS_PER_TOKEN = 4;
const TOKENS_PER_MESSAGE = 4;
/** An image of one tile in the published pricing of tiled vision models: 85 plus 170. */
const TOKENS_PER_IMAGE = 255;

/**
 * Tokens of a conversation, estimated: a quarter of its characters, 4 a message, 255 an image. It grows with each
 * message, as a server's own count does.
 *
 * @internal
 */
export function estimatePromptTokens(messages: readonly ChatMessage[]): number {
  let tokens = 0;
  for (const { text, images } of messages) {
    tokens += TOKENS_PER_MESSAGE + Math.ceil(text.length / CHARACTERS_PER_TOKEN) +
      images.length * TOKENS_PER_IMAGE;
  }
  return tokens;
}
