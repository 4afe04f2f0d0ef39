import { clusterIndex } from "../cluster_index.ts";
import type { ClusterName } from "../interval.ts";

/** Options of {@linkcode errorPolicies}. */
export interface ErrorPoliciesOptions {
  /** Whether each item was answered right; ignored where the outcome is not an answer. */
  readonly right: readonly boolean[];
  /** Outcome of each item. */
  readonly outcome: readonly string[];
  /** Case of each item. */
  readonly cluster: readonly ClusterName[];
  /** Outcomes that are no fault of the model: unknown; default `not_run`, `skipped`, `failed`, `media_missing`, `context_cut`, `ungraded`. */
  readonly infrastructure?: readonly string[];
  /** Outcomes that are the model's failure: wrong; default `refused`, `empty`, `truncated`, `unreadable`. */
  readonly modelFailures?: readonly string[];
}

/** Accuracy under every way of counting failures, as proportions. */
export interface PolicyRates {
  /** Everything not right is wrong (official). */
  readonly allAsWrong: number | null;
  /** Infrastructure failures left out; for cases: those without any. */
  readonly excluded: number | null;
  /** Items answered at all; for cases: those decided. */
  readonly answered: number | null;
  /** Lowest possible: unknown counted wrong. */
  readonly low: number | null;
  /** Highest possible: unknown counted right. */
  readonly high: number | null;
}

/** What failures do to a number. */
export interface ErrorPolicies {
  /** Items by outcome; they sum to n. */
  readonly counts: Readonly<Record<string, number>>;
  /** Items answered wrong. */
  readonly wrongAnswers: number;
  /** Question accuracy. */
  readonly items: PolicyRates;
  /** Items in all, without infrastructure failures, and answered. */
  readonly n: { readonly all: number; readonly excluded: number; readonly answered: number };
  /** Each case in order of first appearance: a wrong answer decides it. */
  readonly caseStatus: readonly ("right" | "wrong" | "unknown")[];
  /** Case accuracy. */
  readonly cases: PolicyRates;
  /** Stable id of the method. */
  readonly method: string;
  /** What to know. */
  readonly warnings: readonly string[];
}

const INFRASTRUCTURE = ["not_run", "skipped", "failed", "media_missing", "context_cut", "ungraded"];
const MODEL_FAILURES = ["refused", "empty", "truncated", "unreadable"];

/**
 * Accuracy of questions and cases under every counting of failures, with bounds that assume nothing.
 *
 * A case with a wrong answer (or a failure of the model) is decided, so case bounds are tighter than they look. Skips
 * follow failures, so leaving them out is a sensitivity number; the bounds are the statement.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { errorPolicies } from "@rounds/rounds";
 *
 * const { items, caseStatus } = errorPolicies({
 *   right: [true, false, false, true],
 *   outcome: ["graded", "graded", "failed", "graded"],
 *   cluster: ["a", "b", "b", "c"],
 * });
 * assert.deepEqual([items.allAsWrong, items.low, items.high], [0.5, 0.5, 0.75]);
 * assert.deepEqual(caseStatus, ["right", "wrong", "right"]);
 * ```
 */
export function errorPolicies(options: ErrorPoliciesOptions): ErrorPolicies {
  const { right, outcome, cluster } = options;
  const { infrastructure = INFRASTRUCTURE, modelFailures = MODEL_FAILURES } = options;
  if (right.length !== outcome.length || cluster.length !== outcome.length) {
    throw new RangeError(
      `right, outcome and cluster have ${right.length}, ${outcome.length} and ${cluster.length} rows, expected as many`,
    );
  }
  const items = outcome.map((word, row) => {
    const unknown = infrastructure.includes(word);
    const answered = !unknown && !modelFailures.includes(word);
    return { unknown, answered, right: answered && right[row] === true };
  });
  const counts: Record<string, number> = {};
  for (const word of outcome) counts[word] = (counts[word] ?? 0) + 1;
  const all = items.length;
  const count = (
    f: (item: { unknown: boolean; answered: boolean; right: boolean }) => boolean,
  ): number => items.filter(f).length;
  const hits = count((item) => item.right);
  const unknown = count((item) => item.unknown);
  const answered = count((item) => item.answered);
  const { index, names } = clusterIndex(cluster);
  const cases = names.map((_, g) => items.filter((_, row) => index[row] === g));
  const caseStatus = cases.map((some): "right" | "wrong" | "unknown" => {
    if (some.some((item) => !item.unknown && !item.right)) return "wrong";
    return some.some((item) => item.unknown) ? "unknown" : "right";
  });
  const rightCases = caseStatus.filter((status) => status === "right").length;
  const open = caseStatus.filter((status) => status === "unknown").length;
  const complete = cases.filter((some) => !some.some((item) => item.unknown)).length;
  return {
    counts,
    wrongAnswers: answered - hits,
    items: {
      allAsWrong: ratio(hits, all),
      excluded: ratio(hits, all - unknown),
      answered: ratio(hits, answered),
      low: ratio(hits, all),
      high: ratio(hits + unknown, all),
    },
    n: { all, excluded: all - unknown, answered },
    caseStatus,
    cases: {
      allAsWrong: ratio(rightCases, names.length),
      excluded: ratio(rightCases, complete),
      answered: ratio(rightCases, names.length - open),
      low: ratio(rightCases, names.length),
      high: ratio(rightCases + open, names.length),
    },
    method: "error-policies",
    warnings: all === 0
      ? ["no data"]
      : unknown > 0
      ? [`${unknown} of ${all} items unknown: one number is not enough`]
      : [],
  };
}

function ratio(top: number, bottom: number): number | null {
  return bottom === 0 ? null : top / bottom;
}
