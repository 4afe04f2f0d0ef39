import { buildFrame } from "../frames/build_frame.ts";
import type { Column } from "../frames/column.ts";
import type { Frame } from "../frames/frame.ts";
import { altTest } from "../stats/judges/alt_test.ts";
import { columnOf } from "./_estimate_columns.ts";
import { ratedCriteria } from "./_rated_criteria.ts";

/** What is tested. */
export interface AltTestTableOptions {
  /** A `ratingsFrame`: three physicians or more on the same criteria. */
  readonly ratings: Frame;
  /** How much worse than a physician is still worth its price; default 0.2 (experts). */
  readonly epsilon?: number;
  /** Level after Benjamini-Yekutieli; default 0.05. */
  readonly alpha?: number;
}

interface AltRow {
  readonly rater: string;
  readonly judge: string;
  readonly judge_advantage: number | null;
  readonly physician_advantage: number | null;
  readonly p: number | null;
  readonly p_adj: number | null;
  readonly n: number;
  readonly replaceable: boolean | null;
  readonly winning_rate: number | null;
  readonly passes: boolean | null;
  readonly epsilon: number;
  readonly alpha: number;
  readonly method: string;
  readonly warnings: string | null;
}

const COLUMNS: readonly Column<AltRow>[] = [
  columnOf("rater", "string", "The physician left out"),
  columnOf("judge", "string", "Who might stand in"),
  columnOf(
    "judge_advantage",
    "number",
    "Share of criteria on which the judge agrees with the others at least as well",
  ),
  columnOf("physician_advantage", "number", "The reverse"),
  columnOf("p", "number", "One-sided p of: the physician is better by epsilon or more"),
  columnOf("p_adj", "number", "Benjamini-Yekutieli over physicians"),
  columnOf("n", "integer", "Criteria compared"),
  columnOf("replaceable", "boolean", "Whether the judge may replace this physician"),
  columnOf("winning_rate", "number", "Share of physicians it may replace; the same in every row"),
  columnOf(
    "passes",
    "boolean",
    "At least half: the judge may replace physicians; the same in every row",
  ),
  columnOf("warnings", "string", "What to know"),
  columnOf("epsilon", "number", "Allowance for the judge's price"),
  columnOf("alpha", "number", "Level of the tests"),
  columnOf("method", "string", "Id of the method"),
];

/**
 * May the judge replace a physician? One row a physician, by the alternative annotator test.
 *
 * `frame` is a `criteriaFrame`; only criteria with a verdict and a rating of another physician count. Wants three
 * physicians and thirty criteria each. Criteria of one case are taken for independent, which flatters p.
 * Source: Calderon, Reichart & Dror 2025. Throws like `agreementTable`.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { altTestTable, criteriaFrame, ratingsFrame } from "@rounds/rounds";
 *
 * assert.equal(altTestTable(criteriaFrame([]), { ratings: ratingsFrame([]) }).height, 0);
 * ```
 */
export function altTestTable(frame: Frame, options: AltTestTableOptions): Frame {
  const { epsilon = 0.2, alpha = 0.05 } = options;
  const { criteria, raters, unmatched } = ratedCriteria(frame, options);
  const test = altTest({
    humans: raters.map((rater) => criteria.map(({ ratings }) => ratings.get(rater) ?? null)),
    judge: criteria.map(({ judged }) => judged),
    epsilon,
    alpha,
  });
  const judge = [...new Set(criteria.flatMap(({ judge }) => judge ?? []))].join(", ") || "judge";
  const rows = test.rows.map((row, k): AltRow => ({
    rater: raters[k] ?? "",
    judge,
    judge_advantage: row.advantageJudge,
    physician_advantage: row.advantageHuman,
    p: row.p,
    p_adj: row.pAdjusted,
    n: row.n,
    replaceable: row.pAdjusted === null ? null : row.pAdjusted < alpha,
    winning_rate: test.winningRate,
    passes: test.passes,
    epsilon,
    alpha,
    method: test.method,
    warnings: [...test.warnings, unmatched].filter((text) => text !== null).join("; ") || null,
  }));
  return buildFrame(
    { name: "alt-test", columns: COLUMNS, describeRow: ({ rater }) => rater },
    rows,
  );
}
