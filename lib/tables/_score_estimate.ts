import { tQuantile } from "../stats/special/t_quantile.ts";
import { clusteredMean } from "../stats/uncertainty/clustered_mean.ts";
import { wilson } from "../stats/uncertainty/wilson.ts";
import type { AccuracyRow } from "./accuracy_row.ts";

/** What the scores are of. */
export interface ScoreEstimateOptions {
  /** Case of each score. */
  readonly cluster: readonly (string | number)[];
  /** What a score is of: it decides which interval. */
  readonly unit: AccuracyRow["unit"];
  /** Confidence level; default 0.95. */
  readonly level?: number;
  /** Answers behind each score where it is the mean of several trials; default one each. */
  readonly trials?: readonly number[];
}

/** A mean score with its interval, as every table gives it. */
export interface ScoreEstimate extends
  Pick<
    AccuracyRow,
    "value" | "lo" | "hi" | "se" | "df" | "n" | "clusters" | "n_eff" | "deff" | "method" | "variant"
  > {
  /** What is missing or approximate, and why. */
  readonly warnings: readonly string[];
}

/**
 * The mean of scores of one kind with the interval that fits the kind, the same in every table: for cases that stand
 * alone and are right or wrong Wilson's, for questions and for cases with trials Wilson's on the effective number, for
 * case scores by points t. Case scores that do not vary have no t interval: Wilson's on the number of cases bounds them,
 * for no score in [0, 1] varies more than right and wrong do.
 */
export function scoreEstimate(
  y: readonly (number | null)[],
  options: ScoreEstimateOptions,
): ScoreEstimate {
  const { cluster, unit, level = 0.95, trials } = options;
  const isScore = unit === "case score";
  const mean = clusteredMean({ y, cluster, level, interval: isScore ? "t" : "wilson-eff" });
  const { value, se, df, n, clusters, deff } = mean;
  const known = y.filter((one) => one !== null);
  const answers = trials === undefined
    ? n
    : y.reduce((sum: number, one, k) => sum + (one === null ? 0 : trials[k] ?? 1), 0);
  const common = { value, se, n, clusters, deff };
  if (unit === "case" && clusters === n && answers === n && n > 0) {
    const right = known.reduce((sum, one) => sum + one, 0);
    if (known.every((one) => one === 0 || one === 1)) {
      const { lo, hi, method, warnings } = wilson({ x: right, n, level });
      return { ...common, lo, hi, df: null, n_eff: n, method, variant: null, warnings };
    }
  }
  const rest = { ...common, df, variant: mean.variant };
  if (isScore && se === 0 && known.every((one) => one >= 0 && one <= 1)) {
    return {
      ...rest,
      ...mean.wilsonEff,
      n_eff: clusters,
      method: "clustered-mean/wilson-eff",
      warnings: ["the scores do not vary: Wilson's interval on the number of cases, not t"],
    };
  }
  if (!isScore && answers > n && value !== null && se !== null && se > 0 && clusters > 1) {
    // A mean over trials is no single answer: the number of answers is the bound, as where each is a row.
    const nEff = Math.min((value * (1 - value)) / (se * se), answers);
    const critical = tQuantile(1 - (1 - level) / 2, clusters - 1);
    const { lo, hi } = wilson({ x: value * nEff, n: nEff, level, critical });
    return { ...rest, lo, hi, n_eff: nEff, method: mean.method, warnings: mean.warnings };
  }
  const [lo = null, hi = null] = [mean.lo, mean.hi].map(within);
  return { ...rest, lo, hi, n_eff: mean.nEff, method: mean.method, warnings: mean.warnings };
}

/** Scores are in [0,1], and so are the limits of their mean. */
function within(limit: number | null): number | null {
  return limit === null ? null : Math.min(1, Math.max(0, limit));
}
