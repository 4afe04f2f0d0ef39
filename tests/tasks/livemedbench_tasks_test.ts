import assert from "node:assert/strict";
import { join } from "node:path";
import { startSimulatedServer } from "../../mod.ts";
import { record } from "../benchmarks/livemedbench/wards.ts";
import { readPrompt } from "../graders/judging.ts";
import { completion, runTask } from "./eval_task.ts";

const RECORDS = [
  record(0, [6, 4, -5]),
  record("b", [10, -10], { post_time: "2026-02-01" }),
  record("四", [3, 3, -9], { narrative: "Story of 四. 痛。", post_time: "2026-02-11" }),
];
const ANSWERS: Readonly<Record<string, string>> = { 0: "#1", b: "#1 #2", 四: "#1 #2" };

/** What a request asks for. */
interface Asked {
  readonly model: string;
  readonly text: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Serves a subject (any name) and judges (names that begin with `judge`) and remembers what was asked. */
async function withServer<T>(
  answer: (asked: Asked) => Response,
  work: (server: { readonly base: string; readonly asked: Asked[] }) => Promise<T>,
): Promise<T> {
  const asked: Asked[] = [];
  const server = Deno.serve(
    { port: 0, hostname: "127.0.0.1", onListen: () => {} },
    async (request) => {
      const body = await request.json();
      const one = { model: body.model, text: body.messages.at(-1).content, body };
      asked.push(one);
      return answer(one);
    },
  );
  try {
    return await work({ base: `http://127.0.0.1:${server.addr.port}/v1`, asked });
  } finally {
    await server.shutdown();
  }
}

function honest({ model, text }: Asked): Response {
  if (!model.startsWith("judge")) {
    const id = /Story of (\S+)\./.exec(text)?.[1] ?? "";
    return completion(ANSWERS[id] ?? "?");
  }
  if (text.startsWith("You are sorting")) {
    const axes = (text.match(/^\d+\. says/gm) ?? []).map(() => "Safety");
    return completion(JSON.stringify({ theme: "Context-Seeking", specialty: "Cardiology", axes }));
  }
  if (text.startsWith("You are rating")) return completion('{"rating": 7, "reason": "fine"}');
  const { answer, criterion } = readPrompt(text);
  const met = answer.split(" ").includes(criterion.replace("says ", ""));
  return completion(JSON.stringify({ met, evidence: "" }));
}

async function ward(): Promise<{ readonly data: string; readonly folder: string }> {
  const folder = await Deno.makeTempDir();
  const data = join(folder, "LiveMedBench_v202601.json");
  await Deno.writeTextFile(data, JSON.stringify(RECORDS));
  return { data, folder };
}

const readJson = async (path: string) => JSON.parse(await Deno.readTextFile(path));

Deno.test("answer, grade and metrics make the reference's files and table from beginning to end", async () => {
  await withServer(honest, async ({ base, asked }) => {
    const { data, folder } = await ward();
    const answers = join(folder, "m_results.json");
    const env = { OPENAI_BASE_URL: base };
    const first = await runTask("answer", [
      "--data-file",
      data,
      "--output-file",
      answers,
      "--model",
      "m",
      "--max-cases",
      "2",
    ], env);
    assert.equal(first.code, 0, first.stderr);
    assert.deepEqual(
      (await readJson(answers)).map(({ case_id }: { case_id: unknown }) => case_id),
      [0, "b"],
    );
    const [request] = asked;
    assert.deepEqual(Object.keys(request?.body ?? {}).toSorted(), [
      "max_completion_tokens",
      "messages",
      "model",
      "temperature",
    ]);
    const refused = await runTask("answer", [
      "--data-file",
      data,
      "--output-file",
      answers,
      "--model",
      "m",
    ], env);
    assert.equal(refused.code, 2);
    assert.match(refused.stderr, /exists: use --resume/);
    const more = await runTask("answer", [
      "--data-file",
      data,
      "--output-file",
      answers,
      "--model",
      "m",
      "--resume",
    ], env);
    assert.equal(more.code, 0, more.stderr);
    assert.equal(asked.length, 3, "no case is asked twice");
    assert.deepEqual((await readJson(answers))[2], {
      case_id: "四",
      post_time: "2026-02-11",
      narrative: "Story of 四. 痛。",
      core_request: "What should I do?",
      model_response: "#1 #2",
      finish_reason: "stop",
      doctor_advice: "Rest.",
    });

    const evaluations = join(folder, "judged", "evaluation_results_m.json");
    const grading = [
      "--rubric-file",
      data,
      "--model-result-file",
      answers,
      "--output-file",
      evaluations,
      "--judge",
      "judge-1",
    ];
    const graded = await runTask("grade", grading, env);
    assert.equal(graded.code, 0, graded.stderr);
    assert.match(graded.stdout, /Official mean: {2}0\.5333/);
    assert.deepEqual((await readJson(evaluations))[1], {
      case_id: "b",
      evaluations: {
        rubric_1: { criterion: "says #1", points: 10, score: 1, weighted_score: 10 },
        rubric_2: { criterion: "says #2", points: -10, score: 1, weighted_score: -10 },
      },
    });
    assert.equal(asked.length, 3 + 8);
    assert.ok(
      asked.slice(3).every(({ body }) =>
        Number(body.max_completion_tokens) >= 1024 && body.response_format !== undefined
      ),
    );
    // With --overwrite every verdict comes from the file beside it.
    assert.equal((await runTask("grade", [...grading, "--overwrite"], env)).code, 0);
    assert.equal(asked.length, 3 + 8);

    const table = join(folder, "table.txt");
    const metrics = await runTask("metrics", [
      "--rubric-file",
      data,
      "--evaluation-dir",
      join(folder, "judged"),
      "--output-file",
      table,
    ]);
    assert.equal(metrics.code, 0, metrics.stderr);
    // The released script leaves out the integer id 0; the clean reading keeps it.
    assert.equal(
      await Deno.readTextFile(table),
      "Date\tm\t# case\n2026-02\t0.5000\t2\nOverall\t0.5000\t2\n",
    );
    assert.match(metrics.stderr, /case_id 0\) is left out of the official table/);
    assert.match(metrics.stdout, /m: 0\.5333 over 3 of 3 cases/);
  });
});

