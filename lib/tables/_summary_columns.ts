import type { Column } from "../frames/column.ts";
import type { CleanRate } from "../types.ts";
import { RUN_COLUMN, RUN_KEY_COLUMNS } from "./_accuracy_columns.ts";
import type { AccuracyRow, RunKey } from "./accuracy_row.ts";

/** Accuracy of a run in one unit, in both readings. */
export interface SummaryUnit {
  /** Questions or cases in the file: the official denominator. */
  readonly finished: number;
  /** Official accuracy; null when nothing is finished or questions carry points. */
  readonly official: number | null;
  /** The clean reading over everything planned. */
  readonly clean: CleanRate;
  /** Its estimate, for the interval; null when nothing is finished. */
  readonly estimate: AccuracyRow | null;
}

/** A run in one row. */
export interface SummaryRow extends RunKey {
  /** Benchmark name. */
  readonly benchmark: string;
  /** Path of the result file; null when never saved. */
  readonly file: string | null;
  /** Per question. */
  readonly question: SummaryUnit;
  /** Per case. */
  readonly case: SummaryUnit;
  /** Counts of all outcomes, adding up to the planned questions. */
  readonly outcomes: string;
  /** Best accuracy of always the same answer; null where items have no key. */
  readonly constant: number | null;
  /** What makes the numbers of this row hard to compare; null when nothing. */
  readonly warnings: string | null;
}

/** The columns of `summaryTable`, what is read first in front. */
export const SUMMARY_COLUMNS: readonly Column<SummaryRow>[] = [
  RUN_COLUMN,
  ...unitColumns("question", (row) => row.question),
  ...unitColumns("case", (row) => row.case),
  {
    name: "outcomes",
    type: "string",
    description: "Counts of all outcomes, adding up to planned_questions",
    read: (row) => row.outcomes,
  },
  {
    name: "warnings",
    type: "string",
    description: "What makes the row hard to compare with the first; null when nothing",
    read: (row) => row.warnings,
  },
  {
    name: "constant_accuracy",
    type: "number",
    description: "Best accuracy of always giving the same answer",
    read: (row) => row.constant,
  },
  ...RUN_KEY_COLUMNS,
  {
    name: "benchmark",
    type: "string",
    description: "Benchmark name",
    read: (row) => row.benchmark,
  },
  {
    name: "file",
    type: "string",
    description: "Path of the result file; null when never saved",
    read: (row) => row.file,
  },
];

function unitColumns(
  unit: "question" | "case",
  read: (row: SummaryRow) => SummaryUnit,
): Column<SummaryRow>[] {
  const number = (
    name: string,
    description: string,
    value: (summary: SummaryUnit) => number | null,
  ): Column<SummaryRow> => ({ name, type: "number", description, read: (row) => value(read(row)) });
  const integer = (
    name: string,
    description: string,
    value: (summary: SummaryUnit) => number,
  ): Column<SummaryRow> => ({
    name,
    type: "integer",
    description,
    read: (row) => value(read(row)),
  });
  return [
    number(
      `official_${unit}_accuracy`,
      `Accuracy over finished_${unit}s as the reference evaluator counts: what failed is wrong`,
      (s) => s.official,
    ),
    number(
      `clean_${unit}_accuracy`,
      `Accuracy over the ${unit}s whose score is known`,
      (s) => s.clean.score,
    ),
    number(`clean_${unit}_lo`, "Lower limit of its interval", (s) => s.estimate?.lo ?? null),
    number(`clean_${unit}_hi`, "Upper limit of its interval", (s) => s.estimate?.hi ?? null),
    integer(`clean_${unit}_n`, `Number of ${unit}s whose score is known`, (s) => s.clean.n),
    number(
      `clean_${unit}_coverage`,
      `The same as a share of planned_${unit}s`,
      (s) => s.clean.coverage,
    ),
    number(`clean_${unit}_low`, "Accuracy if all unknown were wrong", (s) => s.clean.low),
    number(`clean_${unit}_high`, "Accuracy if all unknown were right", (s) => s.clean.high),
    integer(`planned_${unit}s`, `Number of ${unit}s the run set out to do`, (s) => s.clean.planned),
    integer(`finished_${unit}s`, `Number of ${unit}s in the file`, (s) => s.finished),
  ];
}
