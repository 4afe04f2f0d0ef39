import { CASE_COLUMNS } from "../frames/_case_columns.ts";
import { type CaseRow, caseRows } from "../frames/_case_rows.ts";
import { conditionOf } from "../frames/_condition_of.ts";
import { describeRow } from "../frames/_describe_row.ts";
import { protocolOf } from "../frames/_protocol_of.ts";
import { QUESTION_COLUMNS } from "../frames/_question_columns.ts";
import { questionRows } from "../frames/_question_rows.ts";
import { readCells } from "../frames/_read_cells.ts";
import { unfinishedQuestions } from "../frames/_unfinished_questions.ts";
import { buildFrame } from "../frames/build_frame.ts";
import type { Column } from "../frames/column.ts";
import { isSimulated } from "../frames/is_simulated.ts";
import type { Frame } from "../frames/frame.ts";
import { OUTCOMES } from "../graders/outcomes.ts";
import type { Grade, Run } from "../types.ts";
import { accuracyOf } from "./_accuracy_of.ts";
import type { AccuracyOptions } from "./accuracy_rows.ts";
import type { AccuracyRow, RunKey } from "./accuracy_row.ts";
import type { CodedColumn } from "./_coded_column.ts";
import type { RowGroup } from "./_group_rows.ts";
import { plannedFrom } from "./_planned_of.ts";
import { factsOf } from "./_run_facts.ts";
import { runKeys, type ToldRun } from "./_run_keys.ts";
import { SUMMARY_COLUMNS, type SummaryRow } from "./_summary_columns.ts";

/**
 * Runs side by side, one row each: official and clean accuracy per question and per case, with coverage, bounds,
 * interval and outcome counts.
 *
 * Official accuracy runs over what the file holds and counts what failed as wrong; the clean one leaves it out, and its
 * coverage and bounds run over everything planned. A run of other cases, another benchmark or another condition than the
 * first says so in `warnings`. Throws like `accuracyTable`, and like the frames where a score is no finite number.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { summaryTable } from "@rounds/rounds";
 *
 * assert.ok(summaryTable([]).columns.includes("clean_question_coverage"));
 * ```
 */
export function summaryTable(
  runs: readonly Run[],
  options: Pick<AccuracyOptions, "level"> = {},
): Frame {
  const cases = caseRows(runs);
  const [first] = runs;
  const comparable = first === undefined ? null : { run: first, cases: caseIds(first) };
  const keys = new Map(runKeys(runs.map(toldOf)).map((key) => [key.run_id, key]));
  const { level = 0.95 } = options;
  const found = {
    question: estimates(questionRows(cases), {
      columns: QUESTION_COLUMNS,
      unit: "questions",
      keys,
      level,
    }),
    case: estimates(cases, { columns: CASE_COLUMNS, unit: "cases", keys, level }),
  };
  const rows = runs.flatMap((run): SummaryRow[] => {
    const key = keys.get(run.id);
    return key === undefined ? [] : [{
      ...key,
      benchmark: run.benchmark,
      file: run.file,
      ...officialUnits(run, { question: found.question.get(run.id), case: found.case.get(run.id) }),
      outcomes: OUTCOMES.filter((outcome) => run.clean.outcomes[outcome] > 0)
        .map((outcome) => `${outcome} ${run.clean.outcomes[outcome]}`).join(", "),
      constant: run.clean.baselines.constant?.accuracy ?? null,
      warnings: comparable === null ? null : differences(run, comparable),
    }];
  });
  return buildFrame(
    { name: "summary", columns: SUMMARY_COLUMNS, describeRow: (row) => row.run },
    rows,
  );
}

function toldOf(run: Run): ToldRun {
  const told = {
    benchmark: run.benchmark,
    dataset: run.dataset,
    dataset_sha256: run.manifest?.dataset_sha256 ?? null,
    condition: conditionOf(run),
    protocol: protocolOf(run),
  };
  return {
    factsAs: (name) => factsOf(told, { run: name }),
    planned: run.planned.cases,
    unfinished: run.planned.cases - run.results.length,
    run_id: run.id,
    model: run.model,
    dataset: run.dataset,
    condition: conditionOf(run),
    simulated: isSimulated(run),
  };
}

