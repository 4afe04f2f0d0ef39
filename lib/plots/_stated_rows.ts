import type { PlotRow } from "./figure.ts";
import { rowReader } from "./_row_reader.ts";

/** One answer with its confidence. */
export interface StatedRow {
  /** Case. */
  readonly caseId: string;
  /** Confidence, 0 to 1. */
  readonly p: number;
  /** 1 right, 0 not. */
  readonly y: number;
}

/** The answers of one run. */
export interface StatedRun {
  /** Whose. */
  readonly run: string;
  /** Those with a confidence and a known score. */
  readonly stated: readonly StatedRow[];
  /** All rows. */
  readonly rows: readonly PlotRow[];
}

/**
 * Rows of `confidence` and `correct` by run. Throws `TypeError` for a row that lacks them and `RangeError` for a
 * confidence outside [0,1].
 */
export function statedRuns(rows: readonly PlotRow[]): readonly StatedRun[] {
  const read = rows.map((row, index) => {
    const reader = rowReader(row, { index, from: "selfConsistency or judgeConfidence" });
    const p = reader.need("confidence");
    if (p !== null && !(p >= 0 && p <= 1)) {
      throw new RangeError(`Row ${index + 1} has the confidence ${p}, expected 0 to 1`);
    }
    const y = typeof row["correct"] === "boolean" ? Number(row["correct"]) : reader.need("correct");
    return { run: reader.run(), caseId: String(row["case_id"] ?? index), p, y, row };
  });
  return [...Map.groupBy(read, ({ run }) => run)].map(([run, own]) => ({
    run,
    stated: own.flatMap(({ caseId, p, y }) => p === null || y === null ? [] : [{ caseId, p, y }]),
    rows: own.map(({ row }) => row),
  }));
}
