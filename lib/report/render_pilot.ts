import type { ForecastQuantity, PilotForecast } from "./pilot_forecast.ts";

/**
 * A pilot's forecast as terminal text.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { renderPilot } from "@rounds/rounds";
 *
 * const known = {
 *   pilot: 10, rest: { total: 90, lo: 80, hi: 100, n: 10, rest: 90 }, reason: null,
 * };
 * const text = renderPilot({
 *   cases: 10, failed: 0, rest: 90, input_tokens: known, output_tokens: known, cost_usd: known, judge: null, seconds: known,
 * });
 * assert.match(text, /cost +\$10\.00 +\$90\.00 +\(\$80\.00 to \$100\.00\)/);
 * ```
 */
export function renderPilot(forecast: PilotForecast): string {
  const rows = [
    row("input tokens", forecast.input_tokens, count),
    row("output tokens", forecast.output_tokens, count),
    ...(forecast.judge === null ? [] : [
      row("judge input", forecast.judge.input_tokens, count),
      row("judge output", forecast.judge.output_tokens, count),
      row("judge cost", forecast.judge.cost_usd, dollars),
    ]),
    row(forecast.judge === null ? "cost" : "cost in all", forecast.cost_usd, dollars),
    row("time", forecast.seconds, duration),
  ];
  return [
    `Pilot: ${cases(forecast.cases)} at random; ${count(forecast.rest)} ${
      forecast.rest === 1 ? "is" : "are"
    } left`,
    `  ${"".padEnd(14)} ${"pilot".padStart(14)} ${"rest".padStart(14)}   95 % prediction interval`,
    ...rows,
    ...(forecast.failed === 0 ? [] : [
      `  ${cases(forecast.failed)} with a failed call ${
        forecast.failed === 1 ? "is" : "are"
      } left out of the prediction.`,
    ]),
    `  Case totals are predicted together. Time is that of the ${
      forecast.judge === null ? "calls" : "model's calls"
    }, without waiting for rate limits${forecast.judge === null ? "" : " or judging"}.`,
  ].join("\n");
}

function row(name: string, quantity: ForecastQuantity, show: (value: number) => string): string {
  const { pilot, rest, reason } = quantity;
  if (rest === null || rest.total === null) return `  ${name.padEnd(14)} unknown: ${reason ?? ""}`;
  const range = rest.lo === null || rest.hi === null
    ? "(one case is too few for an interval)"
    : `(${show(rest.lo)} to ${show(rest.hi)})`;
  // The pilot's own seconds are those of its calls together, not its wall time.
  const seen = pilot === null || name === "time" ? "" : show(pilot);
  return `  ${name.padEnd(14)} ${seen.padStart(14)} ${show(rest.total).padStart(14)}   ${range}`;
}

function cases(n: number): string {
  return `${count(n)} ${n === 1 ? "case" : "cases"}`;
}

function count(value: number): string {
  return Math.round(value).toLocaleString("en-US");
}

function dollars(value: number): string {
  return `$${value.toFixed(value > 0 && value < 1 ? 4 : 2)}`;
}

function duration(seconds: number): string {
  if (seconds < 120) return `${seconds.toFixed(seconds < 10 ? 1 : 0)} s`;
  if (seconds < 7200) return `${(seconds / 60).toFixed(0)} min`;
  return `${(seconds / 3600).toFixed(1)} h`;
}
