import type { Interval } from "../interval.ts";
import { normalQuantile } from "../special/normal_quantile.ts";
import { wilson } from "../uncertainty/wilson.ts";

/** Options of {@linkcode agreementBinary}: the table of judge against physician. */
export interface AgreementBinaryOptions {
  /** Both say met. */
  readonly tp: number;
  /** Judge met, physician not. */
  readonly fp: number;
  /** Judge not, physician met. */
  readonly fn: number;
  /** Both say not met. */
  readonly tn: number;
  /** Confidence level; default 0.95. */
  readonly level?: number;
}

/** Agreement on yes or no. Every coefficient is null where it is not defined. */
export interface AgreementBinary {
  /** Share of agreement. */
  readonly value: number | null;
  /** Lower Wilson limit. */
  readonly lo: number | null;
  /** Upper Wilson limit. */
  readonly hi: number | null;
  /** Confidence level. */
  readonly level: number;
  /** Cohen's kappa. */
  readonly kappa: number | null;
  /** Its large-sample standard error. */
  readonly kappaSe: number | null;
  /** Its normal interval. */
  readonly kappaInterval: Interval;
  /** Prevalence- and bias-adjusted kappa, `2·agreement - 1`. */
  readonly pabak: number | null;
  /** Gwet's AC1: does not collapse when a class is rare. */
  readonly ac1: number | null;
  /** Share of the physician's "met" the judge finds. */
  readonly sensitivity: number | null;
  /** Share of the physician's "not met" the judge finds. */
  readonly specificity: number | null;
  /** Mean of the two. */
  readonly balancedAccuracy: number | null;
  /** F1 of "met". */
  readonly f1Met: number | null;
  /** F1 of "not met". */
  readonly f1NotMet: number | null;
  /** Mean of the two. */
  readonly macroF1: number | null;
  /** Matthews correlation. */
  readonly mcc: number | null;
  /** Share "met" by the judge less that by the physician. */
  readonly rateDifference: number | null;
  /** Criteria. */
  readonly n: number;
  /** Stable id of the method. */
  readonly method: string;
  /** What is missing and why. */
  readonly warnings: readonly string[];
}

/**
 * Agreement of a judge with a physician on met or not met.
 *
 * Kappa collapses when a class is rare (negative criteria): read AC1 and the table beside it. Kappa's error is that of
 * Fleiss, Cohen & Everitt 1969; AC1 is Gwet 2008.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { agreementBinary } from "@rounds/rounds";
 *
 * const rare = agreementBinary({ tp: 2, fp: 5, fn: 5, tn: 188 });
 * assert.deepEqual([rare.value, rare.kappa?.toFixed(2), rare.ac1?.toFixed(3)], [0.95, "0.26", "0.946"]);
 * ```
 */
export function agreementBinary(options: AgreementBinaryOptions): AgreementBinary {
  const { tp, fp, fn, tn, level = 0.95 } = options;
  const n = tp + fp + fn + tn;
  const agreement = wilson({ x: tp + tn, n, level });
  const judge = tp + fp;
  const physician = tp + fn;
  const chance = n === 0 ? null : (judge * physician + (n - judge) * (n - physician)) / (n * n);
  const observed = agreement.p;
  const kappa = observed === null || chance === null || chance === 1
    ? null
    : (observed - chance) / (1 - chance);
  const kappaSe = kappa === null || chance === null ? null : kappaError(options, kappa, chance);
  const half = kappaSe === null ? null : normalQuantile(1 - (1 - level) / 2) * kappaSe;
  const prevalence = n === 0 ? 0 : (judge + physician) / (2 * n);
  const gwet = 2 * prevalence * (1 - prevalence);
  const sensitivity = ratio(tp, physician);
  const specificity = ratio(tn, n - physician);
  const f1Met = ratio(2 * tp, 2 * tp + fp + fn);
  const f1NotMet = ratio(2 * tn, 2 * tn + fp + fn);
  const margins = Math.sqrt(judge * physician * (n - judge) * (n - physician));
  return {
    value: observed,
    lo: agreement.lo,
    hi: agreement.hi,
    level,
    kappa,
    kappaSe,
    kappaInterval: kappa === null || half === null
      ? { lo: null, hi: null }
      : { lo: kappa - half, hi: kappa + half },
    pabak: observed === null ? null : 2 * observed - 1,
    ac1: observed === null ? null : (observed - gwet) / (1 - gwet),
    sensitivity,
    specificity,
    balancedAccuracy: mean(sensitivity, specificity),
    f1Met,
    f1NotMet,
    macroF1: mean(f1Met, f1NotMet),
    mcc: margins === 0 ? null : (tp * tn - fp * fn) / margins,
    rateDifference: n === 0 ? null : (fp - fn) / n,
    n,
    method: "agreement/binary",
    warnings: [
      ...agreement.warnings,
      ...(n > 0 && kappa === null ? ["both constant: kappa is not defined"] : []),
      ...(n > 0 && kappa !== null && margins === 0 ? ["a constant rater"] : []),
    ],
  };
}

function kappaError(cells: AgreementBinaryOptions, kappa: number, chance: number): number {
  const { tp, fp, fn, tn } = cells;
  const n = tp + fp + fn + tn;
  const judge = (tp + fp) / n;
  const physician = (tp + fn) / n;
  const agree = (share: number, a: number, b: number): number =>
    share * (1 - (a + b) * (1 - kappa)) ** 2;
  const a = agree(tp / n, judge, physician) + agree(tn / n, 1 - judge, 1 - physician);
  const b = (1 - kappa) ** 2 *
    ((fp / n) * (physician + 1 - judge) ** 2 + (fn / n) * (1 - physician + judge) ** 2);
  const c = (kappa - chance * (1 - kappa)) ** 2;
  return Math.sqrt(Math.max(0, a + b - c) / n) / (1 - chance);
}

function ratio(top: number, bottom: number): number | null {
  return bottom === 0 ? null : top / bottom;
}

function mean(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : (a + b) / 2;
}