Deno.test("grade leaves what a failing judge could not say open, exits 1, and --resume asks only that", async () => {
  let works = false;
  const flaky = (asked: Asked): Response => {
    if (works || !asked.model.startsWith("judge")) return honest(asked);
    return readPrompt(asked.text).criterion === "says #2"
      ? completion("not satisfied")
      : honest(asked);
  };
  await withServer(flaky, async ({ base, asked }) => {
    const { data, folder } = await ward();
    const answers = join(folder, "answers.json");
    await Deno.writeTextFile(
      answers,
      JSON.stringify({
        0: { model_response: "#1" },
        b: { model_response: "ERROR: connection", finish_reason: "error" },
        四: { response: "#1 #2" },
      }),
    );
    const output = join(folder, "evaluation_results_m.json");
    const args = [
      "--rubric-file",
      data,
      "--model-result-file",
      answers,
      "--output-file",
      output,
      "--judge",
      `judge-1@${base}`,
    ];
    const first = await runTask("grade", args);
    assert.equal(first.code, 1, first.stderr);
    const [zero, b] = await readJson(output);
    assert.deepEqual(zero.evaluations.rubric_2, {
      criterion: "says #2",
      points: 4,
      score: null,
      weighted_score: null,
    });
    assert.deepEqual(b, { case_id: "b", evaluations: {} });
    assert.match(first.stdout, /failed\s+2/);
    assert.match(first.stdout, /ungraded\s+2/);
    const before = asked.length;
    works = true;
    const second = await runTask("grade", [...args, "--resume"]);
    assert.equal(second.code, 1, "one answer failed");
    assert.deepEqual(asked.slice(before).map(({ text }) => readPrompt(text).criterion), [
      "says #2",
      "says #2",
    ]);
  });
});

