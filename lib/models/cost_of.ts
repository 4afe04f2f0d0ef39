import type { Usage } from "../types.ts";
import type { Price } from "./price_types.ts";

/**
 * US dollars for what a call used: `(input − cached) · input price + cached · cached price + output · output price`. Null
 * when tokens of the prompt or of the answer were not reported.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { costOf } from "@rounds/rounds";
 *
 * const price = { model: "m", input: 2, output: 8, cached: 0.5, source: null, source_date: null };
 * const usage = { inputTokens: 1000, outputTokens: 500, reasoningTokens: null, cachedTokens: 400 };
 * assert.equal(costOf(usage, price), (600 * 2 + 400 * 0.5 + 500 * 8) / 1e6);
 * ```
 */
export function costOf(usage: Usage, price: Price): number | null {
  const { inputTokens, outputTokens, cachedTokens } = usage;
  if (inputTokens === null || outputTokens === null) return null;
  const cached = Math.min(cachedTokens ?? 0, inputTokens);
  const dollars = (inputTokens - cached) * price.input + cached * (price.cached ?? price.input) +
    outputTokens * price.output;
  return dollars / 1e6;
}
