import type { AnalysisPlan } from "../stats/report/analysis_plan.ts";
import type { ChecklistRow } from "./checklist_row.ts";
import type { TableRecord } from "./_table_records.ts";

/** What a checklist is filled from. */
export interface ChecklistMaterial {
  /** The tables of the report. */
  readonly tables: readonly { readonly name: string; readonly rows: readonly TableRecord[] }[];
  /** Rows of a `runsFrame`; null when none was given. */
  readonly runs: readonly TableRecord[] | null;
  /** Picks the language. */
  readonly say: (english: string, chinese: string) => string;
  /** The language. */
  readonly language: "en" | "zh";
  /** What no table can tell. */
  readonly options: {
    readonly plan?: AnalysisPlan;
    readonly planSha256?: string;
    readonly software?: string;
    readonly calibrationLabels?: number;
  };
}

/** One item without its name: answer, place and words. */
export type ChecklistAnswer = Pick<ChecklistRow, "answer" | "where" | "text">;

/** All rows of all tables. */
export function allRows({ tables }: ChecklistMaterial): readonly TableRecord[] {
  return tables.flatMap(({ rows }) => rows);
}

/** Names of the tables with a row that has something; null when there is none. */
export function tablesWith(
  { tables, say }: ChecklistMaterial,
  has: (row: TableRecord) => boolean,
): string | null {
  const names = tables.filter(({ rows }) => rows.some(has)).map(({ name }) => name);
  return names.join(say(", ", "、")) || null;
}

/** Whether a row holds an estimate. */
export function hasValue(row: TableRecord): boolean {
  return typeof row["value"] === "number";
}

/** Different texts of a column. */
export function textsIn(rows: readonly TableRecord[], name: string): readonly string[] {
  return [
    ...new Set(rows.map((row) => row[name]).filter((one) => typeof one === "string" && one !== "")),
  ].map(String);
}

/** Whether a column says something. */
export function hasText(row: TableRecord, name: string): boolean {
  const value = row[name];
  return typeof value === "string" && value !== "";
}
