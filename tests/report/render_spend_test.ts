import assert from "node:assert/strict";
import { livemedbench, renderSpend, rubricJudge, runBenchmark } from "../../mod.ts";
import { answering, casesOf, faithful, record } from "../benchmarks/livemedbench/wards.ts";
import { judgingModel, plainReply } from "../graders/judging.ts";

const ward = casesOf(["a", "b", "c", "d"].map((id) => record(id, [6, 4])));
const judged = { cases: ward, dataset: { name: "ward", revision: null, sha256: "ab" } };

Deno.test("renderSpend() says what is unknown, and shows no sum of it", async () => {
  const { run } = await runBenchmark(livemedbench(), {
    ...judged,
    model: answering(() => ({ ...plainReply("#1") })),
    judge: rubricJudge(judgingModel(faithful)),
    output: null,
  });
  const text = renderSpend(run);
  assert.match(text, /Spent: 400 input and 40 output tokens in 4 turns; cost unknown/);
  assert.match(text, /Judges: 800 .*; cost unknown/);
  assert.doesNotMatch(text, /Together/);
});

Deno.test("renderSpend() adds up what the model and the judges cost, and says what is not in it", () => {
  const judge = {
    verdicts: 8,
    input_tokens: 800,
    output_tokens: 80,
    cost_usd: 2,
    unpriced_verdicts: 3,
  };
  const spend = {
    turns: 12,
    input_tokens: 1200,
    output_tokens: null,
    reasoning_tokens: null,
    cached_tokens: null,
    cost_usd: 0.25,
    unpriced_turns: 0,
    judge,
  };
  assert.equal(
    renderSpend({ spend }),
    "  Spent: 1,200 input and unknown output tokens in 12 turns; $0.2500\n" +
      "  Judges: 800 input and 80 output tokens in 8 verdicts; $2.00 and what 3 unpriced verdicts cost\n" +
      "  Together: $2.25\n",
  );
  assert.equal(renderSpend({}), "");
  const unfinished = { turns: 2, input_tokens: 20, output_tokens: 4, cost_usd: 0.0036 };
  const untold = { calls: 3, tokens: 3100, cost_usd: 0.25 };
  assert.equal(
    renderSpend({ spend: { ...spend, judge: null, unfinished, untold } }),
    "  Spent: 1,200 input and unknown output tokens in 12 turns; $0.2500\n" +
      "  Unfinished cases: 20 input and 4 output tokens in 2 turns; $0.0036\n" +
      "  Together: $0.2536\n" +
      "  Beside that 3,100 tokens, $0.2500 at most for 3 calls that told no tokens, broke off or were made again: " +
      "the budget counts them in full\n",
  );
});
