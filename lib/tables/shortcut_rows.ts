import type { Frame } from "../frames/frame.ts";
import { westfallYoung } from "../stats/multiplicity/westfall_young.ts";
import { chanceCorrected } from "../stats/shortcuts/chance_corrected.ts";
import { retentionRatio } from "../stats/shortcuts/retention_ratio.ts";
import { clusteredMean } from "../stats/uncertainty/clustered_mean.ts";
import type { GroupValue, Reading, RunKey } from "./accuracy_row.ts";
import { commonUnits, type ConditionSet, conditionSets } from "./_condition_sets.ts";
import { pairEstimate } from "./_pair_estimate.ts";
import { type RunScores, runScores, type ScoreTable } from "./_run_scores.ts";

/** What a model keeps of its score when something is withheld. Proportions are in [0,1]; null means not defined. */
export interface ShortcutRow extends RunKey {
  /** What the rows are grouped by; `all` when by nothing. */
  readonly term: string;
  /** The group, as text. */
  readonly group: string;
  /** Values of the columns grouped by. */
  readonly by: readonly GroupValue[];
  /** What is counted. */
  readonly unit: "question";
  /** Which reading. */
  readonly reading: Reading;
  /** Accuracy under the condition. */
  readonly value: number | null;
  /** Lower limit, clustered by case. */
  readonly lo: number | null;
  /** Upper limit. */
  readonly hi: number | null;
  /** Name of the full run; null in its own row. */
  readonly full_run: string | null;
  /** Accuracy of the full run on the same questions. */
  readonly full_value: number | null;
  /** What the condition costs, full less condition, paired by question; null in the full run's own row. */
  readonly drop: number | null;
  /** Lower limit of the drop. */
  readonly drop_lo: number | null;
  /** Upper limit of the drop. */
  readonly drop_hi: number | null;
  /** p that nothing is lost, exact sign flips of cases. */
  readonly p: number | null;
  /** The same adjusted over the conditions and groups of the model (max-T). */
  readonly p_adj: number | null;
  /** Questions right only with everything. */
  readonly lost: number | null;
  /** Questions right only under the condition. */
  readonly gained: number | null;
  /** Share of the full accuracy that is kept. */
  readonly retention: number | null;
  /** Lower limit (Fieller). */
  readonly retention_lo: number | null;
  /** Upper limit (Fieller). */
  readonly retention_hi: number | null;
  /** Accuracy by guessing, the mean of 1 / options; null when options are not counted. */
  readonly chance: number | null;
  /** Accuracy beyond guessing, `(value - chance) / (1 - chance)`. */
  readonly above_chance: number | null;
  /** Questions known in the full run and in every condition of the model. */
  readonly n: number;
  /** Cases they belong to. */
  readonly clusters: number;
  /** Questions left out because some run of the model does not know them. */
  readonly n_excluded: number;
  /** Why, with counts; null when none. */
  readonly excluded_why: string | null;
  /** Confidence level. */
  readonly level: number;
  /** Stable id of the method of the drop. */
  readonly method: string;
  /** Stable id of the test. */
  readonly test: string | null;
  /** How p was adjusted. */
  readonly adjust: string;
  /** Seed, where a number comes from resampling. */
  readonly seed: number | null;
  /** What to know; null when nothing. */
  readonly warnings: string | null;
}

/** How to compare conditions. */
export interface ShortcutRowsOptions {
  /** Column or columns to group by. */
  readonly by?: string | readonly string[];
  /** Default `clean`. */
  readonly reading?: Reading;
  /** Confidence level; default 0.95. */
  readonly level?: number;
  /** Seed of max-T; default 42. */
  readonly seed?: number;
  /** Draws of max-T; default 10,000, or all sign vectors where few cases differ. */
  readonly replicates?: number;
}

/**
 * What each model keeps of its accuracy without image, with options only, and under any other condition it was run
 * under, as plain rows for `shortcutPlot`.
 *
 * `frame` is a `questionsFrame` (or `labelsFrame` by `label`) of runs of one model under `full` and further conditions;
 * other runs are left aside. All rows of a model are over the same questions: those known in every one of its runs.
 * Throws `RangeError` for a missing column and for a run that is stacked twice.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { questionsFrame, shortcutRows } from "@rounds/rounds";
 *
 * assert.deepEqual(shortcutRows(questionsFrame([])), []);
 * ```
 */
export function shortcutRows(
  frame: Frame,
  options: ShortcutRowsOptions = {},
): readonly ShortcutRow[] {
  const { reading = "clean", level = 0.95 } = options;
  if (frame.height === 0) return [];
  const table = runScores(frame, {
    measure: "question",
    reading,
    by: [options.by ?? []].flat(),
  });
  const counts = frame.columns.includes("option_count")
    ? frame.getColumn("option_count").toArray()
    : [];
  const offered = table.rows.map((row) => {
    const count: unknown = counts[row];
    return typeof count === "number" && count >= 2 ? count : null;
  });
  return conditionSets(table.runs).flatMap((set) =>
    rowsOf(set, { table, offered, reading, level, seed: options.seed ?? 42, ...options })
  );
}

