import assert from "node:assert/strict";
import { join } from "node:path";
import { startSimulatedServer } from "../../mod.ts";
import { record } from "../benchmarks/livemedbench/wards.ts";
import { serveOnce } from "../models/serve_once.ts";
import { completion, examRecord, runTask, writeExam } from "./eval_task.ts";

const EXAM = Array.from({ length: 8 }, (_, n) => examRecord(String(3001 + n), "ABC"));

function flags(base: string, { data, output }: { data: string; output: string }): string[] {
  const model = ["--model", "m", "--api-base", base, "--image-mode", "url"];
  return [...model, "--jsonl-path", data, "--output", output];
}

function isShort(body: unknown): boolean {
  return JSON.stringify(body).includes("Reply with the word OK");
}

Deno.test("eval ends by itself where some prompts always fail: their questions are failed, the others graded", async () => {
  let short = 0;
  let second = 0;
  const allAreThere = Promise.withResolvers<void>();
  await using server = serveOnce(async ({ body }) => {
    if (isShort(body)) {
      short++;
      return completion("OK");
    }
    if (!JSON.stringify(body.messages).includes("Question 2 of 300")) {
      return completion("\\boxed{A}");
    }
    // No second question fails before all cases are there: the failures are in a row, whichever case is slow.
    if (++second === EXAM.length) allAreThere.resolve();
    await allAreThere.promise;
    return Response.json({ error: { message: "overloaded" } }, { status: 500 });
  });
  const exam = await writeExam(EXAM);
  const more = ["--concurrency", "20", "--max-retries", "2"];
  const { code, stdout, stderr } = await runTask("eval", [...flags(server.base, exam), ...more]);
  assert.equal(code, 1, stderr);
  assert.match(stdout, /graded +8\n +failed +8\n +skipped +8/);
  assert.match(stderr, /10 calls in a row failed .*endpoint answers a short request/);
  assert.doesNotMatch(stderr, /paused/);
  assert.ok(short >= 1);
  assert.match(stdout, /Note: \d short requests? asked whether an endpoint lives/);
  const { rounds } = JSON.parse(await Deno.readTextFile(exam.output));
  assert.match(rounds.warnings.join(), /short request/);
  await Deno.remove(exam.folder, { recursive: true });
});

Deno.test("eval refuses a budget that does not cover one call with exit 2, and writes nothing", async () => {
  await using server = await startSimulatedServer();
  const exam = await writeExam(EXAM);
  const args = flags(server.baseUrl, exam);
  const { code, stderr } = await runTask("eval", [...args, "--max-tokens-total", "500"]);
  assert.equal(code, 2, stderr);
  assert.match(
    stderr,
    /does not cover one call, which may take up to 1\d,\d{3} tokens: its prompt/,
  );
  await assert.rejects(Deno.stat(exam.output), Deno.errors.NotFound);
  assert.equal(server.requests.total, 0);
  await Deno.remove(exam.folder, { recursive: true });
});

Deno.test("eval says what a resumed run kept, and asks for --resume only where something is left to ask", async () => {
  await using server = serveOnce(({ body }) =>
    JSON.stringify(body.messages).includes("Question 1 of 3002")
      ? Response.json({ error: { message: "filtered", code: "content_filter" } }, { status: 400 })
      : completion("\\boxed{A}")
  );
  const exam = await writeExam(EXAM);
  const first = await runTask("eval", flags(server.base, exam));
  assert.equal(first.code, 1);
  assert.match(first.stdout, /refused +1\n +skipped +2/);
  assert.doesNotMatch(first.stderr, /--resume/);
  const { cases } = JSON.parse(await Deno.readTextFile(exam.output));
  assert.match(
    cases[1].mcqs[1].rounds.reason,
    /not answered \(content_filter\), and the protocol ends a case there/,
  );
  const again = await runTask("eval", [...flags(server.base, exam), "--resume"]);
  assert.match(
    again.stderr,
    /Nothing was left to ask the model: the 22 turns from before were kept/,
  );
  await Deno.remove(exam.folder, { recursive: true });
});

Deno.test("eval --pilot says when nothing is left to predict, and names its file", async () => {
  await using server = serveOnce(() => completion("\\boxed{A}"));
  const exam = await writeExam(EXAM);
  const all = await runTask("eval", [...flags(server.base, exam), "--pilot", "50"]);
  assert.match(all.stderr, /--pilot 50 is not fewer than the 8 planned cases: all are run/);
  const one = ["--pilot", "1", "--overwrite"];
  const { stdout } = await runTask("eval", [...flags(server.base, exam), ...one]);
  assert.match(stdout, /Pilot: 1 case at random; 7 are left/);
  assert.ok(stdout.includes(`Results: ${exam.output}`));
  await Deno.remove(exam.folder, { recursive: true });
});

Deno.test("eval --dry-run prices a plan, in text and JSON, and refuses a price table that is not there", async () => {
  const exam = await writeExam(EXAM);
  const plan = ["--model", "gpt-5", "--image-mode", "url", "--jsonl-path", exam.data, "--dry-run"];
  const text = await runTask("eval", [...plan, "--max-cost", "0.00001"]);
  assert.equal(text.code, 0, text.stderr);
  assert.match(text.stdout, /cost +input about \$0\.\d{4}, output at most \$3\.93/);
  assert.match(text.stdout, /--max-cost 0\.00001 does not cover the input alone/);
  const { stdout } = await runTask("eval", [...plan, "--json"]);
  const { dataset, model, outputTokensAtMost, inputCostUsd, judges } = JSON.parse(stdout);
  assert.deepEqual([dataset, model, outputTokensAtMost, judges], [
    "exam",
    "gpt-5",
    24 * 16_384,
    [],
  ]);
  assert.ok(inputCostUsd > 0);
  const none = await runTask("eval", [...plan, "--prices", join(exam.folder, "nope.json")]);
  assert.equal(none.code, 2);
  assert.match(none.stderr, /--prices .*nope\.json: there is no such file/);
  await Deno.remove(exam.folder, { recursive: true });
});

