import type { Frame } from "../frames/frame.ts";
import { clusteredMean } from "../stats/uncertainty/clustered_mean.ts";
import type { GroupValue, Reading, RunKey } from "./accuracy_row.ts";
import { commonUnits, conditionSets } from "./_condition_sets.ts";
import { pairEstimate } from "./_pair_estimate.ts";
import { type RunScores, runScores, type ScoreTable } from "./_run_scores.ts";

/** What images change: the questions that turn right or wrong without them. Proportions are in [0,1]. */
export interface ImageFlipRow extends RunKey {
  /** What the rows are grouped by; `all` when by nothing. */
  readonly term: string;
  /** The group, as text. */
  readonly group: string;
  /** Values of the columns grouped by. */
  readonly by: readonly GroupValue[];
  /** Which reading. */
  readonly reading: Reading;
  /** The run without images. */
  readonly without_run: string;
  /** Right with the image and without. */
  readonly both: number;
  /** Right only with the image. */
  readonly only_with: number;
  /** Right only without it: the image did harm. */
  readonly only_without: number;
  /** Wrong either way. */
  readonly neither: number;
  /** Questions compared. */
  readonly n: number;
  /** Their cases. */
  readonly clusters: number;
  /** Share of the questions the image helped with. */
  readonly helped: number | null;
  /** Lower limit, clustered by case. */
  readonly helped_lo: number | null;
  /** Upper limit. */
  readonly helped_hi: number | null;
  /** Share of the questions the image harmed. */
  readonly harmed: number | null;
  /** Lower limit, clustered by case. */
  readonly harmed_lo: number | null;
  /** Upper limit. */
  readonly harmed_hi: number | null;
  /** Share of the flips in which the image helped: a half is chance. */
  readonly value: number | null;
  /** Lower limit, Wilson on the effective number of flips. */
  readonly lo: number | null;
  /** Upper limit. */
  readonly hi: number | null;
  /** p that flips go either way alike, exact sign flips of cases. */
  readonly p: number | null;
  /** Questions left out because one of the runs does not know them. */
  readonly n_excluded: number;
  /** Why, with counts; null when none. */
  readonly excluded_why: string | null;
  /** Confidence level. */
  readonly level: number;
  /** Stable id of the method. */
  readonly method: string;
  /** What to know; null when nothing. */
  readonly warnings: string | null;
}

/** Which questions and runs. */
export interface ImageFlipRowsOptions {
  /** Column or columns to group by, such as `label` of a frame of labels. */
  readonly by?: string | readonly string[];
  /** The condition without images; default `no_image`. */
  readonly condition?: string;
  /** `own` (default): questions that bring an image. `history`: also those asked later in such a case. */
  readonly images?: "own" | "history";
  /** Default `clean`. */
  readonly reading?: Reading;
  /** Confidence level; default 0.95. */
  readonly level?: number;
}

/**
 * The questions with images that a model has right only with them, and only without, as plain rows for `flipPlot`.
 *
 * `frame` is a `questionsFrame` or `labelsFrame` of runs of one model under `full` and under `condition`. How often the
 * image harms says as much as how often it helps: both arise by chance where a model does not look.
 * Throws `RangeError` for a missing column and for a run that is stacked twice.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { imageFlipRows, questionsFrame } from "@rounds/rounds";
 *
 * assert.deepEqual(imageFlipRows(questionsFrame([])), []);
 * ```
 */
