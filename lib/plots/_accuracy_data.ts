import { cleanText } from "./_clean_text.ts";
import type { PlotRow } from "./figure.ts";
import { isDate } from "../stats/groups/_is_date.ts";
import { stagePlace } from "../stats/groups/_stage_place.ts";
import { type RunStyle, runStyles, writtenNames } from "./_run_styles.ts";

/** One estimate, ready to draw. Proportions are in [0,1]. */
export interface AccuracyPoint {
  /** Label of the run. */
  readonly run: string;
  /** The group, as text. */
  readonly group: string;
  /** Accuracy; null when there was nothing to count. */
  readonly value: number | null;
  /** Lower limit; null when not defined. */
  readonly lo: number | null;
  /** Upper limit; null when not defined. */
  readonly hi: number | null;
  /** Questions or cases in the denominator. */
  readonly n: number;
  /** Questions or cases planned. */
  readonly planned: number;
  /** Fewer than 20 cases: drawn hollow. */
  readonly few: boolean;
  /** The row it was read from. */
  readonly row: PlotRow;
}

/** A group of questions, over all runs. */
export interface AccuracyGroup {
  /** As text. */
  readonly name: string;
  /** Its number (a position, say); null when the groups are not numbers. */
  readonly number: number | null;
  /** Denominators: `n 1,407`, or from the smallest to the largest of the runs. */
  readonly count: string;
  /** Everything in one group: the rows are grouped by nothing. */
  readonly whole: boolean;
}

/** What an accuracy figure draws. */
export interface AccuracyData {
  /** What the rows are grouped by, e.g. `position`. */
  readonly by: string;
  /** Labels of the runs, in the order of the rows. */
  readonly runs: readonly string[];
  /** In drawing order. */
  readonly groups: readonly AccuracyGroup[];
  /** At most one for each run and group, by group and then run. */
  readonly points: readonly AccuracyPoint[];
  /** Whether the groups have an order of their own: positions, stages. */
  readonly ordered: boolean;
  /** `question` or `case`. */
  readonly unit: string;
  /** What the values are, as a heading: `Accuracy`, or `Score` where cases are scored by points. */
  readonly measure: "Accuracy" | "Score";
  /** `clean` or `official`. */
  readonly reading: string;
  /** Confidence level of the intervals. */
  readonly level: number;
  /** Ids of the interval methods, each once. */
  readonly methods: readonly string[];
  /** Dataset names, each once. */
  readonly datasets: readonly string[];
  /** Labels of runs whose answers are simulated. */
  readonly simulated: readonly string[];
  /** How a run is drawn. */
  style(run: string): RunStyle;
}

/** How the rows are grouped. */
export interface AccuracyDataOptions {
  /** The column that names the groups; default what the rows say (`term`). */
  readonly by?: string | undefined;
  /** Names of all runs of the report; default those of the rows. */
  readonly all?: readonly string[] | undefined;
}

/**
 * Reads rows of `accuracyTable` into what an accuracy figure draws, and puts the groups in order: numbers rise, the
 * unknown one last, stages follow care, months follow time, labels of a kind fall by their number of questions, anything
 * else falls by accuracy.
 *
 * Throws `TypeError` for a row without a column it needs, and `RangeError` for rows grouped by something else, of both
 * readings or units, or two rows for one run and group.
 */
export function accuracyData(
  rows: readonly PlotRow[],
  options: AccuracyDataOptions = {},
): AccuracyData {
  const by = options.by ?? textIn(rows[0], "term") ?? "group";
  const points = rows.map((row, index) => readPoint(row, { index, by }));
  refuseRepeats(points);
  const groups = order([...Map.groupBy(points, (point) => point.group).values()], by);
  const place = new Map(groups.map((group, index) => [group.name, index]));
  const distinct = (name: string) => [...new Set(rows.flatMap((row) => textIn(row, name) ?? []))];
  const runs = [...new Set(points.map((point) => point.run))];
  const numeric = groups.length > 0 && groups.every((group) => group.number !== null);
  return {
    by,
    runs,
    style: runStyles(runs, { all: writtenNames(options.all, rows) }),
    groups,
    points: points.toSorted((a, b) => (place.get(a.group) ?? 0) - (place.get(b.group) ?? 0)),
    ordered: numeric || by === "stage",
    unit: one(distinct("unit"), "unit") ?? "question",
    measure: one(distinct("unit"), "unit") === "case score" ? "Score" : "Accuracy",
    reading: one(distinct("reading"), "reading") ?? "clean",
    level: numberIn(rows[0], "level") ?? 0.95,
    methods: distinct("method"),
    datasets: distinct("dataset"),
    simulated: [
      ...new Set(points.filter(({ row }) => row["simulated"] === true).map(({ run }) => run)),
    ],
  };
}

