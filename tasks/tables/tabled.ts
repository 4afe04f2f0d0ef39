import { type Frame, questionsFrame, rowsFrame } from "../../mod.ts";
import { lacking, type Material } from "../figures/material.ts";

/** Rows of a table, as the library gives them; a text says why there are none. */
export type Rows = Frame | readonly object[] | string;

/** A table that can be made of result files. */
export interface Tabling {
  /** What it holds, for the list. */
  readonly about: string;
  /** The columns that a terminal shows; all are in JSON and CSV. Default all. */
  readonly columns?: readonly string[];
  /** What it is grouped by unless `--by` says otherwise; absent where it has no groups. */
  readonly by?: string;
  /** Writes a row for the terminal, where a table is no help. */
  readonly line?: (row: Readonly<Record<string, unknown>>) => string;
  /** No row is a finding, not a failure. */
  readonly mayBeEmpty?: true;
  /** Makes it; `by` is the column to group by. */
  make(material: Material, by: string): Rows;
}

/** Tables by name. */
export type Tables = Readonly<Record<string, Tabling>>;

/** A table as plain rows. */
export function recordsOf(rows: Frame | readonly object[]): readonly object[] {
  return isFrame(rows) ? rows.toRecords() : rows;
}

/** A table as a frame. */
export function frameOf(rows: Frame | readonly object[]): Frame {
  return isFrame(rows) ? rows : rowsFrame(rows);
}

/** Whether rows are a frame. */
export function isFrame(rows: Rows): rows is Frame {
  return typeof rows !== "string" && !Array.isArray(rows);
}

/** Criteria with points make scores of cases, not questions that are right or wrong. */
export function isByPoints({ questions }: Material): boolean {
  return lacking(questions, "points") === null;
}

/** Scored units: questions, or cases where the items carry points. */
export function scored(material: Material): Frame {
  return isByPoints(material) ? material.cases : material.questions;
}

/** Why there is no question that is right or wrong; null when there is. */
export function notByQuestion(material: Material): string | null {
  if (material.questions.height === 0) return "there are no rows";
  return isByPoints(material) ? "the items carry points, so no answer is just right" : null;
}

/** Ids of the first runs, in the order of the files. */
export function firstRuns({ questions }: Material, count: number): readonly string[] {
  const ids = questions.height === 0 ? [] : questions.getColumn("run_id").toArray().map(String);
  return [...new Set(ids)].slice(0, count);
}

/** Ids of the first two places of the leaderboard; a text where there are not two. */
export function topTwo({ board, cases }: Material): readonly [string, string] | string {
  if (lacking(cases, "score") !== null) return "no case has a known score";
  const [a, b] = board().getColumn("run_id").toArray().map(String);
  return a === undefined || b === undefined ? "there is one run only" : [a, b];
}

/** Questions of some runs. */
export function questionsOf({ files }: Material, ids: readonly string[]): Frame {
  return questionsFrame(files.filter(({ id }) => ids.includes(id)));
}

/** The frame that has a column, or the labels of that kind, and what the column is called there. */
export function grouped(
  frame: Frame,
  { by, labels }: { readonly by: string; readonly labels: Readonly<Record<string, Frame>> },
): { readonly frame: Frame; readonly by: string } {
  const own = labels[by];
  return own === undefined ? { frame, by } : { frame: own, by: "label" };
}
