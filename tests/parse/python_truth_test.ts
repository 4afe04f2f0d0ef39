import assert from "node:assert/strict";
import { isRecord } from "../../lib/parse/is_record.ts";
import { pythonTruth } from "../../lib/parse/python_truth.ts";

Deno.test("pythonTruth() is false for what is empty, null or zero", () => {
  for (const value of [null, undefined, false, 0, -0, "", [], {}]) {
    assert.equal(pythonTruth(value), false);
  }
  for (const value of [true, 1, -1, 0.5, "0", " ", [null], { a: null }]) {
    assert.equal(pythonTruth(value), true);
  }
});

Deno.test("isRecord() is true for objects with named fields only", () => {
  for (const value of [{}, { a: 1 }, JSON.parse('{"__proto__":1}')]) {
    assert.equal(isRecord(value), true);
  }
  for (const value of [null, undefined, [], "x", 7, true]) assert.equal(isRecord(value), false);
});
