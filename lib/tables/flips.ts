import { buildFrame } from "../frames/build_frame.ts";
import type { Column, ColumnType } from "../frames/column.ts";
import type { Frame } from "../frames/frame.ts";
import type { Reading } from "./accuracy_row.ts";
import type { FlipCase } from "./flip_case.ts";
import { type AskedQuestion, fittingTexts } from "./_fitting_texts.ts";
import { findRun } from "./_find_run.ts";
import { pairWarnings, refuseDifferences } from "./_pair_warnings.ts";
import { runScores } from "./_run_scores.ts";

/** Which two runs. */
export interface FlipsOptions {
  /** The one run: its name in the tables, its id, or its model. */
  readonly a: string;
  /** The other run. */
  readonly b: string;
  /** Default `clean`. */
  readonly reading?: Reading;
  /** Cases of the dataset, for the texts of questions and options. */
  readonly cases?: readonly FlipCase[];
  /** As in `compareRuns`. */
  readonly acrossDifferences?: boolean;
}

/**
 * The questions on which two runs differ: those that `a` got right and `b` wrong, then the reverse, each with both
 * answers and, when `cases` are given, with its text and options. Cases whose keys or options are not those of the frame are of
 * another dataset: then no text is given, and `warnings` says why.
 *
 * `frame` is a `questionsFrame`; of repeated trials the mean scores decide and the first trial's answers are shown. What is
 * not valid in both runs is no flip. Where a run is private no texts are given. Throws as `compareRuns` does, and a `RangeError` for a run that is not there.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { flips, questionsFrame } from "@rounds/rounds";
 *
 * assert.throws(() => flips(questionsFrame([]), { a: "x", b: "y" }), /names no run/);
 * ```
 */
export function flips(frame: Frame, options: FlipsOptions): Frame {
  const { reading = "clean", cases = [] } = options;
  const table = runScores(frame, { measure: "question", reading, by: [] });
  const a = findRun(table.runs, { field: "a", name: options.a });
  const b = findRun(table.runs, { field: "b", name: options.b });
  if (a === b) throw new RangeError(`a and b are both ${a.run.run}: expected two runs`);
  if (!options.acrossDifferences) refuseDifferences([[a, b]]);
  // The frame of a private run says so; its questions are in nobody's table.
  const isPrivate = frame.columns.includes("private") &&
    frame.getColumn("private").toArray().includes(true);
  const { texts, warning } = fittingTexts(isPrivate ? [] : cases, () => askedIn(frame));
  const warnings = [...pairWarnings(a, b), ...(warning === null ? [] : [warning])].join("; ") ||
    null;
  const flipped = [...table.rows.keys()].filter((unit) => {
    const [x, y] = [a.value[unit] ?? null, b.value[unit] ?? null];
    return x !== null && y !== null && x !== y;
  });
  const facts = readColumns(frame, flipped.map((unit) => table.rows[unit] ?? 0));
  const rows = flipped.map((unit, place): FlipRow => {
    const [x, y] = [a.value[unit] ?? 0, b.value[unit] ?? 0];
    const row = Object.fromEntries([...facts].map(([name, values]) => [name, values[place]]));
    return {
      ...row,
      right: x > y ? a.run.run : b.run.run,
      wrong: x > y ? b.run.run : a.run.run,
      first: x > y,
      a_answer: a.answers.get(unit),
      b_answer: b.answers.get(unit),
      a_score: x,
      b_score: y,
      ...textOf(texts.get(String(row["case_id"])), row["item"]),
      a: a.run.run,
      b: b.run.run,
      reading,
      warnings,
    };
  });
  const ordered = rows.toSorted((one, other) => Number(other.first) - Number(one.first));
  const describeRow = (row: FlipRow): string => `case ${row.case_id} item ${row.item}`;
  return buildFrame({ name: "flips", columns: COLUMNS, describeRow }, ordered);
}

/** The questions of a frame, once a row. */
function askedIn(frame: Frame): readonly AskedQuestion[] {
  const column = (name: string): readonly unknown[] =>
    frame.columns.includes(name) ? frame.getColumn(name).toArray() : [];
  const [items, keys, counts] = [column("item"), column("expected"), column("option_count")];
  return column("case_id").map((id, row) => {
    const [key, count] = [keys[row], counts[row]];
    return {
      caseId: String(id),
      item: String(items[row]),
      expected: typeof key === "string" ? key : null,
      optionCount: typeof count === "number" ? count : null,
    };
  });
}

/** A question that one run got right and the other wrong. */
interface FlipRow extends Readonly<Record<string, unknown>> {
  readonly first: boolean;
}

/** Read from the frame as they are, where it has them. */
const FACTS = [
  ...["case_id", "item", "position", "stage", "expected"],
  ...["level1", "level2", "rarity"],
];

/** The cells of some rows only: whole columns of a large frame cost more than all the rest. */
function readColumns(frame: Frame, rows: number[]): ReadonlyMap<string, readonly unknown[]> {
  return new Map(
    FACTS.filter((name) => frame.columns.includes(name))
      .map((name) => [name, frame.getColumn(name).gather(rows).toArray()]),
  );
}

const COLUMNS: readonly Column<FlipRow>[] = [
  column("right", "string", "The run with the higher score"),
  column("wrong", "string", "The run with the lower score"),
  column("case_id", "string", "Id of the case"),
  column("item", "string", "Id of the question within its case"),
  column("position", "integer", "Place of the question in its case, from 1"),
  column("stage", "string", "Stage of care"),
  column("expected", "string", "The key"),
  column(
    "a_answer",
    "string",
    "What run a answered in its first trial; null when nothing was read",
  ),
  column("b_answer", "string", "What run b answered in its first trial"),
  column("a_score", "number", "Score of run a, the mean over its trials"),
  column("b_score", "number", "Score of run b"),
  column("question", "string", "Text of the question; null without cases and for private runs"),
  column("options", "string", "The options, one a line; null without cases and for private runs"),
  column("licence", "string", "Licence of these texts; null without texts, or when unknown"),
  column("level1", "string", "Chapter"),
  column("level2", "string", "Group within the chapter"),
  column("rarity", "string", "Rare disease or not"),
  column("a", "string", "The one run"),
  column("b", "string", "The other run"),
  column("reading", "string", "clean or official"),
  column(
    "warnings",
    "string",
    "What makes the two runs unlike, and why texts are missing; null when nothing",
  ),
];

function column(name: string, type: ColumnType, description: string): Column<FlipRow> {
  return { name, type, description, read: (row) => row[name] ?? null };
}

function textOf(
  one: FlipCase | undefined,
  item: unknown,
): Readonly<Record<"question" | "options" | "licence", string | null>> {
  const place = one?.items.findIndex(({ id }) => id === item) ?? -1;
  const found = one?.questions?.[place];
  if (found === undefined) return { question: null, options: null, licence: null };
  const options = Object.entries(found.options).map(([letter, text]) => `${letter}. ${text}`);
  return {
    question: found.question,
    options: options.join("\n"),
    licence: one?.licence ?? null,
  };
}
