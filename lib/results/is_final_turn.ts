import type { Turn } from "../types.ts";
import { finishKind } from "../parse/finish_kind.ts";

/**
 * Whether asking a turn again could change nothing: it was answered, or it ended on its item's own account (a refusal, a
 * content filter, a prompt that is too long, an answer cut off before its first word).
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { isFinalTurn } from "@rounds/rounds";
 *
 * const turn = { index: 0, items: [], promptSha256: null, images: [], reply: null, ms: null, attempts: 1, costUsd: null };
 * const failed = (kind: "timeout" | "content_filter") => ({ ...turn, error: { kind, status: null, message: "" } });
 * assert.equal(isFinalTurn(failed("content_filter")), true);
 * assert.equal(isFinalTurn(failed("timeout")), false);
 * ```
 */
export function isFinalTurn({ error, reply }: Turn): boolean {
  if (error === null) return true;
  if (error.kind === "content_filter" || error.kind === "context_too_long") return true;
  return error.kind === "empty_reply" && reply !== null &&
    (reply.refusal !== null || finishKind(reply.finishReason) !== null);
}
