import type { Observation } from "../interval.ts";
import { minimumDetectableEffect } from "../power/minimum_detectable_effect.ts";
import { powerMcNemar } from "../power/power_mcnemar.ts";
import { powerTwoProportions } from "../power/power_two_proportions.ts";
import { sampleSize } from "../power/sample_size.ts";
import { expectedMajority } from "../repeats/expected_majority.ts";
import { majorityVote } from "../repeats/majority_vote.ts";
import { passAtK } from "../repeats/pass_at_k.ts";
import { repeatVariance } from "../repeats/repeat_variance.ts";
import type { ReferenceInputs } from "./reference_inputs.ts";
import { referenceWarning as warning } from "./reference_warning.ts";

/**
 * Power and repeated runs of a reference case; undefined for another function.
 *
 * @internal
 */
export function powerReference(fn: string, inputs: ReferenceInputs): unknown {
  return HANDLERS[fn]?.(inputs);
}

/** Variance parts of a power calculation under our names, whatever the numbers' exact names are. */
function variance(given: Readonly<Record<string, unknown>>): Record<string, number> {
  const names: readonly (readonly [RegExp, string])[] = [
    [/^omega_?2$|(^|_)var(iance)?(_|$)/i, "omega2"],
    [/^sigma_?2_?a$/i, "sigma2A"],
    [/^sigma_?2_?b$/i, "sigma2B"],
    [/^discordan\w*$/i, "discordance"],
    [/^(deff|design_effect)$/i, "deff"],
    [/^(omega|sigma(_d\w*)?)$|(^|_)(sd|std)/i, "sd"],
    [/^K_?A$/i, "epochsA"],
    [/^K_?B$/i, "epochsB"],
  ];
  return Object.fromEntries(
    Object.entries(given).flatMap(([key, value]) => {
      const own = names.find(([pattern]) => pattern.test(key))?.[1];
      return own === undefined || typeof value !== "number" ? [] : [[own, value]];
    }),
  );
}

/** Repeated runs of both models, one entry a value of `K`. */
function epochs(i: ReferenceInputs): readonly { readonly epochsA: number }[] {
  return (i.has("K") ? i.numbers("K") : [1]).map((epochsA) => ({ epochsA }));
}

/** Runs and right answers of each item, or of one. */
function counts(i: ReferenceInputs): readonly { readonly n: number; readonly c: number }[] {
  const [n, c] = [i.numbers("n"), i.numbers("c")];
  return c.map((right, item) => ({ n: n[item] ?? n[0] ?? 0, c: right }));
}

/** `y[item][run]`, given or from the frame. */
function repeats(i: ReferenceInputs): Observation[][] {
  return i.column("y").map((row) =>
    (Array.isArray(row) ? row : []).map((value) => (typeof value === "number" ? value : null))
  );
}