interface Context extends ShortcutRowsOptions {
  readonly table: ScoreTable;
  readonly offered: readonly (number | null)[];
  readonly reading: Reading;
  readonly level: number;
  readonly seed: number;
}

function rowsOf(set: ConditionSet, context: Context): ShortcutRow[] {
  const { table, seed, replicates } = context;
  const runs = [set.full, ...set.others];
  const unitsOf = Map.groupBy(table.groupOf.keys(), (unit) => table.groupOf[unit] ?? 0);
  const found = table.groups.flatMap((group, place) => {
    const common = commonUnits(runs, { units: unitsOf.get(place) ?? [] });
    return runs.map((run) => ({ group, common, run, pair: paired(run, { set, common, context }) }));
  });
  const pairs = found.flatMap(({ pair }) => pair === null || pair.fields.p === null ? [] : [pair]);
  const cases = Math.max(-1, ...table.cases) + 1;
  const joint = westfallYoung({
    differences: pairs.map(({ totals }) =>
      Array.from({ length: cases }, (_, one) => totals.get(one) ?? 0)
    ),
    seed,
    ...(replicates === undefined ? {} : { replicates }),
  });
  const adjusted = new Map(pairs.map((pair, row) => [pair, joint.rows[row]?.pAdjusted ?? null]));
  return found.map(({ group, common, run, pair }): ShortcutRow => {
    const y = common.units.map((unit) => run.value[unit] ?? null);
    const cluster = common.units.map((unit) => table.cases[unit] ?? 0);
    const full = common.units.map((unit) => set.full.value[unit] ?? null);
    const { value, lo, hi, clusters, n } = clusteredMean({ y, cluster, level: context.level });
    const kept = pair === null
      ? null
      : retentionRatio({ full, condition: y, cluster, level: context.level });
    const guess = chanceOf(common.units, { y, offered: context.offered });
    const share = kept?.value ?? null;
    const warnings = [
      ...set.warnings,
      ...(n === 0 ? ["no question is known in every condition"] : []),
      ...(pair?.warnings ?? []),
      ...(common.excluded > 0.2 * (n + common.excluded)
        ? [`${common.excluded} questions are not known in every condition (${common.why})`]
        : []),
    ];
    return {
      ...run.run,
      term: table.term,
      group: group.text,
      by: group.by,
      unit: "question",
      reading: context.reading,
      value,
      lo,
      hi,
      full_run: pair === null ? null : set.full.run.run,
      full_value: pair?.fields.a_value ?? (pair === null ? value : null),
      drop: pair?.fields.value ?? null,
      drop_lo: pair?.fields.lo ?? null,
      drop_hi: pair?.fields.hi ?? null,
      p: pair?.fields.p ?? null,
      p_adj: (pair === null ? null : adjusted.get(pair)) ?? null,
      lost: pair?.fields.a_only ?? null,
      gained: pair?.fields.b_only ?? null,
      retention: share !== null && Number.isFinite(share) ? share : null,
      retention_lo: kept?.lo ?? null,
      retention_hi: kept?.hi ?? null,
      ...guess,
      n,
      clusters,
      n_excluded: common.excluded,
      excluded_why: common.why,
      level: context.level,
      method: pair?.fields.method ?? "clustered-mean/wilson-eff",
      test: pair?.fields.test ?? null,
      adjust: joint.method,
      seed: joint.seed,
      warnings: warnings.join("; ") || null,
    };
  });
}

function paired(
  run: RunScores,
  { set, common, context }: {
    readonly set: ConditionSet;
    readonly common: { readonly units: readonly number[] };
    readonly context: Context;
  },
): ReturnType<typeof pairEstimate> | null {
  if (run === set.full) return null;
  const { table, level, seed } = context;
  const { units } = common;
  return pairEstimate(set.full, {
    b: run,
    units,
    cases: table.cases,
    measure: "question",
    level,
    seed,
  });
}

function chanceOf(
  units: readonly number[],
  { y, offered }: {
    readonly y: readonly (number | null)[];
    readonly offered: readonly (number | null)[];
  },
): Pick<ShortcutRow, "chance" | "above_chance"> {
  const optionCount = units.flatMap((unit) => offered[unit] ?? []);
  if (units.length === 0 || optionCount.length < units.length) {
    return { chance: null, above_chance: null };
  }
  const { chance, value } = chanceCorrected({ y, optionCount });
  return { chance, above_chance: value };
}
