import { chanceCorrected } from "../shortcuts/chance_corrected.ts";
import { keyPositionTest } from "../shortcuts/key_position_test.ts";
import { poissonBinomialTest } from "../shortcuts/poisson_binomial_test.ts";
import { retentionRatio } from "../shortcuts/retention_ratio.ts";
import { contaminationDiD } from "../time/contamination_did.ts";
import { lowess } from "../time/lowess.ts";
import { mannKendall } from "../time/mann_kendall.ts";
import { preFromWhole } from "../time/pre_from_whole.ts";
import { prePostGap } from "../time/pre_post_gap.ts";
import { prePostPermutation } from "../time/pre_post_permutation.ts";
import { segmentedRegression } from "../time/segmented_regression.ts";
import { stratifiedGap } from "../time/stratified_gap.ts";
import { type WelchDifference, welchDifference } from "../time/welch_difference.ts";
import { referenceColumns } from "./reference_columns.ts";
import { referenceDid } from "./reference_did.ts";
import type { ReferenceInputs } from "./reference_inputs.ts";
import { referencePair as pair } from "./reference_pair.ts";
import { referenceWarning as warning } from "./reference_warning.ts";

/**
 * Time, contamination and shortcuts of a reference case; undefined for another function.
 *
 * @internal
 */
export function timeReference(fn: string, inputs: ReferenceInputs): unknown {
  return HANDLERS[fn]?.(inputs);
}

/** Values of a series: given, or a model's scores. */
function series(i: ReferenceInputs): number[] {
  const values = i.has("y") ? i.observations("y") : referenceColumns(i).outcome(i.text("model"));
  return values.map((value) => value ?? NaN);
}

/** The cut-off named by the inputs, or the frame's for the model. */
function cutoffOf(i: ReferenceInputs): string {
  const given = /\d{4}-\d{2}/.exec(String(i.raw("cutoff") ?? ""))?.[0];
  const known = Object.entries(Object(i.frame["cutoff"]))
    .find(([model]) => model === i.text("model", ""))?.[1];
  return given ?? String(known);
}

function gap(result: WelchDifference): Record<string, unknown> {
  return {
    n_pre: result.nPre,
    n_post: result.nPost,
    mean_pre: result.meanPre,
    mean_post: result.meanPost,
    diff: result.value,
    se: result.se,
    t: result.t,
    df: result.df,
    p: result.p,
    ci: pair(result),
    warning: warning(result),
  };
}

const HANDLERS: Readonly<Record<string, (i: ReferenceInputs) => unknown>> = {
  prePostGap: (i) => {
    const level = i.number("level", 0.95);
    if (i.has("mean_all")) {
      const result = preFromWhole({
        meanAll: i.number("mean_all"),
        nAll: i.number("n_all"),
        meanPost: i.number("mean_post"),
        nPost: i.number("n_post"),
      });
      return {
        mean_pre: result.meanPre,
        diff_post_minus_pre: result.value,
        n_pre: result.nPre,
        warning: warning(result),
      };
    }
    if (i.has("pre")) {
      return gap(welchDifference({ pre: i.numbers("pre"), post: i.numbers("post"), level }));
    }
    const date = i.column(i.has("date") ? "date" : "month").map(String);
    return gap(prePostGap({ y: series(i), date, cutoff: cutoffOf(i), level }));
  },
  prePostPermutation: (i) => {
    const result = prePostPermutation({ pre: i.numbers("pre"), post: i.numbers("post") });
    return {
      diff: result.value,
      arrangements: result.replicates,
      p_two_sided: result.p,
      p_lower: result.pLower,
      warning: warning(result),
    };
  },
  stratifiedGap: (i) => {
    const entries = Object.entries(Object(i.raw("strata_n_pre_p_pre_n_post_p_post", "strata")));
    const strata = entries.map(([name, row]) => {
      const [nPre, pPre, nPost, pPost] = Array.isArray(row) ? row : [];
      const known = (value: unknown): number | null => (typeof value === "number" ? value : null);
      return {
        name,
        nPre: Number(nPre),
        pPre: known(pPre),
        nPost: Number(nPost),
        pPost: known(pPost),
      };
    });
    const result = stratifiedGap({ strata, level: i.number("level", 0.95) });
    return {
      crude_diff: result.crude,
      standardised_diff: result.value,
      se: result.se,
      ci: pair(result),
      excluded_strata: result.excluded,
      strata_left_out: result.excluded,
      warning: warning(result),
    };
  },
  contaminationDiD: (i) => {
    const result = contaminationDiD(referenceDid(i));
    return {
      beta_post: result.value,
      beta: result.value,
      did: result.value,
      se_cr0: result.seCr0,
      se_cr1: result.se,
      ci: pair(result),
      p: result.p,
      n: result.n,
      clusters: result.clusters,
      n_models_crossing: result.modelsCrossing,
      warning: warning(result),
    };
  },
  lowess: (i) => {
    const y = series(i);
    const fraction = i.number("frac", 2 / 3);
    const x = Array.isArray(i.raw("x")) ? i.numbers("x") : y.map((_, k) => k);
    return { fitted: lowess({ x, y, fraction, iterations: i.number("iterations", 3) }) };
  },
  segmentedRegression: (i) => {
    const { rows, ...rest } = segmentedRegression({
      y: series(i),
      breakAt: i.number("break_index"),
      lag: i.number("lag", 3),
    });
    return {
      coef: rows.map((row) => row.value),
      se_ols: rows.map((row) => row.seOls),
      se_hc3: rows.map((row) => row.seHc3),
      [`se_newey_west_lag${i.number("lag", 3)}`]: rows.map((row) => row.seNeweyWest),
      warning: warning(rest),
    };
  },
  mannKendall: (i) => {
    const result = mannKendall({ y: series(i) });
    return {
      S: result.s,
      var: result.variance,
      z: result.z,
      p: result.p,
      theil_sen_per_month: result.value,
      theil_sen: result.value,
      slope: result.value,
      warning: warning(result),
    };
  },
  chanceCorrected: (i) => {
    const result = chanceCorrected({ y: i.observations("y"), optionCount: i.numbers("n_options") });
    return {
      accuracy: result.accuracy,
      chance: result.chance,
      corrected: result.value,
      formula_score_mean: result.formulaScore,
      warning: warning(result),
    };
  },
  retentionRatio: (i) => {
    const columns = referenceColumns(i);
    const read = (name: string): (number | null)[] =>
      typeof i.raw(name) === "string" ? columns.outcome(i.text(name)) : i.observations(name);
    const result = retentionRatio({
      full: read("full"),
      condition: read(i.has("blind") ? "blind" : "condition"),
      cluster: columns.cluster(),
      level: i.number("level", 0.95),
    });
    return {
      ratio: result.value,
      se_delta: result.se,
      ci_delta_t: pair(result.delta),
      ci_fieller: pair(result),
      warning: warning(result),
    };
  },
  keyPositionTest: (i) => {
    const counts = i.numbers("counts");
    const expected = Array.isArray(i.raw("expected")) ? { expected: i.numbers("expected") } : {};
    const result = keyPositionTest({ counts, ...expected });
    return {
      chi2: result.value,
      df: result.df,
      p: result.p,
      n: result.n,
      warning: warning(result),
    };
  },
  poissonBinomialTest: (i) => {
    const result = poissonBinomialTest({ p: i.numbers("p"), observed: i.number("observed") });
    return {
      pmf: result.pmf,
      expected: result.expected,
      p_upper: result.pUpper,
      p_lower: result.pLower,
      warning: warning(result),
    };
  },
};
