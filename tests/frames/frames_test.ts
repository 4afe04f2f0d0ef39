import assert from "node:assert/strict";
import { casesFrame } from "../../lib/frames/cases_frame.ts";
import type { Frame } from "../../lib/frames/frame.ts";
import { frameSchema } from "../../lib/frames/frame_schema.ts";
import { isSimulated } from "../../lib/frames/is_simulated.ts";
import { labelsFrame } from "../../lib/frames/labels_frame.ts";
import { questionsFrame } from "../../lib/frames/questions_frame.ts";
import { runsFrame } from "../../lib/frames/runs_frame.ts";
import { OUTCOMES } from "../../lib/graders/outcomes.ts";
import type { Run } from "../../lib/types.ts";
import { syntheticRun } from "./synthetic_run.ts";

const TROUBLED = syntheticRun({ cases: 40, trouble: 0.3, trials: 2, unfinished: 3 });
const RUNS = [
  TROUBLED,
  syntheticRun({ model: "org/weak", skill: 0.4, usage: false, condition: null }),
];

const FRAMES: readonly (readonly [string, (runs: readonly Run[]) => Frame])[] = [
  ["runs", runsFrame],
  ["cases", casesFrame],
  ["questions", questionsFrame],
  ["labels", labelsFrame],
];

function questionsOf(runs: readonly Run[]): number {
  return runs.flatMap((run) => run.results).reduce((sum, result) => sum + result.grades.length, 0);
}

Deno.test("synthetic runs cover every outcome", () => {
  for (const outcome of OUTCOMES) assert.ok(TROUBLED.clean.outcomes[outcome] > 0, outcome);
});

for (const [name, frame] of FRAMES) {
  Deno.test(`${name}: frameSchema() names the columns the frame has, with no rows too`, () => {
    const declared = frameSchema(name).map((column) => column.name);
    assert.deepEqual(frame([]).columns, declared);
    assert.equal(frame([]).height, 0);
    const columns = frame(RUNS).columns;
    assert.deepEqual(columns.filter((column) => declared.includes(column)), declared);
  });

  Deno.test(`${name}: every column is described`, () => {
    for (const { description } of frameSchema(name)) assert.ok(description.length > 3, description);
  });

  Deno.test(`${name}: a run that finished nothing gives a frame`, () => {
    const nothing = syntheticRun({ cases: 0, unfinished: 5 });
    assert.equal(frame([nothing]).height, name === "runs" ? 1 : 0);
  });

  Deno.test(`${name}: the same run twice is refused, naming both files`, () => {
    const again = { ...TROUBLED, file: null };
    assert.throws(() => frame([TROUBLED, again]), {
      name: "RangeError",
      message: /run-sim-strong \(sim-strong\) is given twice \(results\/.*json, not saved\)/,
    });
  });
}

Deno.test("frameSchema() refuses an unknown name and names the known ones", () => {
  assert.throws(
    () => frameSchema("question"),
    /no frame "question".* runs, cases, questions, labels/,
  );
  assert.throws(() => frameSchema("toString"), RangeError);
});

Deno.test("frameSchema() leaves no way into the frames' own columns", () => {
  assert.deepEqual(Object.keys(frameSchema("runs")[0] ?? {}), ["name", "type", "description"]);
});

Deno.test("questionsFrame() has one row per planned question of the finished cases", () => {
  const frame = questionsFrame(RUNS);
  assert.equal(frame.height, questionsOf(RUNS));
  const outcomes = frame.getColumn("outcome").toArray();
  for (const outcome of OUTCOMES) {
    const expected = RUNS.reduce((sum, run) => sum + run.clean.outcomes[outcome], 0) -
      (outcome === "not_run" ? 9 : 0);
    assert.equal(outcomes.filter((one) => one === outcome).length, expected, outcome);
  }
});

