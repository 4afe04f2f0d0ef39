import { buildFrame } from "../frames/build_frame.ts";
import type { Column } from "../frames/column.ts";
import type { Frame } from "../frames/frame.ts";
import { acceptabilityCurve } from "../stats/cost/acceptability_curve.ts";
import { correlation } from "../stats/judges/correlation.ts";
import { jointBootstrap } from "../stats/resampling/joint_bootstrap.ts";
import { meanScore } from "../stats/uncertainty/mean_score.ts";
import { RUN_COLUMN, RUN_KEY_COLUMNS } from "./_accuracy_columns.ts";
import type { RunKey } from "./accuracy_row.ts";
import { columnOf } from "./_estimate_columns.ts";
import { groupRows } from "./_group_rows.ts";
import { refuseUnlike } from "./_pair_warnings.ts";
import { withFacts } from "./_run_keys.ts";
import { requireColumns } from "./_score_rows.ts";

/** What is compared, and for what it is worth. */
export interface AcceptabilityTableOptions {
  /** Run (as tables name it) that the others are held against; default the cheapest. */
  readonly baseline?: string;
  /** US dollars that one more right case is worth; default 41 values around where the answer turns. */
  readonly willingness?: readonly number[];
  /** Bootstrap resamples of cases; default 2,000. */
  readonly replicates?: number;
  /** Seed; default 42. */
  readonly seed?: number;
  /** Compares runs of different data, prompts or conditions too; `unlike` says how they differ. */
  readonly acrossDifferences?: boolean;
}

interface AcceptabilityRow extends RunKey {
  readonly baseline: string;
  readonly willingness: number;
  readonly p: number | null;
  readonly p_best: number | null;
  readonly delta_cost: number | null;
  readonly delta_effect: number | null;
  readonly icer: number | null;
  readonly n: number;
  readonly n_best: number;
  readonly seed: number;
  readonly replicates: number;
  readonly method: string;
  readonly warnings: string | null;
}

const COLUMNS: readonly Column<AcceptabilityRow>[] = [
  columnOf("baseline", "string", "The run it is held against"),
  columnOf("willingness", "number", "What one more right case is worth, US dollars"),
  columnOf(
    "p",
    "number",
    "Probability that it is worth its price, against the baseline; null for the baseline",
  ),
  columnOf("p_best", "number", "Probability that of all runs it is the best buy"),
  columnOf("delta_cost", "number", "Extra cost of a case, US dollars"),
  columnOf("delta_effect", "number", "Extra right cases a case (clean reading)"),
  columnOf("icer", "number", "Extra cost of one more right case; null without an effect"),
  columnOf("n", "integer", "Cases with a known cost and score in both"),
  columnOf("n_best", "integer", "Cases with a known cost and score in every run"),
  columnOf("seed", "integer", "Seed of the bootstrap behind p_best"),
  columnOf("replicates", "integer", "Its resamples"),
  columnOf("method", "string", "Id of the method"),
  columnOf("warnings", "string", "What is missing, and why"),
];

/**
 * Is a dearer model worth it? The probability of a positive net benefit over what one more right case is worth, for each
 * run against a baseline, and of being the best buy of all.
 *
 * `frame` is a `casesFrame`; first trial. Against the baseline: bivariate normal of the paired differences of the cases;
 * best buy: a bootstrap of the cases known in all runs. Runs without any known cost have no rows.
 *
 * Throws `RangeError` for a frame without the columns, a baseline that is not there, a willingness below 0, and for runs
 * that differ in more than the model, unless told otherwise.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { acceptabilityTable, casesFrame } from "@rounds/rounds";
 *
 * assert.equal(acceptabilityTable(casesFrame([])).height, 0);
 * ```
 */
export function acceptabilityTable(frame: Frame, options: AcceptabilityTableOptions = {}): Frame {
  const { replicates = 2000, seed = 42 } = options;
  requireColumns(frame, ["run_id", "case_id", "score", "cost_usd"]);
  const below = options.willingness?.find((worth) => !(worth >= 0 && worth < Infinity));
  if (below !== undefined) throw new RangeError(`willingness holds ${below}, expected 0 or more`);
  const runs = pricedRuns(frame);
  if (!options.acrossDifferences) refuseUnlike(withFacts(frame, runs.map(({ run }) => run)));
  const baseline = options.baseline === undefined
    ? runs.reduce<Priced | undefined>(
      (low, run) => low === undefined || run.meanCost < low.meanCost ? run : low,
      undefined,
    )
    : runs.find(({ run }) => run.run === options.baseline);
  if (baseline === undefined && options.baseline !== undefined && frame.height > 0) {
    throw new RangeError(
      `There is no run "${options.baseline}" with a known cost; there are ${
        runs.map(({ run }) => run.run).join(", ") || "none"
      }`,
    );
  }
  const pairs = baseline === undefined ? [] : runs.map((run) => pairOf(run, baseline));
  const grid = options.willingness ?? defaultGrid(pairs.map(({ icer }) => icer));
  const best = bestBuys(runs, { grid, replicates, seed });
  const rows = pairs.flatMap((pair, k): readonly AcceptabilityRow[] => {
    const curve = pair.isBaseline || pair.n < 2 ? null : acceptabilityCurve({
      deltaCost: pair.deltaCost ?? 0,
      seCost: pair.seCost ?? 0,
      deltaEffect: pair.deltaEffect ?? 0,
      seEffect: pair.seEffect ?? 0,
      correlation: pair.correlation,
      willingness: grid,
    });
    return grid.map((willingness, place) => ({
      ...pair.run,
      baseline: baseline?.run.run ?? "",
      willingness,
      p: curve?.p[place] ?? null,
      p_best: best.p[k]?.[place] ?? null,
      delta_cost: pair.deltaCost,
      delta_effect: pair.deltaEffect,
      icer: pair.icer,
      n: pair.n,
      n_best: best.n,
      seed,
      replicates,
      method: "acceptability/normal",
      warnings: pair.isBaseline
        ? "the baseline"
        : pair.n < 2
        ? "fewer than two cases known in both"
        : curve?.warnings.join("; ") || null,
    }));
  });
  return buildFrame({
    name: "acceptability",
    columns: [RUN_COLUMN, ...COLUMNS, ...RUN_KEY_COLUMNS],
    describeRow: ({ run, willingness }) => `${run} at ${willingness}`,
  }, rows);
}

