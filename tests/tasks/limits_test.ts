import assert from "node:assert/strict";
import { join } from "node:path";
import { startSimulatedServer } from "../../mod.ts";
import { serveOnce } from "../models/serve_once.ts";
import { completion, examRecord, runTask, writeExam } from "./eval_task.ts";

const EXAM = Array.from({ length: 8 }, (_, n) => examRecord(String(2001 + n), "ABC"));

interface Place {
  readonly folder: string;
  readonly data: string;
  readonly output: string;
}

function flags(base: string, { data, output }: Place, ...more: readonly string[]): string[] {
  const model = ["--model", "sim-weak", "--api-base", base, "--image-mode", "url"];
  return [...model, "--jsonl-path", data, "--output", output, ...more];
}

async function withPrices(): Promise<Place & { readonly prices: string }> {
  const exam = await writeExam(EXAM);
  const prices = join(exam.folder, "prices.json");
  const price = { model: "sim-*", input: 10, output: 40, cached: 1 };
  await Deno.writeTextFile(prices, JSON.stringify({ prices: [price] }));
  return { ...exam, prices };
}

Deno.test("eval --help documents every limit", async () => {
  const { stdout } = await runTask("eval", ["--help"]);
  for (const name of "rpm tpm patience prices pilot max-cost max-tokens-total".split(" ")) {
    assert.match(stdout, new RegExp(`--${name} <`), name);
  }
});

Deno.test("eval --pilot predicts the rest with exit 0, and --resume runs it without asking twice", async () => {
  await using server = await startSimulatedServer();
  const exam = await withPrices();
  const priced = ["--prices", exam.prices];
  const pilot = await runTask("eval", flags(server.baseUrl, exam, ...priced, "--pilot", "4"));
  assert.equal(pilot.code, 0, pilot.stderr);
  assert.match(pilot.stdout, /Pilot: 4 cases at random; 4 are left/);
  assert.match(pilot.stdout, /cost +\$0\.\d+ +\$0\.\d+ +\(\$0\.\d+ to \$0\.\d+\)/);
  assert.match(pilot.stderr, /--resume instead of --pilot/);
  assert.equal(server.requests.total, 12);
  const rest = await runTask("eval", flags(server.baseUrl, exam, ...priced, "--resume"));
  assert.notEqual(rest.code, 2, rest.stderr);
  assert.equal(server.requests.total, 24);
  const { rounds } = JSON.parse(await Deno.readTextFile(exam.output));
  assert.ok(rounds.spend.cost_usd > 0);
  assert.equal(rounds.limiter[0].origin, new URL(server.baseUrl).origin);
  assert.equal(rounds.limiter[0].refused, 0);
  const again = await withPrices();
  const json = await runTask("eval", flags(server.baseUrl, again, "--pilot", "3", "--json"));
  const printed = JSON.parse(json.stdout);
  assert.equal(printed.pilot.rest, 5);
  assert.match(printed.pilot.cost_usd.reason, /no price is known/);
});

Deno.test("eval --max-cost stays within the budget, exits 1 saying so, and goes on with a higher one", async () => {
  await using server = await startSimulatedServer();
  const exam = await withPrices();
  const capped = [...["--prices", exam.prices], "--max-tokens", "100", "--concurrency", "2"];
  const first = await runTask(
    "eval",
    flags(server.baseUrl, exam, ...capped, "--max-cost", "0.03"),
  );
  assert.equal(first.code, 1, first.stderr);
  assert.match(
    first.stderr,
    /cases are not finished: the budget of \$0\.03 (is used up|does not cover another case): .*--resume/s,
  );
  const { rounds } = JSON.parse(await Deno.readTextFile(exam.output));
  assert.ok(rounds.spend.cost_usd <= 0.03);
  assert.ok(rounds.outcomes.not_run > 0);
  const second = await runTask(
    "eval",
    flags(server.baseUrl, exam, ...capped, "--max-cost", "3", "--resume"),
  );
  assert.doesNotMatch(second.stderr, /used up/);
  assert.equal(server.requests.total, 24);
});

Deno.test("eval --max-cost refuses to start without a price, and names the model", async () => {
  const exam = await writeExam(EXAM);
  const output = ["--output", join(exam.folder, "judged.json")];
  const subject = ["--model", "sim-weak", "--api-base", "http://127.0.0.1:1/v1"];
  const judged = ["--benchmark", "livemedbench", "--dataset", "rounds_meddemo"];
  const judge = ["--judge", "other@http://x/v1", "--max-cost", "1"];
  const { code, stderr } = await runTask("eval", [...judged, ...subject, ...judge, ...output]);
  assert.equal(code, 2);
  assert.match(stderr, /--max-cost needs a price for sim-weak, other\. Give it with --prices/);
  const prices = join(exam.folder, "prices.json");
  await Deno.writeTextFile(prices, "{");
  const broken = await runTask("eval", flags("http://127.0.0.1:1/v1", exam, "--prices", prices));
  assert.match(broken.stderr, /--prices .*prices\.json is no JSON/);
  assert.equal(broken.code, 2);
});

