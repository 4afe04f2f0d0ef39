import { cronbachAlpha } from "../items/cronbach_alpha.ts";
import { irt1pl } from "../items/irt_1pl.ts";
import { irt2pl } from "../items/irt_2pl.ts";
import { itemAnalysis } from "../items/item_analysis.ts";
import { itemInformation } from "../items/item_information.ts";
import { keySuspicion } from "../items/key_suspicion.ts";
import { raschConditional } from "../items/rasch_conditional.ts";
import { anchorPoints } from "../subset/anchor_points.ts";
import { regressionEstimator } from "../subset/regression_estimator.ts";
import { referenceMatrix } from "./reference_matrix.ts";
import type { ReferenceInputs } from "./reference_inputs.ts";
import { referencePair as pair } from "./reference_pair.ts";
import { referenceWarning as warning } from "./reference_warning.ts";

/**
 * Item analysis, item response models and subsets of a reference case; undefined for another function.
 *
 * @internal
 */
export function itemsReference(fn: string, inputs: ReferenceInputs): unknown {
  return HANDLERS[fn]?.(inputs);
}

/** Complete outcomes `y[person][item]`, given or from the frame. */
function outcomes(i: ReferenceInputs): number[][] {
  const given = ["y_person_by_item", "scores", "person_by_item"].find((name) => i.has(name));
  if (given !== undefined) return i.matrix(given);
  return referenceMatrix(i).y.map((row) => row.map(Number));
}

/** Names of the items. */
function itemNames(i: ReferenceInputs, n: number): string[] {
  const given = i.raw("items") ?? i.frame["items"] ?? i.frame["item"];
  return Array.isArray(given)
    ? given.map(String)
    : Array.from({ length: n }, (_, k) => `i${k + 1}`);
}

/** Names to places; numbers are places already. */
function places(i: ReferenceInputs, input: string, known: readonly string[]): number[] {
  return i.names(input).map((name) => (typeof name === "number" ? name : known.indexOf(name)));
}

