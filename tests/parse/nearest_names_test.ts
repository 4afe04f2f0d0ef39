import assert from "node:assert/strict";
import { nearestNames } from "../../lib/parse/nearest_names.ts";

Deno.test("nearestNames() prefers containment, then few edits, and may find none", () => {
  assert.deepEqual(nearestNames("2025", ["demo", "2025_H1", "2024_H1"]), ["2025_H1"]);
  assert.deepEqual(nearestNames("dmeo", ["full", "memo", "demo"]), ["demo", "memo"]);
  assert.deepEqual(nearestNames("ab", ["cd"]), []);
  assert.deepEqual(nearestNames("case-1", ["case-2", "case-3", "case-4", "case-5"], { count: 2 }), [
    "case-2",
    "case-3",
  ]);
  assert.deepEqual(nearestNames("x", []), []);
});
