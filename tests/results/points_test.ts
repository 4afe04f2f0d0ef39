import assert from "node:assert/strict";
import { cleanSummary, type Grade, type Item, pcg32, type Result } from "../../mod.ts";

/** A result whose criteria have these points and scores; a score may also be an outcome without a verdict. */
function result(
  id: string,
  criteria: readonly (readonly [number | null, 0 | 1 | "ungraded" | "refused"])[],
): Result {
  const items = criteria.map(([points], n): Item => ({
    id: `r${n}`,
    position: n + 1,
    expected: null,
    optionCount: null,
    points,
    tags: {},
    labels: {},
  }));
  const grades = criteria.map(([, said], n): Grade => ({
    item: `r${n}`,
    metric: "criterion",
    outcome: typeof said === "number" ? "graded" : said,
    score: typeof said === "number" ? said : said === "refused" ? 0 : null,
    reason: null,
    expected: null,
    extracted: null,
    official: { extracted: null, score: 0, error: null },
    turn: null,
    detail: {},
  }));
  return { case: { id, line: 1, tags: {}, items }, model: "m", trial: 1, turns: [], grades };
}

const summary = (results: readonly Result[], more = { cases: 0, items: 0 }) =>
  cleanSummary(results, {
    planned: {
      cases: results.length + more.cases,
      items: results.reduce((sum, { grades }) => sum + grades.length, 0) + more.items,
    },
  });

Deno.test("an unknown positive criterion can only raise a case, an unknown penalty only lower it", () => {
  const bounds = (criteria: Parameters<typeof result>[1]) => {
    const { cases, points } = summary([result("1", criteria)]);
    return [cases.low, cases.high, points?.low_unclipped, points?.high_unclipped];
  };
  assert.deepEqual(bounds([[8, 1], [2, "ungraded"]]), [0.8, 1, 0.8, 1]);
  assert.deepEqual(bounds([[8, 1], [-2, "ungraded"]]), [0.75, 1, 0.75, 1]);
  assert.deepEqual(bounds([[8, 0], [-4, "ungraded"]]), [0, 0, -0.5, 0]);
  assert.deepEqual(bounds([[8, "ungraded"], [-8, "ungraded"]]), [0, 1, -1, 1]);
  assert.deepEqual(bounds([[-8, "ungraded"]]), [0, 0, 0, 0]);
});

Deno.test("a case that nothing unknown can move counts as decided, others are left to the bounds", () => {
  const { cases, points } = summary([
    result("decided", [[8, 0], [-4, "ungraded"]]),
    result("open", [[8, 1], [-4, "ungraded"]]),
    result("whole", [[8, 1], [-4, 1]]),
  ]);
  assert.deepEqual([cases.right, cases.n, cases.planned], [0.5, 2, 3]);
  assert.deepEqual([cases.low, cases.high], [1 / 3, 0.5]);
  assert.deepEqual([points?.mean_unclipped, points?.n], [0.5, 1]);
});

Deno.test("cases without a result may score anything from 0 to 1, and unclipped bounds are unknown", () => {
  const { cases, points, outcomes } = summary([result("1", [[5, 1]])], { cases: 1, items: 3 });
  assert.deepEqual([cases.low, cases.high, cases.coverage], [0.5, 1, 0.5]);
  assert.deepEqual([points?.low_unclipped, points?.high_unclipped], [null, null]);
  assert.equal(outcomes.not_run, 3);
});

Deno.test("points earned and penalties triggered are two numbers; an answer that was not judged earns and triggers nothing", () => {
  const { items, points, cases } = summary([
    result("judged", [[6, 1], [4, 0], [-5, 1], [-5, 0]]),
    result("refused", [[6, "refused"], [-5, "refused"]]),
    result("unknown", [[4, "ungraded"], [-5, "ungraded"]]),
  ]);
  assert.deepEqual([points?.earned.right, points?.earned.n, points?.earned.planned], [6, 16, 20]);
  assert.deepEqual([points?.triggered.right, points?.triggered.n, points?.triggered.planned], [
    5,
    15,
    20,
  ]);
  assert.deepEqual([points?.triggered.low, points?.triggered.high], [0.25, 0.5]);
  // In the model's favour: one criterion met and one penalty avoided, of six that are known.
  assert.deepEqual([items.right, items.n, items.planned], [2, 6, 8]);
  assert.deepEqual([cases.right, cases.n], [0.1, 2]);
});

Deno.test("items without points mean what they always meant", () => {
  const { cases, points, items } = summary([
    result("1", [[null, 1], [null, 0]]),
    result("2", [[null, 1]]),
  ]);
  assert.equal(points, null);
  assert.deepEqual([items.right, cases.right, cases.n], [2, 1, 2]);
});

Deno.test("whatever becomes known later, the score lies within the bounds stated before", () => {
  const random = pcg32({ seed: 3 });
  for (let round = 0; round < 300; round++) {
    const open: Parameters<typeof result>[1][] = Array.from(
      { length: 3 },
      () =>
        Array.from({ length: 1 + random.below(4) }, () => {
          const said = (["ungraded", 0, 1] as const)[random.below(3)] ?? 0;
          return [random.below(21) - 10, said] as const;
        }),
    );
    const known = open.map((criteria) =>
      criteria.map(([points, said]) =>
        [points, said === "ungraded" ? (random.below(2) === 1 ? 1 : 0) : said] as const
      )
    );
    const before = summary(open.map((criteria, n) => result(`${n}`, criteria)));
    const after = summary(known.map((criteria, n) => result(`${n}`, criteria)));
    const within = (
      low: number | null | undefined,
      value: number | null | undefined,
      high: number | null | undefined,
    ) => {
      assert.ok(low !== null && low !== undefined && high !== null && high !== undefined);
      assert.ok(low - 1e-12 <= (value ?? low) && (value ?? high) <= high + 1e-12);
    };
    within(before.cases.low, after.cases.score, before.cases.high);
    within(
      before.points?.low_unclipped,
      after.points?.mean_unclipped,
      before.points?.high_unclipped,
    );
    assert.equal(after.cases.coverage, 1);
  }
});