const HANDLERS: Readonly<Record<string, (i: ReferenceInputs) => unknown>> = {
  itemAnalysis: (i) => {
    const y = outcomes(i);
    const names = itemNames(i, y[0]?.length ?? 0);
    const result = itemAnalysis({ y });
    return {
      difficulty_p: result.rows.map((row) => row.difficulty),
      point_biserial: result.rows.map((row) => row.pointBiserial),
      rest_correlation: result.rows.map((row) => row.restCorrelation),
      kr20_population_variance: result.kr20,
      cronbach_alpha: result.alpha,
      negative_items: result.negative.map((k) => names[k]),
      warning: warning(result),
    };
  },
  cronbachAlpha: (i) => {
    const drop = i.raw("drop");
    const dropConstant = drop !== false && drop !== null && !/^(none|no)\b/i.test(String(drop));
    const result = cronbachAlpha({ y: outcomes(i), dropConstant });
    return {
      items: result.items,
      alpha: result.value,
      kr20: result.kr20,
      warning: warning(result),
    };
  },
  irt1pl: (i) => {
    const result = irt1pl({ y: outcomes(i) });
    return {
      b: result.difficulty,
      sigma: result.sigma,
      loglik: result.logLikelihood,
      theta_eap: result.ability,
      theta_psd: result.abilitySd,
      warning: warning(result),
    };
  },
  raschConditional: (i) => {
    const result = raschConditional({ y: outcomes(i) });
    return {
      b_sum0: result.logLikelihood === null ? null : result.difficulty,
      loglik: result.logLikelihood,
      persons_used: result.n,
      warning: warning(result),
    };
  },
  irt2pl: (i) => {
    const result = irt2pl({ y: outcomes(i) });
    return {
      a: result.discrimination,
      b: result.difficulty,
      theta_eap: result.ability,
      logposterior_unnormalised: result.logPosterior,
      warning: warning(result),
    };
  },
  itemInformation: (i) => {
    const [a, b, theta] = [i.numbers("a"), i.numbers("b"), i.numbers("theta")];
    return {
      info: a.map((slope, k) =>
        theta.map((t) => itemInformation({ a: slope, b: b[k] ?? NaN, theta: t }))
      ),
    };
  },
  keySuspicion: (i) => {
    const choices = Object.entries(Object(i.raw("choices")))
      .map(([model, choice]) => [model, typeof choice === "string" ? choice : null] as const);
    const accuracy = Object.entries(Object(i.raw("accuracy")))
      .map(([model, value]) => [model, Number(value)] as const);
    const result = keySuspicion({
      choices: Object.fromEntries(choices),
      accuracy: Object.fromEntries(accuracy),
      options: i.has("options")
        ? i.names("options").map(String)
        : Array.from({ length: i.number("n_options") }, (_, k) => String.fromCharCode(65 + k)),
      key: i.text("key"),
      threshold: i.number("threshold", 0.1),
    });
    return {
      posterior: result.posterior,
      p_key_is_listed: result.value,
      flag: result.flag,
      alternative: result.alternative,
      agreeing_models: result.agreeing,
      warning: warning(result),
    };
  },
  anchorPoints: (i) => {
    const y = outcomes(i);
    const items = itemNames(i, y[0]?.length ?? 0);
    const { models } = referenceMatrix(i);
    const train = i.has("train_models") ? places(i, "train_models", models) : y.map((_, k) => k);
    const result = anchorPoints({ y: train.map((k) => y[k] ?? []), k: i.number("k") });
    const others = models.map((_, k) => k).filter((k) => !train.includes(k));
    const mean = (row: readonly number[]): number => row.reduce((a, b) => a + b, 0) / row.length;
    return {
      cost: result.cost,
      medoids: result.medoids.map((k) => items[k]),
      weights: result.weights,
      prediction: Object.fromEntries(
        others.map((k) => [
          models[k] ?? k,
          result.medoids.reduce(
            (sum, item, m) => sum + (result.weights[m] ?? 0) * (y[k]?.[item] ?? 0),
            0,
          ),
        ]),
      ),
      truth: Object.fromEntries(others.map((k) => [models[k] ?? k, mean(y[k] ?? [])])),
    };
  },
  regressionEstimator: (i) => {
    if (i.has("y") && i.has("x")) {
      const result = regressionEstimator({
        y: i.numbers("y"),
        x: i.numbers("x"),
        population: populationOf(i),
        level: i.number("level", 0.95),
      });
      return estimate(result);
    }
    const y = outcomes(i);
    const items = itemNames(i, y[0]?.length ?? 0);
    const { models } = referenceMatrix(i);
    const control = JSON.stringify(i.raw("control_models", "train_models", "control") ?? "");
    const range = /(\w+?)(\d+)\.\.\w+?(\d+)/.exec(control);
    const others = models.map((_, k) => k).filter((k) => models[k] !== i.text("model"));
    const listed = others.filter((k) => new RegExp(`\\b${models[k]}\\b`).test(control));
    const earlier = range
      ? models.map((_, k) => k).slice(Number(range[2]) - 1, Number(range[3]))
      : listed.length > 0
      ? listed
      : others;
    const means = items.map((_, item) =>
      earlier.reduce((sum, k) => sum + (y[k]?.[item] ?? 0), 0) / earlier.length
    );
    const sample = places(i, "sampled_items", items);
    const row = y[models.indexOf(i.text("model"))] ?? [];
    const result = regressionEstimator({
      y: sample.map((item) => row[item] ?? NaN),
      x: sample.map((item) => means[item] ?? NaN),
      population: means,
      level: i.number("level", 0.95),
    });
    return { ...estimate(result), truth: row.reduce((a, b) => a + b, 0) / row.length };
  },
};

/** Control values of the population: all of them, or as many as it has with their mean. */
function populationOf(i: ReferenceInputs): number[] {
  if (Array.isArray(i.raw("population"))) return i.numbers("population");
  const size = ["N", "n_population", "population_size", "population"].find((name) => i.has(name));
  const mean = ["population_mean", "x_population_mean", "X_mean", "x_mean_population"]
    .find((name) => i.has(name));
  return new Array<number>(i.number(size ?? "N")).fill(i.number(mean ?? "population_mean"));
}

function estimate(result: ReturnType<typeof regressionEstimator>): Record<string, unknown> {
  return {
    sample_mean: result.sampleMean,
    beta: result.beta,
    estimate: result.value,
    se_fpc: result.se,
    se_sample_mean_fpc: result.seSampleMean,
    ci: pair(result),
    warning: warning(result),
  };
}
