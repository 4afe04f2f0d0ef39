import type { Turn } from "../types.ts";
import type { ModelError } from "../parse/model_error.ts";
import { sameRefusal } from "../parse/same_refusal.ts";

/**
 * Watches finished turns for a request that every case would have refused: once that many different cases have failed with
 * the same `bad_request` and none has been answered, it gives the `ModelError` that stops the run; else null.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { badRequestWatch } from "@rounds/rounds";
 *
 * const turn = {
 *   index: 0, items: ["q1"], promptSha256: null, images: [], reply: null, ms: 1, attempts: 1, costUsd: null,
 *   error: { kind: "bad_request", status: 400, message: "no such field: top_k" },
 * } as const;
 * const see = badRequestWatch({ cases: 2 });
 * assert.equal(see({ caseId: "a", turn }), null);
 * assert.match(see({ caseId: "b", turn })?.message ?? "", /each of the first 2 cases.*top_k/);
 * ```
 */
export function badRequestWatch(
  options: { readonly cases?: number } = {},
): (entry: { readonly caseId: string; readonly turn: Turn }) => ModelError | null {
  const see = sameRefusal({ count: options.cases ?? 5, what: "cases" });
  return ({ caseId, turn }) => see(caseId, turn.error);
}
