import type { Interval } from "../interval.ts";
import { findRoot } from "../special/find_root.ts";
import { normalQuantile } from "../special/normal_quantile.ts";
import { wilson } from "../uncertainty/wilson.ts";

/** Options of {@linkcode pairedProportionsCI}. */
export interface PairedProportionsOptions {
  /** Pairs with both right. */
  readonly n11: number;
  /** First right, second wrong. */
  readonly n10: number;
  /** First wrong, second right. */
  readonly n01: number;
  /** Both wrong. */
  readonly n00: number;
  /** Confidence level; default 0.95. */
  readonly level?: number;
  /** Which interval `lo` and `hi` are; default Tango's. */
  readonly method?: "tango" | "newcombe";
}

/** Difference of two paired proportions. */
export interface PairedProportions {
  /** First minus second; null without pairs. */
  readonly value: number | null;
  /** Lower limit. */
  readonly lo: number | null;
  /** Upper limit. */
  readonly hi: number | null;
  /** Confidence level. */
  readonly level: number;
  /** Tango's score interval. */
  readonly tango: Interval;
  /** Newcombe's method 10, with the corrected phi. */
  readonly newcombe: Interval;
  /** Square-and-add with the plain phi. */
  readonly squareAndAdd: Interval;
  /** Pairs. */
  readonly n: number;
  /** Stable id of the method. */
  readonly method: string;
  /** Why something is missing. */
  readonly warnings: readonly string[];
}

/**
 * Intervals of the difference of two proportions on the same independent cases.
 *
 * Tango solves the score equation `(b - c - nΔ)² = z² n (2 p01(Δ) + Δ(1-Δ))`; Newcombe's method 10 squares and adds
 * Wilson's limits with phi (`ad - bc` reduced by n/2 when larger, 0 when between 0 and n/2).
 * Source: Tango 1998; Newcombe 1998; Fagerland et al. 2014.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { pairedProportionsCI } from "@rounds/rounds";
 *
 * const { lo, hi } = pairedProportionsCI({ n11: 1, n10: 1, n01: 7, n00: 12 });
 * assert.deepEqual([lo?.toFixed(3), hi?.toFixed(3)], ["-0.517", "-0.026"]);
 * ```
 */
export function pairedProportionsCI(options: PairedProportionsOptions): PairedProportions {
  const { n11, n10, n01, n00, level = 0.95, method = "tango" } = options;
  const n = n11 + n10 + n01 + n00;
  const none: Interval = { lo: null, hi: null };
  if (n === 0) {
    return {
      value: null,
      ...none,
      level,
      tango: none,
      newcombe: none,
      squareAndAdd: none,
      n,
      method: `paired-proportions/${method}`,
      warnings: ["no data"],
    };
  }
  const value = (n10 - n01) / n;
  const z = normalQuantile(1 - (1 - level) / 2);
  const tango = {
    lo: tangoLimit({ b: n10, c: n01, n, z, lo: -1, hi: value }),
    hi: tangoLimit({ b: n10, c: n01, n, z: -z, lo: value, hi: 1 }),
  };
  const cross = n11 * n00 - n10 * n01;
  const corrected = cross > n / 2 ? cross - n / 2 : Math.min(cross, 0);
  const newcombe = squareAndAdd(options, { n, cross: corrected, level });
  const plain = squareAndAdd(options, { n, cross, level });
  return {
    value,
    ...(method === "tango" ? tango : newcombe),
    level,
    tango,
    newcombe,
    squareAndAdd: plain,
    n,
    method: `paired-proportions/${method}`,
    warnings: [],
  };
}

function tangoLimit(o: {
  readonly b: number;
  readonly c: number;
  readonly n: number;
  readonly z: number;
  readonly lo: number;
  readonly hi: number;
}): number {
  const score = (delta: number): number => {
    const linear = -o.b - o.c + (2 * o.n - o.b + o.c) * delta;
    const constant = -o.c * delta * (1 - delta);
    const root = Math.sqrt(Math.max(0, linear * linear - 8 * o.n * constant));
    const p01 = (root - linear) / (4 * o.n);
    const variance = Math.max(0, o.n * (2 * p01 + delta * (1 - delta)));
    return o.b - o.c - o.n * delta - o.z * Math.sqrt(variance);
  };
  // The estimate itself solves the equation when its variance is 0 (no discordant pair): step just off it.
  const step = 1e-12 * Math.sign(o.z);
  const inner = o.z > 0 ? { lo: o.lo, hi: o.hi - step } : { lo: o.lo - step, hi: o.hi };
  const edge = o.z > 0 ? o.lo : o.hi;
  return findRoot(score, { ...inner, tolerance: 1e-14 }) ?? edge;
}

function squareAndAdd(
  cells: PairedProportionsOptions,
  o: { readonly n: number; readonly cross: number; readonly level: number },
): Interval {
  const { n, cross, level } = o;
  const first = cells.n11 + cells.n10;
  const second = cells.n11 + cells.n01;
  const product = first * (n - first) * second * (n - second);
  const phi = product === 0 ? 0 : cross / Math.sqrt(product);
  const w1 = wilson({ x: first, n, level });
  const w2 = wilson({ x: second, n, level });
  const p1 = first / n;
  const p2 = second / n;
  const combine = (d1: number, d2: number): number =>
    Math.sqrt(Math.max(0, d1 * d1 - 2 * phi * d1 * d2 + d2 * d2));
  return {
    lo: p1 - p2 - combine(p1 - (w1.lo ?? 0), (w2.hi ?? 1) - p2),
    hi: p1 - p2 + combine((w1.hi ?? 1) - p1, p2 - (w2.lo ?? 0)),
  };
}
