import assert from "node:assert/strict";
import { join } from "node:path";
import { record } from "../benchmarks/livemedbench/wards.ts";
import { serveOnce, type TestServer } from "../models/serve_once.ts";
import { runTask } from "./eval_task.ts";

/** Tokens of an answer and of a verdict, as the endpoint counts them. */
const ANSWER = { prompt_tokens: 1000, completion_tokens: 100 };
const VERDICT = { prompt_tokens: 2000, completion_tokens: 10 };
const PRICES = {
  prices: [
    { model: "m", input: 10, output: 100 },
    { model: "judge-1", input: 1, output: 20 },
    { model: "judge-2", input: 2, output: 2 },
  ],
};
/** By those prices. */
const ANSWER_USD = (1000 * 10 + 100 * 100) / 1e6;
const VERDICT_USD = [(2000 * 1 + 10 * 20) / 1e6, (2000 * 2 + 10 * 2) / 1e6] as const;
const CASES = 12;
const CRITERIA = 2 * CASES;

function serveBoth(): TestServer {
  return serveOnce(({ body }) => {
    const isJudge = String(body.model).startsWith("judge");
    const content = isJudge ? '{"met": true, "evidence": ""}' : "Rest.";
    return Response.json({
      choices: [{ message: { content }, finish_reason: "stop" }],
      usage: isJudge ? VERDICT : ANSWER,
    });
  });
}

async function ward(): Promise<{ readonly folder: string; readonly flags: string[] }> {
  const folder = await Deno.makeTempDir();
  const [data, prices] = [join(folder, "ward.json"), join(folder, "prices.json")];
  const records = Array.from({ length: CASES }, (_, n) => record(`w${n}`, [6, 4]));
  await Deno.writeTextFile(data, JSON.stringify(records));
  await Deno.writeTextFile(prices, JSON.stringify(PRICES));
  const flags = [
    "--benchmark",
    "livemedbench",
    "--model",
    "m",
    "--jsonl-path",
    data,
    "--max-tokens",
  ]
    .concat("100", "--judge-max-tokens", "1024", "--prices", prices)
    .concat("--judge", "judge-1", "--judge", "judge-2", "--output", join(folder, "m.json"));
  return { folder, flags };
}

const near = (left: number, right: number) => Math.abs(left - right) < 1e-9;

Deno.test("eval counts and prices the judges by their own models, in the record and in what it and analyze print", async () => {
  await using server = serveBoth();
  const { folder, flags } = await ward();
  const { code, stdout, stderr } = await runTask("eval", [...flags, "--api-base", server.base]);
  assert.equal(code, 0, stderr);
  const { rounds, cases } = JSON.parse(await Deno.readTextFile(join(folder, "m.json")));
  const { judge, cost_usd, turns } = rounds.spend;
  assert.equal(turns, CASES);
  assert.ok(near(cost_usd, CASES * ANSWER_USD));
  assert.equal(judge.verdicts, 2 * CRITERIA);
  assert.equal(judge.input_tokens, 2 * CRITERIA * VERDICT.prompt_tokens);
  assert.equal(judge.output_tokens, 2 * CRITERIA * VERDICT.completion_tokens);
  assert.ok(near(judge.cost_usd, CRITERIA * (VERDICT_USD[0] + VERDICT_USD[1])));
  const [first, second] = cases[0].evaluations.rubric_1.rounds.verdicts;
  assert.deepEqual([first.cost_usd, second.cost_usd], VERDICT_USD);
  const spent =
    /Judges: 96,000 input and 480 output tokens in 48 verdicts; \$0\.1493\n {2}Together: \$0\.3893/;
  assert.match(stdout, spent);
  assert.match((await runTask("analyze", [join(folder, "m.json")])).stdout, spent);
  const verified = await runTask("verify", [join(folder, "m.json")]);
  assert.equal(verified.code, 0, verified.stdout + verified.stderr);
  await Deno.remove(folder, { recursive: true });
});

Deno.test("eval --pilot predicts what the judges of the rest will take", async () => {
  await using server = serveBoth();
  const { folder, flags } = await ward();
  const pilot = ["--api-base", server.base, "--pilot", "4"];
  const { code, stdout, stderr } = await runTask("eval", [...flags, ...pilot]);
  assert.equal(code, 0, stderr);
  assert.match(stdout, /judge input +32,000 +64,000 +\(64,000 to 64,000\)/);
  assert.match(stdout, /cost in all +\$0\.1298 +\$0\.2595/);
  const json = await runTask("eval", [...flags, ...pilot, "--overwrite", "--json"]);
  const { judge, cost_usd } = JSON.parse(json.stdout).pilot;
  assert.equal(judge.output_tokens.rest.total, 320);
  assert.ok(near(judge.cost_usd.rest.total + 8 * ANSWER_USD, cost_usd.rest.total));
  await Deno.remove(folder, { recursive: true });
});

Deno.test("eval --max-cost and --max-tokens-total hold with the judges' calls in them, over resumed parts too", async () => {
  for (
    const bound of [["--max-cost", "0.25"], ["--max-tokens-total", "60000"]] as const
  ) {
    await using server = serveBoth();
    const { folder, flags } = await ward();
    const args = [...flags, "--api-base", server.base, "--no-preflight", "--concurrency", "4"];
    const spentBy = () => {
      const judges = server.requests.filter(({ body }) => body.model !== "m");
      const [one, two] = ["judge-1", "judge-2"].map((name) =>
        judges.filter(({ body }) => body.model === name).length
      );
      const answers = server.requests.length - judges.length;
      return bound[0] === "--max-cost"
        ? answers * ANSWER_USD + (one ?? 0) * VERDICT_USD[0] + (two ?? 0) * VERDICT_USD[1]
        : answers * 1100 + judges.length * 2010;
    };
    const first = await runTask("eval", [...args, ...bound]);
    assert.equal(first.code, 1, first.stderr);
    assert.match(first.stderr, /budget of .* (is used up|does not cover another case)/);
    assert.ok(spentBy() <= Number(bound[1]), `${spentBy()} of ${bound[1]}`);
    assert.ok(spentBy() > 0.3 * Number(bound[1]), `only ${spentBy()} of ${bound[1]}`);
    const second = await runTask("eval", [...args, ...bound, "--resume"]);
    assert.equal(second.code, 1, second.stderr);
    assert.ok(spentBy() <= Number(bound[1]), `${spentBy()} of ${bound[1]} after --resume`);
    const { rounds } = JSON.parse(await Deno.readTextFile(join(folder, "m.json")));
    const counted = Object.values<number>(rounds.outcomes).reduce((sum, n) => sum + n, 0);
    assert.equal(counted, CRITERIA);
    const whole = await runTask("eval", [...args, "--resume"]);
    assert.equal(whole.code, 0, whole.stderr);
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("eval --max-cost needs a price for every judge, and says how to give it", async () => {
  const { folder, flags } = await ward();
  const args = [...flags, "--api-base", "http://127.0.0.1:1/v1", "--judge", "unknown-judge"];
  const { code, stderr } = await runTask("eval", [...args, "--max-cost", "1"]);
  assert.equal(code, 2);
  assert.match(stderr, /--max-cost needs a price for unknown-judge/);
  await Deno.remove(folder, { recursive: true });
});
