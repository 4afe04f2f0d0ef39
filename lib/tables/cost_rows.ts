import type { Frame } from "../frames/frame.ts";
import { frontierProbability } from "../stats/cost/frontier_probability.ts";
import { clusteredMean } from "../stats/uncertainty/clustered_mean.ts";
import type { RunKey } from "./accuracy_row.ts";
import { groupRows } from "./_group_rows.ts";

/** What one run cost, and how good it was. */
export interface CostRow extends RunKey {
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
  /** Stable id of the method of `value` and its interval. */
  readonly method: string;
}

/** How to resample. */
export interface CostRowsOptions {
  /** Bootstrap resamples; default 2,000. */
  readonly replicates?: number;
  /** Seed; default 42. */
  readonly seed?: number;
}

/**
 * Cost of a case and case accuracy of each run, as plain rows for `costPlot`.
 *
 * `frame` is a `casesFrame`. The probability to be on the frontier is over the cases (first trial) whose cost and score
 * are known in every run that has any.
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
  const byPoints = frame.columns.includes("unclipped_score") &&
    frame.getColumn("unclipped_score").nullCount() < frame.height;
  const [cases, scores, costs] = ["case_id", "score", "cost_usd"]
    .map((name) => frame.getColumn(name).toArray());
  const runs = groupRows(frame, { by: [] }).groups.map(({ run, rows }) => ({
    run,
    cluster: rows.map((row) => String(cases?.[row])),
    score: rows.map((row) => numberOrNull(scores?.[row])),
    cost: rows.map((row) => numberOrNull(costs?.[row])),
  }));
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
  return runs.map(({ run, cluster, score, cost }, index) => {
    const price = clusteredMean({ y: cost, cluster, interval: "t" });
    // Scores by points vary less than right and wrong do: Wilson's interval would be too wide.
    const right = clusteredMean({ y: score, cluster, interval: byPoints ? "t" : "wilson-eff" });
    const place = entered.indexOf(priced[index] ?? new Map());
    return {
      ...run,
      cost: price.value,
      cost_lo: price.lo,
      cost_hi: price.hi,
      cost_n: price.n,
      value: right.value,
      lo: right.lo === null ? null : Math.max(0, right.lo),
      hi: right.hi === null ? null : Math.min(1, right.hi),
      n: right.n,
      unit: byPoints ? "case score" : "case",
      p_frontier: shares[place] ?? null,
      seed,
      method: right.method,
    };
  });
}

function numberOrNull(value: unknown): number | null {
  return typeof value === "number" ? value : null;
}
