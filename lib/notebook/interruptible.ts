import { setTimeout as delay } from "node:timers/promises";
import { armInterrupt } from "./arm_interrupt.ts";
import { interruptState } from "./_live/interrupt_state.ts";

/** Options of interruptible work. */
export interface InterruptibleOptions {
  /** Milliseconds the work may take to stop and hand over what it has; 10,000 unless told. */
  readonly graceMs?: number;
  /** Waits that many milliseconds; replaced in tests. */
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<unknown>;
}

/**
 * Runs work that the stop button of a notebook can stop: an interrupt aborts the signal the work is given, and whatever
 * the work then resolves with (its partial results) is the value. The kernel and all it holds stay.
 *
 * Rejects with an `AbortError` when the work does not stop in `graceMs`, or at once at a second interrupt.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { interruptible } from "@rounds/rounds";
 *
 * const value = await interruptible(async (signal) => {
 *   assert.equal(signal.aborted, false);
 *   return await Promise.resolve(42);
 * });
 * assert.equal(value, 42);
 * ```
 */
export async function interruptible<T>(
  work: (signal: AbortSignal) => Promise<T>,
  options: InterruptibleOptions = {},
): Promise<T> {
  const { graceMs = 10_000, wait = (ms, signal) => delay(ms, undefined, { signal }) } = options;
  armInterrupt();
  const asked = new AbortController();
  const settled = new AbortController();
  const abandoned = Promise.withResolvers<never>();
  const abandon = (why: string) =>
    abandoned.reject(new DOMException(`Interrupted: ${why}, and goes on unseen`, "AbortError"));
  const listener = () => {
    if (asked.signal.aborted) return abandon("the work was given up before it stopped");
    asked.abort(new DOMException("Interrupted", "AbortError"));
    wait(graceMs, settled.signal).then(
      () => abandon(`the work did not stop within ${graceMs / 1000} s`),
      () => {},
    );
  };
  interruptState.running.add(listener);
  try {
    return await Promise.race([work(asked.signal), abandoned.promise]);
  } finally {
    interruptState.running.delete(listener);
    settled.abort();
  }
}
