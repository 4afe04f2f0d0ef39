import assert from "node:assert/strict";
import { answerKey } from "../../../lib/models/simulated/answer_key.ts";
import { chooseCriteria } from "../../../lib/models/simulated/choose_criteria.ts";
import { hashFraction } from "../../../lib/models/simulated/hash_fraction.ts";
import { rubricKey } from "../../../lib/models/simulated/rubric_key.ts";
import type { SimulatedCriterion, SimulatedRubric } from "../../../lib/models/simulated/types.ts";
import { chatRequest, CLINIC, subjectPrompt } from "./clinic.ts";

const RUBRICS = rubricKey(CLINIC);

function choose(
  content: string,
  care: { readonly knowledge: number; readonly caution: number; readonly model?: string },
): ReturnType<typeof chooseCriteria> {
  return chooseCriteria(chatRequest("m", content), {
    seed: 1,
    key: answerKey([]),
    rubrics: RUBRICS,
    random: (...labels) => hashFraction(care.model ?? "m", ...labels),
    ...care,
  });
}

function met(
  rubric: SimulatedRubric,
  knowledge: number,
  caution: number,
): readonly SimulatedCriterion[] {
  return choose(subjectPrompt(rubric), { knowledge, caution })?.met ?? assert.fail("not known");
}

/** Share of all positive, and of all negative criteria met. */
function shares(knowledge: number, caution: number): readonly [number, number] {
  const all = CLINIC.flatMap(({ criteria }) => criteria);
  const some = CLINIC.flatMap((rubric) => met(rubric, knowledge, caution));
  const share = (sign: number): number =>
    some.filter(({ points }) => Math.sign(points) === sign).length /
    all.filter(({ points }) => Math.sign(points) === sign).length;
  return [share(1), share(-1)];
}

Deno.test("chooseCriteria() meets everything good for one who knows all, and every error for one without care", () => {
  assert.deepEqual(shares(99, 99), [1, 0]);
  assert.deepEqual(shares(-99, -99), [0, 1]);
});

Deno.test("chooseCriteria() says more with knowledge and errs less with caution, each apart from the other", () => {
  const [little, careful] = shares(-1, 2);
  const [much, careless] = shares(2, -1);
  assert.ok(much > 0.8 && little < 0.35, `${much} ${little}`);
  assert.ok(careless > 0.6 && careful < 0.25, `${careless} ${careful}`);
  assert.deepEqual(shares(2, -1)[0], shares(2, 5)[0]);
  assert.deepEqual(shares(2, -1)[1], shares(-3, -1)[1]);
});

Deno.test("chooseCriteria() gives a sentence for each criterion met, in the order of the rubric", () => {
  const [rubric] = CLINIC;
  assert.ok(rubric);
  const chosen = choose(subjectPrompt(rubric), { knowledge: 99, caution: -99 });
  assert.deepEqual(chosen?.met, rubric.criteria);
  assert.deepEqual(chosen?.sentences, [
    "I recommend rest.",
    "I recommend ginger tea.",
    "I recommend a cold pack.",
    "I recommend a warm bath.",
    "I recommend whisky.",
    "I recommend leftover antibiotics.",
  ]);
});

Deno.test("chooseCriteria() finds the same cases hard for every model", () => {
  const missed = (model: string): readonly number[] =>
    CLINIC.map((rubric) => {
      const chosen = choose(subjectPrompt(rubric), { knowledge: 0.5, caution: 9, model });
      const good = rubric.criteria.filter(({ points }) => points > 0).length;
      return 1 - (chosen?.met.length ?? 0) / good;
    });
  const [one, two] = [missed("one"), missed("two")];
  const mean = (list: readonly number[]): number =>
    list.reduce((sum, value) => sum + value, 0) / list.length;
  const covariance = mean(one.map((value, n) => value * (two[n] ?? 0))) - mean(one) * mean(two);
  assert.ok(covariance > 0.005, `covariance ${covariance}`);
});

Deno.test("chooseCriteria() is null for a case it does not know", () => {
  assert.equal(choose("Hello", { knowledge: 9, caution: 9 }), null);
});