Deno.test("questionsFrame() reads a question, its grade and its turn", () => {
  const [row] = questionsFrame([syntheticRun({ cases: 1 })]).toRecords();
  assert.deepEqual(row, {
    run_id: "run-sim-strong",
    model: "sim-strong",
    dataset: "made_up",
    benchmark: "made-up",
    condition: "full",
    simulated: true,
    dataset_sha256: "d",
    private: false,
    protocol: '{"benchmark_version":"1"}',
    unfinished_cases: 0,
    unfinished_questions: 0,
    planned_cases: 1,
    planned_questions: 3,
    case_id: "case-1",
    trial: 1,
    line: 1,
    item: "q1",
    position: 1,
    stage: "Presentation & Assessment",
    stage_text: "step 1",
    option_count: 10,
    points: null,
    images: 2,
    tables: 1,
    expected: "A",
    outcome: "graded",
    reason: null,
    score: 1,
    strict_answer: "A",
    letter_rule: "boxed",
    official_answer: "A",
    official_correct: true,
    official_score: 1,
    official_error: null,
    turn: 0,
    images_sent: 0,
    input_tokens: 100,
    output_tokens: 20,
    reasoning_tokens: null,
    cached_tokens: 0,
    cost_usd: 0.001,
    ms: 120.5,
    attempts: 1,
    finish_reason: "stop",
    served_model: "sim-strong",
    error_kind: null,
    error_status: null,
    level1: "Chapter 2: Neoplasms",
    level2: "Group 0",
    rarity: "unrare",
    date: null,
    ward: "A",
  });
});

Deno.test("questionsFrame() leaves unknown usage, settings and scores null, never 0", () => {
  const frame = questionsFrame([RUNS[1] ?? TROUBLED]);
  for (const name of ["input_tokens", "cost_usd", "ms", "attempts", "condition"]) {
    assert.deepEqual([...new Set(frame.getColumn(name).toArray())], [null], name);
  }
  const rows = questionsFrame([TROUBLED]).toRecords();
  const unknown = ["not_run", "skipped", "failed", "media_missing", "context_cut", "ungraded"];
  for (const row of rows) {
    assert.equal(row["score"] === null, unknown.includes(String(row["outcome"])));
    assert.equal(row["turn"] === null, ["not_run", "skipped"].includes(String(row["outcome"])));
    assert.equal(row["reason"] === null, row["outcome"] === "graded");
  }
  const failed = rows.find((row) => row["outcome"] === "failed");
  assert.equal(failed?.["error_kind"], "server");
  assert.equal(failed?.["error_status"], 500);
  assert.equal(failed?.["official_score"], 0);
});

Deno.test("questionsFrame() adds the replies only when asked", () => {
  const runs = [syntheticRun({ cases: 1 })];
  assert.ok(!questionsFrame(runs).columns.includes("reply"));
  const frame = questionsFrame(runs, { replies: true });
  assert.equal(frame.getColumn("reply").toArray()[0], "\\boxed{A}");
  assert.equal(frame.getColumn("reasoning").toArray()[0], null);
});

Deno.test("a tag with the name of a column gets a name of its own", () => {
  const run = syntheticRun({ cases: 1 });
  const results = run.results.map((result) => ({
    ...result,
    case: {
      ...result.case,
      tags: { ...result.case.tags, model: "tag of the case", stage: "of the case" },
      items: result.case.items.map((item) => ({ ...item, tags: { ...item.tags, turn: "tag" } })),
    },
  }));
  const [row] = questionsFrame([{ ...run, results }]).toRecords();
  assert.equal(row?.["model"], "sim-strong");
  assert.equal(row?.["case_model"], "tag of the case");
  assert.equal(row?.["stage"], "Presentation & Assessment");
  assert.equal(row?.["case_stage"], "of the case");
  assert.equal(row?.["item_turn"], "tag");
});

Deno.test("a question without a grade, or with two, is refused by name", () => {
  const run = syntheticRun({ cases: 1 });
  const [result] = run.results;
  assert.ok(result);
  const grades = result.grades.slice(1);
  const without = { ...run, results: [{ ...result, grades }] };
  const message = /case case-1, trial 1: question q1 has no grade, expected one for each/;
  for (const [, frame] of FRAMES) {
    assert.throws(() => frame([without]), { name: "TypeError", message });
  }
  const twice = { ...run, results: [{ ...result, grades: [...result.grades, ...result.grades] }] };
  assert.throws(() => casesFrame([twice]), /question q1 has a grade too many/);
});

