/**
 * Formats as Python's `f"{x:.4f}"` does: exact binary value, ties to even.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { pythonFixed } from "@rounds/rounds";
 *
 * assert.equal(pythonFixed(0.40625, 4), "0.4062");
 * assert.equal(pythonFixed(0, 4), "0.0000");
 * ```
 */
export function pythonFixed(value: number, digits: number): string {
  const magnitude = Math.abs(value);
  const sign = value < 0 || Object.is(value, -0) ? "-" : "";
  if (magnitude >= 1e21) return sign + magnitude.toString();
  const rounded = magnitude.toFixed(digits);
  // A tie has a finite binary expansion that ends in 5 right after the last digit kept: 1,100 bits are at most 1,074 decimals.
  const longer = exactDecimals(magnitude);
  const kept = longer.indexOf(".") + 1 + digits;
  const rest = longer.slice(kept);
  if (!/^50*$/.test(rest)) return sign + rounded;
  const floor = digits === 0 ? longer.slice(0, kept - 1) : longer.slice(0, kept);
  const lastDigit = Number(floor.at(-1));
  return sign + (lastDigit % 2 === 0 ? floor : rounded);
}

/** Every decimal of a non-negative double below 1e21, as `integer.fraction`. */
function exactDecimals(magnitude: number): string {
  const whole = Math.trunc(magnitude);
  let fraction = magnitude - whole;
  let decimals = "";
  // Multiplying by ten is exact only in integers: the fraction is numerator / 2^shift.
  let shift = 0n;
  while (fraction !== Math.trunc(fraction)) {
    fraction *= 2;
    shift++;
  }
  let numerator = BigInt(fraction);
  const denominator = 1n << shift;
  while (numerator > 0n) {
    numerator *= 10n;
    decimals += (numerator / denominator).toString();
    numerator %= denominator;
  }
  return `${BigInt(whole)}.${decimals}`;
}
