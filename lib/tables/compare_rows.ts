import type { Frame } from "../frames/frame.ts";
import { adjustP } from "../stats/multiplicity/adjust_p.ts";
import { westfallYoung } from "../stats/multiplicity/westfall_young.ts";
import type { Reading } from "./accuracy_row.ts";
import type { CompareRow } from "./compare_row.ts";
import { findRun } from "./_find_run.ts";
import { type PairEstimate, pairEstimate } from "./_pair_estimate.ts";
import { pairNotes, pairWarnings, refuseDifferences } from "./_pair_warnings.ts";
import { type RunScores, runScores, type ScoreTable } from "./_run_scores.ts";

/** What to compare, and how. */
export interface CompareOptions {
  /** Questions, or cases (right when every question is); default questions where the frame has them. */
  readonly measure?: "question" | "case";
  /** Default `clean`. */
  readonly reading?: Reading;
  /** Column or columns to group by; none gives one row a pair. */
  readonly by?: string | readonly string[];
  /** `all` pairs (default), or the one run that every other is compared with: its name in the tables, its id, or its model. */
  readonly pairs?: string;
  /**
   * How p values are adjusted for all rows of the table. `holm` (default) for claims, `bh` for exploring; `max-t` keeps
   * the correlation between rows (exact for the groups of one pair, approximate over pairs of several runs).
   */
  readonly adjust?: "holm" | "max-t" | "hochberg" | "bonferroni" | "bh" | "by" | "none";
  /** Compares runs of different data, prompts or conditions too, and says so in `warnings` of every such row. */
  readonly acrossDifferences?: boolean;
  /** Confidence level; default 0.95. */
  readonly level?: number;
  /** Seed of what is drawn (`max-t`, scores without an exact distribution); default 42. */
  readonly seed?: number;
  /** Draws of `max-t`; default 10,000, or all sign vectors where few cases differ. */
  readonly replicates?: number;
}

/**
 * Paired differences of runs as plain rows, and the columns they are grouped by; `compareRuns` makes a frame of them.
 *
 * Same errors as `compareRuns`.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { compareRows, questionsFrame } from "@rounds/rounds";
 *
 * assert.deepEqual(compareRows(questionsFrame([]), { by: "stage" }), { rows: [], by: ["stage"] });
 * ```
 */
export function compareRows(
  frame: Frame,
  options: CompareOptions = {},
): { readonly rows: readonly CompareRow[]; readonly by: readonly string[] } {
  const { reading = "clean", level = 0.95, pairs = "all", seed = 42 } = options;
  if (!(level > 0 && level < 1)) {
    throw new RangeError(`level is ${level}, expected a number between 0 and 1`);
  }
  const table = runScores(frame, {
    measure: options.measure,
    reading,
    by: [options.by ?? []].flat(),
  });
  const chosen = choosePairs(table.runs, pairs);
  if (!options.acrossDifferences) refuseDifferences(chosen);
  const unitsOf = Map.groupBy(table.groupOf.keys(), (unit) => table.groupOf[unit] ?? 0);
  const found = chosen.flatMap(([a, b]) => {
    const warnings = pairWarnings(a, b);
    return table.groups.map((group, place) => {
      const units = unitsOf.get(place) ?? [];
      const estimate = pairEstimate(a, {
        b,
        units,
        cases: table.cases,
        measure: table.measure,
        level,
        seed,
      });
      return { a, b, group, estimate, warnings };
    });
  });
  const adjusted = adjust(found.map(({ estimate }) => estimate), table, options);
  const compared = found.filter(({ estimate }) => estimate.fields.lo !== null).length;
  const jointLevel = 1 - (1 - level) / Math.max(1, compared);
  const rows = found.map(({ a, b, group, estimate, warnings }, place): CompareRow => ({
    a: a.run.run,
    b: b.run.run,
    a_run_id: a.run.run_id,
    b_run_id: b.run.run_id,
    term: table.term,
    group: group.text,
    by: group.by,
    unit: a.unit === b.unit ? a.unit : table.unit,
    reading,
    level,
    ...estimate.fields,
    ...jointLimits(estimate, { level: jointLevel }),
    p_adj: adjusted.p[place] ?? null,
    adjust: adjusted.method,
    family: `${chosen.length} pairs × ${table.groups.length} groups`,
    seed: adjusted.seed ?? estimate.fields.seed,
    simulated: a.run.simulated || b.run.simulated ? true : a.run.simulated,
    ...pairNotes(a, b),
    warnings: [...warnings, ...estimate.warnings].join("; ") || null,
  }));
  return { rows, by: table.by };
}

function jointLimits(
  { fields, limitsAt }: PairEstimate,
  { level }: { readonly level: number },
): Pick<CompareRow, "lo_simultaneous" | "hi_simultaneous"> {
  const { lo, hi } = fields.lo === null ? { lo: null, hi: null } : limitsAt(level);
  return { lo_simultaneous: lo, hi_simultaneous: hi };
}

function choosePairs(
  runs: readonly RunScores[],
  pairs: string,
): readonly (readonly [RunScores, RunScores])[] {
  if (pairs === "all") {
    return runs.flatMap((a, place) => runs.slice(place + 1).map((b) => [a, b] as const));
  }
  const baseline = findRun(runs, { field: "pairs", name: pairs, or: "all" });
  return runs.filter((run) => run !== baseline).map((run) => [run, baseline] as const);
}

interface Adjusted {
  readonly p: readonly (number | null)[];
  readonly method: string;
  readonly seed: number | null;
}

function adjust(
  estimates: readonly PairEstimate[],
  table: ScoreTable,
  options: CompareOptions,
): Adjusted {
  const { adjust: method = "holm", seed = 42, replicates } = options;
  const p = estimates.map(({ fields }) => fields.p);
  if (method !== "max-t") return { p: adjustP(p, { method }), method, seed: null };
  const cases = Math.max(-1, ...table.cases) + 1;
  const present = estimates.filter(({ fields }) => fields.p !== null);
  const joint = westfallYoung({
    differences: present.map(({ totals }) =>
      Array.from({ length: cases }, (_, one) => totals.get(one) ?? 0)
    ),
    seed,
    ...(replicates === undefined ? {} : { replicates }),
  });
  const found = new Map(present.map((estimate, row) => [estimate, joint.rows[row]?.pAdjusted]));
  return {
    p: estimates.map((estimate) => found.get(estimate) ?? null),
    method: joint.method,
    seed: joint.seed,
  };
}
