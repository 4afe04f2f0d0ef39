import { calibration } from "../judges/calibration.ts";
import { calibrationAllocation } from "../judges/calibration_allocation.ts";
import { calibrationSlope } from "../judges/calibration_slope.ts";
import { dawidSkene } from "../judges/dawid_skene.ts";
import { judgeCorrectedRate } from "../judges/judge_corrected_rate.ts";
import { judgeNoise } from "../judges/judge_noise.ts";
import { positionBias } from "../judges/position_bias.ts";
import { ppiMean } from "../judges/ppi_mean.ts";
import { riskCoverage } from "../judges/risk_coverage.ts";
import { varianceComponents } from "../judges/variance_components.ts";
import { verbosityBias } from "../judges/verbosity_bias.ts";
import type { ReferenceInputs } from "./reference_inputs.ts";
import { referencePair as pair } from "./reference_pair.ts";
import { referenceWarning as warning } from "./reference_warning.ts";

/**
 * Correction, noise, bias and calibration of judges of a reference case; undefined for another function.
 *
 * @internal
 */
export function correctionReference(fn: string, inputs: ReferenceInputs): unknown {
  return HANDLERS[fn]?.(inputs);
}

/** Stated probabilities and what came true. */
function forecasts(i: ReferenceInputs): { p: number[]; y: number[] } {
  return {
    p: i.numbers(i.has("p") ? "p" : "confidence"),
    y: i.numbers(i.has("y") ? "y" : "correct"),
  };
}

