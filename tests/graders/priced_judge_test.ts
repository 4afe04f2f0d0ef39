import assert from "node:assert/strict";
import { panelJudge, pricedJudge, rememberingJudge, rubricJudge } from "../../mod.ts";
import { failure, faithful } from "../benchmarks/livemedbench/wards.ts";
import { judgingModel } from "./judging.ts";

const REQUEST = { query: "q", answer: "#1", criterion: "says #1" };
const judgeOf = (name: string) => rubricJudge(judgingModel(faithful, name));

Deno.test("pricedJudge() prices each verdict by what it used, remembered ones too", async () => {
  const cost = ({ inputTokens }: { readonly inputTokens: number | null }) =>
    (inputTokens ?? 0) / 50;
  const judge = pricedJudge(rememberingJudge(judgeOf("a"), new Map()), { cost });
  assert.equal((await judge.judge(REQUEST)).costUsd, 2);
  assert.equal((await judge.judge(REQUEST)).costUsd, 2);
  assert.deepEqual(judge.identity, judgeOf("a").identity);
  assert.deepEqual(judge.origins, ["scripted"]);
});

Deno.test("pricedJudge() leaves unknown what no price or no usage is known of", async () => {
  const unpriced = pricedJudge(judgeOf("a"), { cost: () => null });
  assert.equal((await unpriced.judge(REQUEST)).costUsd, null);
  const failing = rubricJudge(judgingModel(() => failure("server")));
  const verdict = await pricedJudge(failing, { cost: () => 1 }).judge(REQUEST);
  assert.equal(verdict.costUsd ?? null, null);
  assert.equal(verdict.failure?.kind, "server");
});

Deno.test("a panel of priced judges keeps the price of each", async () => {
  const panel = panelJudge(
    ["a", "b"].map((name, n) => pricedJudge(judgeOf(name), { cost: () => n + 1 })),
  );
  const { verdicts } = await panel.judge(REQUEST);
  assert.deepEqual(verdicts.map(({ costUsd }) => costUsd), [1, 2]);
});