interface Priced {
  readonly run: RunKey;
  readonly known: ReadonlyMap<string, { readonly score: number; readonly cost: number }>;
  readonly meanCost: number;
}

function pricedRuns(frame: Frame): readonly Priced[] {
  if (frame.height === 0) return [];
  const [cases, scores, costs] = ["case_id", "score", "cost_usd"]
    .map((name) => frame.getColumn(name).toArray());
  return groupRows(frame, { by: [] }).groups.flatMap(({ run, rows }): readonly Priced[] => {
    const known = new Map<string, { score: number; cost: number }>();
    for (const row of rows) {
      const [score, cost, id] = [scores?.[row], costs?.[row], String(cases?.[row])];
      if (typeof score === "number" && typeof cost === "number" && !known.has(id)) {
        known.set(id, { score, cost });
      }
    }
    if (known.size === 0) return [];
    const total = [...known.values()].reduce((sum, { cost }) => sum + cost, 0);
    return [{ run, known, meanCost: total / known.size }];
  });
}

function pairOf(own: Priced, baseline: Priced) {
  const common = [...own.known].flatMap(([id, a]) => {
    const b = baseline.known.get(id);
    return b === undefined ? [] : [{ cost: a.cost - b.cost, effect: a.score - b.score }];
  });
  const cost = meanScore({ y: common.map((one) => one.cost) });
  const effect = meanScore({ y: common.map((one) => one.effect) });
  const isBaseline = own === baseline;
  return {
    run: own.run,
    isBaseline,
    n: common.length,
    deltaCost: cost.value,
    seCost: cost.se,
    deltaEffect: effect.value,
    seEffect: effect.se,
    correlation: correlation(common.map((one) => one.cost), common.map((one) => one.effect)) ?? 0,
    icer: isBaseline || cost.value === null || !effect.value ? null : cost.value / effect.value,
  };
}

/** From a tenth of the least to ten times the largest price at which the answer turns, evenly on a log scale. */
function defaultGrid(icers: readonly (number | null)[]): readonly number[] {
  const turns = icers.flatMap((icer) => icer !== null && icer > 0 ? [icer] : []);
  const [low, high] = turns.length === 0
    ? [0.001, 10]
    : [Math.min(...turns) / 10, Math.max(...turns) * 10];
  return Array.from(
    { length: 41 },
    (_, k) => Number((low * (high / low) ** (k / 40)).toPrecision(4)),
  );
}

function bestBuys(
  runs: readonly Priced[],
  { grid, replicates, seed }: {
    readonly grid: readonly number[];
    readonly replicates: number;
    readonly seed: number;
  },
): { readonly p: readonly (readonly number[])[]; readonly n: number } {
  const common = [...runs[0]?.known.keys() ?? []]
    .filter((id) => runs.every(({ known }) => known.has(id)));
  if (common.length === 0) return { p: [], n: 0 };
  const column = (own: Priced, name: "score" | "cost") =>
    common.map((id) => own.known.get(id)?.[name] ?? 0);
  const sums = jointBootstrap({
    totals: [...runs.map((own) => column(own, "score")), ...runs.map((own) => column(own, "cost"))],
    replicates,
    seed,
  });
  const p = runs.map(() => grid.map(() => 0));
  grid.forEach((worth, place) => {
    for (let b = 0; b < replicates; b++) {
      const net = runs.map((_, k) =>
        worth * (sums[k]?.[b] ?? 0) - (sums[runs.length + k]?.[b] ?? 0)
      );
      const most = Math.max(...net);
      const share = 1 / net.filter((value) => value === most).length / replicates;
      net.forEach((value, k) => {
        const row = p[k];
        if (row && value === most) row[place] = (row[place] ?? 0) + share;
      });
    }
  });
  return { p, n: common.length };
}
