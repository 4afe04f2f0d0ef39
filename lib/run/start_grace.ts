/** Time for calls under way after an interrupt. */
export interface Grace {
  /** Aborts `graceMs` after the signal did. */
  readonly abandon: AbortSignal;
  /** Takes the timer and the listener away. */
  readonly end: () => void;
}

/**
 * Gives calls under way a moment to end after an interrupt, so that paid answers are kept, and then abandons them.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { startGrace } from "@rounds/rounds";
 *
 * const interrupt = new AbortController();
 * const grace = startGrace(interrupt.signal, 0);
 * interrupt.abort();
 * assert.equal(grace.abandon.aborted, false);
 * await new Promise((resolve) => grace.abandon.addEventListener("abort", resolve));
 * grace.end();
 * ```
 */
export function startGrace(signal: AbortSignal | undefined, graceMs: number): Grace {
  const controller = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const start = () => {
    timer = setTimeout(() => controller.abort(signal?.reason), graceMs);
  };
  if (signal?.aborted) start();
  signal?.addEventListener("abort", start, { once: true });
  return {
    abandon: controller.signal,
    end: () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", start);
    },
  };
}
