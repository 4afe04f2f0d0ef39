import { boundsCI } from "../errors/bounds_ci.ts";
import { errorPolicies, type PolicyRates } from "../errors/error_policies.ts";
import { errorSimilarity } from "../errors/error_similarity.ts";
import { optionConfusion } from "../errors/option_confusion.ts";
import { taxonomyShares } from "../errors/taxonomy_shares.ts";
import { verifiedTaxonomy } from "../errors/verified_taxonomy.ts";
import { rubricScore } from "../rubric/rubric_score.ts";
import { referenceColumns } from "./reference_columns.ts";
import type { ReferenceInputs } from "./reference_inputs.ts";
import { referencePair as pair } from "./reference_pair.ts";
import { referenceWarning as warning } from "./reference_warning.ts";

/**
 * Errors and rubrics of a reference case; undefined for another function.
 *
 * @internal
 */
export function errorsReference(fn: string, inputs: ReferenceInputs): unknown {
  return HANDLERS[fn]?.(inputs);
}

function letters(i: ReferenceInputs, name: string): (string | null)[] {
  const value = i.raw(name);
  const list = typeof value === "string" ? i.frame[value] : (value ?? i.frame[name]);
  return (Array.isArray(list) ? list : []).map((one) => (one === null ? null : String(one)));
}

// The words of reference files beside the library's own.
const INFRASTRUCTURE = ["api_error", "skipped", "not_run", "failed", "media_missing", "ungraded"];
const MODEL_FAILURES = ["refusal", "refused", "unparseable", "unreadable", "truncated", "empty"];

function policies(rates: PolicyRates, names: readonly [string, string]): Record<string, unknown> {
  return {
    all_as_wrong: rates.allAsWrong,
    [names[0]]: rates.excluded,
    [names[1]]: rates.answered,
    bounds: pair({ lo: rates.low, hi: rates.high }),
  };
}

/** How often each letter was answered to each key, from the columns; no answer is left out. */
function keyByChoice(i: ReferenceInputs): number[][] {
  const key = letters(i, "key");
  const choice = i.has("choice") ? letters(i, "choice") : letters(i, i.text("model", "A"));
  const known = [...new Set([...key, ...choice])].filter((letter) => letter !== null).sort();
  const names = i.has("letters") ? i.names("letters").map(String) : known;
  return names.map((row) =>
    names.map((column) => key.filter((one, k) => one === row && choice[k] === column).length)
  );
}

const HANDLERS: Readonly<Record<string, (i: ReferenceInputs) => unknown>> = {
  rubricScore: (i) => {
    const cases = i.column("cases").map((one) => {
      const { id, points, met } = Object(one);
      return {
        id: String(id),
        points: Array.isArray(points) ? points.map(Number) : [],
        met: Array.isArray(met)
          ? met.map((v: unknown) => (typeof v === "number" ? v : null))
          : null,
      };
    });
    const result = rubricScore({ cases });
    const clip = (value: number): number => Math.max(0, Math.min(1, value));
    return {
      case_score_unclipped: result.rows.map((row) => row.unclipped ?? 0),
      case_score_clipped: result.rows.map((row) => clip(row.unclipped ?? 0)),
      official_mean: result.official,
      mean_of_clipped: result.meanClipped,
      mean_missing_excluded: result.meanExcluded,
      missing_or_unscorable: result.rows.filter((row) => row.reason !== null)
        .map((row) => `${row.id} (${row.reason})`),
      earned_share: result.rows.map((row) => row.earned),
      penalty_share: result.rows.map((row) => row.penalty),
      warning: warning(result),
    };
  },
  errorPolicies: (i) => {
    const model = i.text("model", "A");
    const outcome = i.has("status") ? letters(i, "status") : letters(i, `${model}_status`);
    const given = i.has("choice") ? letters(i, "choice") : letters(i, model);
    const key = letters(i, "key");
    const result = errorPolicies({
      right: given.map((letter, k) => letter !== null && letter === key[k]),
      outcome: outcome.length > 0 ? outcome.map(String) : given.map(() => "ok"),
      cluster: referenceColumns(i).cluster(),
      infrastructure: i.has("infra") ? i.names("infra").map(String) : INFRASTRUCTURE,
      modelFailures: i.has("model_failures")
        ? i.names("model_failures").map(String)
        : MODEL_FAILURES,
    });
    return {
      status_counts: result.counts,
      wrong_letter: result.wrongAnswers,
      question_accuracy: policies(result.items, ["infra_excluded", "answered_only"]),
      n: { all: result.n.all, infra_excluded: result.n.excluded, answered: result.n.answered },
      case_status: result.caseStatus,
      case_accuracy: policies(result.cases, ["complete_cases_only", "decided_cases_only"]),
      warning: warning(result),
    };
  },
  boundsCI: (i) => {
    const result = boundsCI({
      lower: i.number("lower"),
      upper: i.number("upper"),
      seLower: i.number("se_lower"),
      seUpper: i.number("se_upper"),
      level: i.number("level", 0.95),
    });
    return { critical: result.critical, ci: pair(result) };
  },
  errorSimilarity: (i) => {
    const options = i.raw("n_options");
    const result = errorSimilarity({
      a: letters(i, "a"),
      b: letters(i, "b"),
      key: letters(i, "key").map(String),
      optionCount: typeof options === "number"
        ? letters(i, "a").map(() => options)
        : i.column("n_options").map(Number),
    });
    return {
      agree_choice: result.agreement,
      expected: result.expected,
      kappa_p_hard: result.value,
      error_consistency: result.errorConsistency,
      both_wrong: result.bothWrong,
      same_wrong_option: result.sameWrong,
      expected_same_wrong_uniform: result.sameWrongExpected,
      oracle: result.oracle,
      n: result.n,
      warning: warning(result),
    };
  },
  optionConfusion: (i) => {
    const result = optionConfusion(
      i.has("key_by_choice") ? i.matrix("key_by_choice") : keyByChoice(i),
    );
    return {
      recall: result.recall,
      rstd: result.rstd,
      bowker_chi2: result.bowker.chi2,
      bowker_df: result.bowker.df,
      bowker_p: result.bowker.p,
      stuart_maxwell_chi2: result.stuartMaxwell.chi2,
      stuart_maxwell_df: result.stuartMaxwell.df,
      stuart_maxwell_p: result.stuartMaxwell.p,
      warning: warning(result),
    };
  },
  taxonomyShares: (i) => {
    const given = i.raw("counts");
    const counts = Array.isArray(given)
      ? i.numbers("counts")
      : Object.values(Object(given)).map(Number);
    const result = taxonomyShares({ counts, level: i.number("level", 0.95) });
    return {
      share: result.rows.map((row) => row.value),
      goodman: result.rows.map((row) => pair(row.goodman)),
      sison_glaz: result.rows.map((row) => pair(row.sisonGlaz)),
      warning: warning(result),
    };
  },
  verifiedTaxonomy: (i) => {
    const result = verifiedTaxonomy({
      tagCounts: i.numbers("llm_tag_counts"),
      verified: i.matrix("human_label_given_llm_tag"),
    });
    return {
      llm_share: result.rows.map((row) => row.tagShare),
      corrected_share: result.rows.map((row) => row.value),
      se: result.rows.map((row) => row.se),
      warning: warning(result),
    };
  },
};
