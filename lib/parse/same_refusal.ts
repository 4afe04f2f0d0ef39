import type { CallFailure } from "../types.ts";
import { ModelError } from "./model_error.ts";

/** How a refusal is told from a hiccup. */
export interface SameRefusalOptions {
  /** Of how many different things in a row the first must all be refused. */
  readonly count: number;
  /** What these are, in the plural, for the message. */
  readonly what: string;
}

/**
 * Watches calls for a request that every further one would have refused: once the first so many different ones have failed
 * with the same `bad_request` and none was answered, it gives the `ModelError` that stops the run; else null.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { sameRefusal } from "@rounds/rounds";
 *
 * const failure = { kind: "bad_request", status: 400, message: "no such field: top_k" } as const;
 * const see = sameRefusal({ count: 2, what: "cases" });
 * assert.equal(see("a", failure), null);
 * assert.match(see("b", failure)?.message ?? "", /each of the first 2 cases.*top_k/);
 * ```
 */
export function sameRefusal(
  options: SameRefusalOptions,
): (id: string, failure: CallFailure | null) => ModelError | null {
  const { count, what } = options;
  const refused = new Set<string>();
  let message: string | null = null;
  let isOver = false;
  return (id, failure) => {
    if (isOver) return null;
    const said = failure === null ? null : bare(failure.message);
    if (failure?.kind !== "bad_request" || (message !== null && said !== message)) {
      isOver = true;
      return null;
    }
    message = said;
    refused.add(id);
    if (refused.size < count) return null;
    isOver = true;
    return new ModelError({
      ...failure,
      message:
        `the endpoint refuses each of the first ${count} ${what} the same way: ${failure.message}`,
    }, { stopsRun: true });
  };
}

/** A message without what differs from request to request. */
function bare(message: string): string {
  return message.replace(/\S*\d\S*/g, "#");
}
