/** A multiple choice item as text. */
export interface OptionItem {
  /** Question text, scenario included. */
  readonly stem: string;
  /** Option texts in the order offered, at least 2. */
  readonly options: readonly string[];
}

/**
 * What a reader who sees only text could go by: one row of features an option, comparable between items.
 *
 * Length against the item's mean, whether it is the longest, numerals, absolute words, hedging words, words shared with
 * the stem, and the place (first, last).
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { optionFeatures } from "@rounds/rounds";
 *
 * const rows = optionFeatures({ stem: "Fever?", options: ["yes", "it may be fever"] });
 * assert.deepEqual(rows.map((row) => row[1]), [0, 1]);
 * ```
 */
export function optionFeatures(item: OptionItem): number[][] {
  const { stem, options } = item;
  const lengths = options.map((option) => option.length);
  const mean = lengths.reduce((sum, length) => sum + length, 0) / options.length;
  const longest = Math.max(...lengths);
  const words = (text: string): string[] => text.toLowerCase().match(/\p{L}{3,}/gu) ?? [];
  const known = new Set(words(stem));
  return options.map((option, place) => {
    const own = words(option);
    const shared = own.filter((word) => known.has(word)).length;
    return [
      Math.log((option.length + 1) / (mean + 1)),
      option.length === longest ? 1 : 0,
      /\d/.test(option) ? 1 : 0,
      /\b(all|always|never|only|none|must)\b/i.test(option) ? 1 : 0,
      /\b(may|might|usually|often|possible|likely|suggest\w*|consider)\b/i.test(option) ? 1 : 0,
      own.length === 0 ? 0 : shared / own.length,
      place === 0 ? 1 : 0,
      place === options.length - 1 ? 1 : 0,
    ];
  });
}
