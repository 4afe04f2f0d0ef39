/** How a reply ended, where that matters. */
export type FinishKind =
  /** The token limit cut it. */
  | "cut"
  /** The endpoint's content filter stopped it. */
  | "filtered"
  /** The endpoint failed while it was made. */
  | "failed";

const KINDS: ReadonlyMap<string, FinishKind> = new Map([
  ["length", "cut"],
  ["max_tokens", "cut"],
  ["model_length", "cut"],
  ["content_filter", "filtered"],
  ["content_filtered", "filtered"],
  ["safety", "filtered"],
  ["recitation", "filtered"],
  ["prohibited_content", "filtered"],
  ["blocklist", "filtered"],
  ["spii", "filtered"],
  ["sensitive", "filtered"],
  ["error", "failed"],
  ["abort", "failed"],
  ["network_error", "failed"],
  ["insufficient_system_resource", "failed"],
]);

/**
 * What a finish reason means, in the words of the endpoints that say so; null for an ordinary end and for what is unknown.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { finishKind } from "@rounds/rounds";
 *
 * assert.equal(finishKind("length"), "cut");
 * assert.equal(finishKind("SAFETY"), "filtered");
 * assert.equal(finishKind("stop"), null);
 * ```
 */
export function finishKind(finishReason: string | null): FinishKind | null {
  if (finishReason === null || finishReason === "stop") return null;
  return KINDS.get(finishReason.toLowerCase()) ?? null;
}
