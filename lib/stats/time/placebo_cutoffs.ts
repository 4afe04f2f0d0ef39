import type { Observation } from "../interval.ts";
import { monthIndex } from "./month_index.ts";
import { type PrePostGap, prePostGap } from "./pre_post_gap.ts";

/** Options of {@linkcode placeboCutoffs}. */
export interface PlaceboCutoffsOptions {
  /** Score of each case. */
  readonly y: readonly Observation[];
  /** Date of each case, `yyyy-mm` or longer. */
  readonly date: readonly (string | null)[];
  /** The model's real cut-off. */
  readonly cutoff: string;
  /** Fewest cases on each side; default 2. */
  readonly fewest?: number;
  /** Confidence level; default 0.95. */
  readonly level?: number;
}

/** One possible cut-off. */
export interface PlaceboCutoffRow extends PrePostGap {
  /** The month, `yyyy-mm`. */
  readonly cutoff: string;
  /** Whether it is the real one. */
  readonly real: boolean;
}

/** The gap over all possible cut-offs. */
export interface PlaceboCutoffs {
  /** One row a month with enough cases on both sides, ascending. */
  readonly rows: readonly PlaceboCutoffRow[];
  /** Rank of the real gap among all, 1 is the largest drop; null when the real one is not among them. */
  readonly rank: number | null;
  /** Stable id of the method. */
  readonly method: string;
  /** What to know. */
  readonly warnings: readonly string[];
}

/**
 * The pre/post gap at every month that could have been the cut-off, the real one marked and ranked.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { placeboCutoffs } from "@rounds/rounds";
 *
 * const date = ["2024-01", "2024-02", "2024-03", "2024-04", "2024-05"];
 * const { rows, rank } = placeboCutoffs({ y: [1, 1, 0, 0, 1], date, cutoff: "2024-02" });
 * assert.deepEqual(rows.map((row) => row.cutoff), ["2024-02", "2024-03"]);
 * assert.equal(rank, 1);
 * ```
 */
export function placeboCutoffs(options: PlaceboCutoffsOptions): PlaceboCutoffs {
  const { y, date, cutoff, fewest = 2, level = 0.95 } = options;
  const months = date.map(monthIndex).filter((month) => month !== null);
  const real = monthIndex(cutoff);
  const all = [...new Set(months)].sort((a, b) => a - b);
  const rows = (real === null || all.includes(real) ? all : [...all, real].sort((a, b) => a - b))
    .map((month) => {
      const name = `${Math.floor(month / 12)}`.padStart(4, "0") + "-" +
        `${(month % 12) + 1}`.padStart(2, "0");
      return {
        ...prePostGap({ y, date, cutoff: name, level }),
        cutoff: name,
        real: month === real,
      };
    })
    .filter((row) => row.nPre >= fewest && row.nPost >= fewest);
  const own = rows.find((row) => row.real)?.value ?? null;
  return {
    rows,
    rank: own === null ? null : 1 + rows.filter((row) => (row.value ?? Infinity) < own).length,
    method: "placebo-cutoffs",
    warnings: own === null ? ["the real cut-off has too few cases on one side"] : [],
  };
}
