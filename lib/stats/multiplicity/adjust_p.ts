/** Options of {@linkcode adjustP}. */
export interface AdjustPOptions {
  /** `holm` (default) for confirmatory families, `bh` for exploratory maps, `by` when dependence is unknown. */
  readonly method?: "holm" | "hochberg" | "bonferroni" | "bh" | "by" | "none";
}

/**
 * p-values adjusted for a family of tests, in the order given; missing ones stay missing and do not count.
 *
 * Holm 1979 (step-down), Hochberg 1988 (step-up), Benjamini & Hochberg 1995, Benjamini & Yekutieli 2001, Bonferroni.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { adjustP } from "@rounds/rounds";
 *
 * assert.deepEqual(adjustP([0.01, null, 0.5]), [0.02, null, 0.5]);
 * ```
 */
export function adjustP(
  p: readonly (number | null)[],
  options: AdjustPOptions = {},
): (number | null)[] {
  const { method = "holm" } = options;
  const present = p.flatMap((value, index) => (value === null ? [] : [{ value, index }]));
  for (const { value } of present) {
    if (!(value >= 0 && value <= 1)) throw new RangeError(`p holds ${value}, expected [0, 1]`);
  }
  present.sort((a, b) => a.value - b.value);
  const m = present.length;
  const harmonic = present.reduce((sum, _, k) => sum + 1 / (k + 1), 0);
  const factor = (rank: number): number =>
    ({
      holm: m - rank,
      hochberg: m - rank,
      bonferroni: m,
      bh: m / (rank + 1),
      by: (harmonic * m) / (rank + 1),
      none: 1,
    })[method];
  const raw = present.map(({ value }, rank) => Math.min(1, value * factor(rank)));
  if (method === "holm") {
    for (let k = 1; k < m; k++) raw[k] = Math.max(raw[k] ?? 1, raw[k - 1] ?? 0);
  } else if (method !== "bonferroni" && method !== "none") {
    for (let k = m - 2; k >= 0; k--) raw[k] = Math.min(raw[k] ?? 1, raw[k + 1] ?? 1);
  }
  const adjusted = new Array<number | null>(p.length).fill(null);
  present.forEach(({ index }, rank) => adjusted[index] = raw[rank] ?? null);
  return adjusted;
}
