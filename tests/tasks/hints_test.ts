import assert from "node:assert/strict";
import { join } from "node:path";
import { record } from "../benchmarks/livemedbench/wards.ts";
import { serveOnce } from "../models/serve_once.ts";
import { completion, examRecord, runTask, writeExam } from "./eval_task.ts";

const EXAM = [examRecord("1001", "AB"), examRecord("1002", "A"), examRecord("1003", "A")];

function flags(base: string, exam: { data: string; output: string }): string[] {
  const data = ["--jsonl-path", exam.data, "--output", exam.output];
  return ["--model", "m", "--api-base", base, "--image-mode", "url", ...data];
}

Deno.test("analyze, compare and verify say what a journal is and how to go on from it", async () => {
  await using server = serveOnce(() => completion("\\boxed{A}"));
  const exam = await writeExam(EXAM);
  const run = await runTask("eval", [...flags(server.base, exam), "--keep-journal"]);
  assert.equal(run.code, 0, run.stderr);
  const journal = `${exam.output}.journal.jsonl`;
  for (const task of ["analyze", "compare", "verify"]) {
    const { code, stderr } = await runTask(task, [journal]);
    assert.equal(code, 2, task);
    assert.match(
      stderr,
      /is a journal, .*no result file\. It holds 4 answered turns of 3 cases of m on exam, begun 20/,
      task,
    );
    assert.ok(stderr.includes(`--resume goes on from there and writes ${exam.output}`), stderr);
    assert.doesNotMatch(stderr, /\bat .*\.ts:\d+/);
  }
  await Deno.writeTextFile(`${exam.output}.verdicts.jsonl`, '{"schema":"rounds.verdicts/1"}\n');
  const verdicts = await runTask("analyze", [`${exam.output}.verdicts.jsonl`]);
  assert.match(verdicts.stderr, /keeps a judge's verdicts: it is no result file/);
  await Deno.remove(exam.folder, { recursive: true });
});

Deno.test("notebooks says that a notebook is not there, without a stack", async () => {
  const folder = await Deno.makeTempDir();
  const none = await runTask("notebooks", [join(folder, "nope.ipynb")]);
  assert.equal(none.code, 2);
  assert.match(none.stderr, /^error: There is no notebook \S+nope\.ipynb\n$/);
  const place = await runTask("notebooks", [folder]);
  assert.equal(place.code, 2);
  assert.match(place.stderr, /is a folder: name the notebooks in it\n$/);
  await Deno.remove(folder);
});

Deno.test("eval does not call a used-up quota a wrong key, before the run and within it", async () => {
  let left = 0;
  await using server = serveOnce(() =>
    left-- > 0 ? completion("\\boxed{A}") : Response.json({
      error: { message: "You exceeded your current quota", code: "insufficient_quota" },
    }, { status: 429 })
  );
  for (const answered of [0, 2]) {
    left = answered;
    const exam = await writeExam(EXAM);
    const more = ["--concurrency", "1", "--max-retries", "1"];
    const { code, stderr } = await runTask("eval", [...flags(server.base, exam), ...more]);
    assert.equal(code, 2);
    assert.match(stderr, /exceeded your current quota.*The key was accepted, .*no quota left/s);
    assert.doesNotMatch(stderr, /Check OPENAI_API_KEY/);
    await Deno.remove(exam.folder, { recursive: true });
  }
});

Deno.test("eval names the models an endpoint offers when it does not know the one asked for", async () => {
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => {} },
    (request) =>
      request.method === "GET"
        ? Response.json({ data: [{ id: "m-instruct" }, { id: "\x1b[2Jevil" }] })
        : Response.json({ error: { message: "The model `m` does not exist" } }, { status: 404 }),
  );
  const exam = await writeExam(EXAM);
  const base = `http://127.0.0.1:${server.addr.port}/v1`;
  for (const more of [[], ["--no-preflight"]]) {
    const { code, stderr } = await runTask("eval", [...flags(base, exam), ...more, "--overwrite"]);
    assert.equal(code, 2);
    assert.match(stderr, /does not exist\. .*The endpoint offers .*m-instruct.*\. Check --model/s);
    assert.doesNotMatch(stderr, /\/v1\?/);
    assert.ok(!stderr.includes("\x1b"));
  }
  await server.shutdown();
  await Deno.remove(exam.folder, { recursive: true });
});

Deno.test("eval goes on with --resume when the local server is on another port, and a pilot only with its own plan", async () => {
  const exam = await writeExam(EXAM);
  {
    await using first = serveOnce(() => completion("\\boxed{A}"));
    const pilot = await runTask("eval", [...flags(first.base, exam), "--pilot", "1"]);
    assert.equal(pilot.code, 0, pilot.stderr);
  }
  await using second = serveOnce(() => completion("\\boxed{A}"));
  const other = await runTask("eval", [...flags(second.base, exam), "--resume", "--limit", "2"]);
  assert.equal(other.code, 2);
  assert.match(other.stderr, /a pilot goes on with the plan it was drawn from/);
  const { stderr } = await runTask("eval", [...flags(second.base, exam), "--resume"]);
  assert.match(stderr, /Earlier answers are from http:\/\/127\.0\.0\.1:\d+, further ones from/);
  const { rounds } = JSON.parse(await Deno.readTextFile(exam.output));
  assert.equal(rounds.manifest.earlier_origins.length, 1);
  assert.equal(rounds.manifest.origin, new URL(second.base).origin);
  assert.ok(second.requests.length < 4);
  await Deno.remove(exam.folder, { recursive: true });
});

Deno.test("eval says that it is the judge's key that is wrong when the run stops for it", async () => {
  await using server = serveOnce(({ body }) =>
    body.model === "m"
      ? completion("Rest.")
      : Response.json({ error: { message: "Incorrect API key" } }, { status: 401 })
  );
  const folder = await Deno.makeTempDir();
  const data = join(folder, "ward.json");
  await Deno.writeTextFile(data, JSON.stringify([record("a", [6]), record("b", [4])]));
  const args = ["--benchmark", "livemedbench", "--model", "m", "--api-base", server.base]
    .concat("--jsonl-path", data, "--judge", "j", "--output", join(folder, "m.json"));
  for (const more of [[], ["--no-preflight"]]) {
    const { code, stderr } = await runTask("eval", [...args, ...more]);
    assert.equal(code, 2, stderr);
    assert.match(stderr, /judge j.*Incorrect API key.*Check OPENAI_JUDGE_API_KEY/s);
    assert.doesNotMatch(stderr, /OPENAI_API_KEY/);
    if (more.length === 0) {
      assert.deepEqual((await Array.fromAsync(Deno.readDir(folder))).map(({ name }) => name), [
        "ward.json",
      ]);
    }
  }
  await Deno.remove(folder, { recursive: true });
});
