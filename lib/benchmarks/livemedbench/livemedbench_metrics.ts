/*
 * The released metric script's table, number for number. Its habits, kept here:
 *
 * - A case whose id is 0, empty or absent, or whose `evaluations` is no object, is dropped.
 * - Ids are equal as Python holds them equal (1 and 1.0, not 1 and "1"); of two entries of one id the later counts, in the
 *   place of the first. The rubric is looked up by the id as text.
 * - Points and weighted scores count when they are numbers; true and false count 1 and 0. A criterion counts as often as
 *   it is listed, and only if the rubric has its text.
 * - A case the rubric does not know, or without positive points, scores 0.
 * - Cases without a readable date are in Overall only; its case count is that of the monthly rows, of the first model.
 *
 * The reference takes the first model from the order of the folder; here it is the first by name.
 */
import { describeValue } from "../../parse/describe_value.ts";
import { isRecord } from "../../parse/is_record.ts";
import { pythonFixed } from "../../parse/python_fixed.ts";
import { livemedbenchMonth } from "./livemedbench_month.ts";

/** What the table is made from. */
export interface LivemedbenchMetricsOptions {
  /** The rubric file as parsed JSON: the dataset itself. */
  readonly rubric: unknown;
  /** Model name to its evaluation file as parsed JSON. */
  readonly evaluations: Readonly<Record<string, unknown>>;
}

/** The table and what to say beside it. */
export interface LivemedbenchMetrics {
  /** Tab-separated, with a header, a row a month and the row `Overall`. */
  readonly table: string;
  /** Means over all cases, clipped, by model name; unrounded. */
  readonly overall: Readonly<Record<string, number>>;
  /** Entries that were dropped, and cases the rubric does not know. */
  readonly warnings: readonly string[];
}

/** A rubric as it is looked up. */
interface Rubric {
  readonly month: string | null;
  readonly criteria: ReadonlySet<unknown>;
  readonly positive: number;
}

interface ScoredCase {
  readonly score: number;
  readonly month: string | null;
}

/**
 * The monthly and overall table of the released metric script, from a rubric file and evaluation files of either origin.
 *
 * Throws a SyntaxError when a file's root is no list, a RangeError when there are no evaluation files.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { livemedbenchMetrics } from "@rounds/rounds";
 *
 * const rubric = [{ case_id: 7, post_time: "2025-12-01T00:00:00", rubric_items: [{ criterion: "c", points: 8 }] }];
 * const evaluation = [{ case_id: "7", evaluations: { rubric_1: { criterion: "c", weighted_score: 3.25 } } }];
 * const { table } = livemedbenchMetrics({ rubric, evaluations: { "my-model": evaluation } });
 * assert.equal(table, "Date\tmy-model\t# case\n2025-12\t0.4062\t1\nOverall\t0.4062\t1\n");
 * ```
 */
export function livemedbenchMetrics(options: LivemedbenchMetricsOptions): LivemedbenchMetrics {
  const names = Object.keys(options.evaluations).sort(byCodePoint);
  const [first] = names;
  if (first === undefined) throw new RangeError("there are no evaluation files");
  const rubrics = readRubrics(listOf(options.rubric, "the rubric file"));
  const warnings: string[] = [];
  const scored = new Map(names.map((name) => {
    const file = listOf(options.evaluations[name], `the evaluation file of ${name}`);
    return [name, scoreCases(file, { name, rubrics, warn: (text) => warnings.push(text) })];
  }));
  const casesOf = (name: string) => scored.get(name) ?? [];
  const months = new Set(names.flatMap((name) => casesOf(name).map(({ month }) => month)));
  months.delete(null);
  const counted = casesOf(first).filter(({ month }) => month !== null).length;
  const overall = names.map((name) => clippedMean(casesOf(name)));
  const lines = [
    ["Date", ...names, "# case"],
    ...[...months].filter((month) => month !== null).sort(byCodePoint).map((month) => [
      month,
      ...names.map((name) => pythonFixed(clippedMean(inMonth(casesOf(name), month)), 4)),
      String(inMonth(casesOf(first), month).length),
    ]),
    ["Overall", ...overall.map((mean) => pythonFixed(mean, 4)), String(counted)],
  ];
  return {
    table: lines.map((cells) => `${cells.join("\t")}\n`).join(""),
    overall: Object.fromEntries(names.map((name, n) => [name, overall[n] ?? 0])),
    warnings,
  };
}

