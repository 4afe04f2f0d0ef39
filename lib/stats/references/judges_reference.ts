import { agreementBinary } from "../judges/agreement_binary.ts";
import { agreementOrdinal } from "../judges/agreement_ordinal.ts";
import { altTest } from "../judges/alt_test.ts";
import { fleissKappa } from "../judges/fleiss_kappa.ts";
import { icc } from "../judges/icc.ts";
import { krippendorffAlpha } from "../judges/krippendorff_alpha.ts";
import type { ReferenceInputs } from "./reference_inputs.ts";
import { referencePair as pair } from "./reference_pair.ts";
import { referenceRatings } from "./reference_ratings.ts";
import { referenceWarning as warning } from "./reference_warning.ts";

/**
 * Agreement of judges and physicians of a reference case; undefined for another function.
 *
 * @internal
 */
export function judgesReference(fn: string, inputs: ReferenceInputs): unknown {
  return HANDLERS[fn]?.(inputs);
}

/** The 2×2 table: given as counts, or counted from two columns. */
function table(i: ReferenceInputs): { tp: number; fp: number; fn: number; tn: number } {
  if (i.has("tp")) {
    return { tp: i.number("tp"), fp: i.number("fp"), fn: i.number("fn"), tn: i.number("tn") };
  }
  const [judge, physician] = [referenceRatings(i, "judge"), referenceRatings(i, "physician")];
  const cell = (x: number, y: number): number =>
    judge.filter((value, k) => value === x && physician[k] === y).length;
  return { tp: cell(1, 1), fp: cell(1, 0), fn: cell(0, 1), tn: cell(0, 0) };
}

const METRICS = ["nominal", "ordinal", "interval", "ratio"] as const;

function alphas(ratings: (number | null)[][]): Record<string, number | null> {
  return Object.fromEntries(
    METRICS.map((metric) => [metric, krippendorffAlpha({ ratings, metric }).value]),
  );
}

/** Ratings by rater, given so or by unit; texts become numbers in the order of the alphabet. Null when none are given. */
function ratingsOf(i: ReferenceInputs): (number | null)[][] | null {
  const byUnit = ["units_by_rater", "unit_by_rater", "units", "ratings_unit_by_rater"]
    .find((one) => i.has(one));
  const name = byUnit ?? ["raters_by_unit", "ratings", "data"].find((one) => i.has(one));
  const rows = name === undefined ? null : i.raw(name);
  if (!Array.isArray(rows)) return null;
  const table: unknown[][] = rows.map((row: unknown) => (Array.isArray(row) ? row : []));
  const texts = [...new Set(table.flat().filter((one) => typeof one === "string"))].sort();
  const numbers = table.map((row) =>
    row.map((one) =>
      typeof one === "number" ? one : one === null ? null : texts.indexOf(String(one))
    )
  );
  if (byUnit === undefined) return numbers;
  return (numbers[0] ?? []).map((_, rater) => numbers.map((row) => row[rater] ?? null));
}

/** The raters named, else all of the frame but the judge. */
function ratersOf(i: ReferenceInputs): string[] {
  return i.has("raters")
    ? i.names("raters").map(String)
    : Object.keys(i.frame).filter((name) => !/^(unit|judge)$/.test(name));
}

/** How many raters chose each category of each unit: given, or counted from their ratings. */
function categoryCounts(i: ReferenceInputs): number[][] {
  const given = ["counts_unit_by_category", "counts"].find((one) => i.has(one));
  if (given !== undefined) return i.matrix(given);
  const name = ["ratings_unit_by_rater", "unit_by_rater", "ratings"].find((one) => i.has(one));
  const units = i.observationMatrix(name ?? "counts");
  const categories = [...new Set(units.flat().filter((one) => one !== null))];
  return units.map((row) => categories.map((one) => row.filter((value) => value === one).length));
}

