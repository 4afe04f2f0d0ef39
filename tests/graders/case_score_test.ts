import assert from "node:assert/strict";
import { caseScore, type Grade, type Item } from "../../mod.ts";

const item = (id: string, points: number | null): Item => ({
  id,
  position: 1,
  expected: null,
  optionCount: null,
  points,
  tags: {},
  labels: {},
});

const grade = (id: string, score: number | null, official = score ?? 0): Grade => ({
  item: id,
  metric: "m",
  outcome: score === null ? "ungraded" : "graded",
  score,
  reason: null,
  expected: null,
  extracted: null,
  official: { extracted: null, score: official, error: null },
  turn: 0,
  detail: {},
});

const score = (items: readonly Item[], grades: readonly Grade[]) =>
  caseScore({ case: { id: "1", line: 1, tags: {}, items }, grades });

const A = item("a", null);
const B = item("b", null);

Deno.test("caseScore() without points is 1 when all is right, 0 as soon as one is wrong, open otherwise", () => {
  assert.deepEqual(score([A, B], [grade("a", 1), grade("b", 1)]), { low: 1, high: 1, official: 1 });
  assert.deepEqual(score([A, B], [grade("a", 0), grade("b", null)]), {
    low: 0,
    high: 0,
    official: 0,
  });
  assert.deepEqual(score([A, B], [grade("a", 1), grade("b", null)]), {
    low: 0,
    high: 1,
    official: 0,
  });
  assert.deepEqual(score([], []), { low: 0, high: 1, official: 0 });
});

Deno.test("caseScore() with points is open in the direction of an unknown criterion's sign", () => {
  const items = [item("a", 10), item("b", -4)];
  assert.deepEqual(score(items, [grade("a", null), grade("b", 0)]), {
    low: 0,
    high: 1,
    official: 0,
  });
  assert.deepEqual(score(items, [grade("a", 1), grade("b", null)]), {
    low: 0.6,
    high: 1,
    official: 1,
  });
  assert.deepEqual(score(items, [grade("a", 0), grade("b", 1)]), {
    low: -0.4,
    high: -0.4,
    official: -0.4,
  });
});

Deno.test("caseScore() without positive points is 0, as the protocol says", () => {
  assert.deepEqual(score([item("a", -4)], [grade("a", 1)]), { low: 0, high: 0, official: 0 });
});

Deno.test("caseScore() counts the official reading apart from the clean one", () => {
  assert.equal(score([item("a", 10)], [grade("a", null, 1)]).official, 1);
});
