import table from "../../data/prices.json" with { type: "json" };
import { parsePrices } from "./parse_prices.ts";
import type { Price } from "./price_types.ts";

/**
 * The price table that comes with the package: list prices of well-known models, each with its source and date.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { defaultPrices } from "@rounds/rounds";
 *
 * assert.ok(defaultPrices().every(({ source_date }) => source_date !== null));
 * ```
 */
export function defaultPrices(): readonly Price[] {
  return parsePrices(table, "data/prices.json");
}
