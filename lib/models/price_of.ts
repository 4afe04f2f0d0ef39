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

/** Each part between two stars at its first place after the one before: no pattern takes more than one walk. */
function isMatch(name: string, pattern: string): boolean {
  const text = name.toLowerCase();
  const parts = pattern.toLowerCase().split("*");
  const [first = ""] = parts;
  const last = parts.at(-1) ?? "";
  if (parts.length === 1) return text === first;
  if (text.length < first.length + last.length) return false;
  if (!text.startsWith(first) || !text.endsWith(last)) return false;
  let at = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = text.indexOf(part, at);
    if (found === -1) return false;
    at = found + part.length;
  }
  return at <= text.length - last.length;
}
