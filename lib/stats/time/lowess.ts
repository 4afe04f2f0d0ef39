/** Options of {@linkcode lowess}. */
export interface LowessOptions {
  /** Abscissa, in any order. */
  readonly x: readonly number[];
  /** Values. */
  readonly y: readonly number[];
  /** Share of the points in each local fit; default 2/3. */
  readonly fraction?: number;
  /** Robustifying iterations; default 3. */
  readonly iterations?: number;
}

/**
 * LOWESS smoother: local linear fits with tricube weights and robust iterations; fitted values in the order given.
 *
 * Source: Cleveland 1979, without interpolation between points.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { lowess } from "@rounds/rounds";
 *
 * const line = lowess({ x: [1, 2, 3, 4, 5], y: [2, 4, 6, 8, 10] });
 * assert.deepEqual(line.map((value) => value.toFixed(6)), ["2", "4", "6", "8", "10"].map((v) => `${v}.000000`));
 * ```
 */
export function lowess(options: LowessOptions): number[] {
  const { fraction = 2 / 3, iterations = 3 } = options;
  const n = options.x.length;
  if (options.y.length !== n) {
    throw new RangeError(`x has ${n} rows and y ${options.y.length}, expected as many`);
  }
  if (n < 2) return [...options.y];
  const order = options.x.map((_, k) => k)
    .sort((a, b) => (options.x[a] ?? 0) - (options.x[b] ?? 0));
  const x = Float64Array.from(order, (k) => options.x[k] ?? 0);
  const y = Float64Array.from(order, (k) => options.y[k] ?? 0);
  const span = Math.max(2, Math.min(n, Math.floor(fraction * n + 1e-7)));
  const fitted = new Float64Array(n);
  const robust = new Float64Array(n).fill(1);
  const spread = y.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  for (let round = 0; round <= iterations; round++) {
    let left = 0;
    for (let i = 0; i < n; i++) {
      const at = x[i] ?? 0;
      while (left + span < n && at - (x[left] ?? 0) > (x[left + span] ?? 0) - at) left++;
      const width = Math.max(at - (x[left] ?? 0), (x[left + span - 1] ?? 0) - at);
      fitted[i] = local({ x, y, robust, at, width, left }) ?? (y[i] ?? 0);
    }
    if (round === iterations) break;
    const residuals = y.map((value, i) => Math.abs(value - (fitted[i] ?? 0)));
    const scale = residuals.reduce((sum, value) => sum + value, 0) / n;
    const sorted = residuals.toSorted();
    const upper = sorted[Math.floor(n / 2)] ?? 0;
    const cutoff = 3 * (upper + (sorted[n - Math.floor(n / 2) - 1] ?? 0));
    // Residuals that are only rounding must not decide which points count.
    if (cutoff < 1e-7 * scale || scale < 1e-12 * spread) break;
    residuals.forEach((value, i) => {
      const ratio = value / cutoff;
      robust[i] = ratio <= 0.001 ? 1 : ratio <= 0.999 ? (1 - ratio * ratio) ** 2 : 0;
    });
  }
  const result = new Array<number>(n).fill(0);
  order.forEach((k, i) => result[k] = fitted[i] ?? 0);
  return result;
}

/** Weighted linear fit at one point; null when every weight is 0. */
function local(o: {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly robust: Float64Array;
  readonly at: number;
  readonly width: number;
  readonly left: number;
}): number | null {
  const { x, y, robust, at, width, left } = o;
  const range = (x.at(-1) ?? 0) - (x[0] ?? 0);
  const weights: number[] = [];
  let total = 0;
  for (let j = left; j < x.length; j++) {
    const distance = Math.abs((x[j] ?? 0) - at);
    if (distance > 0.999 * width && (x[j] ?? 0) > at) break;
    const tricube = distance <= 0.001 * width ? 1 : (1 - (distance / width) ** 3) ** 3;
    const weight = distance <= 0.999 * width ? tricube * (robust[j] ?? 0) : 0;
    weights.push(weight);
    total += weight;
  }
  if (total <= 0) return null;
  const centre = weights.reduce((sum, w, k) => sum + w * (x[left + k] ?? 0), 0) / total;
  const spread = weights.reduce((sum, w, k) => sum + w * ((x[left + k] ?? 0) - centre) ** 2, 0) /
    total;
  const slope = width > 0 && Math.sqrt(spread) > 0.001 * range ? (at - centre) / spread : 0;
  return weights.reduce(
    (sum, w, k) =>
      sum + (w / total) * (1 + slope * ((x[left + k] ?? 0) - centre)) * (y[left + k] ?? 0),
    0,
  );
}
