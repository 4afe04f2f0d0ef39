import type { Usage } from "../types.ts";
import { costOf } from "./cost_of.ts";
import type { Price } from "./price_types.ts";

/** Prices what a model uses, and remembers what it could not price. */
export interface CostMeter {
  /** US dollars; null when no price is known or the tokens were not reported. */
  cost(usage: Usage): number | null;
  /** Why costs are unknown, one sentence each; empty when none is. */
  gaps(): readonly string[];
}

/**
 * A meter for one model. Each reason why a cost is unknown is told once.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { costMeter } from "@rounds/rounds";
 *
 * const meter = costMeter("my-model", null);
 * const usage = { inputTokens: 10, outputTokens: 2, reasoningTokens: null, cachedTokens: null };
 * assert.equal(meter.cost(usage), null);
 * assert.deepEqual(meter.gaps(), ["No price is known for my-model: what it costs is not counted (--prices FILE gives one)."]);
 * ```
 */
export function costMeter(model: string, price: Price | null): CostMeter {
  let calls = 0;
  let untold = 0;
  return {
    cost(usage) {
      calls++;
      if (price === null) return null;
      const dollars = costOf(usage, price);
      if (dollars === null) untold++;
      return dollars;
    },
    gaps() {
      if (calls > 0 && price === null) {
        return [
          `No price is known for ${model}: what it costs is not counted (--prices FILE gives one).`,
        ];
      }
      if (untold === 0) return [];
      return [
        `${untold} of ${calls} replies of ${model} told no tokens: what they cost is not counted.`,
      ];
    },
  };
}