export function imageFlipRows(
  frame: Frame,
  options: ImageFlipRowsOptions = {},
): readonly ImageFlipRow[] {
  const { reading = "clean", level = 0.95, condition = "no_image", images = "own" } = options;
  if (frame.height === 0) return [];
  if (!frame.columns.includes("images")) {
    throw new RangeError('This frame has no column "images": expected a questionsFrame');
  }
  const table = runScores(frame, {
    measure: "question",
    reading,
    by: [options.by ?? []].flat(),
  });
  const pictured = unitsWithImages(frame, { table, images });
  const unitsOf = Map.groupBy(pictured, (unit) => table.groupOf[unit] ?? 0);
  const pairs = conditionSets(table.runs).flatMap(({ full, others, warnings }) =>
    others.filter(({ run }) => run.condition === condition)
      .map((other) => ({ full, other, warnings }))
  );
  return pairs.flatMap(({ full, other, warnings }) =>
    table.groups.flatMap((group, place) => {
      const common = commonUnits([full, other], { units: unitsOf.get(place) ?? [] });
      if (common.units.length + common.excluded === 0) return [];
      return {
        ...full.run,
        term: table.term,
        group: group.text,
        by: group.by,
        reading,
        without_run: other.run.run,
        n_excluded: common.excluded,
        excluded_why: common.why,
        ...flipCounts(full, { other, units: common.units, table, level, warnings }),
      };
    })
  );
}

function unitsWithImages(
  frame: Frame,
  { table, images }: { readonly table: ScoreTable; readonly images: "own" | "history" },
): number[] {
  const counts = frame.getColumn("images").toArray();
  const positions = frame.columns.includes("position") ? frame.getColumn("position").toArray() : [];
  const units = [...table.rows.keys()];
  const has = (unit: number): boolean => Number(counts[table.rows[unit] ?? 0]) > 0;
  const place = (unit: number): number => Number(positions[table.rows[unit] ?? 0] ?? 0);
  if (images === "own") return units.filter(has);
  const first = new Map<number, number>();
  for (const unit of units.filter(has)) {
    const one = table.cases[unit] ?? 0;
    first.set(one, Math.min(first.get(one) ?? Infinity, place(unit)));
  }
  return units.filter((unit) => place(unit) >= (first.get(table.cases[unit] ?? 0) ?? Infinity));
}

function flipCounts(
  full: RunScores,
  { other, units, table, level, warnings }: {
    readonly other: RunScores;
    readonly units: readonly number[];
    readonly table: ScoreTable;
    readonly level: number;
    readonly warnings: readonly string[];
  },
): Omit<
  ImageFlipRow,
  keyof RunKey | "term" | "group" | "by" | "reading" | "without_run" | "n_excluded" | "excluded_why"
> {
  const score = (run: RunScores, unit: number): number => run.value[unit] ?? 0;
  const cluster = units.map((unit) => table.cases[unit] ?? 0);
  const helped = units.map((unit) => Number(score(full, unit) > score(other, unit)));
  const harmed = units.map((unit) => Number(score(full, unit) < score(other, unit)));
  const both = units.filter((unit) => score(full, unit) === 1 && score(other, unit) === 1).length;
  const flips = units.map((_, k) => helped[k] || harmed[k] ? helped[k] ?? null : null);
  const [up, down, share] = [helped, harmed, flips]
    .map((y) => clusteredMean({ y, cluster, level }));
  const pair = pairEstimate(full, {
    b: other,
    units,
    cases: table.cases,
    measure: "question",
    level,
    seed: 42,
  });
  const { a_only, b_only } = pair.fields;
  const notes = [
    ...warnings,
    ...(units.length === 0 ? ["no question with an image is known in both runs"] : []),
    ...(units.length > 0 && a_only + b_only === 0 ? ["no question flips"] : []),
    ...pair.warnings.filter((warning) => warning.startsWith("fewer than")),
  ];
  return {
    both,
    only_with: a_only,
    only_without: b_only,
    neither: units.length - both - a_only - b_only,
    n: units.length,
    clusters: up?.clusters ?? 0,
    helped: up?.value ?? null,
    helped_lo: up?.lo ?? null,
    helped_hi: up?.hi ?? null,
    harmed: down?.value ?? null,
    harmed_lo: down?.lo ?? null,
    harmed_hi: down?.hi ?? null,
    value: share?.value ?? null,
    lo: share?.lo ?? null,
    hi: share?.hi ?? null,
    p: pair.fields.p,
    level,
    method: share?.method ?? "clustered-mean/wilson-eff",
    warnings: notes.join("; ") || null,
  };
}