const HANDLERS: Readonly<Record<string, (i: ReferenceInputs) => unknown>> = {
  sampleSize: (i) => {
    const [alpha, power] = [i.number("alpha", 0.05), i.number("power", 0.8)];
    const n = epochs(i).map((runs) =>
      sampleSize({ ...runs, ...variance(i.given), delta: i.number("delta"), alpha, power })
    );
    return { n: i.alike("K", n), n_ceil: i.alike("K", n.map(Math.ceil)) };
  },
  minimumDetectableEffect: (i) => {
    const level = { alpha: i.number("alpha", 0.05), power: i.number("power", 0.8) };
    const rows = i.raw("rows");
    if (Array.isArray(rows)) {
      return {
        mde: rows.map((row: unknown) => {
          const given = Object(row);
          return minimumDetectableEffect({ ...variance(given), ...level, n: Number(given.n) });
        }),
      };
    }
    const cells = i.numbers("n").flatMap((n) =>
      epochs(i).map((runs) =>
        minimumDetectableEffect({ ...runs, ...variance(i.given), ...level, n })
      )
    );
    return { mde: Array.isArray(i.raw("K")) || Array.isArray(i.raw("n")) ? cells : cells[0] };
  },
  powerTwoProportions: (i) => {
    const [p1 = 0, p2 = 0, n1 = 0, n2 = 0] = ["p1", "p2", "n1", "n2"].map((name) => i.number(name));
    return { power: powerTwoProportions({ p1, p2, n1, n2, alpha: i.number("alpha", 0.05) }) };
  },
  powerMcNemar: (i) => ({
    power: powerMcNemar({
      n: i.number("n"),
      p10: i.number("p10"),
      p01: i.number("p01"),
      alpha: i.number("alpha", 0.05),
      test: /mid/i.test(i.text("test", "exact")) ? "mid-p" : "exact",
    }),
  }),
  passAtK: (i) => {
    if (i.has("rows")) {
      const rows = i.matrix("rows").map(([n = 0, c = 0, k = 0]) => ({ n, c, k }));
      return {
        pass_at_k: rows.map((row) => passAtK(row)),
        pass_hat_k: rows.map((row) => passAtK({ ...row, kind: "all" })),
        "g_pass_at_k_tau0.5": rows.map((row) => passAtK({ ...row, kind: "share" })),
      };
    }
    const runs = Array.isArray(i.frame["y"]) || i.has("y") ? repeats(i) : null;
    const items = runs === null ? counts(i) : runs.map((row) => {
      const known = row.filter((value) => value !== null);
      return { n: known.length, c: known.filter((value) => value > 0).length };
    });
    const tau = i.number("tau", 0.5);
    const mean = (kind: "any" | "all" | "share") => (k: number): number | null => {
      const values = items.map((item) => passAtK({ ...item, k, kind, tau })).filter((v) =>
        v !== null
      );
      return values.length < items.length
        ? null
        : values.reduce((a, b) => a + b, 0) / values.length;
    };
    const many = Array.isArray(i.raw("k"));
    const read = (kind: "any" | "all" | "share"): unknown => {
      const values = i.numbers("k").map(mean(kind));
      return many ? values : (values[0] ?? null);
    };
    const [atK, hatK, share] = [read("any"), read("all"), read("share")];
    return {
      pass_at_k: atK,
      pass_hat_k: hatK,
      [`g_pass_at_k_tau${tau}`]: share,
      mean_pass_at_k: atK,
      mean_pass_hat_k: hatK,
      ...Object.fromEntries(
        i.numbers("k").flatMap((runs) => [
          [`pass_at_${runs}`, mean("any")(runs)],
          [`pass_hat_${runs}`, mean("all")(runs)],
          [`mean_pass_at_${runs}`, mean("any")(runs)],
          [`mean_pass_hat_${runs}`, mean("all")(runs)],
        ]),
      ),
      items: items.length,
    };
  },
  repeatVariance: (i) => {
    const result = repeatVariance({ y: repeats(i) });
    return {
      mean: result.value,
      var_within: result.varWithin,
      var_between_raw: result.varBetweenRaw,
      var_between: result.varBetween,
      icc: result.icc,
      se_mean_items: result.se,
      se_if_one_epoch: result.seOneRun,
      se_floor_infinite_epochs: result.seFloor,
      share_of_variance_from_sampling_noise_K1: result.noiseShare,
      run_means: result.runMeans,
      sd_run_means: result.sdRunMeans,
      sd_run_means_expected_if_independent: result.sdRunMeansExpected,
      warning: warning(result),
    };
  },
  majorityVote: (i) => {
    if (i.has("option_probs")) {
      const [probabilities, correct] = [i.numbers("option_probs"), i.number("correct", 0)];
      return {
        p_correct: i.numbers("K").map((k) => expectedMajority({ probabilities, correct, k })),
      };
    }
    const given = i.raw("votes", "votes_by_item", "answers", "choices", "y") ?? i.frame["y"];
    const votes = (Array.isArray(given) ? given : []).map((row) =>
      (Array.isArray(row) ? row : [row]).map((vote) =>
        typeof vote === "string" || typeof vote === "number" ? vote : null
      )
    );
    const keys = i.raw("key", "keys", "correct");
    const key = votes.map((_, k) => {
      const one: unknown = Array.isArray(keys) ? keys[k] : keys;
      return typeof one === "string" || typeof one === "number" ? one : 1;
    });
    const result = majorityVote({ votes, key });
    return {
      score: result.items,
      scores: result.items,
      expected_score: result.items,
      score_by_item: result.items,
      item_scores: result.items,
      mean: result.value,
      accuracy: result.value,
      mean_score: result.value,
      majority_accuracy: result.value,
      ties: result.ties,
      missing_votes: result.missingVotes,
      n_missing: result.missingVotes,
      warning: warning(result),
    };
  },
};
