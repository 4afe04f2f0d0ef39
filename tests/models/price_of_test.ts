import assert from "node:assert/strict";
import { type Price, priceOf } from "../../mod.ts";

const price = (model: string): Price => ({
  model,
  input: 1,
  output: 2,
  cached: null,
  source: null,
  source_date: null,
});

Deno.test("priceOf() matches stars at the start, within and at the end, and nothing by halves", () => {
  const table: readonly (readonly [string, string, boolean])[] = [
    ["m", "m", true],
    ["M", "m", true],
    ["mm", "m", false],
    ["gpt-4o-mini", "gpt-4o-*", true],
    ["gpt-4o", "gpt-4o-*", false],
    ["gpt-4o", "*", true],
    ["", "*", true],
    ["a-b-c", "a*b*c", true],
    ["a-c-b", "a*b*c", false],
    ["aba", "ab*ba", false],
    ["abba", "ab*ba", true],
    ["xaybz", "*a*b*", true],
    ["xbyaz", "*a*b*", false],
    ["a.c", "a.c", true],
    ["abc", "a.c", false],
    ["abc", "a**c", true],
    ["abcabd", "*abc*abd", true],
    ["abcab", "*abc*abc", false],
    ["vendor/gpt-4o", "gpt-*", true],
  ];
  for (const [name, pattern, isMatch] of table) {
    assert.equal(priceOf(name, [price(pattern)]) !== null, isMatch, `${name} ~ ${pattern}`);
  }
});

Deno.test("priceOf() agrees with a regular expression on random names and patterns", () => {
  let seed = 7;
  const letters = (count: number, from: string) =>
    Array.from({ length: count }, () => {
      seed = (seed * 48271) % 2147483647;
      return from[seed % from.length] ?? "";
    }).join("");
  for (let n = 0; n < 2000; n++) {
    const name = letters(n % 7, "ab");
    const pattern = letters(n % 5, "ab*");
    const expected = new RegExp(`^${pattern.replaceAll("*", ".*")}$`).test(name);
    assert.equal(priceOf(name, [price(pattern)]) !== null, expected, `${name} ~ ${pattern}`);
  }
});

Deno.test("priceOf() is done at once with a pattern of many stars", () => {
  const name = "a".repeat(200);
  assert.equal(priceOf(name, [price(`${"*a".repeat(60)}*b`)]), null);
});