Deno.test("a case that a run holds twice is refused", () => {
  const run = syntheticRun({ cases: 2 });
  const doubled = { ...run, results: [...run.results, ...run.results.slice(0, 1)] };
  assert.throws(() => questionsFrame([doubled]), /holds case case-1, trial 1 twice/);
});

Deno.test("casesFrame() counts every question of a case in exactly one outcome", () => {
  const rows = casesFrame(RUNS).toRecords();
  assert.equal(rows.length, 80 + 30);
  for (const row of rows) {
    const sum = OUTCOMES.reduce((total, outcome) => total + Number(row[`n_${outcome}`]), 0);
    assert.equal(sum, row["questions"]);
  }
});

Deno.test("casesFrame() decides a case as soon as one answer is wrong, and leaves others open", () => {
  const results = TROUBLED.results;
  casesFrame([TROUBLED]).toRecords().forEach((row, index) => {
    const scores = results[index]?.grades.map((grade) => grade.score) ?? [];
    const expected = scores.includes(0) ? 0 : scores.includes(null) ? null : 1;
    assert.equal(row["score"], expected);
    assert.equal(row["outcome"] === "graded", expected !== null);
    const official = results[index]?.grades.every((grade) => grade.official.score === 1);
    assert.equal(row["official_correct"], official);
    assert.equal(row["official_score"], Number(official));
  });
  assert.equal(
    casesFrame([TROUBLED]).getColumn("score").toArray().filter((x) => x === null).length > 0,
    true,
  );
});

Deno.test("casesFrame() scores by points where criteria carry them, clipped, with the unclipped score beside it", () => {
  const run = syntheticRun({ cases: 2 });
  const withPoints = (points: readonly number[]) => {
    const results = run.results.map((result) => ({
      ...result,
      case: {
        ...result.case,
        items: result.case.items.map((item, n) => ({ ...item, points: points[n] ?? 0 })),
      },
      grades: result.grades.map((grade) => ({ ...grade, score: 1 })),
    }));
    return casesFrame([{ ...run, results }]).toRecords()[0];
  };
  const penalised = withPoints([2, -5, 0]);
  assert.deepEqual([penalised?.["score"], penalised?.["unclipped_score"]], [0, -1.5]);
  assert.equal(penalised?.["official_correct"], null);
  const negativeOnly = withPoints([-2, -2, -2]);
  assert.deepEqual([negativeOnly?.["score"], negativeOnly?.["official_score"]], [0, 0]);
});

Deno.test("casesFrame() adds up tokens and price, and says which turns reported none", () => {
  const [row] = casesFrame([syntheticRun({ cases: 1 })]).toRecords();
  assert.equal(row?.["turns"], 3);
  assert.equal(row?.["input_tokens"], 600);
  assert.equal(row?.["reasoning_tokens"], null);
  assert.equal(row?.["turns_without_usage"], 0);
  assert.ok(Math.abs(Number(row?.["cost_usd"]) - 0.003) < 1e-12);
  const [silent] = casesFrame([syntheticRun({ cases: 1, usage: false })]).toRecords();
  assert.equal(silent?.["input_tokens"], null);
  assert.equal(silent?.["turns_without_usage"], 3);
});

Deno.test("labelsFrame() has one row per label, and one with null where there is none", () => {
  const runs = [syntheticRun({ cases: 12 })];
  const rows = labelsFrame(runs).toRecords();
  for (const kind of ["image", "table"]) {
    const own = rows.filter((row) => row["kind"] === kind);
    const expected = runs.flatMap((run) => run.results).flatMap((result) => result.case.items)
      .reduce((sum, item) => sum + Math.max(1, (item.labels[`${kind}_modality`] ?? []).length), 0);
    assert.equal(own.length, expected, kind);
    const questions = new Set(own.map((row) => `${row["case_id"]} ${row["item"]}`));
    assert.equal(questions.size, questionsOf(runs), kind);
  }
  for (const row of rows) assert.equal(row["label"] === null, row["n_instances"] === 0);
});