Deno.test("eval --dry-run estimates what judges read, and eval says what an even panel does before it asks", async () => {
  await using server = serveOnce(({ body }) =>
    completion(String(body.model).startsWith("j") ? '{"met": true, "evidence": ""}' : "Rest.")
  );
  const folder = await Deno.makeTempDir();
  const data = join(folder, "ward.json");
  await Deno.writeTextFile(data, JSON.stringify([record("w1", [6, 4])]));
  const judges = ["--judge", "j1", "--judge", "j2", "--output", join(folder, "m.json")];
  const args = ["--benchmark", "livemedbench", "--jsonl-path", data, "--model", "m", ...judges];
  const plan = await runTask("eval", [...args, "--dry-run"]);
  assert.match(plan.stdout, /judge +j2: about [\d,]{3,} input and at most 4,096 output tokens/);
  assert.match(plan.stdout, /unknown: no price for j2/);
  const run = await runTask("eval", [...args, "--api-base", server.base]);
  assert.match(run.stderr, /A panel of 2 judges ties where they differ by half/);
  await Deno.remove(folder, { recursive: true });
});

Deno.test("eval names the shard in both headers", async () => {
  await using server = serveOnce(() => completion("\\boxed{A}"));
  const exam = await writeExam(EXAM);
  const { stdout } = await runTask("eval", [...flags(server.base, exam), "--shard", "1/2"]);
  assert.match(stdout, /Results: m \(exam, shard 1 of 2\)/);
  assert.match(stdout, /Clean reading: m \(exam, shard 1 of 2 of a plan of 8 cases\)/);
  const both = await runTask("analyze", [exam.output, exam.output]);
  assert.doesNotMatch(both.stderr, /ts:\d+/);
  await Deno.remove(exam.folder, { recursive: true });
});

Deno.test("eval ends a preflight's sentence once", async () => {
  const exam = await writeExam(EXAM);
  const more = ["--max-retries", "1"];
  const { code, stderr } = await runTask("eval", [
    ...flags("http://127.0.0.1:1/v1", exam),
    ...more,
  ]);
  assert.equal(code, 2);
  assert.match(
    stderr,
    /Is the server running at --api-base\? --no-preflight starts without it\.\n$/,
  );
  await Deno.remove(exam.folder, { recursive: true });
});

Deno.test("grade says whom it asks, and stops at a dead judge after its patience", async () => {
  const { stdout } = await runTask("grade", ["--help"]);
  assert.match(stdout, /--patience <seconds>/);
  assert.match(stdout, /default:\s+OPENAI_BASE_URL, else\s+https:\/\/api\.openai\.com\/v1/);
  const folder = await Deno.makeTempDir();
  const [data, answers] = [join(folder, "ward.json"), join(folder, "m.json")];
  const wards = Array.from({ length: 10 }, (_, n) => record(`w${n}`, [6, 4]));
  await Deno.writeTextFile(data, JSON.stringify(wards));
  await Deno.writeTextFile(
    answers,
    JSON.stringify(wards.map((_, n) => ({ case_id: `w${n}`, model_response: "Rest." }))),
  );
  await using server = serveOnce(() => new Response("down", { status: 500 }));
  const args = ["--rubric-file", data, "--model-result-file", answers, "--judge", "j"];
  const { code, stderr } = await runTask("grade", [
    ...args,
    ...["--judge-api-base", server.base, "--patience", "0"],
    ...["--output-file", join(folder, "out.json")],
  ]);
  assert.equal(code, 2, stderr);
  assert.ok(stderr.includes(`Judging by j at ${server.base}`), stderr);
  assert.match(stderr, /judge: 10 calls in a row failed.*paused/);
  await Deno.remove(folder, { recursive: true });
});

Deno.test("answer and label wait for a dead endpoint as long as --patience says, and stop", async () => {
  const folder = await Deno.makeTempDir();
  const path = (name: string) => join(folder, name);
  const wards = Array.from({ length: 40 }, (_, n) => record(`w${n}`, [6, 4]));
  await Deno.writeTextFile(path("ward.json"), JSON.stringify(wards));
  await using server = serveOnce(() => new Response("down", { status: 500 }));
  const data = ["--data-file", path("ward.json")];
  const judge = ["--judge", "j", "--judge-api-base", server.base];
  const tasks = {
    answer: ["--model", "m", "--api-base", server.base],
    label: judge,
  };
  for (const [task, flags] of Object.entries(tasks)) {
    const { code, stderr } = await runTask(task, [
      ...[...data, ...flags, "--output-file", path(`${task}.json`)],
      ...["--patience", "0", "--max-retries", "1", "--concurrency", "5"],
    ]);
    assert.equal(code, 2, stderr);
    assert.match(stderr, /10 calls in a row failed.*paused/, stderr);
  }
  await Deno.remove(folder, { recursive: true });
});
