import type { Frame } from "../frames/frame.ts";
import { clusteredMean } from "../stats/uncertainty/clustered_mean.ts";
import type { Reading, RunKey } from "./accuracy_row.ts";
import { runScores } from "./_run_scores.ts";

/** The accuracy of one run on the questions with images that need them, and on those that do not. Proportions are in [0,1]. */
export interface VisionNeededRow extends RunKey {
  /** Which reading. */
  readonly reading: Reading;
  /** Accuracy on the questions with images that too few runs solve without them. */
  readonly value: number | null;
  /** Lower limit, clustered by case. */
  readonly lo: number | null;
  /** Upper limit. */
  readonly hi: number | null;
  /** Such questions with a known score. */
  readonly n: number;
  /** Accuracy on the questions with images that are solved blind. */
  readonly blind_value: number | null;
  /** Lower limit. */
  readonly blind_lo: number | null;
  /** Upper limit. */
  readonly blind_hi: number | null;
  /** Such questions with a known score. */
  readonly n_blind: number;
  /** Questions with images that no blind run knows, in neither group. */
  readonly n_unknown: number;
  /** Blind runs that must be right for a question to count as solved blind. */
  readonly at_least: number;
  /** Blind runs that voted. */
  readonly voters: number;
  /** Confidence level. */
  readonly level: number;
  /** Stable id of the method. */
  readonly method: string;
  /** What to know; null when nothing. */
  readonly warnings: string | null;
}

/** What counts as solved blind. */
export interface VisionNeededRowsOptions {
  /** The condition without images; default `no_image`. */
  readonly condition?: string;
  /** Blind runs that must be right; default half of them, rounded up. */
  readonly atLeast?: number;
  /** Default `clean`. */
  readonly reading?: Reading;
  /** Confidence level; default 0.95. */
  readonly level?: number;
}

/**
 * The accuracy of every full run on the questions that need their images: those that fewer than `atLeast` of the runs
 * without images have right; as plain rows.
 *
 * `frame` is a `questionsFrame` with runs under `full` and under `condition`. The subset is chosen by answers, so its
 * accuracy holds for the named selection only, and a model's own blind run is among the voters. Throws `RangeError` for
 * a missing column and for `atLeast` below 1.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { questionsFrame, visionNeededRows } from "@rounds/rounds";
 *
 * assert.deepEqual(visionNeededRows(questionsFrame([])), []);
 * ```
 */
export function visionNeededRows(
  frame: Frame,
  options: VisionNeededRowsOptions = {},
): readonly VisionNeededRow[] {
  const { condition = "no_image", reading = "clean", level = 0.95 } = options;
  if (frame.height === 0) return [];
  if (!frame.columns.includes("images")) {
    throw new RangeError('This frame has no column "images": expected a questionsFrame');
  }
  const table = runScores(frame, { measure: "question", reading, by: [] });
  const blind = table.runs.filter(({ run }) => run.condition === condition);
  const atLeast = options.atLeast ?? Math.max(1, Math.ceil(blind.length / 2));
  if (!(atLeast >= 1)) {
    throw new RangeError(`atLeast is ${atLeast}, expected a number of runs, at least 1`);
  }
  if (blind.length === 0) return [];
  const images = frame.getColumn("images").toArray();
  const pictured = [...table.rows.keys()]
    .filter((unit) => Number(images[table.rows[unit] ?? 0]) > 0);
  const votes = new Map(pictured.map((unit) => [unit, {
    known: blind.filter(({ value }) => (value[unit] ?? null) !== null).length,
    right: blind.filter(({ value }) => value[unit] === 1).length,
  }]));
  const unknown = pictured.filter((unit) => votes.get(unit)?.known === 0);
  const isBlind = (unit: number): boolean => (votes.get(unit)?.right ?? 0) >= atLeast;
  const judged = pictured.filter((unit) => votes.get(unit)?.known !== 0);
  const [solved, needed] = [judged.filter(isBlind), judged.filter((unit) => !isBlind(unit))];
  return table.runs.filter(({ run }) => run.condition === "full").map((one): VisionNeededRow => {
    const estimate = (units: readonly number[]) =>
      clusteredMean({
        y: units.map((unit) => one.value[unit] ?? null),
        cluster: units.map((unit) => table.cases[unit] ?? 0),
        level,
      });
    const [left, right] = [estimate(needed), estimate(solved)];
    return {
      ...one.run,
      reading,
      value: left.value,
      lo: left.lo,
      hi: left.hi,
      n: left.n,
      blind_value: right.value,
      blind_lo: right.lo,
      blind_hi: right.hi,
      n_blind: right.n,
      n_unknown: unknown.length,
      at_least: atLeast,
      voters: blind.length,
      level,
      method: left.method,
      warnings: [
        ...(blind.length < 3
          ? [`chosen by ${blind.length} blind run${blind.length === 1 ? "" : "s"} only`]
          : []),
        ...left.warnings,
      ].join("; ") || null,
    };
  });
}
