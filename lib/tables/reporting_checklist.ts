import type { Frame } from "../frames/frame.ts";
import type { AnalysisPlan } from "../stats/report/analysis_plan.ts";
import { planAnswer } from "./_checklist_of_plan.ts";
import { denominatorAnswer, exclusionAnswer, seedAnswer } from "./_checklist_of_counts.ts";
import {
  adjustmentAnswer,
  estimandAnswer,
  intervalAnswer,
  testAnswer,
  unitAnswer,
} from "./_checklist_of_tables.ts";
import {
  dataAnswer,
  judgeAnswer,
  modelAnswer,
  promptAnswer,
  softwareAnswer,
} from "./_checklist_of_runs.ts";
import type { ChecklistRow } from "./checklist_row.ts";
import { isList, tableRecords } from "./_table_records.ts";
import type { MethodTable } from "./table_methods.ts";

/** What no table of results can tell. */
export interface ReportingChecklistOptions {
  /** A `runsFrame` of the runs reported: data, prompts, judges, models, versions. */
  readonly runs?: Frame;
  /** The analysis plan, written before looking. */
  readonly plan?: AnalysisPlan;
  /** Digest of its file. */
  readonly planSha256?: string;
  /** Name and version of the software. */
  readonly software?: string;
  /** Labels by physicians that judged scores were checked against; default those the tables count. */
  readonly calibrationLabels?: number;
  /** Language; default English. */
  readonly language?: "en" | "zh";
}

/**
 * A filled reporting checklist: what a reviewer asks of a published result, whether it is answered, where, and in which
 * words.
 *
 * `tables` are those of the report (`accuracyTable`, `leaderboard`, `compareRuns`, …), frames or rows, in a list or by
 * the names they have there. Items: estimand, unit, interval, test, multiplicity, exclusions and outcomes, denominators,
 * seeds, software and versions, models, data version, prompts, judge and its validation, plan. `yes` says that it is
 * reported, not that it is well done: for that see `lintTables`. `checklistToMarkdown` writes it.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { reportingChecklist } from "@rounds/rounds";
 *
 * const rows = reportingChecklist({
 *   Leaderboard: [{ run: "m", unit: "case", value: 0.5, lo: 0.3, hi: 0.7, n: 20, clusters: 20, method: "wilson" }],
 * });
 * const interval = rows.find(({ item }) => item === "interval");
 * assert.deepEqual([interval?.answer, interval?.where], ["yes", "Leaderboard"]);
 * assert.equal(rows.find(({ item }) => item === "plan")?.answer, "no");
 * ```
 */
export function reportingChecklist(
  tables: readonly MethodTable[] | Readonly<Record<string, MethodTable>>,
  options: ReportingChecklistOptions = {},
): readonly ChecklistRow[] {
  const chinese = options.language === "zh";
  const say = (en: string, zh: string): string => chinese ? zh : en;
  const named = isList(tables)
    ? tables.map((table, k) => ({
      name: say(`table ${k + 1}`, `表 ${k + 1}`),
      rows: tableRecords(table),
    }))
    : Object.entries(tables).map(([name, table]) => ({ name, rows: tableRecords(table) }));
  const given = {
    tables: named,
    runs: options.runs?.toRecords() ?? null,
    say,
    language: chinese ? "zh" as const : "en" as const,
    options,
  };
  return [
    estimandAnswer(given),
    unitAnswer(given),
    intervalAnswer(given),
    testAnswer(given),
    adjustmentAnswer(given),
    exclusionAnswer(given),
    denominatorAnswer(given),
    seedAnswer(given),
    softwareAnswer(given),
    modelAnswer(given),
    dataAnswer(given),
    promptAnswer(given),
    judgeAnswer(given),
    planAnswer(given),
  ];
}
