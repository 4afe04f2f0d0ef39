import type { Frame } from "../frames/frame.ts";
import { frontierProbability } from "../stats/cost/frontier_probability.ts";
import { clusteredMean } from "../stats/uncertainty/clustered_mean.ts";
import type { RunKey } from "./accuracy_row.ts";
import { cell } from "./_frame_cell.ts";
import { groupRows } from "./_group_rows.ts";
import { refuseUnlike } from "./_pair_warnings.ts";
import { withFacts } from "./_run_keys.ts";
import { scoreEstimate } from "./_score_estimate.ts";

/** What one run cost, and how good it was. */
export interface CostRow extends RunKey {
  /** Benchmark name; null when the frame does not say. */
  readonly benchmark: string | null;
  /** Mean cost of a case, US dollars; null when no case has a known cost. */
  readonly cost: number | null;
  /** Lower limit, t, clustered by case. */
  readonly cost_lo: number | null;
  /** Upper limit. */
  readonly cost_hi: number | null;
  /** Cases with a known cost. */
  readonly cost_n: number;
  /** Case accuracy or mean case score, clean reading. */
  readonly value: number | null;
  /** Lower limit. */
  readonly lo: number | null;
  /** Upper limit. */
  readonly hi: number | null;
  /** Cases with a known score. */
  readonly n: number;
  /** What the score is: cases whose criteria carry points have one of their own. */
  readonly unit: "case" | "case score";
  /** Probability to be on the frontier of cost and accuracy; null where no case is known in every run. */
  readonly p_frontier: number | null;
  /** Seed of that probability. */
  readonly seed: number;
  /** Resamples behind it. */
  readonly replicates: number;
  /** Stable id of the method of `value` and its interval. */
  readonly method: string;
}

/** How to resample. */
export interface CostRowsOptions {
  /** Bootstrap resamples; default 2,000. */
  readonly replicates?: number;
  /** Seed; default 42. */
  readonly seed?: number;
  /** Puts runs of different data, prompts or conditions on one frontier too; `unlike` says how they differ. */
  readonly acrossDifferences?: boolean;
}

/**
 * Cost of a case and case accuracy of each run, as plain rows for `costPlot`.
 *
 * `frame` is a `casesFrame`. The probability to be on the frontier is over the cases (first trial) whose cost and score
 * are known in every run of the benchmark that has any. Throws `RangeError` for runs of one benchmark that differ in more
 * than the model, unless told otherwise.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { casesFrame, costRows } from "@rounds/rounds";
 *
 * assert.deepEqual(costRows(casesFrame([])), []);
 * ```
 */
export function costRows(frame: Frame, options: CostRowsOptions = {}): readonly CostRow[] {
  const { replicates = 2000, seed = 42 } = options;
  if (frame.height === 0) return [];
  const unclipped = frame.columns.includes("unclipped_score")
    ? frame.getColumn("unclipped_score").toArray()
    : [];
  const [cases, scores, costs] = ["case_id", "score", "cost_usd"]
    .map((name) => frame.getColumn(name).toArray());
  const runs = groupRows(frame, { by: [] }).groups.map(({ run, rows }): ScoredRun => ({
    run,
    benchmark: textOrNull(cell(frame, { name: "benchmark", row: rows[0] ?? 0 })),
    byPoints: rows.some((row) => typeof unclipped[row] === "number"),
    cluster: rows.map((row) => String(cases?.[row])),
    score: rows.map((row) => numberOrNull(scores?.[row])),
    cost: rows.map((row) => numberOrNull(costs?.[row])),
  }));
  // Runs of another benchmark, or with scores of another kind, are no rivals on one frontier.
  const rivals = [
    ...Map.groupBy(runs, ({ benchmark, byPoints }) => `${byPoints} ${benchmark}`).values(),
  ];
  if (!options.acrossDifferences) {
    for (const own of rivals) refuseUnlike(withFacts(frame, own.map(({ run }) => run)));
  }
  return rivals.flatMap((own) => comparedRows(own, { replicates, seed }));
}

interface ScoredRun {
  readonly run: RunKey;
  readonly benchmark: string | null;
  readonly byPoints: boolean;
  readonly cluster: readonly string[];
  readonly score: readonly (number | null)[];
  readonly cost: readonly (number | null)[];
}

function comparedRows(
  runs: readonly ScoredRun[],
  { replicates, seed }: { readonly replicates: number; readonly seed: number },
): readonly CostRow[] {
  const priced = runs.map(({ cluster, score, cost }) => {
    const known = new Map<string, { readonly score: number; readonly cost: number }>();
    cluster.forEach((name, index) => {
      const [one, price] = [score[index] ?? null, cost[index] ?? null];
      if (one !== null && price !== null && !known.has(name)) {
        known.set(name, { score: one, cost: price });
      }
    });
    return known;
  });
  const entered = priced.filter((known) => known.size > 0);
  const common = [...(entered[0]?.keys() ?? [])]
    .filter((name) => entered.every((known) => known.has(name)));
  const column = (
    known: ReadonlyMap<string, { readonly score: number; readonly cost: number }>,
  ) => ({
    score: common.map((name) => known.get(name)?.score ?? 0),
    cost: common.map((name) => known.get(name)?.cost ?? 0),
  });
  const shares = common.length === 0 ? [] : frontierProbability({
    cost: entered.map((known) => column(known).cost),
    score: entered.map((known) => column(known).score),
    replicates,
    seed,
  });
  return runs.map(({ run, benchmark, byPoints, cluster, score, cost }, index) => {
    const price = clusteredMean({ y: cost, cluster, interval: "t" });
    const unit = byPoints ? "case score" : "case";
    const right = scoreEstimate(score, { cluster, unit });
    const place = entered.indexOf(priced[index] ?? new Map());
    return {
      ...run,
      benchmark,
      cost: price.value,
      cost_lo: price.lo,
      cost_hi: price.hi,
      cost_n: price.n,
      value: right.value,
      lo: right.lo,
      hi: right.hi,
      n: right.n,
      unit,
      p_frontier: shares[place] ?? null,
      seed,
      replicates,
      method: right.method,
    };
  });
}

function textOrNull(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

function numberOrNull(value: unknown): number | null {
  return typeof value === "number" ? value : null;
}
