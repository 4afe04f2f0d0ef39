import type { Observation } from "../interval.ts";
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
 * Time and contamination of a reference case; undefined for another function.
 *
 * @internal
 */
export function timeReference(fn: string, inputs: ReferenceInputs): unknown {
  return HANDLERS[fn]?.(inputs);
}

/** Values of a series: given, or a model's scores. */
function scores(i: ReferenceInputs): Observation[] {
  const given = ["y", "values", "series", "score", "x"].find((name) => Array.isArray(i.raw(name)));
  return given === undefined ? referenceColumns(i).outcome(i.text("model")) : i.observations(given);
}

/** A series without its missing periods, and the times of the others. */
function series(i: ReferenceInputs): { y: number[]; time: number[] } {
  const values = scores(i);
  const times = Array.isArray(i.raw("time")) ? i.numbers("time") : values.map((_, k) => k);
  const known = values.flatMap((y, k) => (y === null ? [] : [{ y, time: times[k] ?? k }]));
  return { y: known.map((one) => one.y), time: known.map((one) => one.time) };
}

/** Scores without the missing ones. */
function known(i: ReferenceInputs, name: string): number[] {
  return i.observations(name).filter((value) => value !== null);
}

/** A model's scores up to its cut-off month and after it. */
function sides(i: ReferenceInputs): { pre: number[]; post: number[] } {
  const month = i.column(i.has("date") ? "date" : "month").map(String);
  const cutoff = cutoffOf(i);
  const of = (after: boolean): number[] =>
    scores(i).filter((value, k): value is number =>
      value !== null && (month[k] ?? "").slice(0, 7) > cutoff === after
    );
  return { pre: of(false), post: of(true) };
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
        meanPost: i.raw("mean_post") === null ? 0 : i.number("mean_post"),
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
      return gap(welchDifference({ pre: known(i, "pre"), post: known(i, "post"), level }));
    }
    const date = i.column(i.has("date") ? "date" : "month").map(String);
    return gap(prePostGap({ y: scores(i), date, cutoff: cutoffOf(i), level }));
  },
  prePostPermutation: (i) => {
    const given = i.has("pre") ? { pre: known(i, "pre"), post: known(i, "post") } : sides(i);
    const drawn = i.has("B") ? { replicates: i.number("B"), seed: i.number("seed", 42) } : {};
    const result = prePostPermutation({ ...given, ...drawn });
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
      const { n_pre, p_pre, n_post, p_post } = Object(row);
      const [nPre, pPre, nPost, pPost] = Array.isArray(row) ? row : [n_pre, p_pre, n_post, p_post];
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
    const result = contaminationDiD({ ...referenceDid(i), level: i.number("level", 0.95) });
    return {
      beta_post: result.value,
      beta: result.value,
      did: result.value,
      diff_in_diff: result.value,
      se: result.se,
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
    const values = i.has("y") ? i.observations("y") : scores(i);
    const given = Array.isArray(i.raw("x")) && i.has("y") ? i.numbers("x") : null;
    const rows = values.flatMap((y, k) => (y === null ? [] : [{ y, x: given?.[k] ?? k }]));
    const named = (names: readonly string[], fallback: number): number =>
      i.number(names.find((name) => i.has(name)) ?? "", fallback);
    const fitted = lowess({
      x: rows.map((row) => row.x),
      y: rows.map((row) => row.y),
      fraction: named(["frac", "f", "fraction", "span"], 2 / 3),
      iterations: named(["iterations", "iter", "it"], 3),
    });
    return { fitted };
  },
  segmentedRegression: (i) => {
    const { rows, ...rest } = segmentedRegression({
      ...series(i),
      breakAt: i.number(i.has("break_index") ? "break_index" : "break"),
      lag: i.number("lag", 3),
    });
    return {
      coef: rows[0]?.value === null ? null : rows.map((row) => row.value),
      se_ols: rows.map((row) => row.seOls),
      se_hc3: rows.map((row) => row.seHc3),
      [`se_newey_west_lag${i.number("lag", 3)}`]: rows.map((row) => row.seNeweyWest),
      warning: warning(rest),
    };
  },
  mannKendall: (i) => {
    const result = mannKendall(series(i));
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
};
