import type { Price } from "./price_types.ts";

/**
 * The price of a model: the first of the tables, in order, whose pattern is its name (case does not matter), or its name
 * without a vendor before a slash, such as `openai/`. Null when there is none.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { defaultPrices, priceOf } from "@rounds/rounds";
 *
 * assert.equal(priceOf("openai/gpt-4o-mini-2024-07-18", defaultPrices())?.input, 0.15);
 * assert.equal(priceOf("my-model", defaultPrices()), null);
 * ```
 */
export function priceOf(model: string, prices: readonly Price[]): Price | null {
  const names = [model, model.slice(model.lastIndexOf("/") + 1)];
  for (const name of names) {
    const found = prices.find(({ model: pattern }) => isMatch(name, pattern));
    if (found !== undefined) return found;
  }
  return null;
}

function isMatch(name: string, pattern: string): boolean {
  const parts = pattern.split("*").map((part) => RegExp.escape(part));
  return new RegExp(`^${parts.join(".*")}$`, "i").test(name);
}
