import { bayesPaired } from "../paired/bayes_paired.ts";
import { clusterSignFlipTest } from "../paired/cluster_sign_flip_test.ts";
import { clusteredMcNemar, type ClusteredMcNemarOptions } from "../paired/clustered_mcnemar.ts";
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
 * Comparisons of two models of a reference case; undefined for another function.
 *
 * @internal
 */
export function pairedReference(fn: string, inputs: ReferenceInputs): unknown {
  return HANDLERS[fn]?.(inputs);
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
  const columns = referenceColumns(i);
  const gaps = columns.pair().differences;
  const sums = new Map<string | number, number>();
  columns.cluster().forEach((name, row) =>
    sums.set(name, (sums.get(name) ?? 0) + (gaps[row] ?? 0))
  );
  return [...sums.values()];
}

/** Pairs by who is right: as given, else the cases two models have wholly right. */
function fourfold(i: ReferenceInputs): Record<"n11" | "n10" | "n01" | "n00", number> {
  const names = ["n11", "n10", "n01", "n00"] as const;
  if (i.has("n10")) {
    const [n11 = 0, n10 = 0, n01 = 0, n00 = 0] = names.map((name) => i.number(name, 0));
    return { n11, n10, n01, n00 };
  }
  const columns = referenceColumns(i);
  const { a, b } = columns.pair();
  const cases = new Map<string | number, { a: boolean; b: boolean }>();
  columns.cluster().forEach((name, row) => {
    const before = cases.get(name) ?? { a: true, b: true };
    cases.set(name, { a: before.a && a[row] === 1, b: before.b && b[row] === 1 });
  });
  const count = (first: boolean, second: boolean): number =>
    [...cases.values()].filter((one) => one.a === first && one.b === second).length;
  return {
    n11: count(true, true),
    n10: count(true, false),
    n01: count(false, true),
    n00: count(false, false),
  };
}

/** The paired difference of two models, as an equivalence test takes it. */
function gapOf(i: ReferenceInputs): { diff: number; se: number; df: number } {
  const columns = referenceColumns(i);
  const gap = pairedDifference({ ...columns.pair(), cluster: columns.cluster() });
  return { diff: gap.value ?? NaN, se: gap.se ?? NaN, df: gap.df ?? Infinity };
}

/** Discordant items a case, as listed. */
function discordance(i: ReferenceInputs): ClusteredMcNemarOptions {
  const [b, c] = [i.numbers("b_by_case"), i.numbers("c_by_case")];
  return { b, c, items: i.numbers("items_by_case") };
}

/** Discordant items a case, counted from two models. */
function countDiscordant(i: ReferenceInputs): ClusteredMcNemarOptions {
  const columns = referenceColumns(i);
  const { differences: gaps } = columns.pair();
  const byCase = new Map<string | number, number[]>();
  columns.cluster().forEach((name, row) => {
    const gap = gaps[row] ?? null;
    if (gap !== null) byCase.set(name, [...(byCase.get(name) ?? []), gap]);
  });
  const cases = [...byCase.values()];
  return {
    b: cases.map((some) => some.filter((gap) => gap > 0).length),
    c: cases.map((some) => some.filter((gap) => gap < 0).length),
    items: cases.map((some) => some.length),
  };
}

const HANDLERS: Readonly<Record<string, (i: ReferenceInputs) => unknown>> = {
  pairedDifference: (i) => {
    const columns = referenceColumns(i);
    const { a, b } = columns.pair();
    const level = i.number("level", 0.95);
    const result = pairedDifference({ a, b, cluster: columns.cluster(), level });
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
    const cells = i.has("b") && i.has("c")
      ? { n10: i.number("b"), n01: i.number("c") }
      : fourfold(i);
    const result = mcnemar({ b: cells.n10, c: cells.n01 });
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
    const result = pairedProportionsCI({ ...fourfold(i), level: i.number("level", 0.95) });
    const method = i.text("method", "tango");
    return {
      diff: result.value,
      ci: pair(/newcombe|10/i.test(method) ? result.newcombe : result.tango),
      tango: pair(result.tango),
      newcombe_method10: pair(result.newcombe),
      square_and_add_uncorrected_phi: pair(result.squareAndAdd),
      warning: warning(result),
    };
  },
  clusteredMcNemar: (i) => {
    const result = clusteredMcNemar(i.has("b_by_case") ? discordance(i) : countDiscordant(i));
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
    const result = wilcoxonSignedRank(i.has("d") ? i.observations("d") : differences(i));
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
      ...(i.has("diff") ? { diff: i.number("diff"), se: i.number("se") } : gapOf(i)),
      ...(i.has("df") ? { df: i.number("df") } : {}),
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
};
