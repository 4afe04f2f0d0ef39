/** What a set of results says about itself; every field is optional and checked only when given. */
export interface LintInput {
  /** Digests of the data compared; they must be one. */
  readonly datasets?: readonly string[];
  /** Digests of the plans compared, the ids of their cases: one file may be run in part. */
  readonly itemSets?: readonly string[];
  /** Conditions of runs of different models that are compared. */
  readonly conditions?: readonly string[];
  /** Whether runs are compared that a table calls unlike. */
  readonly unlike?: boolean;
  /** Digests of the prompts compared. */
  readonly prompts?: readonly string[];
  /** Sampling temperatures compared. */
  readonly temperatures?: readonly (number | null)[];
  /** Whether two models are compared by the overlap of their separate intervals. */
  readonly comparedByOverlap?: boolean;
  /** Tests made: whether each is on questions and clustered by case. */
  readonly tests?: readonly { readonly onQuestions: boolean; readonly clustered: boolean }[];
  /** Groups shown: clusters of each, and whether small ones are flagged. */
  readonly groups?: readonly {
    readonly name: string;
    readonly clusters: number;
    readonly flagged: boolean;
  }[];
  /** Differences called none, with their detectable effects. */
  readonly noDifference?: readonly { readonly value: number; readonly mde: number }[];
  /** Subgroup p-values shown, and whether they are adjusted. */
  readonly subgroupTests?: { readonly count: number; readonly adjusted: boolean };
  /** Top or bottom lists, and whether they are shrunk. */
  readonly rankedLists?: readonly { readonly shrunk: boolean }[];
  /** Share of infrastructure failures, and whether bounds are shown. */
  readonly failures?: { readonly share: number; readonly bounds: boolean };
  /** Share of letters found by a fallback reading. */
  readonly fallbackShare?: number;
  /** Whether after-cut-off means are compared with overall means. */
  readonly postAgainstOverall?: boolean;
  /** Cut-offs of the models in a contamination analysis. */
  readonly cutoffs?: readonly (string | null)[];
  /** Judge and judged families. */
  readonly judged?: readonly { readonly judgeFamily: string; readonly modelFamily: string }[];
  /** Labels behind a judged score. */
  readonly calibrationLabels?: number;
  /** Physician line: its n, and whether on the same cases. */
  readonly physicians?: { readonly n: number | null; readonly sameCases: boolean };
  /** Epochs, and whether they are counted as items. */
  readonly epochs?: { readonly count: number; readonly asItems: boolean };
  /** Numbers shown: decimals of the percent and the standard error (proportion). */
  readonly shown?: readonly { readonly decimals: number; readonly se: number }[];
  /** Duplicate and missing items of a resumed run. */
  readonly resumed?: { readonly duplicates: number; readonly missing: number };
  /** Image conditions, and whether token counts show that images arrived. */
  readonly images?: { readonly proven: boolean };
}

/** One unsound use. */
export interface LintFinding {
  /** Number of the rule, 1 to 18. */
  readonly rule: number;
  /** What is wrong, in one line. */
  readonly reason: string;
  /** What to do instead. */
  readonly fix: string;
}

/**
 * Finds unsound uses in a set of results before they are published: one line and one fix each.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { lint } from "@rounds/rounds";
 *
 * assert.deepEqual(lint({}), []);
 * assert.equal(lint({ failures: { share: 0.03, bounds: false } })[0]?.rule, 8);
 * ```
 */
export function lint(input: LintInput): LintFinding[] {
  return RULES.flatMap((
    { rule, reason, fix, broken },
  ) => (broken(input) ? [{ rule, reason, fix }] : []));
}

function several(values: readonly unknown[] | undefined): boolean {
  return new Set(values ?? []).size > 1;
}

interface Rule extends LintFinding {
  readonly broken: (input: LintInput) => boolean;
}

