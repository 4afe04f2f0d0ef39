import assert from "node:assert/strict";
import { join } from "node:path";
import { freePort } from "../models/fake_python.ts";
import { type SeenRequest, serveOnce } from "../models/serve_once.ts";
import { completion, examRecord, runTask, startTask, writeExam } from "./eval_task.ts";

const EXAM = [examRecord("1001", "ABC"), examRecord("1002", "AAA"), examRecord("1003", "BA")];

/** The text of the last user message. */
function asked({ body }: SeenRequest): string {
  const messages = Array.isArray(body.messages) ? body.messages : [];
  return JSON.stringify(messages.at(-1)?.content ?? "");
}

function flags(base: string, { data, output }: { data: string; output: string }): string[] {
  return [
    "--model",
    "m",
    "--api-base",
    base,
    "--image-mode",
    "url",
    "--jsonl-path",
    data,
    "--output",
    output,
  ];
}

Deno.test("eval without endpoint names everything that is missing, mentions demo and exits 2", async () => {
  const { code, stderr, stdout } = await runTask("eval", []);
  assert.equal(code, 2);
  assert.match(stderr, /missing --model, --api-base, --image-mode/);
  assert.match(stderr, /deno task demo/);
  assert.equal(stdout, "");
});

Deno.test("eval refuses an unknown flag, a bad number and a bad choice with exit 2", async () => {
  for (
    const [args, message] of [
      [["--modle", "x"], /unknown option '--modle'.*\n?.*--model/],
      [["--concurrency", "0"], /whole number from 1/],
      [["--image-mode", "both"], /Allowed choices are url, local/],
      [[
        "--resume",
        "--overwrite",
        "--model",
        "m",
        "--api-base",
        "http://127.0.0.1:1/v1",
        "--image-mode",
        "url",
      ], /exclude each other/],
    ] as const
  ) {
    const { code, stderr } = await runTask("eval", args);
    assert.equal(code, 2, stderr);
    assert.match(stderr, message);
  }
});

Deno.test("eval --help lists every flag of the reference evaluator and exits 0", async () => {
  const { code, stdout } = await runTask("eval", ["--help"]);
  assert.equal(code, 0);
  const names =
    "model api-base api-key image-mode dataset concurrency output resume max-retries temperature " +
    "max-tokens verbose data-dir jsonl-path image-root timeout benchmark limit case dry-run json trials condition";
  for (const name of names.split(" ")) assert.match(stdout, new RegExp(`--${name}\\b`), name);
});

Deno.test("eval exits 0 when every planned question was graded, and prints both readings", async () => {
  await using server = serveOnce(() => completion("\\boxed{A}"));
  const exam = await writeExam(EXAM);
  const { code, stdout, stderr } = await runTask("eval", flags(server.base, exam));
  assert.equal(code, 0, stderr);
  assert.match(stdout, /Question Accuracy:\s+5\/8 \(62\.5%\)/);
  assert.match(stdout, /Clean reading: m \(exam\)/);
  const file = JSON.parse(await Deno.readTextFile(exam.output));
  assert.equal(file.summary.correct_cases, 1);
  assert.equal(file.meta.image_mode, "url");
  assert.equal(server.requests.length, 8);
});

Deno.test("eval --json prints only { official, clean, output } on stdout", async () => {
  await using server = serveOnce(() => completion("\\boxed{A}"));
  const exam = await writeExam(EXAM);
  const { stdout } = await runTask("eval", [...flags(server.base, exam), "--json", "--limit", "2"]);
  const { official, clean, output, ...rest } = JSON.parse(stdout);
  assert.equal(official.total_mcqs, 6);
  assert.equal(clean.items.planned, 6);
  assert.equal(output, exam.output);
  assert.deepEqual(rest, {});
});

Deno.test("eval exits 1 with failures, keeps the journal, and --resume asks only what is missing", async () => {
  let broken = true;
  await using server = serveOnce((request) =>
    broken && /Question 2 of 1002/.test(asked(request))
      ? Response.json({ error: { message: "oops" } }, { status: 400 })
      : completion("\\boxed{A}")
  );
  const exam = await writeExam(EXAM);
  const first = await runTask("eval", flags(server.base, exam));
  assert.equal(first.code, 1, first.stderr);
  assert.match(first.stderr, /--resume/);
  assert.match(first.stdout, /failed\s+1/);
  assert.match(first.stdout, /skipped\s+1/);
  broken = false;
  const before = server.requests.length;
  const second = await runTask("eval", [...flags(server.base, exam), "--resume"]);
  assert.equal(second.code, 0, second.stderr);
  assert.deepEqual(
    server.requests.slice(before).map((request) => /Question \d of \d+/.exec(asked(request))?.[0]),
    ["Question 2 of 1002", "Question 3 of 1002"],
  );
  const third = await runTask("eval", flags(server.base, exam));
  assert.equal(third.code, 2);
  assert.match(third.stderr, /exists: use --resume/);
});

