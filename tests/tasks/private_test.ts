import assert from "node:assert/strict";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  readRecords,
  simulatedQuestions,
  type SimulatedServer,
  startSimulatedServer,
} from "../../mod.ts";
import { record } from "../benchmarks/livemedbench/wards.ts";
import { readPrompt } from "../graders/judging.ts";
import { serveOnce } from "../models/serve_once.ts";
import { completion, examRecord, runTask, writeExam } from "./eval_task.ts";
import { runScript } from "./run_script.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const modeOf = async (path: string) => ((await Deno.stat(path)).mode ?? 0) & 0o777;
const EXAM = [examRecord("1001", "AB"), examRecord("1002", "A")];

function flags(base: string, exam: { data: string; output: string }): string[] {
  const data = ["--jsonl-path", exam.data, "--output", exam.output];
  return ["--model", "m", "--api-base", base, "--image-mode", "local", ...data];
}

Deno.test("eval --private names every endpoint it refuses and sends nothing", async () => {
  const exam = await writeExam(EXAM);
  const local = "http://127.0.0.1:1/v1";
  const here = [...flags(local, exam), "--private"];
  const judged = ["--benchmark", "livemedbench", "--model", "m", "--api-base", local, "--private"];
  for (
    const [args, message] of [
      [
        [...flags("https://api.example.org/v1", exam), "--private"],
        /the model is at api\.example\.org, .*nothing was sent\. If it may have the data: --private-host api\.example\.org/,
      ],
      [
        [...judged, "--judge", "j@https://judge.example.org/v1"],
        /the judge j is at judge\.example/,
      ],
      [
        [...judged, "--judge", "j", "--judge-api-base", "http://10.0.0.7/v1"],
        /j is at 10\.0\.0\.7/,
      ],
      [[...here, "--image-mode", "url"], /fetch the images from elsewhere: use --image-mode local/],
      [[...here, "--private-host", "https://x.org"], /"https:\/\/x\.org" is no host/],
      [
        ["--model", "m", "--api-base", local, "--image-mode", "local", "--private"]
          .concat("--data-dir", exam.folder, "--dataset", "2025_H1"),
        /its hub is at hub\.example\.org/,
      ],
    ] as const
  ) {
    const { code, stderr } = await runTask("eval", args, {
      HF_ENDPOINT: "https://hub.example.org",
    });
    assert.equal(code, 2, stderr);
    assert.match(stderr, message);
  }
  await assert.rejects(Deno.stat(join(exam.folder, "out")), Deno.errors.NotFound);
  await Deno.remove(exam.folder, { recursive: true });
});

Deno.test("eval --private goes through no proxy and follows no redirect", async () => {
  await using model = serveOnce(() => completion("\\boxed{A}"));
  await using elsewhere = serveOnce(() => completion("\\boxed{A}"));
  await using redirecting = serveOnce(() =>
    new Response(null, { status: 307, headers: { location: `${elsewhere.base}/chat/completions` } })
  );
  const exam = await writeExam(EXAM);
  const proxy = { HTTP_PROXY: new URL(elsewhere.base).origin, NO_PROXY: "", no_proxy: "" };
  const refused = await runTask("eval", [...flags(model.base, exam), "--private"], proxy);
  assert.equal(refused.code, 2);
  assert.match(refused.stderr, /HTTP_PROXY is set, .*put 127\.0\.0\.1 into NO_PROXY/);
  const redirected = await runTask("eval", [...flags(redirecting.base, exam), "--private"]);
  assert.equal(redirected.code, 2);
  assert.match(redirected.stderr, /redirects to .*: not followed, nothing is sent there/);
  assert.deepEqual([elsewhere.requests.length, model.requests.length], [0, 0]);
  const excepted = { ...proxy, NO_PROXY: "127.0.0.1", no_proxy: "127.0.0.1" };
  const done = await runTask("eval", [...flags(model.base, exam), "--private"], excepted);
  assert.notEqual(done.code, 2, done.stderr);
  assert.equal(elsewhere.requests.length, 0);
  await Deno.remove(exam.folder, { recursive: true });
});

Deno.test("eval --private writes every file for its owner only and marks the run; --private-host implies it", async () => {
  await using server = serveOnce(() => completion("\\boxed{A}"));
  const exam = await writeExam(EXAM);
  const requests = join(exam.folder, "requests.jsonl");
  await Deno.writeTextFile(requests, "", { mode: 0o644 });
  const dry = ["--dry-run", "--requests", requests, "--overwrite"];
  const plan = await runTask("eval", [...flags(server.base, exam), "--private", ...dry]);
  assert.equal(plan.code, 0, plan.stderr);
  assert.equal(await modeOf(requests), 0o600);
  const listed = ["--private-host", "gpu1.ward.lan", "--keep-journal"];
  const { code, stderr } = await runTask("eval", [...flags(server.base, exam), ...listed]);
  assert.equal(code, 0, stderr);
  assert.equal(await modeOf(exam.output), 0o600);
  assert.equal(await modeOf(`${exam.output}.journal.jsonl`), 0o600);
  assert.equal(await modeOf(join(exam.folder, "out")), 0o700);
  assert.equal(JSON.parse(await Deno.readTextFile(exam.output)).rounds.manifest.private, true);
  const open = await runTask("eval", [...flags(server.base, exam), "--resume"]);
  assert.equal(open.code, 2);
  assert.match(open.stderr, /private: true before, absent now/);
  await Deno.remove(exam.folder, { recursive: true });
});

