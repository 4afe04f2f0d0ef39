import { agreementBinary } from "../judges/agreement_binary.ts";
import { agreementOrdinal } from "../judges/agreement_ordinal.ts";
import { altTest } from "../judges/alt_test.ts";
import { correlation } from "../judges/correlation.ts";
import { fleissKappa } from "../judges/fleiss_kappa.ts";
import { icc } from "../judges/icc.ts";
import { krippendorffAlpha } from "../judges/krippendorff_alpha.ts";
import { pearsonCI } from "../judges/pearson_ci.ts";
import { averageRanks } from "../ranking/average_ranks.ts";
import { kendallTau } from "../ranking/kendall_tau.ts";
import type { ReferenceInputs } from "./reference_inputs.ts";
import { referencePair as pair } from "./reference_pair.ts";
import { referenceWarning as warning } from "./reference_warning.ts";

/**
 * Agreement of judges and physicians of a reference case; undefined for another function.
 *
 * @internal
 */
export function judgesReference(fn: string, inputs: ReferenceInputs): unknown {
  return HANDLERS[fn]?.(inputs);
}

function column(i: ReferenceInputs, name: string): (number | null)[] {
  const value = i.raw(name);
  const list = typeof value === "string" ? i.frame[value] : (value ?? i.frame[name]);
  if (!Array.isArray(list)) throw new TypeError(`input "${name}" is not a column`);
  return list.map((one) => (typeof one === "number" ? one : null));
}

/** The 2×2 table: given as counts, or counted from two columns. */
function table(i: ReferenceInputs): { tp: number; fp: number; fn: number; tn: number } {
  if (i.has("tp")) {
    return { tp: i.number("tp"), fp: i.number("fp"), fn: i.number("fn"), tn: i.number("tn") };
  }
  const [judge, physician] = [
    column(i, i.has("a") ? "b" : "judge"),
    column(i, i.has("a") ? "a" : i.has("human") ? "human" : "physician"),
  ];
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

function correlations(i: ReferenceInputs): unknown {
  const [x, y] = [i.numbers(i.has("x") ? "x" : "a"), i.numbers(i.has("y") ? "y" : "b")];
  const pearson = pearsonCI({ r: correlation(x, y), n: x.length });
  const spearman = pearsonCI({
    r: correlation(averageRanks(x), averageRanks(y)),
    n: x.length,
    kind: "spearman",
  });
  return {
    pearson: pearson.value,
    r: pearson.value,
    ci: pair(pearson),
    spearman: spearman.value,
    pearson_fisher_ci: pair(pearson),
    spearman_bonett_wright_ci: pair(spearman),
    kendall_tau_b: kendallTau(x, y),
    tau_b: kendallTau(x, y),
    warning: warning(pearson),
  };
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
      a: column(i, i.has("a") ? "a" : "x"),
      b: column(i, i.has("b") ? "b" : "y"),
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
  correlation: correlations,
  pearson: correlations,
  spearman: correlations,
  pearsonCI: (i) => {
    if (!i.has("r")) return correlations(i);
    const level = i.number("level", 0.95);
    const many = Array.isArray(i.raw("r"));
    const results = i.numbers("r").map((r) => pearsonCI({ r, n: i.number("n"), level }));
    return { ci: many ? results.map(pair) : results.map(pair)[0] };
  },
  krippendorffAlpha: (i) => {
    if (i.has("raters_by_unit") || i.has("ratings")) {
      const ratings = i.observationMatrix(i.has("ratings") ? "ratings" : "raters_by_unit");
      const nominal = krippendorffAlpha({ ratings });
      return { ...alphas(ratings), alpha: nominal.value, warning: warning(nominal) };
    }
    const raters = i.names("raters").map(String);
    const physicians = raters.map((name) => column(i, name));
    const result = { physicians: alphas(physicians) };
    if (i.raw("with_judge") !== true) return { ...result, ...result.physicians };
    return { ...result, physicians_and_judge: alphas([...physicians, column(i, "judge")]) };
  },
  fleissKappa: (i) => {
    const name = i.has("counts_unit_by_category") ? "counts_unit_by_category" : "counts";
    const result = fleissKappa(i.matrix(name));
    return { kappa: result.value, warning: warning(result) };
  },
  icc: (i) => {
    const name = i.has("targets_by_raters") ? "targets_by_raters" : "ratings";
    const result = icc(i.observationMatrix(name));
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
    const alignment = /rmse|score|continuous/i.test(i.text("alignment", "accuracy"))
      ? "rmse"
      : "accuracy";
    const result = altTest({
      humans: i.observationMatrix("humans"),
      judge: i.observations("judge"),
      epsilon: i.number("epsilon", 0.2),
      alignment,
    });
    return {
      advantage_llm: result.rows.map((row) => row.advantageJudge),
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
