import { stat } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Message } from "../types.ts";
import type { ByteBudget } from "../async/byte_budget.ts";
import { ModelError } from "../parse/model_error.ts";
import { dataUrlBytes, encodeMessage } from "./_encode_message.ts";

/** What holds bytes for a call. */
export interface WithinBytesOptions {
  /** Whose bytes; null for no bound. */
  readonly budget: ByteBudget | null;
  /** What is sent. */
  readonly messages: readonly Message[];
  /** Gives up waiting. */
  readonly signal: AbortSignal | undefined;
}

/**
 * Makes a call when its body fits beside those under way, and holds its bytes until the call has ended. They are taken before the
 * limiter's turn, so that a call whose turn has come is sent at once: rates and pauses are kept to the second.
 */
export async function withinBytes<T>(
  call: () => Promise<T>,
  { budget, messages, signal }: WithinBytesOptions,
): Promise<T> {
  if (budget === null) return await call();
  let bytes = 0;
  let unsized = false;
  for (const message of messages) {
    const encoded = encodeMessage(message);
    bytes += encoded.bytes;
    if (encoded.unsized.length > 0) unsized = true;
  }
  if (unsized) bytes += await unknownBytes(messages);
  const wait = budget.enter(bytes, { signal });
  if (wait !== null) await wait.catch(refuse);
  try {
    return await call();
  } finally {
    budget.leave(bytes);
  }
}

function refuse(cause: unknown): never {
  const message = "interrupted before the call was made";
  throw new ModelError({ kind: "aborted", status: null, message }, { attempts: 0, cause });
}

async function unknownBytes(messages: readonly Message[]): Promise<number> {
  const images = messages.flatMap((message) => encodeMessage(message).unsized);
  const sizes = await Promise.all(images.map(async ({ url }) => {
    try {
      return dataUrlBytes((await stat(fileURLToPath(url))).size);
    } catch {
      // It is told when the body is built.
      return 0;
    }
  }));
  return sizes.reduce((sum, size) => sum + size, 0);
}
