import { invertSymmetric } from "../regression/invert_symmetric.ts";

/** Options of {@linkcode segmentedRegression}. */
export interface SegmentedRegressionOptions {
  /** Value of each period, in order of time. */
  readonly y: readonly number[];
  /** Time of each period; default 0, 1, 2, …. */
  readonly time?: readonly number[];
  /** First time after the known break. Never fit a free break and report its p. */
  readonly breakAt: number;
  /** Lags of the Newey-West error; default 3. */
  readonly lag?: number;
}

/** One term of {@linkcode segmentedRegression}. */
export interface SegmentedRow {
  /** `intercept`, `slope`, `level change` or `slope change`. */
  readonly term: string;
  /** Coefficient. */
  readonly value: number | null;
  /** Ordinary least squares standard error. */
  readonly seOls: number | null;
  /** HC3 standard error. */
  readonly seHc3: number | null;
  /** Newey-West standard error. */
  readonly seNeweyWest: number | null;
}

/** An interrupted time series. */
export interface SegmentedRegression {
  /** The four terms. */
  readonly rows: readonly SegmentedRow[];
  /** Periods. */
  readonly n: number;
  /** Stable id of the method. */
  readonly method: string;
  /** Why something is missing. */
  readonly warnings: readonly string[];
}

/**
 * Level and slope change at a known break: `y ~ 1 + t + [t >= break] + max(0, t - break)`.
 *
 * Errors: ordinary, HC3, and Newey & West 1987 with Bartlett weights (no prewhitening, no small-sample factor).
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { segmentedRegression } from "@rounds/rounds";
 *
 * const { rows } = segmentedRegression({ y: [1, 2, 3, 7, 8, 9.5, 10], breakAt: 3 });
 * assert.equal(rows[1]?.value?.toFixed(4), "1.0000");
 * ```
 */
export function segmentedRegression(options: SegmentedRegressionOptions): SegmentedRegression {
  const { y, breakAt, lag = 3 } = options;
  const time = options.time ?? y.map((_, k) => k);
  const n = y.length;
  const terms = ["intercept", "slope", "level change", "slope change"];
  const x = time.map((t) => [1, t, t >= breakAt ? 1 : 0, Math.max(0, t - breakAt)]);
  const bread = invertSymmetric(
    terms.map((_, j) =>
      terms.map((_, k) => x.reduce((s, row) => s + (row[j] ?? 0) * (row[k] ?? 0), 0))
    ),
  );
  const method = "segmented-regression";
  if (bread === null || n < 5) {
    const missing = { value: null, seOls: null, seHc3: null, seNeweyWest: null };
    const rows = terms.map((term) => ({ term, ...missing }));
    return { rows, n, method, warnings: ["too few periods on one side of the break"] };
  }
  const times = (row: readonly number[]): number[] =>
    bread.map((line) => line.reduce((sum, value, k) => sum + value * (row[k] ?? 0), 0));
  const right = terms.map((_, k) =>
    x.reduce((sum, row, i) => sum + (row[k] ?? 0) * (y[i] ?? 0), 0)
  );
  const beta = times(right);
  const residuals = x.map((row, i) =>
    (y[i] ?? 0) - row.reduce((s, v, k) => s + v * (beta[k] ?? 0), 0)
  );
  // B x_i, so that every covariance is a sum of products of these.
  const bx = x.map(times);
  const leverage = x.map((row, i) => row.reduce((s, v, k) => s + v * (bx[i]?.[k] ?? 0), 0));
  // HC3 divides by 1 - leverage: a period that the line meets by construction has no say in the error.
  const met = leverage.some((value) => value > 1 - 1e-9);
  const squares = residuals.reduce((sum, e) => sum + e * e, 0);
  const product = (k: number, i: number, j: number): number =>
    (bx[i]?.[k] ?? 0) * (bx[j]?.[k] ?? 0) * (residuals[i] ?? 0) * (residuals[j] ?? 0);
  return {
    rows: terms.map((term, k) => {
      let hc3 = 0;
      let neweyWest = 0;
      for (let i = 0; i < n; i++) {
        hc3 += product(k, i, i) / (1 - (leverage[i] ?? 0)) ** 2;
        neweyWest += product(k, i, i);
        for (let back = 1; back <= Math.min(lag, i); back++) {
          neweyWest += 2 * (1 - back / (lag + 1)) * product(k, i, i - back);
        }
      }
      return {
        term,
        value: beta[k] ?? null,
        seOls: Math.sqrt(((bread[k]?.[k] ?? NaN) * squares) / (n - terms.length)),
        seHc3: met || !Number.isFinite(hc3) ? null : Math.sqrt(hc3),
        seNeweyWest: Math.sqrt(Math.max(0, neweyWest)),
      };
    }),
    n,
    method,
    warnings: met ? ["two periods on one side of the break: no HC3 error"] : [],
  };
}
