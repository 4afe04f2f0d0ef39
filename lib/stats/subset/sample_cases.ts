import { pcg32 } from "../resampling/pcg32.ts";

/** Options of {@linkcode sampleCases}. */
export interface SampleCasesOptions {
  /** Cases wanted. */
  readonly n: number;
  /** Stratum of each case; default one stratum. */
  readonly strata?: readonly (string | number | null)[];
  /** Seed of PCG32; default 42. */
  readonly seed?: number;
}

/**
 * A seeded random subset of cases, in proportion to strata (largest remainders), in the order given.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { sampleCases } from "@rounds/rounds";
 *
 * const some = sampleCases(["a", "b", "c", "d"], { n: 2, strata: ["x", "x", "y", "y"] });
 * assert.equal(some.length, 2);
 * assert.equal(some.filter((name) => name < "c").length, 1);
 * ```
 */
export function sampleCases<T>(cases: readonly T[], options: SampleCasesOptions): T[] {
  const { n, strata, seed = 42 } = options;
  if (!Number.isInteger(n) || n < 0 || n > cases.length) {
    throw new RangeError(`n is ${n}, expected an integer from 0 to ${cases.length}`);
  }
  const groups = new Map<string | number | null, number[]>();
  cases.forEach((_, k) => {
    const stratum = strata?.[k] ?? null;
    groups.set(stratum, [...(groups.get(stratum) ?? []), k]);
  });
  const shares = [...groups.values()].map((members) => {
    const exact = (members.length * n) / cases.length;
    return { members, take: Math.floor(exact), rest: exact - Math.floor(exact) };
  });
  let left = n - shares.reduce((sum, share) => sum + share.take, 0);
  for (const share of shares.toSorted((a, b) => b.rest - a.rest)) {
    if (left === 0) break;
    share.take += 1;
    left -= 1;
  }
  const random = pcg32({ seed });
  const chosen = new Set<number>();
  for (const { members, take } of shares) {
    const pool = [...members];
    for (let k = 0; k < take; k++) {
      const [picked] = pool.splice(random.below(pool.length), 1);
      if (picked !== undefined) chosen.add(picked);
    }
  }
  return cases.filter((_, k) => chosen.has(k));
}
