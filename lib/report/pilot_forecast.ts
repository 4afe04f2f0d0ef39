import type { Result, Run } from "../types.ts";
import { type PredictedTotal, predictTotal } from "../stats/cost/predict_total.ts";

/** How the rest will be run. */
export interface PilotForecastOptions {
  /** Calls at once. */
  readonly concurrency: number;
}

/** A forecast of one quantity; null with a reason where the pilot does not tell it. */
export interface ForecastQuantity {
  /** What the pilot's cases added up to; null when unknown in any of them. */
  readonly pilot: number | null;
  /** What the rest will add up to; null when unknown. */
  readonly rest: PredictedTotal | null;
  /** Why it is unknown; null when it is not. */
  readonly reason: string | null;
}

/** What the judges of the rest will take. */
export interface JudgeForecast {
  /** Tokens of prompts. */
  readonly input_tokens: ForecastQuantity;
  /** Tokens of the judges' replies. */
  readonly output_tokens: ForecastQuantity;
  /** US dollars. */
  readonly cost_usd: ForecastQuantity;
}

/** What the rest of a run will take. */
export interface PilotForecast {
  /** Cases (× trials) of the pilot. */
  readonly cases: number;
  /** Of them left out here, since a call of theirs failed. */
  readonly failed: number;
  /** Cases (× trials) still to be run. */
  readonly rest: number;
  /** Tokens of prompts. */
  readonly input_tokens: ForecastQuantity;
  /** Tokens of answers. */
  readonly output_tokens: ForecastQuantity;
  /** US dollars, the judges' included. */
  readonly cost_usd: ForecastQuantity;
  /** What judging will take, which is in `cost_usd`; null where nothing is judged. */
  readonly judge: JudgeForecast | null;
  /** Wall seconds: of the model's calls together, over the calls at once. Rate limits and judging are not in it. */
  readonly seconds: ForecastQuantity;
}

/**
 * Predicts tokens, money and time of the cases that a pilot left, each with a 95 % prediction interval by case totals. The
 * pilot must be a random sample of the plan. What judging takes is predicted in the same way.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { finishRun, liveclin, pilotForecast } from "@rounds/rounds";
 *
 * const run = finishRun([], {
 *   benchmark: liveclin({ imageMode: "url" }), manifest: null, model: "m", dataset: "d", id: "r", file: null,
 *   meta: {}, warnings: [], planned: { cases: 2, items: 7 }, unfinished: ["1", "2"],
 * });
 * const forecast = pilotForecast(run, { concurrency: 100 });
 * assert.equal(forecast.rest, 2);
 * assert.match(forecast.cost_usd.reason ?? "", /no case/);
 * ```
 */
export function pilotForecast(run: Run, options: PilotForecastOptions): PilotForecast {
  const { planned } = run;
  const results = run.results.filter(({ turns, grades }) =>
    turns.every(({ error }) => error === null) &&
    grades.every(({ outcome }) => outcome !== "ungraded")
  );
  const rest = Math.max(0, planned.cases - run.results.length);
  const lanes = Math.min(Math.max(1, options.concurrency), Math.max(1, rest));
  const predict = (
    totalOf: (result: Result) => number | null,
    unknown: string,
  ): ForecastQuantity => {
    if (results.length === 0) {
      return { pilot: null, rest: null, reason: "no case of the pilot was answered" };
    }
    const y = results.map(totalOf).filter((total) => total !== null);
    if (y.length < results.length) return { pilot: null, rest: null, reason: unknown };
    return { pilot: sumKnown(y), rest: predictTotal({ y, rest }), reason: null };
  };
  const ofTurns = (read: (turn: Result["turns"][number]) => number | null) => (result: Result) =>
    sumKnown(result.turns.map(read));
  const ofJudges = (name: string) => (result: Result) => sumKnown(verdictFigures(result, name));
  const lanesOf = (quantity: ForecastQuantity): ForecastQuantity =>
    quantity.rest === null ? quantity : { ...quantity, rest: divided(quantity.rest, lanes) };
  const cost = ofTurns(({ costUsd }) => costUsd);
  const judgeCost = ofJudges("cost_usd");
  const isJudged = results.some((result) => verdictFigures(result, "judge").length > 0);
  return {
    cases: run.results.length,
    failed: run.results.length - results.length,
    rest,
    input_tokens: predict(ofTurns(({ reply }) => reply?.usage.inputTokens ?? null), UNTOLD),
    output_tokens: predict(ofTurns(({ reply }) => reply?.usage.outputTokens ?? null), UNTOLD),
    cost_usd: predict((result) => sumKnown([cost(result), judgeCost(result)]), UNPRICED),
    judge: isJudged
      ? {
        input_tokens: predict(ofJudges("input_tokens"), UNTOLD),
        output_tokens: predict(ofJudges("output_tokens"), UNTOLD),
        cost_usd: predict(judgeCost, UNPRICED),
      }
      : null,
    seconds: lanesOf(
      predict(
        ofTurns(({ ms }) => ms === null ? null : ms / 1000),
        "the time of a call is unknown",
      ),
    ),
  };
}

const UNTOLD = "the endpoint did not tell its tokens in every reply";
const UNPRICED = "no price is known, or tokens were not told";

/** One figure of every single verdict of a case; null where it is unknown. */
function verdictFigures({ grades }: Result, name: string): readonly (number | null)[] {
  return grades.flatMap(({ detail: { verdicts } }) =>
    (Array.isArray(verdicts) ? verdicts : []).map((verdict: unknown): number | null => {
      const value: unknown = Object(verdict)[name];
      return typeof value === "number" ? value : null;
    })
  );
}

function sumKnown(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length < values.length ? null : known.reduce((sum, value) => sum + value, 0);
}

function divided(predicted: PredictedTotal, by: number): PredictedTotal {
  const part = (value: number | null) => value === null ? null : value / by;
  const { total, lo, hi, n, rest } = predicted;
  return { total: part(total), lo: part(lo), hi: part(hi), n, rest };
}
