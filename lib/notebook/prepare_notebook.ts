import { armInterrupt } from "./arm_interrupt.ts";
import { reportUnhandledErrors } from "./report_unhandled_errors.ts";

/**
 * Call this in a notebook's first cell: from then on the stop button interrupts work instead of ending the kernel, and
 * errors nobody caught are shown. True inside a kernel, false (and nothing done) outside one.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { prepareNotebook } from "@rounds/rounds";
 *
 * assert.equal(prepareNotebook(), false);
 * ```
 */
export function prepareNotebook(): boolean {
  return armInterrupt() && reportUnhandledErrors();
}
