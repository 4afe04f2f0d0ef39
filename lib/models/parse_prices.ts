import { FieldReader } from "../parse/field_reader.ts";
import type { Price } from "./price_types.ts";

/**
 * Parses a price table: `{ "prices": [{ "model", "input", "output", "cached", "source", "source_date" }] }`, dollars a
 * million tokens. Throws a `CaseError` naming where and field, and a RangeError for a negative price.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { parsePrices } from "@rounds/rounds";
 *
 * const [price] = parsePrices({ prices: [{ model: "m-*", input: 1, output: 4 }] }, "my.json");
 * assert.equal(price?.cached, null);
 * assert.throws(() => parsePrices({ prices: [{ model: "m", input: 1 }] }, "my.json"), /my\.json.*output/);
 * ```
 */
export function parsePrices(table: unknown, where: string): readonly Price[] {
  const read = new FieldReader(table, { where, thing: "price table" });
  const rows = read.required("prices", read.list("prices"));
  return rows.map((row, n) => {
    const place = `${where} prices[${n}]`;
    const fields = new FieldReader(row, { where: place, thing: "price" });
    const dollars = (name: string): number | null => {
      const value = fields.number(name);
      if (value !== null && value < 0) {
        throw new RangeError(`${place}: "${name}" is ${value}, expected dollars a million tokens`);
      }
      return value;
    };
    return {
      model: fields.required("model", fields.text("model")),
      input: fields.required("input", dollars("input")),
      output: fields.required("output", dollars("output")),
      cached: dollars("cached"),
      source: fields.text("source"),
      source_date: fields.text("source_date"),
    };
  });
}
