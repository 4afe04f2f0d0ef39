import type { JournalEntry } from "../results/journal_format.ts";
import type { ModelError } from "../parse/model_error.ts";
import { sameRefusal } from "../parse/same_refusal.ts";

/** Watches the turns of a run. */
export interface BadRequestWatch {
  /** A turn of that case and trial is asked. */
  ask(place: Pick<JournalEntry, "caseId" | "trial">): void;
  /** It is finished; gives the `ModelError` that stops the run, or null. */
  see(entry: JournalEntry): ModelError | null;
}

/**
 * Watches turns for a request that every further case would have refused: once turns of that many different cases (5 unless
 * told), asked one after the other, have failed with the same `bad_request`, it gives the `ModelError` that stops the run.
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
 * const watch = badRequestWatch({ cases: 2 });
 * for (const caseId of ["a", "b"]) watch.ask({ caseId, trial: 1 });
 * assert.equal(watch.see({ caseId: "a", trial: 1, turn }), null);
 * const error = watch.see({ caseId: "b", trial: 1, turn });
 * assert.match(error?.message ?? "", /each of 2 cases in a row.*top_k/);
 * ```
 */
export function badRequestWatch(options: { readonly cases?: number } = {}): BadRequestWatch {
  const refusal = sameRefusal({ count: options.cases ?? 5, what: "cases" });
  const orders = new Map<string, number>();
  let asked = 0;
  const keyOf = ({ caseId, trial }: Pick<JournalEntry, "caseId" | "trial">) => `${trial} ${caseId}`;
  return {
    ask(place) {
      orders.set(keyOf(place), asked++);
    },
    see({ turn, ...place }) {
      const order = orders.get(keyOf(place));
      return order === undefined ? null : refusal({ order, id: place.caseId }, turn.error);
    },
  };
}
