import assert from "node:assert/strict";
import { caseIdsSha256, shardOf, takeShard } from "../../mod.ts";
import { quizCase } from "./quiz.ts";

const PLAN = Array.from({ length: 9 }, (_, n) => quizCase(`case-${n}`, ["x", "y"], n + 1));

Deno.test("takeShard() keeps the plan's order and says what the whole plan is", () => {
  const { cases, shard } = takeShard(PLAN, { index: 2, count: 3 });
  assert.deepEqual(cases, PLAN.filter(({ id }) => shardOf(id, 3) === 2));
  assert.deepEqual(shard, {
    index: 2,
    count: 3,
    plan_cases: 9,
    plan_items: 18,
    plan_sha256: caseIdsSha256(PLAN.map(({ id }) => id)),
  });
});

Deno.test("takeShard() of one part is the plan, and refuses parts that are not there", () => {
  assert.deepEqual(takeShard(PLAN, { index: 1, count: 1 }).cases, PLAN);
  assert.deepEqual(takeShard([], { index: 1, count: 4 }).cases, []);
  for (const index of [0, 5, 1.5]) {
    assert.throws(() => takeShard(PLAN, { index, count: 4 }), /shard is .* of 4, expected a whole/);
  }
});