Deno.test("labelsFrame() keeps each question's own columns, in order", () => {
  const runs = RUNS.slice(0, 1);
  const rows = labelsFrame(runs).toRecords().filter((row) => row["kind"] === "image");
  const first = rows.filter((row, index) =>
    index === 0 || row["item"] !== rows[index - 1]?.["item"] ||
    row["case_id"] !== rows[index - 1]?.["case_id"] || row["trial"] !== rows[index - 1]?.["trial"]
  );
  const strip = (row: Readonly<Record<string, unknown>>) => {
    const { kind: _kind, label: _label, n_instances: _instances, ...rest } = row;
    return rest;
  };
  assert.deepEqual(first.map(strip), questionsFrame(runs).toRecords());
});

Deno.test("labelsFrame() takes any list of labels and counts instances", () => {
  const run = syntheticRun({ cases: 3 });
  const raw = labelsFrame([run], { labels: { image: "image" } }).toRecords();
  assert.ok(raw.some((row) => row["label"] === "CT scan"));
  assert.deepEqual([...new Set(raw.map((row) => row["kind"]))], ["image"]);
  const twice = labelsFrame([run], { labels: { any: () => ["x", "y", "x"] } }).toRecords();
  assert.deepEqual(twice.slice(0, 2).map((row) => [row["label"], row["n_instances"]]), [["x", 2], [
    "y",
    1,
  ]]);
});

Deno.test("runsFrame() gives settings, plan, outcomes and effort of each run", () => {
  const rows = runsFrame(RUNS).toRecords();
  const [first, second] = rows;
  assert.equal(first?.["planned_cases"], 83);
  assert.equal(first?.["cases"], 80);
  for (const row of rows) {
    const sum = OUTCOMES.reduce((total, outcome) => total + Number(row[`n_${outcome}`]), 0);
    assert.equal(sum, row["planned_questions"]);
  }
  assert.equal(first?.["clean_question_score"], TROUBLED.clean.items.score);
  assert.equal(first?.["clean_case_high"], TROUBLED.clean.cases.high);
  assert.equal(first?.["parameters"], '{"temperature":0}');
  assert.equal(second?.["toolkit"], null);
  assert.equal(second?.["input_tokens"], null);
  assert.equal(second?.["simulated"], false);
});

Deno.test("runsFrame() reads a time without a zone as UTC and leaves an unreadable one null", () => {
  const run = syntheticRun({ cases: 0 });
  const times = ["2026-03-01T08:00:00", "2026-03-01T08:00:00.5+02:00", "yesterday", null];
  const runs = times.map((startedAt, index) => ({ ...run, id: `r${index}`, startedAt }));
  assert.equal(
    JSON.stringify(runsFrame(runs).getColumn("started_at").toArray()),
    JSON.stringify(["2026-03-01T08:00:00.000Z", "2026-03-01T06:00:00.500Z", null, null]),
  );
});

Deno.test("runs of two benchmarks' tags stack: each tag has a column, null where it is unknown", () => {
  const run = syntheticRun({ cases: 1, id: "other", model: "m" });
  const results = run.results.map((result) => ({
    ...result,
    case: { ...result.case, tags: { theme: "Triage" } },
  }));
  const rows = casesFrame([syntheticRun({ cases: 1 }), { ...run, results }]).toRecords();
  assert.deepEqual(rows.map((row) => row["theme"]), [null, "Triage"]);
  assert.deepEqual(rows.map((row) => row["ward"]), ["A", null]);
});

Deno.test("isSimulated() goes by what the file says or by the model's name", () => {
  assert.equal(isSimulated({ model: "gpt", meta: { simulated: true } }), true);
  assert.equal(isSimulated({ model: "sim-weak", meta: {} }), true);
  assert.equal(isSimulated({ model: "simple", meta: { simulated: "yes" } }), false);
});
