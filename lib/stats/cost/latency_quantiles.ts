import { binomialCdf } from "../special/binomial_cdf.ts";
import { quantile } from "../special/quantile.ts";

/** Options of {@linkcode latencyQuantiles}. */
export interface LatencyQuantilesOptions {
  /** Latency of each answer, in any unit; null is left out and counted. */
  readonly latency: readonly (number | null)[];
  /** Whether each was cut off by a time-out: it took at least that long. */
  readonly timedOut?: readonly boolean[];
  /** Probabilities; default 0.5 and 0.95. */
  readonly p?: readonly number[];
  /** Confidence level; default 0.95. */
  readonly level?: number;
}

/** One quantile of a latency. */
export interface LatencyQuantile {
  /** Probability. */
  readonly p: number;
  /** Quantile, type 7; null when it lies among time-outs. */
  readonly value: number | null;
  /** Lower order-statistic limit; null when n is too small. */
  readonly lo: number | null;
  /** Upper limit; null when n is too small or it lies among time-outs. */
  readonly hi: number | null;
  /** Rank of the lower limit, from 1; null when n is too small. */
  readonly lowerRank: number | null;
  /** Rank of the upper limit. */
  readonly upperRank: number | null;
}

/** Quantiles of a latency. */
export interface LatencyQuantiles {
  /** One row a probability. */
  readonly rows: readonly LatencyQuantile[];
  /** Latencies used. */
  readonly n: number;
  /** Of those, time-outs. */
  readonly timedOut: number;
  /** Latencies missing. */
  readonly nExcluded: number;
  /** Confidence level. */
  readonly level: number;
  /** Stable id of the method. */
  readonly method: string;
  /** Why something is missing. */
  readonly warnings: readonly string[];
}

/**
 * Quantiles of latency with order-statistic intervals; time-outs are censored, never dropped.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { latencyQuantiles } from "@rounds/rounds";
 *
 * const { rows } = latencyQuantiles({ latency: [1, 2, 3, 60], timedOut: [false, false, false, true] });
 * assert.deepEqual(rows.map((row) => row.value), [2.5, null]);
 * ```
 */
export function latencyQuantiles(options: LatencyQuantilesOptions): LatencyQuantiles {
  const { latency, timedOut, p: probabilities = [0.5, 0.95], level = 0.95 } = options;
  const known = latency.flatMap((value, row) =>
    value === null ? [] : [timedOut?.[row] === true ? Infinity : value]
  );
  const sorted = Float64Array.from(known).sort();
  const n = sorted.length;
  const tail = (1 - level) / 2;
  const finite = (value: number | null | undefined): number | null =>
    value === undefined || value === null || !Number.isFinite(value) ? null : value;
  const rows = probabilities.map((p) => {
    // Order statistics r and s with P(X_(r) > quantile) and P(X_(s) < quantile) at most half of 1 - level.
    let lowerRank: number | null = null;
    let upperRank: number | null = null;
    for (let rank = 1; rank <= n; rank++) {
      if (binomialCdf(rank - 1, { n, p }) <= tail) lowerRank = rank;
      if (upperRank === null && 1 - binomialCdf(rank - 1, { n, p }) <= tail) upperRank = rank;
    }
    return {
      p,
      value: finite(quantile(sorted, { p, sorted: true })),
      lo: lowerRank === null ? null : finite(sorted[lowerRank - 1]),
      hi: upperRank === null ? null : finite(sorted[upperRank - 1]),
      lowerRank,
      upperRank,
    };
  });
  const open = rows.filter((row) => row.lo === null || row.hi === null).map((row) => row.p);
  return {
    rows,
    n,
    timedOut: sorted.filter((value) => value === Infinity).length,
    nExcluded: latency.length - n,
    level,
    method: "latency/order-statistics",
    warnings: n === 0
      ? ["no data"]
      : open.length > 0
      ? [`${n} values are too few for both limits at p = ${open.join(", ")}`]
      : [],
  };
}
