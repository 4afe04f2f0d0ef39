import { jointBootstrap } from "../resampling/joint_bootstrap.ts";
import { quantile } from "../special/quantile.ts";
import { agreementBinary } from "./agreement_binary.ts";

/** The table of two sides that say yes or no; counts, or weights that add up to them. */
export interface AgreementCells {
  /** Both met. */
  readonly tp: number;
  /** Met by the one side (the judge) only. */
  readonly fp: number;
  /** Met by the other (the physician) only. */
  readonly fn: number;
  /** Neither met. */
  readonly tn: number;
}

/** A coefficient of agreement. */
export type AgreementMeasure =
  | "agreement"
  | "ac1"
  | "kappa"
  | "pabak"
  | "sensitivity"
  | "specificity"
  | "balanced_accuracy"
  | "f1_met"
  | "f1_not_met"
  | "macro_f1"
  | "mcc"
  | "met_rate_difference";

/** A coefficient with its bootstrap over cases. */
export interface MeasuredAgreement {
  /** Null where it is not defined. */
  readonly value: number | null;
  /** Lower percentile limit. */
  readonly lo: number | null;
  /** Upper percentile limit. */
  readonly hi: number | null;
  /** Standard deviation of the replicates. */
  readonly se: number | null;
  /** What is missing or approximate, and why. */
  readonly warnings: readonly string[];
}

/** Options of {@linkcode clusteredAgreement}. */
export interface ClusteredAgreementOptions {
  /** The table of each case. */
  readonly cells: readonly AgreementCells[];
  /** Confidence level; default 0.95. */
  readonly level?: number;
  /** Resamples of cases; default 2,000. */
  readonly replicates?: number;
  /** Seed of PCG32; default 42. */
  readonly seed?: number;
}

/** Agreement over cases. */
export interface ClusteredAgreement {
  /** The table over all cases. */
  readonly cells: AgreementCells;
  /** Cases. */
  readonly clusters: number;
  /** Every coefficient, in the order of tables. */
  readonly measures: ReadonlyMap<AgreementMeasure, MeasuredAgreement>;
  /** Seed used. */
  readonly seed: number;
  /** Stable id of the method. */
  readonly method: string;
}

/**
 * Coefficients of agreement on met or not met, with percentile intervals from a bootstrap over cases: the criteria of a
 * case are not independent. See `agreementBinary` for the coefficients.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { clusteredAgreement } from "@rounds/rounds";
 *
 * const one = { tp: 3, fp: 0, fn: 1, tn: 1 };
 * const { cells, measures } = clusteredAgreement({ cells: [one, one], replicates: 50 });
 * assert.deepEqual([cells.tp, measures.get("agreement")?.value], [6, 0.8]);
 * ```
 */
export function clusteredAgreement(options: ClusteredAgreementOptions): ClusteredAgreement {
  const { cells, level = 0.95, replicates = 2000, seed = 42 } = options;
  const totals = ([({ tp }) => tp, ({ fp }) => fp, ({ fn }) => fn, ({ tn }) => tn] satisfies ((
    one: AgreementCells,
  ) => number)[]).map((read) => Float64Array.from(cells, read));
  const whole = cellsOf(totals.map((column) => column.reduce((sum, x) => sum + x, 0)));
  const clusters = cells.length;
  const drawn = clusters < 2 ? [] : jointBootstrap({ totals, replicates, seed });
  const draws = clusters < 2 ? [] : Array.from(
    { length: replicates },
    (_, k) => coefficients(cellsOf(drawn.map((column) => column[k] ?? 0))),
  );
  const few = clusters === 1
    ? ["one case: nothing to resample"]
    : clusters < 10
    ? [`${clusters} cases: a bootstrap is poor below 10`]
    : [];
  const isEmpty = whole.tp + whole.fp + whole.fn + whole.tn === 0;
  const tail = (1 - level) / 2;
  const measures = new Map([...coefficients(whole)].map((
    [name, value],
  ): readonly [AgreementMeasure, MeasuredAgreement] => {
    if (value === null) {
      const why = isEmpty ? "no pair" : "not defined: a side does not vary";
      return [name, { value, lo: null, hi: null, se: null, warnings: [why] }];
    }
    const known = Float64Array.from(draws.flatMap((draw) => draw.get(name) ?? [])).sort();
    const mean = known.reduce((sum, x) => sum + x, 0) / known.length;
    const squares = known.reduce((sum, x) => sum + (x - mean) ** 2, 0);
    const lost = draws.length - known.length;
    // Where every case agrees, so does every resample: that tells nothing of other cases.
    const isFlat = known.length > 0 && known[0] === known.at(-1);
    const at = (p: number) =>
      known.length === 0 || isFlat ? null : quantile(known, { p, sorted: true });
    return [name, {
      value,
      lo: at(tail),
      hi: at(1 - tail),
      se: known.length < 2 ? null : Math.sqrt(squares / (known.length - 1)),
      warnings: [
        ...few,
        ...(lost > 0 ? [`${lost} of ${draws.length} resamples without a value`] : []),
        ...(isFlat ? ["every resample gives the same value: no interval"] : []),
      ],
    }];
  }));
  return { cells: whole, clusters, measures, seed, method: "agreement/cluster-bootstrap" };
}

function cellsOf(sums: readonly number[]): AgreementCells {
  const [tp = 0, fp = 0, fn = 0, tn = 0] = sums;
  return { tp, fp, fn, tn };
}

function coefficients(cells: AgreementCells): ReadonlyMap<AgreementMeasure, number | null> {
  const all = agreementBinary(cells);
  return new Map([
    ["agreement", all.value],
    ["ac1", all.ac1],
    ["kappa", all.kappa],
    ["pabak", all.pabak],
    ["sensitivity", all.sensitivity],
    ["specificity", all.specificity],
    ["balanced_accuracy", all.balancedAccuracy],
    ["f1_met", all.f1Met],
    ["f1_not_met", all.f1NotMet],
    ["macro_f1", all.macroF1],
    ["mcc", all.mcc],
    ["met_rate_difference", all.rateDifference],
  ]);
}
