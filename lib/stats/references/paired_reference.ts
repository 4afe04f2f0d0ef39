import { adjustP } from "../multiplicity/adjust_p.ts";
import { westfallYoung } from "../multiplicity/westfall_young.ts";
import { bayesPaired } from "../paired/bayes_paired.ts";
import { clusterSignFlipTest } from "../paired/cluster_sign_flip_test.ts";
import { clusteredMcNemar } from "../paired/clustered_mcnemar.ts";
import { equivalenceTest } from "../paired/equivalence_test.ts";
import { fragilityIndex } from "../paired/fragility_index.ts";
import { mcnemar } from "../paired/mcnemar.ts";
import { pairedDifference } from "../paired/paired_difference.ts";
import { pairedProportionsCI } from "../paired/paired_proportions_ci.ts";
import { proportionDifference } from "../paired/proportion_difference.ts";
import { signTest } from "../paired/sign_test.ts";
import { wilcoxonSignedRank } from "../paired/wilcoxon_signed_rank.ts";
import { referenceColumns } from "./reference_columns.ts";
import type { ReferenceInputs } from "./reference_inputs.ts";
import { referencePair as pair } from "./reference_pair.ts";
import { referenceWarning as warning } from "./reference_warning.ts";

/**
 * Comparisons of two models and families of tests of a reference case; undefined for another function.
 *
 * @internal
 */
export function pairedReference(fn: string, inputs: ReferenceInputs): unknown {
  return HANDLERS[fn]?.(inputs);
}

/** The two columns to compare: lists given as such, or models of the frame. */
function columnPair(i: ReferenceInputs): { a: (number | null)[]; b: (number | null)[] } {
  const columns = referenceColumns(i);
  const read = (name: string): (number | null)[] => {
    const value = i.raw(name);
    if (typeof value !== "string") return i.observations(name);
    return value.includes("==") ? columns.evaluate(value) : columns.outcome(value);
  };
  return { a: read("a"), b: read("b") };
}

/** Differences a case: listed, as a histogram, or from two models. */
function differences(i: ReferenceInputs): number[] {
  const name = ["D_by_case", "D", "d", "differences"].find((one) => i.has(one));
  if (name !== undefined) return i.numbers(name);
  const histogram = i.raw("D_histogram");
  if (typeof histogram === "object" && histogram !== null) {
    return Object.entries(histogram).flatMap(([size, count]) =>
      new Array<number>(Number(count)).fill(Number(size))
    );
  }
  const { a, b } = columnPair(i);
  const sums = new Map<string | number, number>();
  referenceColumns(i).cluster().forEach((name, row) => {
    const first = a[row] ?? null;
    const second = b[row] ?? null;
    const gap = first === null || second === null ? 0 : first - second;
    sums.set(name, (sums.get(name) ?? 0) + gap);
  });
  return [...sums.values()];
}