Deno.test("answer, grade and label --private refuse the public default and write for the owner only", async () => {
  const folder = await Deno.makeTempDir();
  const data = join(folder, "ward.json");
  await Deno.writeTextFile(data, JSON.stringify([record("a", [6]), record("b", [4])]));
  const [answers, graded] = [join(folder, "m_results.json"), join(folder, "evaluation_m.json")];
  const labels = `${data}.labels.json`;
  const commands = [
    ["answer", "--data-file", data, "--output-file", answers, "--model", "m"],
    ["grade", "--rubric-file", data, "--model-result-file", answers, "--output-file", graded]
      .concat("--judge", "judge"),
    ["label", "--data-file", data, "--judge", "judge"],
  ];
  await using server = serveOnce(({ body }) => {
    const messages = Array.isArray(body.messages) ? body.messages : [];
    const text = String(messages.at(-1)?.content);
    if (body.model === "m") return completion("#1");
    if (!text.startsWith("You are checking")) {
      return completion('{"theme":"Context-Seeking","specialty":"Cardiology","axes":["Safety"]}');
    }
    const { answer } = readPrompt(text);
    return completion(JSON.stringify({ met: answer === "#1", evidence: "" }));
  });
  for (const [task = "", ...args] of commands) {
    const env = { OPENAI_BASE_URL: "https://api.example.org/v1" };
    const refused = await runTask(task, [...args, "--private"], env);
    assert.equal(refused.code, 2, task);
    assert.match(refused.stderr, /is at api\.example\.org, .*nothing was sent/, task);
    const done = await runTask(task, [...args, "--private"], { OPENAI_BASE_URL: server.base });
    assert.ok(done.code < 2, `${task}: ${done.stderr}`);
  }
  for (const path of [answers, graded, `${graded}.verdicts.jsonl`, labels]) {
    assert.equal(await modeOf(path), 0o600, path);
  }
  // A private run's answers are judged privately or not at all.
  const output = join(folder, "run.json");
  const run = ["--benchmark", "livemedbench", "--jsonl-path", data, "--model", "m"]
    .concat("--api-base", server.base, "--judge", "judge", "--output", output, "--private");
  assert.equal((await runTask("eval", run)).code, 0);
  assert.equal(await modeOf(`${output}.verdicts.jsonl`), 0o600);
  const again = ["--rubric-file", data, "--model-result-file", output, "--judge", "judge"]
    .concat("--judge-api-base", server.base, "--output-file", join(folder, "again.json"));
  const open = await runTask("grade", again);
  assert.equal(open.code, 2);
  assert.match(open.stderr, /is of a private run, and judging sends its text: use --private/);
  assert.equal((await runTask("grade", [...again, "--private"])).code, 0);
  await Deno.remove(folder, { recursive: true });
});

async function withSimulated(work: (server: SimulatedServer) => Promise<void>): Promise<void> {
  const questions = [];
  for await (const { value, where } of readRecords(join(ROOT, "data/demo/rounds_demo.jsonl"))) {
    questions.push(...simulatedQuestions(value, where));
  }
  await using server = await startSimulatedServer({ seed: 1, questions });
  await work(server);
}

Deno.test("under the narrow permission set an evaluation works; another host, path or program is refused", async () => {
  const folder = join(ROOT, "results", `.narrow-${crypto.randomUUID()}`);
  const elsewhere = await Deno.makeTempDir();
  await withSimulated(async ({ baseUrl }) => {
    const evaluate = (base: string, output: string, env: Readonly<Record<string, string>> = {}) =>
      runScript(
        "eval.ts",
        ["--private", "--model", "sim-strong", "--api-base", base, "--image-mode", "local"]
          .concat("--dataset", "rounds_demo", "--data-dir", "data", "--limit", "2")
          .concat("--output", output, "--max-retries", "2"),
        { permissions: "narrow", cwd: ROOT, env: { OPENAI_API_KEY: "", ...env } },
      );
    const done = await evaluate(baseUrl, join(folder, "a.json"));
    assert.equal(done.code, 0, done.stderr);
    assert.match(done.stdout, /Clean reading: sim-strong \(rounds_demo\)/);
    const host = await evaluate("http://127.0.0.2:8000/v1", join(folder, "b.json"));
    assert.equal(host.code, 2);
    assert.match(
      host.stderr,
      /the permissions this was started with do not allow it: Requires net access to "127\.0\.0\.2:8000"/,
    );
    assert.match(host.stderr, /List the host and port.*under "net" of the permission set/);
    assert.doesNotMatch(host.stderr, /--allow-net|--no-preflight/);
    const path = await evaluate(baseUrl, join(elsewhere, "c.json"));
    assert.equal(path.code, 2);
    assert.match(path.stderr, /Cannot write .*the permissions this was started with do not allow/);
    await Deno.symlink(elsewhere, join(folder, "link"));
    await Deno.symlink(join(elsewhere, "e.json"), join(folder, "e.json"));
    for (const linked of ["link/e.json", "link/deeper/e.json", "e.json"]) {
      const { code, stderr } = await evaluate(baseUrl, join(folder, linked));
      assert.equal(code, 2);
      assert.match(stderr, /Cannot write .*it leads to .*permissions this was started with/);
    }
    const system = await evaluate(baseUrl, "/proc/x.json");
    assert.match(system.stderr, /Cannot write \/proc\/x\.json: .*do not allow writing there/);
    assert.deepEqual(await Array.fromAsync(Deno.readDir(elsewhere)), []);
    // The runtime asks no permission for a proxy of the environment; --private does not let it be used.
    const proxy = await evaluate(baseUrl, join(folder, "d.json"), { HTTP_PROXY: baseUrl });
    assert.equal(proxy.code, 2);
    assert.match(proxy.stderr, /^error: Nothing was sent: HTTP_PROXY is set/);
    assert.doesNotMatch(proxy.stderr, /--no-preflight/);
  }).finally(async () => {
    await Deno.remove(folder, { recursive: true }).catch(() => {});
    await Deno.remove(elsewhere, { recursive: true });
  });
});
