import type { Observation } from "../interval.ts";
import { averageRanks } from "../ranking/average_ranks.ts";
import { kendallTau } from "../ranking/kendall_tau.ts";
import { correlation } from "./correlation.ts";
import { type PearsonCI, pearsonCI } from "./pearson_ci.ts";

/** Options of {@linkcode agreementOrdinal}. */
export interface AgreementOrdinalOptions {
  /** Ratings of the first rater (physician); null is missing. */
  readonly a: readonly Observation[];
  /** Ratings of the second rater (judge). */
  readonly b: readonly Observation[];
  /** The scale in order; default the ratings that occur. */
  readonly levels?: readonly number[];
  /** Confidence level; default 0.95. */
  readonly level?: number;
}

/** Agreement on a scale. Every coefficient is null where it is not defined. */
export interface AgreementOrdinal {
  /** `confusion[a][b]` in the order of `levels`. */
  readonly confusion: readonly (readonly number[])[];
  /** The scale. */
  readonly levels: readonly number[];
  /** Cohen's kappa. */
  readonly kappa: number | null;
  /** Linearly weighted kappa. */
  readonly kappaLinear: number | null;
  /** Quadratically weighted kappa. */
  readonly kappaQuadratic: number | null;
  /** Pearson correlation with Fisher's interval. */
  readonly pearson: PearsonCI;
  /** Spearman correlation with Bonett and Wright's interval. */
  readonly spearman: PearsonCI;
  /** Kendall's tau-b. */
  readonly kendall: number | null;
  /** Lin's concordance, population moments. */
  readonly concordance: number | null;
  /** Mean of b - a. */
  readonly bias: number | null;
  /** Lower limit of agreement (Bland & Altman). */
  readonly limitLow: number | null;
  /** Upper limit of agreement. */
  readonly limitHigh: number | null;
  /** Pairs used. */
  readonly n: number;
  /** Pairs left out because one side is missing. */
  readonly nExcluded: number;
  /** Stable id of the method. */
  readonly method: string;
  /** What is missing and why. */
  readonly warnings: readonly string[];
}

/**
 * Agreement of two raters on a scale: kappas, correlations, concordance, bias and limits of agreement.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { agreementOrdinal } from "@rounds/rounds";
 *
 * const same = agreementOrdinal({ a: [1, 2, 3, null], b: [1, 2, 3, 3] });
 * assert.deepEqual([same.kappaQuadratic, same.bias, same.nExcluded], [1, 0, 1]);
 * assert.equal(agreementOrdinal({ a: [2, 2], b: [1, 2] }).pearson.value, null);
 * ```
 */
export function agreementOrdinal(options: AgreementOrdinalOptions): AgreementOrdinal {
  const { a, b, level = 0.95 } = options;
  const pairs = a.flatMap((first, row) => {
    const second = b[row] ?? null;
    return first === null || second === null ? [] : [{ first, second }];
  });
  const x = pairs.map((pair) => pair.first);
  const y = pairs.map((pair) => pair.second);
  const n = pairs.length;
  const levels = options.levels ?? [...new Set([...x, ...y])].sort((p, q) => p - q);
  const place = new Map(levels.map((value, k) => [value, k]));
  const confusion = levels.map(() => levels.map(() => 0));
  for (const { first, second } of pairs) {
    const i = place.get(first);
    const j = place.get(second);
    const row = i === undefined ? undefined : confusion[i];
    if (row === undefined || j === undefined) {
      throw new RangeError(
        `a rating is ${first} or ${second}, expected one of ${levels.join(", ")}`,
      );
    }
    row[j] = (row[j] ?? 0) + 1;
  }
  const kappa = (weight: (i: number, j: number) => number): number | null =>
    weightedKappa(confusion, weight);
  const differences = pairs.map((pair) => pair.second - pair.first);
  const bias = n === 0 ? null : differences.reduce((sum, d) => sum + d, 0) / n;
  const squares = differences.reduce((sum, d) => sum + (d - (bias ?? 0)) ** 2, 0);
  // Bland and Altman write 1.96.
  const half = n < 2 ? null : 1.96 * Math.sqrt(squares / (n - 1));
  const pearson = pearsonCI({ r: correlation(x, y), n, level });
  return {
    confusion,
    levels,
    kappa: kappa((i, j) => (i === j ? 0 : 1)),
    kappaLinear: kappa((i, j) => Math.abs(i - j)),
    kappaQuadratic: kappa((i, j) => (i - j) ** 2),
    pearson,
    spearman: pearsonCI({
      r: correlation(averageRanks(x), averageRanks(y)),
      n,
      kind: "spearman",
      level,
    }),
    kendall: kendallTau(x, y),
    concordance: concordance(x, y),
    bias,
    limitLow: bias === null || half === null ? null : bias - half,
    limitHigh: bias === null || half === null ? null : bias + half,
    n,
    nExcluded: a.length - n,
    method: "agreement/ordinal",
    warnings: n === 0 ? ["no data"] : pearson.warnings,
  };
}

/** 1 less the observed over the expected disagreement. */
function weightedKappa(
  table: readonly (readonly number[])[],
  weight: (i: number, j: number) => number,
): number | null {
  const rows = table.map((row) => row.reduce((sum, value) => sum + value, 0));
  const columns = table.map((_, j) => table.reduce((sum, row) => sum + (row[j] ?? 0), 0));
  const n = rows.reduce((sum, value) => sum + value, 0);
  let observed = 0;
  let expected = 0;
  table.forEach((row, i) =>
    row.forEach((value, j) => {
      observed += weight(i, j) * value;
      expected += (weight(i, j) * (rows[i] ?? 0) * (columns[j] ?? 0)) / n;
    })
  );
  return n === 0 || expected === 0 ? null : 1 - observed / expected;
}

function concordance(x: readonly number[], y: readonly number[]): number | null {
  const n = x.length;
  if (n < 2) return null;
  const meanX = x.reduce((sum, value) => sum + value, 0) / n;
  const meanY = y.reduce((sum, value) => sum + value, 0) / n;
  let both = 0;
  let spread = n * (meanX - meanY) ** 2;
  x.forEach((value, k) => {
    const dx = value - meanX;
    const dy = (y[k] ?? 0) - meanY;
    both += 2 * dx * dy;
    spread += dx * dx + dy * dy;
  });
  return spread === 0 ? null : both / spread;
}