Deno.test("eval --max-tokens-total bounds tokens without any price", async () => {
  await using server = await startSimulatedServer();
  const exam = await writeExam(EXAM);
  const args = flags(server.baseUrl, exam, "--max-tokens-total", "1500", "--max-tokens", "100");
  const { code, stderr } = await runTask("eval", args);
  assert.equal(code, 1, stderr);
  const { rounds } = JSON.parse(await Deno.readTextFile(exam.output));
  assert.ok(rounds.spend.input_tokens + rounds.spend.output_tokens <= 1500);
});

Deno.test("eval --rpm keeps to its ceiling", async () => {
  await using server = await startSimulatedServer({ enforce: { rpm: 1200, shape: "window" } });
  const exam = await writeExam(EXAM);
  const start = performance.now();
  const { code, stderr } = await runTask("eval", flags(server.baseUrl, exam, "--rpm", "600"));
  assert.notEqual(code, 2, stderr);
  // 24 requests, one each 100 ms.
  assert.ok(performance.now() - start > 2200);
  assert.equal(server.enforced?.refused, 0);
});

Deno.test("eval stops resumably at an endpoint that dies, with exit 2 and nothing marked wrong", async () => {
  let served = 0;
  await using server = serveOnce(() =>
    ++served > 1 ? new Response("down", { status: 500 }) : completion("\\boxed{A}")
  );
  const exam = await writeExam(EXAM);
  const args = flags(server.base, exam, "--patience", "0", "--concurrency", "20");
  const { code, stderr, stdout } = await runTask("eval", args);
  assert.equal(code, 2, stderr);
  assert.match(stderr, /10 calls in a row failed.*paused/s);
  assert.match(stderr, /--resume/);
  assert.match(stdout, /not_run +24/);
});

Deno.test("eval stops resumably when the server asks to wait longer than --patience, refused or used up", async () => {
  const refusal = () =>
    Response.json({ error: { message: "daily limit" } }, {
      status: 429,
      headers: { "retry-after": "100000" },
    });
  const usedUp = () => {
    const answer = completion("\\boxed{A}");
    answer.headers.set("x-ratelimit-remaining-requests", "0");
    answer.headers.set("x-ratelimit-reset-requests", "23h59m");
    return answer;
  };
  for (const [late, asks] of [[refusal, "100000 s"], [usedUp, "863\\d\\d s"]] as const) {
    let served = 0;
    await using server = serveOnce(() => ++served > 4 ? late() : completion("\\boxed{A}"));
    const exam = await writeExam(EXAM);
    const args = flags(server.base, exam, "--no-preflight", "--concurrency", "2");
    const { code, stderr } = await runTask("eval", args);
    assert.equal(code, 2, stderr);
    assert.match(stderr, new RegExp(`the run was stopped: rate_limited.*${asks}`));
    assert.match(stderr, /longer than .*waited for/);
    assert.match(stderr, /the same command with --resume/);
    const { rounds } = JSON.parse(await Deno.readTextFile(exam.output));
    assert.equal(rounds.outcomes.failed + rounds.outcomes.skipped, 0);
    assert.ok(rounds.outcomes.not_run >= 15, JSON.stringify(rounds.outcomes));
    assert.ok(rounds.limiter[0].pauses > 0);
    assert.ok(server.requests.length <= 8, String(server.requests.length));
  }
});

// In real time on a machine that is busy with other tests: so few requests that a slow one can send what is allowed, and
// with some room. tests/async holds all kinds of limits to 95 %, 1 % and no violation in virtual time.
Deno.test("limits uses what servers on loopback allow, with few refusals and Retry-After kept", async () => {
  const args = ["--window", "3", "--settle", "5", "--measure", "4", "--requests", "20", "--json"];
  const { stdout, stderr } = await runTask("limits", args);
  const findings = JSON.parse(stdout);
  assert.equal(findings.length, 6, stderr);
  for (const { name, used, refused, violations } of findings) {
    const isTold = name.endsWith("with headers");
    assert.ok(used >= (isTold ? 0.9 : 0.75), stdout);
    assert.ok(refused < (isTold ? 0.02 : 0.08), stdout);
    // What was under way at a refusal is read late by a process that waits for the processor, and counts.
    assert.ok(violations < 5, stdout);
  }
});
