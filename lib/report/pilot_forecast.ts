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
  /** US dollars. */
  readonly cost_usd: ForecastQuantity;
  /** Wall seconds: of all calls together, over the calls at once. Waiting for rate limits is not in it. */
  readonly seconds: ForecastQuantity;
}

/**
 * Predicts tokens, money and time of the cases that a pilot left, each with a 95 % prediction interval by case totals. The
 * pilot must be a random sample of the plan. Judges are not in it.
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
  const results = run.results.filter(({ turns }) => turns.every(({ error }) => error === null));
  const rest = Math.max(0, planned.cases - run.results.length);
  const lanes = Math.min(Math.max(1, options.concurrency), Math.max(1, rest));
  const forecast = (
    read: (turn: Result["turns"][number]) => number | null,
    unknown: string,
  ): ForecastQuantity => {
    if (results.length === 0) {
      return { pilot: null, rest: null, reason: "no case of the pilot was answered" };
    }
    const totals = results.map(({ turns }) => sumKnown(turns.map(read)));
    const y = totals.filter((total) => total !== null);
    if (y.length < totals.length) return { pilot: null, rest: null, reason: unknown };
    return { pilot: sumKnown(y), rest: predictTotal({ y, rest }), reason: null };
  };
  const untold = "the endpoint did not tell its tokens in every reply";
  const lanesOf = (quantity: ForecastQuantity): ForecastQuantity =>
    quantity.rest === null ? quantity : { ...quantity, rest: divided(quantity.rest, lanes) };
  return {
    cases: run.results.length,
    failed: run.results.length - results.length,
    rest,
    input_tokens: forecast(({ reply }) => reply?.usage.inputTokens ?? null, untold),
    output_tokens: forecast(({ reply }) => reply?.usage.outputTokens ?? null, untold),
    cost_usd: forecast(({ costUsd }) => costUsd, "no price is known, or tokens were not told"),
    seconds: lanesOf(
      forecast(({ ms }) => ms === null ? null : ms / 1000, "the time of a call is unknown"),
    ),
  };
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