const RULES: readonly Rule[] = [
  {
    rule: 1,
    reason: "different item sets, prompts, conditions or temperatures are compared",
    fix: "compare runs of one manifest, or show the difference as a banner",
    broken: (i) =>
      i.unlike === true ||
      [i.datasets, i.itemSets, i.conditions, i.prompts, i.temperatures].some(several),
  },
  {
    rule: 2,
    reason: "models are compared by the overlap of separate intervals",
    fix: "use pairedDifference and clusterSignFlipTest",
    broken: (i) => i.comparedByOverlap === true,
  },
  {
    rule: 3,
    reason: "a test on questions ignores that they come in cases",
    fix: "cluster by case",
    broken: (i) => (i.tests ?? []).some((test) => test.onQuestions && !test.clustered),
  },
  {
    rule: 4,
    reason: "a group with fewer than 20 cases is not flagged",
    fix: "flag it, or leave it out",
    broken: (i) => (i.groups ?? []).some((group) => group.clusters < 20 && !group.flagged),
  },
  {
    rule: 5,
    reason: "a difference below the detectable effect is called no difference",
    fix: "give the interval, or test equivalence against a margin",
    broken: (i) => (i.noDifference ?? []).some(({ value, mde }) => Math.abs(value) < mde),
  },
  {
    rule: 6,
    reason: "more than three subgroup p-values are unadjusted",
    fix: "use westfallYoung or adjustP",
    broken: (i) => (i.subgroupTests?.count ?? 0) > 3 && i.subgroupTests?.adjusted === false,
  },
  {
    rule: 7,
    reason: "a top or bottom list is not shrunk",
    fix: "use shrinkGroups and name the winner's curse",
    broken: (i) => (i.rankedLists ?? []).some((list) => !list.shrunk),
  },
  {
    rule: 8,
    reason: "more than 1 % infrastructure failures behind a single number",
    fix: "show as-wrong, excluded and bounds (errorPolicies)",
    broken: (i) => (i.failures?.share ?? 0) > 0.01 && i.failures?.bounds === false,
  },
  {
    rule: 9,
    reason: "more than 2 % of letters come from a fallback reading",
    fix: "repeat the headline on strict letters only",
    broken: (i) => (i.fallbackShare ?? 0) > 0.02,
  },
  {
    rule: 10,
    reason: "after the cut-off is compared with overall, which contains it",
    fix: "compare with before the cut-off (prePostGap)",
    broken: (i) => i.postAgainstOverall === true,
  },
  {
    rule: 11,
    reason: "a model's cut-off is unknown",
    fix: "leave the model out, or vary the cut-off",
    broken: (i) => (i.cutoffs ?? []).includes(null),
  },
  {
    rule: 12,
    reason: "judge and judged are of one family",
    fix: "use another judge, or check selfPreference",
    broken: (i) => (i.judged ?? []).some((one) => one.judgeFamily === one.modelFamily),
  },
  {
    rule: 13,
    reason: "a judged score without calibration labels",
    fix: "label a random sample and use judgeCorrectedRate or ppiMean",
    broken: (i) => i.calibrationLabels === 0,
  },
  {
    rule: 14,
    reason: "a physician line without n, or on other cases",
    fix: "give n and its interval, and compare on the same cases",
    broken: (i) =>
      i.physicians !== undefined && (i.physicians.n === null || !i.physicians.sameCases),
  },
  {
    rule: 15,
    reason: "epochs are counted as extra items",
    fix: "use item means (repeatVariance)",
    broken: (i) => (i.epochs?.count ?? 1) > 1 && i.epochs?.asItems === true,
  },
  {
    rule: 16,
    reason: "a number is shown finer than a twentieth of its standard error",
    fix: "show as many digits as the error allows",
    broken: (i) => (i.shown ?? []).some(({ decimals, se }) => 10 ** -decimals < (100 * se) / 20),
  },
  {
    rule: 17,
    reason: "a resumed run has duplicate or missing items",
    fix: "run what is missing and drop duplicates",
    broken: (i) => (i.resumed?.duplicates ?? 0) + (i.resumed?.missing ?? 0) > 0,
  },
  {
    rule: 18,
    reason: "an image condition without proof that images reached the model",
    fix: "check the prompt tokens of turns with images",
    broken: (i) => i.images?.proven === false,
  },
];