const HANDLERS: Readonly<Record<string, (i: ReferenceInputs) => unknown>> = {
  judgeCorrectedRate: (i) => {
    // Sizes that are not told leave the estimate and take the interval.
    const sized = i.has("n") && i.has("n_sens") && i.has("n_spec");
    const result = judgeCorrectedRate({
      rate: i.number("judged_rate"),
      n: i.number("n", 1),
      sensitivity: i.number("sensitivity"),
      nSensitivity: i.number("n_sens", 1),
      specificity: i.number("specificity"),
      nSpecificity: i.number("n_spec", 1),
      level: i.number("level", 0.95),
    });
    const point = {
      corrected: result.value,
      corrected_raw: result.raw,
      warning: warning(result),
    };
    if (!sized) {
      const none = { se_delta: null, ci: null, ci_delta: null, ci_lang_reiczigel: null };
      return { ...point, ...none, share_of_variance_from_test_set: null };
    }
    return {
      ...point,
      se_delta: result.se,
      ci: pair(result),
      ci_delta: pair(result.delta),
      ci_lang_reiczigel: pair(result),
      share_of_variance_from_test_set: result.testShare,
    };
  },
  calibrationAllocation: (i) => {
    const read = (name: string): number =>
      i.number(i.has(`${name}_smoothed`) ? `${name}_smoothed` : name);
    const result = calibrationAllocation({
      rate: i.number("judged_rate"),
      budget: i.number("budget"),
      sensitivity: read("sensitivity"),
      specificity: read("specificity"),
    });
    return { kappa: result.kappa, n_true_met: result.met, n_true_not_met: result.notMet };
  },
  ppiMean: (i) => {
    const result = ppiMean({
      labelled: i.numbers("labelled_physician"),
      judgedLabelled: i.numbers("labelled_judge"),
      judged: i.numbers("unlabelled_judge"),
      level: i.number("level", 0.95),
    });
    return {
      judge_only: result.judgeOnly.value,
      judge_only_se: result.judgeOnly.se,
      physician_only: result.physicianOnly.value,
      physician_only_se: result.physicianOnly.se,
      ppi: result.ppi.value,
      ppi_se: result.ppi.se,
      lambda: result.lambda,
      ppi_pp: result.value,
      ppi_pp_se: result.se,
      ci: pair(result),
      warning: warning(result),
    };
  },
  judgeNoise: (i) => {
    const most = i.has("max_points") ? { maxPoints: i.number("max_points") } : {};
    const result = judgeNoise({
      met: i.matrix("met_criterion_by_repeat"),
      points: i.has("points")
        ? i.numbers("points")
        : i.matrix("met_criterion_by_repeat").map(() => 1),
      ...most,
    });
    return {
      flip_rate: result.flipRate,
      mean_within_variance: result.withinVariance,
      score_by_repeat: result.scores,
      sd_score: result.sd,
      sd_expected_independent_criteria: result.sdIndependent,
      warning: warning(result),
    };
  },
  dawidSkene: (i) => {
    const result = dawidSkene({ labels: i.observationMatrix("labels_item_by_judge") });
    return {
      posterior_met: result.posterior,
      prevalence: result.prevalence,
      sensitivity: result.sensitivity,
      specificity: result.specificity,
      majority_ties: result.ties.map((tie) => (tie ? 1 : 0)),
      warning: warning(result),
    };
  },
  positionBias: (i) => {
    const first = i.number("inconsistent_prefer_first");
    const second = i.number("inconsistent_prefer_second");
    const result = positionBias({
      consistent: i.has("consistent_after_swap")
        ? i.number("consistent_after_swap")
        : i.number("pairs") - first - second,
      preferFirst: first,
      preferSecond: second,
      level: i.number("level", 0.95),
    });
    return {
      consistency: result.value,
      consistency_wilson: pair(result),
      first_preference_among_inconsistent: result.firstShare,
      p_exact: result.p,
      warning: warning(result),
    };
  },
  verbosityBias: (i) => {
    const result = verbosityBias({
      score: i.numbers(i.has("judge_score") ? "judge_score" : "score"),
      length: i.numbers(i.has("length_tokens") ? "length_tokens" : "length"),
      cluster: i.names(i.has("case") ? "case" : "cluster"),
    });
    return {
      slope_per_log_token: result.slope,
      per_doubling: result.value,
      se_cr0: result.slopeSeCr0,
      se_cr1: result.slopeSeCr1,
      p: result.p,
      warning: warning(result),
    };
  },
  varianceComponents: (i) => {
    const named = ["panels", "n_judges", "judges"].find((one) => i.has(one));
    const panels = named === undefined ? [1, 3, 5] : i.numbers(named);
    const result = varianceComponents({ scores: i.observationMatrix("case_by_judge"), panels });
    const by = (read: (panel: (typeof result.panels)[number]) => number | null): unknown =>
      Object.fromEntries(result.panels.map((panel) => [`${panel.judges}`, read(panel)]));
    return {
      var_case: result.varCase,
      var_judge: result.varJudge,
      var_residual: result.varResidual,
      g_coefficient_relative: by((panel) => panel.g),
      phi_absolute: by((panel) => panel.phi),
      mean: result.value,
      se_mean_score: result.se,
      warning: warning(result),
    };
  },
  calibration: (i) => {
    const result = calibration({
      ...forecasts(i),
      bins: i.number("bins", 10),
    });
    return {
      brier: result.value,
      ece: result.ece,
      pav_order_ascending_p: result.order,
      pav: result.pav,
      corp: {
        miscalibration: result.miscalibration,
        discrimination: result.discrimination,
        uncertainty: result.uncertainty,
      },
      auroc: result.auroc,
      log_loss: result.logLoss,
      warning: warning(result),
    };
  },
  calibrationSlope: (i) => {
    const result = calibrationSlope(forecasts(i));
    return {
      intercept: result.intercept,
      slope: result.value,
      se_slope: result.se,
      warning: warning(result),
    };
  },
  riskCoverage: (i) => {
    const coverage = i.has("coverage") ? { coverage: i.numbers("coverage") } : {};
    const { p: confidence, y: correct } = forecasts(i);
    const result = riskCoverage({ confidence, correct, ...coverage });
    return { risk: result.risk, aurc: result.value, curve: result.curve, warning: warning(result) };
  },
};
