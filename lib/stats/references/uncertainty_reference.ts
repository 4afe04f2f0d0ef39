import { betaBinomialInterval } from "../uncertainty/beta_binomial_interval.ts";
import { bayesCompare } from "../uncertainty/bayes_compare.ts";
import { caseAccuracy } from "../uncertainty/case_accuracy.ts";
import { clopperPearson } from "../uncertainty/clopper_pearson.ts";
import { clusteredMean } from "../uncertainty/clustered_mean.ts";
import { expectedMaxNormal } from "../uncertainty/expected_max_normal.ts";
import { macroByGroup } from "../uncertainty/macro_by_group.ts";
import { macroMean } from "../uncertainty/macro_mean.ts";
import { meanScore } from "../uncertainty/mean_score.ts";
import { sampleMean } from "../uncertainty/sample_mean.ts";
import { wilson } from "../uncertainty/wilson.ts";
import { bootstrapReference } from "./bootstrap_reference.ts";
import { referenceColumns } from "./reference_columns.ts";
import type { ReferenceInputs } from "./reference_inputs.ts";
import { referencePair as pair } from "./reference_pair.ts";
import { referenceWarning as warning } from "./reference_warning.ts";

/**
 * Means, proportions, their intervals and the bootstrap of a reference case; undefined for another function.
 *
 * @internal
 */
export function uncertaintyReference(fn: string, inputs: ReferenceInputs): unknown {
  return HANDLERS[fn]?.(inputs);
}

function mean(i: ReferenceInputs): unknown {
  const columns = referenceColumns(i);
  const level = i.number("level", 0.95);
  const wanted = `${i.raw("interval") ?? ""} ${i.raw("variant") ?? ""}`;
  const interval = /cr2/i.test(wanted) ? "cr2" : /\bt\b/.test(wanted) ? "t" : "wilson-eff";
  const m = clusteredMean({ y: columns.y(), cluster: columns.cluster(), level, interval });
  // Without a "_t" in the name the normal quantile is meant.
  const plain = (n: number): unknown =>
    m.value === null || m.value < 0 || m.value > 1
      ? null
      : pair(wilson({ x: m.value * n, n, level }));
  return {
    n: m.n,
    n_missing: m.nExcluded,
    n_excluded: m.nExcluded,
    clusters: m.clusters,
    mean: m.value,
    se: m.se,
    se_iid: m.seIid,
    s_over_sqrt_n: m.seIid,
    se_cr0: m.seCr0,
    se_cr1: m.seCr1,
    se_cr2: m.seCr2,
    df: m.df,
    df_satterthwaite_cr2: m.dfCr2,
    se_miller: m.seMiller,
    ci: pair(m),
    ci_cr1_t: pair(m.t),
    ci_cr2_t: pair(m.cr2),
    icc_anova: m.icc,
    icc: m.icc,
    n0: m.n0,
    deff: m.deff,
    n_eff: m.nEff,
    ci_wilson_neff_t: pair(m.wilsonEff),
    ci_wilson_clusters_t: pair(m.wilsonEff),
    ci_wilson_G_t: pair(m.wilsonEff),
    ci_wilson_clusters: plain(m.clusters),
    ci_wilson_G: plain(m.clusters),
    ci_wilson: plain(m.seCr1 === 0 ? m.clusters : m.n),
    warning: warning(m),
  };
}

/** Shapes of a beta prior, given as two numbers or by name. */
function shapes(i: ReferenceInputs, fallback: readonly [number, number]): [number, number] {
  const prior = i.raw("prior");
  if (Array.isArray(prior)) {
    const [a = fallback[0], b = fallback[1]] = i.numbers("prior");
    return [a, b];
  }
  const [, first, second] = /([\d.]+)\s*,\s*([\d.]+)/.exec(String(prior)) ?? [];
  if (first !== undefined && second !== undefined) return [Number(first), Number(second)];
  if (/jeffreys|0\.5/i.test(String(prior))) return [0.5, 0.5];
  return /uniform|flat|laplace|bayes/i.test(String(prior)) ? [1, 1] : [...fallback];
}

