import { setTimeout as delay } from "node:timers/promises";

/** What to do after a failed attempt: wait that many milliseconds and try again, or give up. */
export type RetryDecision = { readonly waitMs: number } | "give_up";

/** When to try again, and how the waiting is done. */
export interface RetryOptions {
  /** Decides after each failure; `attempt` counts from 1. */
  readonly decide: (error: unknown, attempt: number) => RetryDecision;
  /** Ends a wait at once; the wait then rejects with its reason. */
  readonly signal?: AbortSignal;
  /** Waits; replaced in tests. */
  readonly wait?: (ms: number, signal?: AbortSignal) => Promise<void>;
}

/**
 * Repeats a piece of work until it succeeds or `decide` gives up; then the last error is thrown.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { retry } from "@rounds/rounds";
 *
 * const waits: number[] = [];
 * const value = await retry((attempt) => attempt < 3 ? Promise.reject(new Error("no")) : Promise.resolve(attempt), {
 *   decide: (_, attempt) => attempt < 5 ? { waitMs: 100 * attempt } : "give_up",
 *   wait: (ms) => Promise.resolve(void waits.push(ms)),
 * });
 * assert.equal(value, 3);
 * assert.deepEqual(waits, [100, 200]);
 * ```
 */
export async function retry<T>(
  work: (attempt: number) => Promise<T>,
  options: RetryOptions,
): Promise<T> {
  const wait = options.wait ?? ((ms, signal) => delay(ms, undefined, signal ? { signal } : {}));
  for (let attempt = 1;; attempt++) {
    try {
      return await work(attempt);
    } catch (error) {
      const decision = options.decide(error, attempt);
      if (decision === "give_up") throw error;
      await wait(decision.waitMs, options.signal);
    }
  }
}