function readRubrics(cases: readonly unknown[]): ReadonlyMap<string, Rubric> {
  const rubrics = new Map<string, Rubric>();
  for (const entry of cases) {
    if (!isRecord(entry)) continue;
    const id = entry["case_id"] ?? null;
    if (id === null) continue;
    const list = entry["rubric_items"];
    const items = Array.isArray(list) ? list.filter(isRecord) : [];
    const postTime = entry["post_time"];
    rubrics.set(pythonText(id), {
      month: typeof postTime === "string" ? livemedbenchMonth(postTime) : null,
      criteria: new Set(items.map((item) => item["criterion"]).filter(Boolean)),
      positive: sum(items.map((item) => Math.max(0, pythonNumber(item["points"] ?? 0)))),
    });
  }
  return rubrics;
}

function scoreCases(
  file: readonly unknown[],
  { name, rubrics, warn }: {
    readonly name: string;
    readonly rubrics: ReadonlyMap<string, Rubric>;
    readonly warn: (text: string) => void;
  },
): readonly ScoredCase[] {
  const scored = new Map<unknown, ScoredCase>();
  let unknown = 0;
  let twice = 0;
  for (const [n, entry] of file.entries()) {
    const id = isRecord(entry) ? entry["case_id"] : undefined;
    const evaluations = isRecord(entry) ? entry["evaluations"] ?? {} : null;
    if (!id || !isRecord(evaluations) || (isRecord(entry) && entry["evaluations"] === null)) {
      warn(
        `${name}: entry ${n + 1} (case_id ${
          describeValue(id)
        }) is left out of the official table: it has no usable id or no evaluations`,
      );
      continue;
    }
    const rubric = rubrics.get(pythonText(id));
    if (rubric === undefined) unknown++;
    // true and 1 are one key there.
    const key = id === true ? 1 : id;
    if (scored.has(key)) twice++;
    scored.set(key, { score: scoreOf(evaluations, rubric), month: rubric?.month ?? null });
  }
  if (unknown > 0) {
    warn(`${name}: ${unknown} cases are not in the rubric file and count 0 in Overall`);
  }
  if (twice > 0) warn(`${name}: ${twice} cases are listed twice; the later entry counts`);
  return [...scored.values()];
}

function scoreOf(
  evaluations: Readonly<Record<string, unknown>>,
  rubric: Rubric | undefined,
): number {
  if (rubric === undefined || rubric.positive <= 0) return 0;
  const entries = Object.values(evaluations).filter(isRecord)
    .filter(({ criterion }) => Boolean(criterion) && rubric.criteria.has(criterion));
  return sum(entries.map((entry) => pythonNumber(entry["weighted_score"] ?? 0))) / rubric.positive;
}

function inMonth(cases: readonly ScoredCase[], month: string): readonly ScoredCase[] {
  return cases.filter((scored) => scored.month === month);
}

/** 0 of nothing, as the reference has it. */
function clippedMean(cases: readonly ScoredCase[]): number {
  if (cases.length === 0) return 0;
  return Math.max(0, Math.min(1, sum(cases.map(({ score }) => score)) / cases.length));
}

/** What `isinstance(value, (int, float))` lets through. */
function pythonNumber(value: unknown): number {
  return typeof value === "number" || typeof value === "boolean" ? Number(value) : 0;
}

/** `str(value)` of an id. */
function pythonText(value: unknown): string {
  if (typeof value === "boolean") return value ? "True" : "False";
  return String(value);
}

/** One after the other, as the reference adds. */
function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function listOf(value: unknown, what: string): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw new SyntaxError(`${what} is ${describeValue(value)}, expected a list of cases`);
}

/** As Python sorts texts: by code point, where JavaScript sorts by UTF-16 unit. */
function byCodePoint(left: string, right: string): number {
  const a = [...left];
  const b = [...right];
  const at = a.findIndex((character, n) => character !== b[n]);
  if (at < 0) return a.length - b.length;
  return (a[at]?.codePointAt(0) ?? 0) - (b[at]?.codePointAt(0) ?? -1);
}
