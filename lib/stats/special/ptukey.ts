import { gaussLegendre } from "./gauss_legendre.ts";
import { logGamma } from "./log_gamma.ts";
import { normalCdf } from "./normal_cdf.ts";

/** Options of {@linkcode ptukey} and `qtukey`. */
export interface StudentizedRangeOptions {
  /** Number of means compared, at least 2. */
  readonly k: number;
  /** Degrees of freedom of the scale; default Infinity (known scale). */
  readonly df?: number;
}

/**
 * Distribution function of the studentised range, `P(range of k standard normals / s <= q)`.
 *
 * `k ∫ φ(z) [Φ(z) - Φ(z - q)]^(k-1) dz`, averaged over the scale s when `df` is finite.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { ptukey } from "@rounds/rounds";
 *
 * assert.ok(Math.abs(ptukey(3.314493155398122, { k: 3 }) - 0.95) < 1e-9);
 * ```
 */
export function ptukey(q: number, options: StudentizedRangeOptions): number {
  const { k, df = Infinity } = options;
  if (!(k >= 2) || !(df > 0)) return NaN;
  if (q <= 0) return 0;
  if (df === Infinity) return rangeCdf(q, k);
  // s = chi/√df; its density is integrated where it is not negligible.
  const spread = 9 / Math.sqrt(2 * df);
  const lo = Math.max(1e-12, 1 - spread);
  const hi = 1 + spread * (df < 10 ? 3 : 1.2);
  const { nodes, weights } = gaussLegendre(64);
  const logConstant = Math.LN2 + (df / 2) * Math.log(df / 2) - logGamma(df / 2);
  return nodes.reduce((sum, node, index) => {
    const s = lo + ((hi - lo) * (node + 1)) / 2;
    const density = Math.exp(logConstant + (df - 1) * Math.log(s) - (df * s * s) / 2);
    return sum + ((weights[index] ?? 0) * (hi - lo) * density * rangeCdf(q * s, k)) / 2;
  }, 0);
}

/** The trapezoid rule converges exponentially here: the integrand is analytic and dies out like φ. */
function rangeCdf(q: number, k: number): number {
  const step = 1 / 16;
  let sum = 0;
  for (let z = -8.5; z <= 8.5 + q; z += step) {
    const density = Math.exp(-0.5 * z * z);
    if (density < 1e-18) continue;
    sum += density * (normalCdf(z) - normalCdf(z - q)) ** (k - 1);
  }
  return Math.min(1, (k * step * sum) / Math.sqrt(2 * Math.PI));
}
