import { pythonFixed } from "./python_fixed.ts";

/**
 * Rounds as Python's `round(x, digits)` does: the exact binary value decides, ties go to even.
 * `Number.toFixed` rounds exact ties away from zero, so it differs there and only there.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { pythonRound } from "@rounds/rounds";
 *
 * assert.equal(pythonRound(1 / 32, 4), 0.0312);
 * assert.equal(pythonRound(3 / 32, 4), 0.0938);
 * assert.equal(pythonRound(2.675, 2), 2.67);
 * ```
 */
export function pythonRound(value: number, digits: number): number {
  if (!Number.isInteger(digits) || digits < 0 || digits > 20) {
    throw new RangeError(`digits is ${digits}, expected an integer from 0 to 20`);
  }
  if (!Number.isFinite(value)) return value;
  return Number(pythonFixed(value, digits));
}
