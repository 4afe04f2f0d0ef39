/** Options of {@linkcode pcg32}. */
export interface Pcg32Options {
  /** Start of the sequence, a non-negative safe integer; default 42. */
  readonly seed?: number;
  /** Which sequence, a non-negative safe integer; default 54. */
  readonly stream?: number;
}

/** A seeded generator. Calls advance it. */
export interface Pcg32 {
  /** Next unsigned 32-bit integer. */
  next(): number;
  /** Next integer in [0, n), without bias; `n` from 1 to 2³². */
  below(n: number): number;
  /** Next number in [0, 1), a multiple of 2⁻³². */
  uniform(): number;
}

const MULTIPLIER_HIGH = 0x5851f42d;
const MULTIPLIER_LOW = 0x4c957f2d;

/**
 * The PCG-XSH-RR 64/32 generator: the same numbers on every machine.
 *
 * `state = 0; inc = 2·stream + 1; next(); state += seed; next()`. Bounded draws reject below `(2³² - n) mod n`.
 * Source: O'Neill 2014.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { pcg32 } from "@rounds/rounds";
 *
 * assert.equal(pcg32({ seed: 42, stream: 54 }).next().toString(16), "a15c02b7");
 * assert.equal(pcg32({ seed: 42, stream: 54 }).below(12), 3);
 * ```
 */
export function pcg32(options: Pcg32Options = {}): Pcg32 {
  const { seed = 42, stream = 54 } = options;
  for (const [name, value] of Object.entries({ seed, stream })) {
    if (!Number.isSafeInteger(value) || value < 0) {
      throw new RangeError(`${name} is ${value}, expected a non-negative safe integer`);
    }
  }
  const increment = BigInt.asUintN(64, (BigInt(stream) << 1n) | 1n);
  const incrementHigh = Number(increment >> 32n);
  const incrementLow = Number(increment & 0xffffffffn);
  // The 64-bit state lives in two 32-bit halves, low and high: BigInt would be fifty times slower, and variables of a
  // closure that outgrow 31 bits are made anew on the heap at every call.
  const state = new Uint32Array(2);

  const next = (): number => {
    const oldLow = state[0] ?? 0;
    const oldHigh = state[1] ?? 0;
    const a = oldLow >>> 16;
    const b = oldLow & 0xffff;
    const c = MULTIPLIER_LOW >>> 16;
    const d = MULTIPLIER_LOW & 0xffff;
    const ad = a * d;
    const bc = b * c;
    const middle = ((b * d) >>> 16) + (ad & 0xffff) + (bc & 0xffff);
    const carryHigh = a * c + (ad >>> 16) + (bc >>> 16) + (middle >>> 16);
    const productLow = Math.imul(oldLow, MULTIPLIER_LOW) >>> 0;
    const sumLow = productLow + incrementLow;
    state[0] = sumLow;
    state[1] = carryHigh + Math.imul(oldHigh, MULTIPLIER_LOW) + Math.imul(oldLow, MULTIPLIER_HIGH) +
      incrementHigh + (sumLow > 0xffffffff ? 1 : 0);
    const mixedHigh = oldHigh ^ (oldHigh >>> 18);
    const mixedLow = oldLow ^ ((oldLow >>> 18) | (oldHigh << 14));
    const word = (mixedLow >>> 27) | (mixedHigh << 5);
    const turn = oldHigh >>> 27;
    return ((word >>> turn) | (word << (-turn & 31))) >>> 0;
  };

  next();
  const seedBig = BigInt(seed);
  const seededLow = (state[0] ?? 0) + Number(seedBig & 0xffffffffn);
  state[0] = seededLow;
  state[1] = (state[1] ?? 0) + Number(seedBig >> 32n) + (seededLow > 0xffffffff ? 1 : 0);
  next();

  let bound = 1;
  let threshold = 0;
  let share = 1;
  const below = (n: number): number => {
    if (n !== bound) [bound, threshold, share] = [n, (0x100000000 - n) % n, 1 / n];
    let draw = next();
    while (draw < threshold) draw = next();
    // The remainder: `%` of doubles is ten times as slow. The quotient is at most one off, which shows in the sign or size.
    const rest = draw - Math.floor(draw * share) * n;
    return rest < 0 ? rest + n : rest < n ? rest : rest - n;
  };
  return { next, below, uniform: () => next() / 0x100000000 };
}