function readPoint(
  row: PlotRow,
  { index, by }: { readonly index: number; readonly by: string },
): AccuracyPoint {
  const need = (name: string): number | null => {
    const value = row[name];
    if (value === null) return null;
    if (typeof value === "number" && Number.isFinite(value)) return value;
    throw new TypeError(
      `Row ${index + 1} has ${
        value === undefined ? "no" : "an unusable"
      } "${name}", expected a number or null: ` +
        "draw rows of accuracyTable",
    );
  };
  const run = textIn(row, "run") ?? textIn(row, "model");
  if (run === null) {
    throw new TypeError(`Row ${index + 1} has no "run" and no "model", expected text`);
  }
  const n = need("n") ?? 0;
  return {
    run,
    group: groupName(row, { index, by }),
    value: need("value"),
    lo: need("lo"),
    hi: need("hi"),
    n,
    planned: numberIn(row, "planned") ?? n,
    few: (numberIn(row, "clusters") ?? n) < 20,
    row,
  };
}

function groupName(
  row: PlotRow,
  { index, by }: { readonly index: number; readonly by: string },
): string {
  const group = textIn(row, "group");
  if (by === "all" && row["term"] === by) return `all ${textIn(row, "unit") ?? "question"}s`;
  if (group !== null && (by === "group" || row["term"] === by)) return group;
  if (!(by in row)) {
    throw new RangeError(
      `Row ${index + 1} has no "${by}"; the rows are grouped by ${
        textIn(row, "term") ?? "something else"
      }`,
    );
  }
  const value = row[by];
  if (value === null || value === undefined) return "(unknown)";
  return by === "position" ? `Q${value}` : cleanText(String(value));
}

function refuseRepeats(points: readonly AccuracyPoint[]): void {
  const seen = new Set<string>();
  for (const { run, group } of points) {
    const key = JSON.stringify([run, group]);
    if (seen.has(key)) {
      throw new RangeError(
        `Two rows for ${run}, ${group}: draw rows of one table, one reading and one level, grouped by one thing`,
      );
    }
    seen.add(key);
  }
}

function order(groups: readonly (readonly AccuracyPoint[])[], by: string): AccuracyGroup[] {
  const described = groups.map((points) => ({
    name: points[0]?.group ?? "",
    number: numberIn(points[0]?.row, by),
    count: countText(points),
    planned: points.reduce((sum, point) => sum + point.planned, 0),
    mean: meanValue(points),
    kind: textIn(points[0]?.row, "kind") ?? "",
  }));
  return described.toSorted((a, b) => {
    if (a.number !== null && b.number !== null) return a.number - b.number;
    if (a.number !== null || b.number !== null) return a.number !== null ? -1 : 1;
    if (by === "stage") return stagePlace(a.name) - stagePlace(b.name) || b.planned - a.planned;
    // Months and days in their own order; what is none comes last.
    if (isDate(a.name) && isDate(b.name)) return compareText(a.name, b.name);
    if (isDate(a.name) !== isDate(b.name)) return isDate(a.name) ? -1 : 1;
    if (by.includes("label")) return compareText(a.kind, b.kind) || b.planned - a.planned;
    return b.mean - a.mean || b.planned - a.planned;
  }).map(({ name, number, count }) => ({ name, number, count, whole: by === "all" }));
}

function compareText(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

/** Mean over the runs that have a value; below every value when none has. */
function meanValue(points: readonly AccuracyPoint[]): number {
  const values = points.flatMap((point) => point.value ?? []);
  return values.length === 0 ? -1 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function countText(points: readonly AccuracyPoint[]): string {
  const counts = points.map((point) => point.n);
  const [low, high] = [Math.min(...counts), Math.max(...counts)];
  const write = (n: number) => n.toLocaleString("en-US");
  return low === high ? `n ${write(low)}` : `n ${write(low)}–${write(high)}`;
}

function one(values: readonly string[], name: string): string | null {
  if (values.length > 1) {
    throw new RangeError(
      `The rows are of more than one ${name} (${values.join(", ")}): draw one at a time`,
    );
  }
  return values[0] ?? null;
}

function textIn(row: PlotRow | undefined, name: string): string | null {
  const value = row?.[name];
  return typeof value === "string" ? cleanText(value) : null;
}

function numberIn(row: PlotRow | undefined, name: string): number | null {
  const value = row?.[name];
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}