Deno.test("grade --holistic rates answers as a whole, and a second judge never replaces the first judge's file", async () => {
  await withServer(honest, async ({ base }) => {
    const { data, folder } = await ward();
    const answers = join(folder, "m_results.json");
    await Deno.writeTextFile(answers, JSON.stringify([{ case_id: 0, model_response: "#1" }]));
    const common = [
      "--rubric-file",
      data,
      "--model-result-file",
      answers,
      "--judge-api-base",
      base,
    ];
    const output = join(folder, "holistic_results_m.json");
    const rated = await runTask("grade", [
      ...common,
      "--judge",
      "judge-1",
      "--holistic",
      "--output-file",
      output,
    ]);
    assert.equal(rated.code, 1, rated.stderr);
    assert.match(rated.stdout, /Holistic mean 0\.7000 over 1 of 3 answers/);
    assert.equal((await readJson(output))[0].score, 0.7);

    const evaluations = join(folder, "evaluation_results_m.json");
    await runTask("grade", [...common, "--judge", "judge-1", "--output-file", evaluations]);
    const again = await runTask("grade", [
      ...common,
      "--judge",
      "judge-2",
      "--output-file",
      evaluations,
    ]);
    assert.equal(again.code, 2);
    assert.match(again.stderr, /exists: use --resume/);
    const mixed = await runTask("grade", [
      ...common,
      "--judge",
      "judge-2",
      "--output-file",
      evaluations,
      "--resume",
    ]);
    assert.equal(mixed.code, 2);
    assert.match(mixed.stderr, /was judged by judge-1, not judge-2: choose another --output-file/);
    const before = await Deno.readTextFile(evaluations);
    const lost = await runTask("grade", [
      "--rubric-file",
      data,
      "--model-result-file",
      answers,
      "--judge-api-base",
      "http://127.0.0.1:9/v1",
      "--max-retries",
      "1",
      "--judge",
      "judge-1",
      "--judge-prompt",
      data,
      "--output-file",
      evaluations,
      "--overwrite",
    ]);
    assert.equal(lost.code, 2);
    assert.match(lost.stderr, /The judge prompt lacks \{\{query\}\}/);
    assert.equal(await Deno.readTextFile(evaluations), before);
  });
});

Deno.test("eval --benchmark livemedbench answers and judges in one go, with a panel, a sample judged twice, and resume", async () => {
  await withServer(honest, async ({ base, asked }) => {
    const { data, folder } = await ward();
    const output = join(folder, "out", "m_ward.json");
    const args = [
      "--benchmark",
      "livemedbench",
      "--model",
      "m",
      "--api-base",
      base,
      "--jsonl-path",
      data,
      "--output",
      output,
    ];
    const missing = await runTask("eval", args);
    assert.equal(missing.code, 2);
    assert.match(missing.stderr, /missing --judge/);
    const judges = ["--judge", "judge-1", "--judge", `judge-2@${base}`, "--rejudge", "3"];
    const { code, stdout, stderr } = await runTask("eval", [...args, ...judges]);
    assert.equal(code, 0, stderr);
    assert.match(stdout, /Official mean: {2}0\.5333/);
    assert.match(stdout, /Paper mean: {5}0\.5333/);
    assert.match(stdout, /changed 0 of 6 verdicts/);
    assert.equal(asked.length, 3 + 2 * (8 + 3));
    const again = await runTask("eval", [...args, ...judges, "--resume", "--json"]);
    assert.equal(again.code, 0, again.stderr);
    assert.equal(asked.length, 3 + 2 * (8 + 3), "nothing is asked twice");
    assert.deepEqual(Object.keys(JSON.parse(again.stdout)), ["official", "clean", "output"]);
    const plan = await runTask("eval", [...args, "--dry-run"]);
    assert.equal(plan.code, 0, plan.stderr);
    assert.match(plan.stdout, /judge calls\s+8/);
    const analyzed = await runTask("analyze", [output]);
    assert.equal(analyzed.code, 0, analyzed.stderr);
    assert.match(analyzed.stdout, /LiveMedBench Results: m/);
    // Our own result file is an answer file too.
    const regraded = join(folder, "evaluation_results_m.json");
    const grade = await runTask("grade", [
      "--rubric-file",
      data,
      "--model-result-file",
      output,
      "--output-file",
      regraded,
      "--judge",
      "judge-3",
      "--judge-api-base",
      base,
    ]);
    assert.equal(grade.code, 0, grade.stderr);
  });
});

