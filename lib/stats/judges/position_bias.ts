import { binomialCdf } from "../special/binomial_cdf.ts";
import { wilson } from "../uncertainty/wilson.ts";

/** Options of {@linkcode positionBias}. */
export interface PositionBiasOptions {
  /** Pairs whose winner stayed when the order was swapped. */
  readonly consistent: number;
  /** Pairs that changed, always for the first. */
  readonly preferFirst: number;
  /** Pairs that changed, always for the second. */
  readonly preferSecond: number;
  /** Confidence level; default 0.95. */
  readonly level?: number;
}

/** Whether a judge favours a place. */
export interface PositionBias {
  /** Share of consistent pairs. */
  readonly value: number | null;
  /** Lower Wilson limit. */
  readonly lo: number | null;
  /** Upper Wilson limit. */
  readonly hi: number | null;
  /** Confidence level. */
  readonly level: number;
  /** Share of inconsistent pairs won by the first place. */
  readonly firstShare: number | null;
  /** Exact binomial p of first against second; null without inconsistent pairs. */
  readonly p: number | null;
  /** Pairs. */
  readonly n: number;
  /** Stable id of the method. */
  readonly method: string;
  /** Why something is missing. */
  readonly warnings: readonly string[];
}

/**
 * Position bias of a pairwise judge: swap consistency, and which place the inconsistent pairs favour.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { positionBias } from "@rounds/rounds";
 *
 * assert.equal(positionBias({ consistent: 150, preferFirst: 38, preferSecond: 12 }).firstShare, 0.76);
 * ```
 */
export function positionBias(options: PositionBiasOptions): PositionBias {
  const { consistent, preferFirst, preferSecond, level = 0.95 } = options;
  const changed = preferFirst + preferSecond;
  const n = consistent + changed;
  const { p: value, lo, hi, warnings } = wilson({ x: consistent, n, level });
  const tail = binomialCdf(Math.min(preferFirst, preferSecond), { n: changed, p: 0.5 });
  return {
    value,
    lo,
    hi,
    level,
    firstShare: changed === 0 ? null : preferFirst / changed,
    p: changed === 0 ? null : Math.min(1, 2 * tail),
    n,
    method: "position-bias",
    warnings: changed === 0 && n > 0 ? ["no inconsistent pair"] : warnings,
  };
}
