import assert from "node:assert/strict";
import {
  livemedbench,
  livemedbenchErrorType,
  ModelError,
  type Result,
  runBenchmark,
  scriptedModel,
} from "../../../mod.ts";
import { fixedJudge } from "../../graders/judging.ts";
import { answering, casesOf, failure, record } from "./wards.ts";

async function shortfall(): Promise<Result> {
  const { run } = await runBenchmark(livemedbench(), {
    cases: casesOf([record(1, [6, -5])]),
    dataset: { name: "ward", revision: null, sha256: "ab" },
    model: answering(() => "something else"),
    judge: fixedJudge("j", [false, true]),
    output: null,
    concurrency: 1,
  });
  const [result] = run.results;
  if (result === undefined) throw new Error("no result");
  return result;
}

const [CASE] = casesOf([record(1, [6, -5])]);
if (CASE === undefined) throw new Error("no case");
const WARD = CASE;
const TYPED = { gap: "no dose", cause: "It guesses.", type: "kgoc" };

Deno.test("livemedbenchErrorType() asks once with question, answer and failed criteria, and takes one of seven types", async () => {
  const judge = scriptedModel([JSON.stringify(TYPED)]);
  const { error, reason } = await livemedbenchErrorType(
    { ...await shortfall(), case: WARD },
    judge,
  );
  assert.deepEqual(error, { ...TYPED, type: "KGOC" });
  assert.equal(reason, null);
});

Deno.test("livemedbenchErrorType() asks again for what it cannot read, and then has no type but a reason", async () => {
  const result = { ...await shortfall(), case: WARD };
  for (const wrong of [{ ...TYPED, type: "COUGH" }, { type: "KGOC" }, { ...TYPED, gap: 3 }]) {
    const text = JSON.stringify(wrong);
    const { error, reason } = await livemedbenchErrorType(
      result,
      scriptedModel([text, text, text]),
    );
    assert.equal(error, null);
    assert.match(reason ?? "", /asked 3 times: .*expected a gap, a cause and a type of CNIF, GOPR/);
  }
  const down = await livemedbenchErrorType(result, scriptedModel([failure("server")]));
  assert.deepEqual([down.error, down.reason], [null, "server: simulated server"]);
  await assert.rejects(livemedbenchErrorType(result, scriptedModel([failure("auth")])), ModelError);
});

Deno.test("livemedbenchErrorType() refuses an answer without a failed criterion, or no answer", async () => {
  const result = { ...await shortfall(), case: WARD };
  await assert.rejects(
    livemedbenchErrorType({ ...result, turns: [] }, scriptedModel([])),
    /case 1 has no answer, expected one to explain/,
  );
  const perfect = result.grades.map((grade, k) => ({ ...grade, score: k === 0 ? 1 : 0 }));
  await assert.rejects(
    livemedbenchErrorType({ ...result, grades: perfect }, scriptedModel([])),
    /case 1 has no failed criterion/,
  );
});