/** Successes, counted or as a share of `n`. */
function successes(i: ReferenceInputs): number {
  return i.has("x") ? i.number("x") : i.number("p") * i.number("n");
}

const HANDLERS: Readonly<Record<string, (i: ReferenceInputs) => unknown>> = {
  wilson: (i) => {
    const result = wilson({ x: successes(i), n: i.number("n"), level: i.number("level", 0.95) });
    return { p: result.p, ci: pair(result), n: result.n, warning: warning(result) };
  },
  clopperPearson: (i) => {
    const result = clopperPearson({
      x: successes(i),
      n: i.number("n"),
      level: i.number("level", 0.95),
    });
    return { p: result.p, ci: pair(result), n: result.n, warning: warning(result) };
  },
  betaBinomialInterval: (i) => {
    const level = i.number("level", 0.95);
    const prior = shapes(i, [0.5, 0.5]);
    const result = betaBinomialInterval({ x: successes(i), n: i.number("n"), prior, level });
    return { mean: result.value, ci: pair(result), warning: warning(result) };
  },
  clusteredMean: mean,
  questionAccuracy: mean,
  macroMean: (i) => {
    const columns = referenceColumns(i);
    const m = macroMean({
      y: columns.y(),
      cluster: columns.cluster(),
      level: i.number("level", 0.95),
    });
    return {
      mean: m.value,
      se: m.se,
      ci: pair(m),
      cases: m.n,
      clusters: m.n,
      df: m.df,
      warning: warning(m),
    };
  },
  caseAccuracy: (i) => {
    const columns = referenceColumns(i);
    const m = caseAccuracy({
      y: columns.y(),
      cluster: columns.cluster(),
      level: i.number("level", 0.95),
    });
    return {
      cases: m.n,
      correct: m.correct,
      p: m.value,
      ci_wilson: pair(m),
      ci: pair(m),
      undecided: m.nExcluded,
      warning: warning(m),
    };
  },
  macroByGroup: (i) => {
    const columns = referenceColumns(i);
    const by = i.raw("by", "group");
    const group = Array.isArray(by) ? by : i.column(typeof by === "string" ? by : "chapter");
    const m = macroByGroup({
      y: columns.y(),
      cluster: columns.cluster(),
      group: group.map((name) => (name === null ? null : String(name))),
    });
    return {
      mean_of_groups: m.value,
      se: m.se,
      ci: pair(m),
      pooled: m.pooled,
      groups: m.groups,
      warning: warning(m),
    };
  },
  clusterBootstrap: bootstrapReference,
  bayesCompare: (i) => {
    const [x1, n1, x2, n2] = ["x1", "n1", "x2", "n2"].map((name) => i.number(name));
    const p = bayesCompare({
      x1: x1 ?? 0,
      n1: n1 ?? 0,
      x2: x2 ?? 0,
      n2: n2 ?? 0,
      prior: shapes(i, [1, 1]),
    });
    return { p_first_better: p };
  },
  expectedMaxNormal: (i) => ({ e_max: i.alike("k", i.numbers("k").map(expectedMaxNormal)) }),
  sampleMean: (i) => {
    const population = i.has("population") ? i.number("population") : Infinity;
    const m = sampleMean({ y: i.observations("y"), population });
    return { mean: m.value, se: m.seInfinite, se_fpc: m.se, n: m.n, warning: warning(m) };
  },
  meanScore: (i) => {
    const name = ["case_score", "y", "score", "scores"].find((one) => Array.isArray(i.raw(one)));
    const y = name === undefined ? referenceColumns(i).y() : i.observations(name);
    const m = meanScore({ y, level: i.number("level", 0.95) });
    return { mean: m.value, se: m.se, ci: pair(m), n: m.n, sd: m.sd, warning: warning(m) };
  },
};
