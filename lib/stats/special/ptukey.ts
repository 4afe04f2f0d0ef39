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
  // The scale is s = chi/√df. In ln s its density and the integrand are analytic and die out fast, so that the trapezoid
  // rule converges exponentially for any df; dividing by the density's own sum makes its constant unnecessary.
  const step = Math.min(0.12, 0.3 / Math.sqrt(2 * df));
  let [sum, whole] = [0, 0];
  for (const direction of [1, -1]) {
    for (let place = direction > 0 ? 0 : 1;; place++) {
      const logScale = direction * place * step;
      const density = Math.exp(df * (logScale - Math.expm1(2 * logScale) / 2));
      if (density < 1e-18) break;
      whole += density;
      sum += density * rangeCdf(q * Math.exp(logScale), k);
    }
  }
  return Math.min(1, sum / whole);
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