Deno.test("eval stops at once at a wrong key with exit 2, and the key is nowhere", async () => {
  const key = "sk-planted-0123456789abcdef";
  await using server = serveOnce(() =>
    Response.json({ error: { message: `Incorrect API key provided: ${key}` } }, { status: 401 })
  );
  const exam = await writeExam(EXAM);
  for (const more of [[], ["--no-preflight", "--concurrency", "1"]]) {
    const { code, stdout, stderr } = await runTask("eval", [...flags(server.base, exam), ...more], {
      OPENAI_API_KEY: key,
    });
    assert.equal(code, 2);
    assert.match(stderr, /auth \(HTTP 401\)/);
    assert.ok(!`${stdout}${stderr}`.includes("planted"), stderr);
  }
  assert.equal(server.requests.length, 2);
  assert.equal(server.requests[0]?.authorization, `Bearer ${key}`);
  for await (const { name } of Deno.readDir(join(exam.folder, "out"))) {
    assert.ok(!(await Deno.readTextFile(join(exam.folder, "out", name))).includes("planted"), name);
  }
});

Deno.test("eval says what an unknown model, a proxy's page and a dead endpoint are, with exit 2 and no output", async () => {
  await using unknown = serveOnce(() =>
    Response.json({ error: { message: "The model `m` does not exist", code: "model_not_found" } }, {
      status: 404,
    })
  );
  await using page = serveOnce(() =>
    new Response("<html><title>Sign in</title></html>", { status: 403 })
  );
  for (
    const [base, message] of [
      [unknown.base, /unknown_model.*does not exist.*--model/s],
      [page.base, /HTML page \(title "Sign in"\)/],
      [`http://127.0.0.1:${freePort()}/v1`, /connection: .*--api-base/s],
    ] as const
  ) {
    const exam = await writeExam(EXAM);
    const { code, stderr } = await runTask("eval", [...flags(base, exam), "--max-retries", "1"]);
    assert.equal(code, 2);
    assert.match(stderr, message);
    await assert.rejects(Deno.stat(exam.output), Deno.errors.NotFound);
  }
});