function officialUnits(
  run: Run,
  estimates: Readonly<Record<"question" | "case", AccuracyRow | undefined>>,
): Pick<SummaryRow, "question" | "case"> {
  const grades = run.results.flatMap((result) => result.grades);
  const points = run.results.some(({ case: one }) =>
    one.items.some((item) => item.points !== null)
  );
  const isRight = (grade: Grade): boolean => grade.official.score >= 1;
  const rightCases = run.results.filter((result) =>
    result.grades.length > 0 && result.grades.every(isRight)
  );
  const share = (right: number, of: number) => points || of === 0 ? null : right / of;
  return {
    question: {
      finished: grades.length,
      official: share(grades.filter(isRight).length, grades.length),
      clean: run.clean.items,
      estimate: estimates.question ?? null,
    },
    case: {
      finished: run.results.length,
      official: share(rightCases.length, run.results.length),
      clean: run.clean.cases,
      estimate: estimates.case ?? null,
    },
  };
}

interface EstimatesOptions<Row> {
  readonly columns: readonly Column<Row>[];
  readonly unit: "questions" | "cases";
  readonly keys: ReadonlyMap<string, RunKey>;
  readonly level: number;
}

/** The accuracy of each run by its id: what `accuracyTable` says of the frame of these rows, without making it. */
function estimates<Row extends CaseRow>(
  rows: readonly Row[],
  { columns, unit, keys, level }: EstimatesOptions<Row>,
): ReadonlyMap<string, AccuracyRow> {
  const read = (name: string) => {
    const wanted = columns.filter((column) => column.name === name);
    const [cells] = readCells({ name: unit, columns: wanted, describeRow }, rows);
    return cells;
  };
  const numbers = (name: string): Float64Array => {
    const cells = read(name);
    if (cells?.kind !== "numbers") {
      throw new TypeError(`Column "${name}" of ${unit} has no numbers`);
    }
    return cells.values;
  };
  const texts = (name: string): CodedColumn => {
    const cells = read(name);
    if (cells?.kind !== "texts") throw new TypeError(`Column "${name}" of ${unit} has no texts`);
    return { codes: cells.places, values: cells.distinct };
  };
  const places = Map.groupBy(rows.keys(), (place) => rows[place]?.run);
  const groups = [...places].flatMap(([run, rows]): RowGroup[] => {
    const key = run === undefined ? undefined : keys.get(run.id);
    return key === undefined ? [] : [{ run: key, by: [], term: "all", group: "all", rows }];
  });
  const found = accuracyOf(groups, {
    score: numbers("score"),
    outcome: texts("outcome"),
    caseOf: texts("case_id").codes,
    // Points would only warn of mixed signs, which a summary shows apart.
    points: null,
    byPoints: unit === "cases" ? numbers("unclipped_score") : null,
    plannedOf: (of) => {
      const run = rows[of[0] ?? 0]?.run;
      if (run === undefined) throw new RangeError("A group has no rows");
      const isQuestions = unit === "questions";
      return plannedFrom({
        unfinished: run.planned.cases - run.results.length,
        planned: isQuestions ? run.planned.items : run.planned.cases,
        absent: isQuestions ? unfinishedQuestions(run) : run.planned.cases - run.results.length,
        unit,
      }, of.length);
    },
    hasItems: unit === "questions",
    reading: "clean",
    level,
  });
  return new Map(found.map((row) => [row.run_id, row]));
}

function differences(
  run: Run,
  { run: first, cases }: { readonly run: Run; readonly cases: string },
): string | null {
  if (run === first) return null;
  const settings = [settingsOf(run), settingsOf(first)];
  const found = [
    ...(run.benchmark === first.benchmark
      ? []
      : [`benchmark ${run.benchmark}, not ${first.benchmark}`]),
    ...(run.dataset === first.dataset ? [] : [`dataset ${run.dataset}, not ${first.dataset}`]),
    ...(caseIds(run) === cases ? [] : [`other cases than ${first.model}`]),
    ...(settings.includes(null)
      ? ["settings unknown: a file does not say"]
      : settings[0] === settings[1]
      ? []
      : [`other settings than ${first.model}`]),
  ];
  return found.length === 0 ? null : found.join("; ");
}

function caseIds(run: Run): string {
  const ids = [...run.results.map((result) => result.case.id), ...run.unfinished];
  return JSON.stringify([...new Set(ids)].sort());
}

/** What the benchmark itself can vary: image mode, condition, prompts, extractors. */
function settingsOf(run: Run): string | null {
  if (run.manifest === null) return null;
  const { identity, benchmark_version } = run.manifest;
  return JSON.stringify([benchmark_version, Object.entries(identity).sort()]);
}
