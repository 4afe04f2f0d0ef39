/** Options of {@linkcode judgeNoise}. */
export interface JudgeNoiseOptions {
  /** `met[criterion][repeat]`: 0 or 1, complete. */
  readonly met: readonly (readonly number[])[];
  /** Points of each criterion. */
  readonly points: readonly number[];
  /** Points that make a score of 1; default the sum of the positive ones. */
  readonly maxPoints?: number;
}

/** How much a judge contradicts itself. */
export interface JudgeNoise {
  /** Share of criteria whose verdicts are not all equal. */
  readonly flipRate: number | null;
  /** Mean within-criterion variance. */
  readonly withinVariance: number | null;
  /** Case score of each repeat. */
  readonly scores: readonly number[];
  /** Standard deviation of the scores. */
  readonly sd: number | null;
  /** What it would be if criteria were independent. */
  readonly sdIndependent: number | null;
  /** Criteria. */
  readonly n: number;
  /** Repeats. */
  readonly repeats: number;
  /** Stable id of the method. */
  readonly method: string;
  /** Why something is missing. */
  readonly warnings: readonly string[];
}

/**
 * Repeat noise of a judge on one case: flips per criterion and the spread of the score.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { judgeNoise } from "@rounds/rounds";
 *
 * const noise = judgeNoise({ met: [[1, 1], [1, 0]], points: [5, 5] });
 * assert.equal(noise.flipRate, 0.5);
 * assert.deepEqual(noise.scores, [1, 0.5]);
 * ```
 */
export function judgeNoise(options: JudgeNoiseOptions): JudgeNoise {
  const { met, points } = options;
  const n = met.length;
  const repeats = met[0]?.length ?? 0;
  if (points.length !== n || met.some((row) => row.length !== repeats)) {
    throw new RangeError("met is ragged or points differs in length, expected one row a criterion");
  }
  const most = options.maxPoints ?? points.reduce((sum, p) => sum + Math.max(0, p), 0);
  const base = { n, repeats, method: "judge-noise" };
  const scored = n > 0 && most > 0;
  const repeated = n > 0 && repeats > 1;
  const variances = met.map(variance);
  const scores = Array.from(
    { length: scored ? repeats : 0 },
    (_, r) => met.reduce((sum, row, k) => sum + (row[r] ?? 0) * (points[k] ?? 0), 0) / most,
  );
  const noise = variances.reduce((sum, v, k) => sum + (points[k] ?? 0) ** 2 * v, 0);
  return {
    flipRate: repeated ? variances.filter((v) => v > 0).length / n : null,
    withinVariance: repeated ? variances.reduce((sum, v) => sum + v, 0) / n : null,
    scores,
    sd: scored && repeated ? Math.sqrt(variance(scores)) : null,
    sdIndependent: scored && repeated ? Math.sqrt(noise) / most : null,
    ...base,
    warnings: [
      ...(repeated ? [] : ["fewer than two repeats"]),
      ...(scored ? [] : ["no positive points: no score"]),
    ],
  };
}

function variance(values: readonly number[]): number {
  if (values.every((value) => value === values[0])) return 0;
  const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
  return values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / (values.length - 1);
}
