import { chi2Sf } from "../special/chi2_sf.ts";

/** Options of {@linkcode shrinkGroups}. */
export interface ShrinkGroupsOptions {
  /** Estimate of each group; null is left out. */
  readonly estimate: readonly (number | null)[];
  /** Squared standard error of each estimate; null or 0 is left out. */
  readonly variance: readonly (number | null)[];
}

/** One group of {@linkcode shrinkGroups}. */
export interface ShrunkGroup {
  /** Estimate as given. */
  readonly value: number | null;
  /** Estimate pulled towards the mean of the groups; null when left out. */
  readonly shrunk: number | null;
  /** Weight of the common mean, in [0, 1]: `v/(v + τ²)`. */
  readonly weight: number | null;
}

/** Heterogeneity of groups and their shrunken estimates. */
export interface ShrinkGroups {
  /** One row a group, in the order given. */
  readonly rows: readonly ShrunkGroup[];
  /** Cochran's Q; null below two groups. */
  readonly q: number | null;
  /** Degrees of freedom of Q. */
  readonly df: number | null;
  /** p of "all groups are equal". */
  readonly p: number | null;
  /** Share of the variance between groups beyond chance. */
  readonly i2: number | null;
  /** DerSimonian-Laird variance between groups. */
  readonly tau2: number | null;
  /** Mean of the groups. */
  readonly mu: number | null;
  /** Its standard error. */
  readonly seMu: number | null;
  /** Groups used. */
  readonly n: number;
  /** Groups left out. */
  readonly nExcluded: number;
  /** Stable id of the method. */
  readonly method: string;
  /** What to know: with τ² = 0 show one number. */
  readonly warnings: readonly string[];
}

/**
 * Are groups different at all, and what are they after shrinkage?
 *
 * `Q = Σ w(p - p̄)²`, w = 1/v; `τ² = max(0, (Q - (K-1))/(Σw - Σw²/Σw))`; `shrunk = B μ + (1 - B) p`, `B = v/(v + τ²)`.
 * Use for heat maps and top or bottom lists. Source: DerSimonian & Laird 1986; Gelman, Hill & Yajima 2012.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { shrinkGroups } from "@rounds/rounds";
 *
 * const same = shrinkGroups({ estimate: [0.3, 0.31, 0.29], variance: [0.01, 0.01, 0.01] });
 * assert.equal(same.tau2, 0);
 * assert.deepEqual(same.rows.map((row) => row.shrunk?.toFixed(2)), ["0.30", "0.30", "0.30"]);
 * ```
 */
export function shrinkGroups(options: ShrinkGroupsOptions): ShrinkGroups {
  const { estimate, variance } = options;
  if (estimate.length !== variance.length) {
    throw new RangeError(
      `estimate has ${estimate.length} groups and variance ${variance.length}, expected as many`,
    );
  }
  const groups = estimate.map((value, k) => {
    const v = variance[k] ?? null;
    return value === null || v === null || !(v > 0) ? null : { value, v };
  });
  const used = groups.filter((group) => group !== null);
  const n = used.length;
  const nExcluded = groups.length - n;
  const warnings = nExcluded > 0 ? [`${nExcluded} groups without a variance left out`] : [];
  const method = "shrinkage/dersimonian-laird";
  if (n < 2) {
    const rows = estimate.map((value) => ({ value, shrunk: null, weight: null }));
    const missing = { q: null, df: null, p: null, i2: null, tau2: null, mu: null, seMu: null };
    return {
      rows,
      ...missing,
      n,
      nExcluded,
      method,
      warnings: [...warnings, "fewer than two groups"],
    };
  }
  const sum = (f: (group: { value: number; v: number }) => number): number =>
    used.reduce((total, group) => total + f(group), 0);
  const weights = sum((g) => 1 / g.v);
  const centre = sum((g) => g.value / g.v) / weights;
  const q = sum((g) => (g.value - centre) ** 2 / g.v);
  const df = n - 1;
  const tau2 = Math.max(0, (q - df) / (weights - sum((g) => 1 / g.v ** 2) / weights));
  const random = sum((g) => 1 / (g.v + tau2));
  const mu = sum((g) => g.value / (g.v + tau2)) / random;
  if (tau2 === 0) warnings.push("no evidence that groups differ");
  return {
    rows: groups.map((group, k) => {
      if (group === null) return { value: estimate[k] ?? null, shrunk: null, weight: null };
      const weight = group.v / (group.v + tau2);
      return { value: group.value, shrunk: weight * mu + (1 - weight) * group.value, weight };
    }),
    q,
    df,
    p: chi2Sf(q, df),
    i2: q > 0 ? Math.max(0, (q - df) / q) : 0,
    tau2,
    mu,
    seMu: Math.sqrt(1 / random),
    n,
    nExcluded,
    method,
    warnings,
  };
}