const HANDLERS: Readonly<Record<string, (i: ReferenceInputs) => unknown>> = {
  pairedDifference: (i) => {
    const result = pairedDifference({
      ...columnPair(i),
      cluster: referenceColumns(i).cluster(),
      level: i.number("level", 0.95),
    });
    return {
      diff: result.value,
      se_paired_cr1: result.se,
      se_cr1: result.se,
      se: result.se,
      se_paired_iid: result.seIid,
      se_unpaired_cr1: result.seUnpaired,
      t: result.t,
      df: result.df,
      p: result.p,
      ci: pair(result),
      corr_items: result.itemCorrelation,
      corr_cluster_totals: result.clusterCorrelation,
      pairs_used: result.n,
      n_pairs: result.n,
      n: result.n,
      clusters: result.clusters,
      pairs_dropped: result.nExcluded,
      n_dropped: result.nExcluded,
      difference_of_separate_means: result.separateMeans,
      diff_of_separate_means: result.separateMeans,
      separate_means_diff: result.separateMeans,
      naive_diff_of_separate_means: result.separateMeans,
      warning: warning(result),
    };
  },
  clusterSignFlipTest: (i) => {
    const seed = i.number("seed", 42);
    const result = clusterSignFlipTest({ differences: differences(i), seed });
    return {
      cases: result.clusters,
      T: result.value,
      p_two_sided: result.p,
      z_normal: result.z,
      p_normal: result.pNormal,
      method: result.kind === "exact" ? "exact (convolution)" : "monte-carlo",
      discordant_cases: result.discordant,
      warning: warning(result),
    };
  },
  mcnemar: (i) => {
    const result = mcnemar({ b: i.number("b"), c: i.number("c") });
    return {
      exact: result.exact,
      midp: result.midP,
      chi2: result.chi2,
      chi2_p: result.chi2P,
      chi2_cc: result.chi2Corrected,
      chi2_cc_p: result.chi2CorrectedP,
      warning: warning(result),
    };
  },
  pairedProportionsCI: (i) => {
    const result = pairedProportionsCI({
      n11: i.number("n11"),
      n10: i.number("n10"),
      n01: i.number("n01"),
      n00: i.number("n00"),
      level: i.number("level", 0.95),
    });
    return {
      diff: result.value,
      tango: pair(result.tango),
      newcombe_method10: pair(result.newcombe),
      square_and_add_uncorrected_phi: pair(result.squareAndAdd),
      warning: warning(result),
    };
  },
  clusteredMcNemar: (i) => {
    const result = clusteredMcNemar({
      b: i.numbers("b_by_case"),
      c: i.numbers("c_by_case"),
      items: i.numbers("items_by_case"),
    });
    return {
      durkalski_chi2: result.durkalski.chi2,
      durkalski_p: result.durkalski.p,
      score_chi2_null: result.score.chi2,
      score_p: result.score.p,
      obuchowski_variance_style_chi2: result.obuchowski.chi2,
      obuchowski_p: result.obuchowski.p,
      warning: warning(result),
    };
  },
  wilcoxonSignedRank: (i) => {
    const result = wilcoxonSignedRank(i.observations(i.has("d") ? "d" : "D_by_case"));
    return {
      n_nonzero: result.n,
      W_plus: result.value,
      p_exact: result.p,
      warning: warning(result),
    };
  },
  equivalenceTest: (i) => {
    const alpha = i.number("alpha", 0.05);
    const result = equivalenceTest({
      diff: i.number("diff"),
      se: i.number("se"),
      df: i.number("df", Infinity),
      margin: i.number("margin"),
      alpha,
    });
    return {
      p_lower: result.pLower,
      p_upper: result.pUpper,
      p_tost: result.p,
      [`ci${Math.round(100 * (1 - 2 * alpha))}`]: pair(result),
      ci: pair(result),
      equivalent: result.equivalent,
      warning: warning(result),
    };
  },
  fragilityIndex: (i) => {
    const result = fragilityIndex({ differences: differences(i), alpha: i.number("alpha", 0.05) });
    return {
      cases_to_remove_to_erase_lead: result.casesToErase,
      share: result.share,
      cases_to_remove_to_lose_significance: result.casesToLoseSignificance,
      warning: warning(result),
    };
  },
  bayesPaired: (i) => ({ p_first_better: bayesPaired({ b: i.number("b"), c: i.number("c") }) }),
  proportionDifference: (i) => {
    const result = proportionDifference({
      x1: i.number("x1"),
      n1: i.number("n1"),
      x2: i.number("x2"),
      n2: i.number("n2"),
      level: i.number("level", 0.95),
    });
    return { diff: result.value, se: result.se, ci: pair(result), warning: warning(result) };
  },
  signTest: (i) => {
    const result = signTest({
      lower: i.number("lower_after_cutoff", i.number("lower", 0)),
      higher: i.number("higher_after_cutoff", i.number("higher", 0)),
      equal: i.number("equal", 0),
    });
    return {
      share_lower: result.value,
      p_naive: result.p,
      p: result.p,
      n: result.n,
      warning: warning(result),
    };
  },
  adjustP: (i) => {
    const p = i.observations("p");
    const methods = ["holm", "hochberg", "bh", "by", "bonferroni", "none"] as const;
    return Object.fromEntries(methods.map((method) => [method, adjustP(p, { method })]));
  },
  westfallYoung: (i) => {
    const totals = i.numbers("D_by_case");
    const groups = i.names("group_by_case");
    const order = i.has("order") ? i.names("order") : [...new Set(groups)];
    const result = westfallYoung({
      differences: order.map((name) => totals.map((d, k) => (groups[k] === name ? d : 0))),
      replicates: i.mentions(/all 2\^/) ? "all" : i.number("B", 10_000),
      seed: i.number("seed", 42),
    });
    return {
      t: result.rows.map((row) => row.t),
      p_raw: result.rows.map((row) => row.p),
      p_stepdown: result.rows.map((row) => row.pAdjusted),
      warning: warning(result),
    };
  },
};