Deno.test("label keeps labels beside the data, marked as ours, and eval groups by them", async () => {
  await withServer(honest, async ({ base, asked }) => {
    const { data, folder } = await ward();
    const args = ["--data-file", data, "--judge", `judge-1@${base}`];
    assert.equal((await runTask("label", [...args, "--max-cases", "1"])).code, 1);
    const { code, stderr } = await runTask("label", [...args, "--resume"]);
    assert.equal(code, 0, stderr);
    assert.equal(asked.length, 3);
    const labels = `${data}.labels.json`;
    const file = await readJson(labels);
    assert.match(file.made_by, /no part of the dataset/);
    assert.deepEqual(file.cases["0"].axes, ["Safety", "Safety", "Safety"]);
    const other = await runTask("label", [
      "--data-file",
      data,
      "--judge",
      `judge-2@${base}`,
      "--resume",
    ]);
    assert.match(other.stderr, /was made otherwise \(judge\)/);
    const run = await runTask("eval", [
      "--benchmark",
      "livemedbench",
      "--model",
      "m",
      "--api-base",
      base,
      "--judge",
      "judge-1",
      "--jsonl-path",
      data,
      "--labels",
      labels,
      "--output",
      join(folder, "m.json"),
    ]);
    assert.equal(run.code, 0, run.stderr);
    assert.match(run.stdout, /By Theme \(where the data has none: by the judge judge-1@/);
    assert.match(run.stdout, /Safety \( {3}8 criteria\)/);
  });
});

Deno.test("label and error-types work with the simulated judge, and say once why nothing came of another model", async () => {
  await using server = await startSimulatedServer({});
  const { data, folder } = await ward();
  const env = { OPENAI_BASE_URL: server.baseUrl };
  const labels = join(folder, "labels.json");
  const flags = ["--data-file", data, "--output-file", labels, "--judge"];
  const none = await runTask("label", [...flags, "sim-strong"], env);
  assert.equal(none.code, 1);
  assert.equal(none.stdout, "");
  // Three cases are asked at once: whichever is answered first is the one that is named.
  assert.equal(none.stderr.match(/is no JSON/g)?.length, 1, none.stderr);
  const [, first] = none.stderr.match(/^case (\S+) has no labels: .*is no JSON/m) ?? [];
  assert.ok(first !== undefined, none.stderr);
  assert.match(
    none.stderr,
    new RegExp(`^case ${first} has no labels, and 2 more in the same way$`, "m"),
  );
  assert.match(none.stderr, /done 3\/3 \(100 %\) · failed 3/);
  assert.match(none.stderr, /error: no case was labelled, and nothing is written\n$/);
  await assert.rejects(Deno.stat(labels), Deno.errors.NotFound);
  const done = await runTask("label", [...flags, "sim-judge"], env);
  assert.equal(done.code, 0, done.stderr);
  assert.match(done.stdout, /^3 of 3 cases labelled: .*\nUse them with: deno task eval/);
  await Deno.remove(folder, { recursive: true });
});
