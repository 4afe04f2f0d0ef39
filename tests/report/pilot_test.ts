import assert from "node:assert/strict";
import {
  finishRun,
  type ForecastQuantity,
  liveclin,
  type PilotForecast,
  pilotForecast,
  renderPilot,
} from "../../mod.ts";

const UNKNOWN: ForecastQuantity = { pilot: null, rest: null, reason: "no price is known" };
const known = (total: number): ForecastQuantity => ({
  pilot: total / 9,
  rest: { total, lo: 0.8 * total, hi: 1.2 * total, n: 10, rest: 90 },
  reason: null,
});
const FORECAST: PilotForecast = {
  cases: 10,
  failed: 0,
  rest: 90,
  input_tokens: known(1_234_567),
  output_tokens: known(9000),
  cost_usd: known(0.5),
  judge: null,
  seconds: known(9000),
};

Deno.test("renderPilot() shows each quantity with its interval in readable units", () => {
  const text = renderPilot(FORECAST);
  assert.match(text, /input tokens +137,174 +1,234,567 +\(987,654 to 1,481,480\)/);
  assert.match(text, /cost +\$0\.0556 +\$0\.5000 +\(\$0\.4000 to \$0\.6000\)/);
  assert.match(text, /time +2\.5 h +\(2\.0 h to 3\.0 h\)/);
});

Deno.test("renderPilot() says why a quantity or an interval is unknown", () => {
  assert.match(renderPilot({ ...FORECAST, cost_usd: UNKNOWN }), /cost +unknown: no price is known/);
  const one = { pilot: 1, rest: { total: 9, lo: null, hi: null, n: 1, rest: 9 }, reason: null };
  assert.match(renderPilot({ ...FORECAST, seconds: one }), /one case is too few for an interval/);
  assert.match(renderPilot({ ...FORECAST, failed: 2 }), /2 cases with a failed call are left out/);
});

Deno.test("pilotForecast() of no finished case knows nothing and says so", () => {
  const run = finishRun([], {
    benchmark: liveclin({ imageMode: "url" }),
    manifest: null,
    model: "m",
    dataset: "d",
    id: "r",
    file: null,
    meta: {},
    warnings: [],
    planned: { cases: 2, items: 7 },
    unfinished: ["1", "2"],
  });
  const forecast = pilotForecast(run, { concurrency: 100 });
  for (const quantity of [forecast.input_tokens, forecast.cost_usd, forecast.seconds]) {
    assert.deepEqual(quantity, {
      pilot: null,
      rest: null,
      reason: "no case of the pilot was answered",
    });
  }
});
