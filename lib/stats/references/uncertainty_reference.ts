import { clusterBootstrap } from "../resampling/cluster_bootstrap.ts";
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
  const m = clusteredMean({
    y: columns.y(),
    cluster: columns.cluster(),
    level: i.number("level", 0.95),
  });
  return {
    n: m.n,
    n_missing: m.nExcluded,
    n_excluded: m.nExcluded,
    clusters: m.clusters,
    mean: m.value,
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
    ci_wilson_clusters: pair(m.wilsonEff),
    ci_wilson: pair(m.wilsonEff),
    warning: warning(m),
  };
}

function bootstrap(i: ReferenceInputs): unknown {
  const columns = referenceColumns(i);
  const cluster = columns.cluster();
  const rows = columns.y().flatMap((y, k) => (y === null ? [] : [{ y, cluster: cluster[k] ?? k }]));
  const all = i.mentions(/enumerate|all \d+\^/);
  const seed = /seed (\d+)/.exec(String(i.raw("rng") ?? ""))?.[1];
  const stream = /stream (\d+)/.exec(String(i.raw("rng") ?? ""))?.[1];
  const result = clusterBootstrap(rows, {
    cluster: (row) => row.cluster,
    statistic: (some) => some.reduce((sum, row) => sum + row.y, 0) / some.length,
    replicates: all ? "all" : i.number("B", 10_000),
    seed: i.number("seed", Number(seed ?? 42)),
    stream: i.number("stream", Number(stream ?? 54)),
    level: i.number("level", 0.95),
  });
  const { lo, hi } = result.bcaProbabilities;
  return {
    estimate: result.value,
    resamples: result.replicates.length,
    boot_mean: result.mean,
    boot_se_population: all || result.se === null
      ? result.se
      : result.se * Math.sqrt((result.replicates.length - 1) / result.replicates.length),
    boot_se_ddof1: !all || result.se === null
      ? result.se
      : result.se * Math.sqrt(result.replicates.length / (result.replicates.length - 1)),
    percentile_type7: pair(result.percentile),
    percentile_inverse_cdf: pair(result.percentileInverse),
    jackknife_se: result.jackknifeSe,
    bca_z0_midrank: result.z0,
    bca_a: result.acceleration,
    bca_probs: pair({ lo, hi }),
    bca_type7: pair(result.bca),
    warning: warning(result),
  };
}

const HANDLERS: Readonly<Record<string, (i: ReferenceInputs) => unknown>> = {
  wilson: (i) => {
    const result = wilson({ x: i.number("x"), n: i.number("n"), level: i.number("level", 0.95) });
    return { p: result.p, ci: pair(result), n: result.n, warning: warning(result) };
  },
  clopperPearson: (i) => {
    const result = clopperPearson({
      x: i.number("x"),
      n: i.number("n"),
      level: i.number("level", 0.95),
    });
    return { p: result.p, ci: pair(result), n: result.n, warning: warning(result) };
  },
  betaBinomialInterval: (i) => {
    const [a = 0.5, b = 0.5] = i.has("prior") ? i.numbers("prior") : [];
    const level = i.number("level", 0.95);
    const result = betaBinomialInterval({
      x: i.number("x"),
      n: i.number("n"),
      prior: [a, b],
      level,
    });
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
  clusterBootstrap: bootstrap,
  bayesCompare: (i) => {
    const prior = i.raw("prior");
    const shapes = Array.isArray(prior)
      ? i.numbers("prior")
      : /jeffreys|0\.5/i.test(String(prior))
      ? [0.5, 0.5]
      : [1, 1];
    const [x1, n1, x2, n2] = ["x1", "n1", "x2", "n2"].map((name) => i.number(name));
    const p = bayesCompare({
      x1: x1 ?? 0,
      n1: n1 ?? 0,
      x2: x2 ?? 0,
      n2: n2 ?? 0,
      prior: [shapes[0] ?? 1, shapes[1] ?? 1],
    });
    return { p_first_better: p };
  },
  expectedMaxNormal: (i) => ({ e_max: i.numbers("k").map(expectedMaxNormal) }),
  sampleMean: (i) => {
    const population = i.has("population") ? i.number("population") : Infinity;
    const m = sampleMean({ y: i.observations("y"), population });
    return { mean: m.value, se: m.seInfinite, se_fpc: m.se, n: m.n, warning: warning(m) };
  },
  meanScore: (i) => {
    const name = ["case_score", "y", "score", "scores"].find((one) => i.has(one)) ?? "case_score";
    const m = meanScore({ y: i.observations(name), level: i.number("level", 0.95) });
    return { mean: m.value, se: m.se, ci: pair(m), n: m.n, sd: m.sd, warning: warning(m) };
  },
};