Deno.test("eval lists every bad record with file, line and field before any request, and --skip-bad-cases goes on", async () => {
  await using server = serveOnce(() => completion("\\boxed{A}"));
  const noKey = { ...examRecord("1004", "A"), pmc: "1004" };
  const exam = await writeExam([
    EXAM[0],
    "{not json",
    examRecord("1005", "K"),
    EXAM[0],
    JSON.parse(JSON.stringify(noKey).replace('"correct_answer":"A"', '"correct_answer":null')),
  ]);
  const refused = await runTask("eval", flags(server.base, exam));
  assert.equal(refused.code, 2);
  for (const line of [2, 3, 4, 5]) {
    assert.match(refused.stderr, new RegExp(`exam\\.jsonl:${line}\\b`));
  }
  assert.match(refused.stderr, /correct_answer" is "K", expected one of A-J/);
  assert.match(refused.stderr, /"1001", already the id of .*exam\.jsonl:1/);
  assert.equal(server.requests.length, 0);
  const skipped = await runTask("eval", [...flags(server.base, exam), "--skip-bad-cases"]);
  assert.equal(skipped.code, 0, skipped.stderr);
  assert.match(skipped.stdout, /Note: 4 bad records were left out/);
});

Deno.test("eval --dry-run plans, checks images, writes first requests and sends nothing", async () => {
  await using server = serveOnce(() => completion("\\boxed{A}"));
  const image = { caption_prefix: "Figure 1", file: "../secret.png", url: null, type: "CT" };
  const exam = await writeExam([examRecord("1001", "AB", { scenario_image_details: [image] })]);
  const requests = join(exam.folder, "requests.jsonl");
  const { code, stdout, stderr } = await runTask("eval", [
    ...["--image-mode", "local", "--jsonl-path", exam.data, "--image-root", exam.folder],
    ...["--dry-run", "--requests", requests],
  ]);
  assert.equal(code, 0, stderr);
  assert.match(stdout, /questions\s+2\n\s+requests\s+2/);
  assert.match(stdout, /1 cannot be delivered/);
  assert.match(stdout, /case 1001, q1: \.\.\/secret\.png \(outside_root\)/);
  const first = JSON.parse((await Deno.readTextFile(requests)).trim());
  assert.equal(first.case_id, "1001");
  assert.match(JSON.stringify(first.body.messages), /Scenario of 1001/);
  assert.equal(server.requests.length, 0);
});

Deno.test("eval interrupted by SIGINT or SIGTERM writes the file, says how to resume and exits 130 within seconds", async () => {
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    const never = new Promise<Response>(() => {});
    const reached = Promise.withResolvers<void>();
    await using server = serveOnce((request) => {
      if (/Question 2/.test(asked(request))) {
        // Of this case, whose first answer is looked for below: three are under way, in any order.
        if (/Question 2 of 1001/.test(asked(request))) reached.resolve();
        return never;
      }
      return completion("\\boxed{A}");
    });
    const exam = await writeExam(EXAM);
    const task = startTask("eval", flags(server.base, exam));
    const ended = task.output();
    await Promise.race([reached.promise, ended]);
    task.kill(signal);
    const { code, stderr } = await ended;
    assert.equal(code, 130);
    assert.match(new TextDecoder().decode(stderr), /Interrupted.*\n.*--resume/);
    const file = JSON.parse(await Deno.readTextFile(exam.output));
    assert.equal(file.rounds.outcomes.not_run, 8);
    assert.match(await Deno.readTextFile(`${exam.output}.journal.jsonl`), /"case_id":"1001"/);
  }
});

Deno.test("eval passes parameters and headers on, and a condition names the output and the manifest", async () => {
  await using server = serveOnce(() => completion("\\boxed{A}"));
  const exam = await writeExam(EXAM);
  const { code, stderr } = await runTask("eval", [
    ...flags(server.base, exam),
    ...["--condition", "options_only", "--param", "top_k=5", "--param", "temperature=null"],
    ...["--header", "x-team=icu", "--case", "1003"],
  ]);
  assert.equal(code, 0, stderr);
  const [request] = server.requests;
  assert.equal(request?.body.top_k, 5);
  assert.ok(!("temperature" in (request?.body ?? {})));
  assert.equal(request?.headers.get("x-team"), "icu");
  assert.doesNotMatch(JSON.stringify(request?.body), /Scenario|Question 1/);
  const file = JSON.parse(await Deno.readTextFile(exam.output));
  assert.equal(file.rounds.manifest.identity.condition, "options_only");
});

Deno.test("eval makes terminal codes of a model harmless", async () => {
  await using server = serveOnce(() => completion("\\boxed{A}"));
  const exam = await writeExam([examRecord("1001", "A")]);
  const { stdout } = await runTask("eval", [
    ...flags(server.base, exam),
    "--model",
    "evil\x1b[2Jmodel",
  ]);
  assert.ok(!stdout.includes("\x1b"));
  assert.match(stdout, /evil\\u\{1b\}\[2Jmodel/);
});

Deno.test("eval refuses flags that cannot do anything, with exit 2, before any request", async () => {
  await using server = serveOnce(() => Response.json({}));
  const exam = await writeExam(EXAM);
  for (
    const [more, message] of [
      [["--param", "model=other"], /every request has its own model/],
      [["--param", "stream=true"], /Answers are read whole/],
      [["--timeout", "3000000"], /Expected a whole number from 1 to 2147483/],
      [["--model", ""], /Expected a name, not an empty text/],
      [
        ["--api-key", "sk-\u0441ecret"],
        /holds a character that HTTP cannot carry, at place 4 of 9/,
      ],
      [["--header", "x team=stroke"], /Expected a header that HTTP can carry/],
      [["--judge", "j", "--rejudge", "3"], /--judge, --rejudge: nobody judges liveclin/],
    ] as const
  ) {
    const { code, stderr } = await runTask("eval", [...flags(server.base, exam), ...more]);
    assert.equal(code, 2);
    assert.match(stderr, message);
  }
  assert.equal(server.requests.length, 0);
  await assert.rejects(Deno.stat(exam.output), Deno.errors.NotFound);
});