const HANDLERS: Readonly<Record<string, (i: ReferenceInputs) => unknown>> = {
  agreementBinary: (i) => {
    const result = agreementBinary({ ...table(i), level: i.number("level", 0.95) });
    return {
      n: result.n,
      agreement: result.value,
      agreement_wilson: pair(result),
      kappa: result.kappa,
      kappa_se: result.kappaSe,
      kappa_ci: pair(result.kappaInterval),
      pabak: result.pabak,
      gwet_ac1: result.ac1,
      sensitivity: result.sensitivity,
      specificity: result.specificity,
      balanced_accuracy: result.balancedAccuracy,
      f1_met: result.f1Met,
      f1_not_met: result.f1NotMet,
      macro_f1: result.macroF1,
      mcc: result.mcc,
      judge_rate_minus_physician_rate: result.rateDifference,
      warning: warning(result),
    };
  },
  agreementOrdinal: (i) => {
    const scale = i.has("levels") ? { levels: i.numbers("levels") } : {};
    const result = agreementOrdinal({
      a: referenceRatings(i, "physician"),
      b: referenceRatings(i, "judge"),
      level: i.number("level", 0.95),
      ...scale,
    });
    return {
      confusion: result.confusion,
      kappa: result.kappa,
      kappa_linear: result.kappaLinear,
      kappa_quadratic: result.kappaQuadratic,
      pearson: result.pearson.value,
      pearson_fisher_ci: pair(result.pearson),
      spearman: result.spearman.value,
      spearman_bonett_wright_ci: pair(result.spearman),
      kendall_tau_b: result.kendall,
      lin_ccc_population: result.concordance,
      mean_difference_judge_minus_physician: result.bias,
      limits_of_agreement: pair({ lo: result.limitLow, hi: result.limitHigh }),
      n: result.n,
      n_missing: result.nExcluded,
      warning: warning(result),
    };
  },
  krippendorffAlpha: (i) => {
    const ratings = ratingsOf(i);
    if (ratings !== null) {
      const asked = String(i.raw("metric", "level_of_measurement", "level") ?? "");
      const metric = METRICS.find((one) => one === asked) ?? "nominal";
      const result = krippendorffAlpha({ ratings, metric });
      return { ...alphas(ratings), alpha: result.value, warning: warning(result) };
    }
    const raters = ratersOf(i);
    const physicians = raters.map((name) => referenceRatings(i, name));
    const result = { physicians: alphas(physicians) };
    if (i.raw("with_judge") !== true) return { ...result, ...result.physicians };
    return {
      ...result,
      physicians_and_judge: alphas([...physicians, referenceRatings(i, "judge")]),
    };
  },
  fleissKappa: (i) => {
    const result = fleissKappa(categoryCounts(i));
    return { kappa: result.value, warning: warning(result) };
  },
  icc: (i) => {
    const name = ["targets_by_raters", "ratings"].find((one) => i.has(one));
    const raters = name === undefined ? ratersOf(i).map((rater) => referenceRatings(i, rater)) : [];
    const result = icc(
      name === undefined
        ? (raters[0] ?? []).map((_, unit) => raters.map((row) => row[unit] ?? null))
        : i.observationMatrix(name),
    );
    return {
      icc_1_1: result.icc11,
      icc_2_1: result.icc21,
      icc_3_1: result.icc31,
      icc_1_k: result.icc1k,
      icc_2_k: result.icc2k,
      icc_3_k: result.icc3k,
      warning: warning(result),
    };
  },
  altTest: (i) => {
    const given = i.raw("humans", "annotators", "physicians");
    const lists: unknown[] = Array.isArray(given) ? given : ratersOf(i);
    const humans = lists.map((one) =>
      typeof one === "string"
        ? referenceRatings(i, one)
        : (Array.isArray(one) ? one : []).map((v: unknown) => (typeof v === "number" ? v : null))
    );
    const alignment = /rmse|score|continuous/i.test(i.text("alignment", "accuracy"))
      ? "rmse"
      : "accuracy";
    const result = altTest({
      humans,
      judge: referenceRatings(i, "judge"),
      epsilon: i.number("epsilon", 0.2),
      alpha: i.number("alpha", 0.05),
      alignment,
    });
    return {
      advantage_llm: result.rows.map((row) => row.advantageJudge),
      n: result.rows.map((row) => row.n),
      advantage_human: result.rows.map((row) => row.advantageHuman),
      p: result.rows.map((row) => row.p),
      p_by: result.rows.map((row) => row.pAdjusted),
      winning_rate: result.winningRate,
      average_advantage_probability: result.value,
      passes: result.passes,
      warning: warning(result),
    };
  },
};
