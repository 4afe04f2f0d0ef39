/** Options of {@linkcode passAtK}. */
export interface PassAtKOptions {
  /** Runs of the item. */
  readonly n: number;
  /** Runs that were right. */
  readonly c: number;
  /** Runs drawn. */
  readonly k: number;
  /** `any` (pass@k, default), `all` (pass^k) or `share` (G-Pass@k: at least τ of the k). */
  readonly kind?: "any" | "all" | "share";
  /** τ of `share`; default 0.5. */
  readonly tau?: number;
}

/**
 * Probability that k of n recorded runs, drawn without replacement, contain enough right ones; null for k > n.
 *
 * pass@k `1 - C(n-c,k)/C(n,k)` (Chen et al. 2021); pass^k `C(c,k)/C(n,k)` (Yao et al. 2024); G-Pass@k
 * `Σ_{j >= ⌈τk⌉} C(c,j) C(n-c,k-j) / C(n,k)` (Liu et al. 2024). For clinical use report pass^k beside the mean.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { passAtK } from "@rounds/rounds";
 *
 * assert.equal(passAtK({ n: 10, c: 3, k: 3 })?.toFixed(4), "0.7083");
 * assert.equal(passAtK({ n: 5, c: 4, k: 2, kind: "all" })?.toFixed(2), "0.60");
 * assert.equal(passAtK({ n: 3, c: 1, k: 4 }), null);
 * ```
 */
export function passAtK(options: PassAtKOptions): number | null {
  const { n, c, k, kind = "any", tau = 0.5 } = options;
  if (!(c >= 0 && c <= n && k >= 1)) {
    throw new RangeError(`n is ${n}, c is ${c} and k is ${k}, expected 0 <= c <= n and k >= 1`);
  }
  if (k > n) return null;
  if (kind === "any") return 1 - ratio(n - c, n, k);
  if (kind === "all") return ratio(c, n, k);
  let sum = 0;
  for (let j = Math.max(0, Math.ceil(tau * k - 1e-12)); j <= Math.min(c, k); j++) {
    if (k - j > n - c) continue;
    sum += hypergeometric({ n, c, k, j });
  }
  return Math.min(1, sum);
}

/** `C(a, k) / C(n, k)` as a product, exact enough for any n. */
function ratio(a: number, n: number, k: number): number {
  if (a < k) return 0;
  let product = 1;
  for (let j = 0; j < k; j++) product *= (a - j) / (n - j);
  return product;
}

/** `C(c, j) C(n-c, k-j) / C(n, k)`. */
function hypergeometric(o: { n: number; c: number; k: number; j: number }): number {
  let product = 1;
  for (let i = 0; i < o.j; i++) product *= ((o.c - i) / (o.n - i)) * ((o.k - i) / (i + 1));
  for (let i = 0; i < o.k - o.j; i++) product *= (o.n - o.c - i) / (o.n - o.j - i);
  return product;
}
