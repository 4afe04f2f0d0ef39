import * as Polars from "nodejs-polars";
import type { Frame } from "../../lib/frames/frame.ts";

/** Scores of the questions of one case, in order; null where the outcome is not known. */
export type Answers = readonly (number | null)[];

/** A frame of questions, made up: runs of cases, each a list of scores; further columns for all. */
export function questions(
  runs: Readonly<Record<string, Readonly<Record<string, Answers>>>>,
  more: { readonly trial?: number; readonly columns?: (k: number) => object } = {},
): Frame {
  return Polars.readRecords(
    Object.entries(runs).flatMap(([run, cases]) =>
      Object.entries(cases).flatMap(([case_id, scores]) =>
        scores.map((score, k) => ({
          run_id: run,
          model: run,
          dataset: "d",
          condition: "full",
          simulated: true,
          unfinished_cases: 0,
          case_id,
          trial: more.trial ?? 1,
          item: `q${k + 1}`,
          position: k + 1,
          outcome: score === null ? "failed" : "graded",
          score,
          ...more.columns?.(k),
        }))
      )
    ),
    { inferSchemaLength: 10_000 },
  );
}

/** The same with the columns in one order, for frames that are stacked. */
export function stacked(...frames: readonly Frame[]): Frame {
  return Polars.concat([...frames]);
}
