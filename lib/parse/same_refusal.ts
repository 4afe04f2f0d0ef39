import type { CallFailure } from "../types.ts";
import { ModelError } from "./model_error.ts";

/** How a refusal is told from a hiccup. */
export interface SameRefusalOptions {
  /** Of how many different things in a row all must be refused. */
  readonly count: number;
  /** What these are, in the plural, for the message. */
  readonly what: string;
}

/** A call that ended. */
export interface WatchedCall {
  /** Its number, in the order calls began. */
  readonly order: number;
  /** What it was about. */
  readonly id: string;
}

/**
 * Watches calls for a request that every further one would have refused: once those about so many different things, begun one
 * after the other, have all failed with the same `bad_request`, it gives the `ModelError` that stops the run; else null. A call
 * between them that is still under way may yet be answered, so a few that are refused on their own account stop nothing.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { sameRefusal } from "@rounds/rounds";
 *
 * const failure = { kind: "bad_request", status: 400, message: "no such field: top_k" } as const;
 * const see = sameRefusal({ count: 2, what: "cases" });
 * assert.equal(see({ order: 8, id: "b" }, failure), null);
 * assert.match(see({ order: 7, id: "a" }, failure)?.message ?? "", /each of 2 cases in a row.*top_k/);
 * ```
 */
export function sameRefusal(
  options: SameRefusalOptions,
): (call: WatchedCall, failure: CallFailure | null) => ModelError | null {
  const { count, what } = options;
  const refused = new Map<number, { readonly id: string; readonly said: string }>();
  return ({ order, id }, failure) => {
    if (failure?.kind !== "bad_request") return null;
    const said = bare(failure.message);
    refused.set(order, { id, said });
    const ids = new Set([id]);
    for (const step of [-1, 1]) {
      for (let at = order + step;; at += step) {
        const next = refused.get(at);
        if (next?.said !== said) break;
        ids.add(next.id);
      }
    }
    if (ids.size < count) return null;
    return new ModelError({
      ...failure,
      message:
        `the endpoint refuses each of ${count} ${what} in a row the same way: ${failure.message}`,
    }, { stopsRun: true });
  };
}

/** A message without what differs from request to request. */
function bare(message: string): string {
  return message.replace(/\S*\d\S*/g, "#");
}
