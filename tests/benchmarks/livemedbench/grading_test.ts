import assert from "node:assert/strict";
import {
  type Grade,
  type Judge,
  livemedbench,
  livemedbenchAnswerFile,
  livemedbenchAnswers,
  livemedbenchEvaluationFile,
  livemedbenchOfficialSummary,
  livemedbenchResults,
  type Outcome,
  type Reply,
  rubricJudge,
  type Turn,
} from "../../../mod.ts";
import { judgingModel, plainReply, type Said } from "../../graders/judging.ts";
import { casesOf, emptyReply, failure, faithful, record } from "./wards.ts";

const [CASE] = casesOf([record(1, [6, 4, -5])]);
if (CASE === undefined) throw new Error("no case");
const WARD = CASE;

function turnOf(reply: Reply | null, error: Turn["error"] = null): Turn {
  return {
    index: 0,
    items: ["rubric_1", "rubric_2", "rubric_3"],
    promptSha256: null,
    images: [],
    reply,
    error,
    ms: null,
    attempts: 1,
    costUsd: null,
  };
}

async function grade(turns: readonly Turn[], judge?: Judge): Promise<readonly Grade[]> {
  return await livemedbench().grade(WARD, turns, judge);
}

Deno.test("grade() asks one judgement a criterion: question, answer and criterion, never points or the reference", async () => {
  const model = judgingModel(faithful);
  const grades = await grade([turnOf(plainReply("#1 #3"))], rubricJudge(model));
  assert.deepEqual(model.asked.map(({ criterion }) => criterion), [
    "says #1",
    "says #2",
    "says #3",
  ]);
  assert.deepEqual(new Set(model.asked.map(({ answer }) => answer)), new Set(["#1 #3"]));
  assert.equal(model.asked[0]?.query, "Story of 1.\n\nWhat should I do?");
  assert.ok(
    model.prompts.every((prompt) => !prompt.includes("Rest.") && !/\b[64]\b|-5/.test(prompt)),
  );
  assert.deepEqual(grades.map(({ score, extracted }) => [score, extracted]), [
    [1, "met"],
    [0, "not met"],
    [1, "met"],
  ]);
});

Deno.test("grade() never asks a judge about an answer that is not there", async () => {
  const text = (content: string, more: Partial<Reply> = {}) => ({
    ...plainReply(content),
    ...more,
  });
  const empty = (reason: string, refusal: string | null = null) => {
    const { failure: error, reply } = emptyReply(reason, refusal);
    return turnOf(reply, error);
  };
  const situations: readonly (readonly [string, readonly Turn[], Outcome])[] = [
    ["nothing asked", [], "not_run"],
    ["interrupted", [turnOf(null, failure("aborted").failure)], "not_run"],
    ["server", [turnOf(null, failure("server").failure)], "failed"],
    ["too long", [turnOf(null, failure("context_too_long").failure)], "failed"],
    ["filtered prompt", [turnOf(null, failure("content_filter").failure)], "refused"],
    ["refusal field", [empty("stop", "No.")], "refused"],
    ["filtered reply", [turnOf(text("Take", { finishReason: "content_filter" }))], "refused"],
    ["refusal in words", [turnOf(text("I'm sorry, but I can't help with that."))], "refused"],
    ["refusal in Chinese", [turnOf(text("很抱歉，我无法回答这个问题。"))], "refused"],
    ["no text", [empty("stop")], "empty"],
    ["only thoughts", [turnOf(text("<think>x</think>", { text: "" }))], "empty"],
    ["cut before any text", [empty("length")], "truncated"],
  ];
  for (const [name, turns, outcome] of situations) {
    const model = judgingModel(() => true);
    const grades = await grade(turns, rubricJudge(model));
    assert.equal(model.asked.length, 0, name);
    assert.deepEqual(grades.map((one) => one.outcome), [outcome, outcome, outcome], name);
    const known = outcome === "refused" || outcome === "empty" || outcome === "truncated";
    assert.ok(grades.every(({ score, reason }) => score === (known ? 0 : null) && reason !== null));
    assert.ok(grades.every(({ official }) => official.score === 0 && official.extracted === null));
  }
});

Deno.test("grade() judges an answer that the token limit cut, and a long one that declines a part", async () => {
  for (
    const content of [
      "#1 and then",
      `#1 I cannot give advice on the dose without your weight. ${"Details. ".repeat(60)}`,
    ]
  ) {
    const reply = { ...plainReply(content), finishReason: "length" };
    const grades = await grade([turnOf(reply)], rubricJudge(judgingModel(faithful)));
    assert.deepEqual(grades.map(({ score }) => score), [1, 0, 0]);
  }
});

Deno.test("grade() leaves a criterion ungraded when its judge fails, and only that one", async () => {
  const silent: readonly Said[] = ["not satisfied", failure("server"), "yes", '{"met":"no"}'];
  for (const said of silent) {
    const model = judgingModel((asked) => asked.criterion === "says #2" ? said : faithful(asked));
    const grades = await grade([turnOf(plainReply("#1 #2"))], rubricJudge(model));
    assert.deepEqual(grades.map(({ outcome, score }) => [outcome, score]), [
      ["graded", 1],
      ["ungraded", null],
      ["graded", 0],
    ]);
    assert.notEqual(grades[1]?.reason, null);
  }
  const without = await grade([turnOf(plainReply("#1"))]);
  assert.ok(
    without.every(({ outcome, reason }) =>
      outcome === "ungraded" && reason === "no judge was given"
    ),
  );
});

Deno.test("grade() keeps each judgement and where its evidence stands in the answer", async () => {
  const model = judgingModel(() => '{"met": true, "evidence": "#1 yes"}');
  const [first] = await grade([turnOf(plainReply("So: #1 yes."))], rubricJudge(model));
  assert.deepEqual(first?.detail.evidence_span, [4, 10]);
  assert.deepEqual(first?.detail.verdicts, [{
    judge: "judge-1",
    repeat: 1,
    met: true,
    evidence: "#1 yes",
    reason: null,
    status: "read",
    attempts: 1,
    input_tokens: 100,
    output_tokens: 10,
    cost_usd: null,
    served_model: "judge-served",
  }]);
});

Deno.test("official answer files are written and read back: failures as failures, texts as they are", () => {
  const cases = casesOf([record(0, [5]), record("b", [5]), record(3, [5]), record(4, [5])]);
  const { reply, failure: error } = emptyReply("length");
  const turns = [
    turnOf(plainReply("Rest.")),
    turnOf(null, failure("timeout").failure),
    turnOf(reply, error),
  ];
  const answers = cases.map((c, n) => ({
    case: c,
    model: "m",
    trial: 1,
    turns: turns.slice(n, n + 1),
  }));
  const file = livemedbenchAnswerFile(answers);
  assert.deepEqual(file, [
    {
      case_id: 0,
      post_time: "2026-01-15T00:00:00",
      narrative: "Story of 0.",
      core_request: "What should I do?",
      model_response: "Rest.",
      finish_reason: "stop",
      doctor_advice: "Rest.",
    },
    {
      case_id: "b",
      post_time: "2026-01-15T00:00:00",
      narrative: "Story of b.",
      core_request: "What should I do?",
      model_response: "ERROR: simulated timeout",
      finish_reason: "error",
      doctor_advice: "Rest.",
    },
    {
      case_id: 3,
      post_time: "2026-01-15T00:00:00",
      narrative: "Story of 3.",
      core_request: "What should I do?",
      model_response: "",
      finish_reason: "length",
      doctor_advice: "Rest.",
    },
  ]);
  const stored: unknown = JSON.parse(JSON.stringify(file));
  const back = livemedbenchAnswers(stored, { cases, model: "m", where: "a.json" });
  assert.deepEqual(livemedbenchAnswerFile(back.answers), file);
  assert.deepEqual(back.answers.map((answer) => answer.turns.length), [1, 1, 1, 0]);
  assert.equal(back.answers[1]?.turns[0]?.reply, null);
  assert.deepEqual(back.warnings, ["a.json has no answer to 1 cases (4)"]);
});

Deno.test("livemedbenchAnswers() takes a list or an object by id, another field, and falls back to response", () => {
  const cases = casesOf([record(1, [5]), record(2, [5])]);
  const textOf = (file: unknown, responseField?: string) =>
    livemedbenchAnswers(file, {
      cases,
      model: "m",
      where: "a.json",
      ...(responseField === undefined ? {} : { responseField }),
    }).answers.map(({ turns }) => turns[0]?.reply?.content ?? null);
  assert.deepEqual(
    textOf([{ case_id: "1", model_response: " A " }, { case_id: 2, response: "B" }]),
    ["A", "B"],
  );
  assert.deepEqual(textOf({ 1: { model_response: "A" }, x: { case_id: 2, model_response: "B" } }), [
    "A",
    "B",
  ]);
  assert.deepEqual(
    textOf([{ case_id: 1, said: "A", model_response: "no" }, {
      case_id: 2,
      said: "",
      response: "B",
    }], "said"),
    ["A", "B"],
  );
  assert.deepEqual(
    textOf([{ case_id: 1, model_response: "A" }, { case_id: 1, model_response: "C" }, 7, null]),
    ["C", null],
  );
  // An answer may begin with that word; only the finish reason makes it a failure.
  assert.deepEqual(
    textOf([{
      case_id: 1,
      model_response: "ERROR: is what I saw on the pump.",
      finish_reason: "stop",
    }])[0],
    "ERROR: is what I saw on the pump.",
  );
  const where = { cases, model: "m", where: "a.json" };
  assert.throws(
    () => livemedbenchAnswers("x", where),
    /Cannot parse answer file at a\.json: it is "x"/,
  );
  assert.throws(
    () => livemedbenchAnswers([{ case_id: 1, model_response: 5 }], where),
    /Cannot parse answer at a\.json\[0\]: "model_response" is 5/,
  );
  assert.match(
    livemedbenchAnswers([{ case_id: 9, model_response: "x" }], where).warnings[1] ?? "",
    /answers 1 cases that are not planned \(9\)/,
  );
});

Deno.test("official evaluation files have exactly the reference's fields, null where there is no verdict", async () => {
  const model = judgingModel((asked) => asked.criterion === "says #3" ? "no" : faithful(asked));
  const turns = [turnOf(plainReply("#1"))];
  const grades = await grade(turns, rubricJudge(model));
  const result = { case: WARD, model: "m", trial: 1, turns, grades };
  assert.deepEqual(livemedbenchEvaluationFile([result]), [{
    case_id: 1,
    evaluations: {
      rubric_1: { criterion: "says #1", points: 6, score: 1, weighted_score: 6 },
      rubric_2: { criterion: "says #2", points: 4, score: 0, weighted_score: 0 },
      rubric_3: { criterion: "says #3", points: -5, score: null, weighted_score: null },
    },
  }]);
  const unanswered = [turnOf(null, failure("server").failure)];
  assert.deepEqual(
    livemedbenchEvaluationFile([{
      ...result,
      grades: await grade(unanswered, rubricJudge(model)),
    }]),
    [{ case_id: 1, evaluations: {} }],
  );
});

Deno.test("livemedbenchResults() matches criteria by text, takes the rubric's points and says what differs", () => {
  const cases = casesOf([record(1, [6, -5]), record(2, [3])]);
  const entry = (criterion: string, points: number, score: unknown) => ({
    criterion,
    points,
    score,
    weighted_score: 0,
  });
  const { results, warnings } = livemedbenchResults([
    {
      case_id: "1",
      evaluations: {
        rubric_1: entry("says #2", -5, 1),
        rubric_2: entry("says #1", 9, 0),
        rubric_3: entry("says #7", 9, 1),
      },
    },
    { case_id: 77, evaluations: {} },
  ], { cases, model: "m", where: "e.json" });
  assert.deepEqual(results.map(({ grades }) => grades.map(({ score }) => score)), [[0, 1], [null]]);
  assert.deepEqual(warnings, [
    "e.json: 1 criteria had other points when they were graded; the rubric's points count",
    "e.json: 1 evaluated criteria are not in the rubric and do not count",
    "e.json: 1 evaluated cases are not in the rubric and do not count",
  ]);
  assert.throws(
    () => livemedbenchResults({}, { cases, model: "m", where: "e.json" }),
    /Cannot parse evaluation file at e\.json: it is \{\}, expected a list/,
  );
});

Deno.test("livemedbenchOfficialSummary() gives both means, signs apart, months, languages, themes and axes", () => {
  const entry = (points: number, score: 0 | 1 | null, axis?: string) => ({
    criterion: "c",
    points,
    score,
    weighted_score: score === null ? null : points * score,
    ...(axis === undefined ? {} : { axis }),
  });
  const summary = livemedbenchOfficialSummary([
    {
      case_id: 0,
      post_time: "2026-01-02",
      language: "en",
      theme: "A",
      evaluations: { rubric_1: entry(10, 1, "Safety"), rubric_2: entry(-5, 1, "Safety") },
    },
    {
      case_id: 1,
      post_time: "2026-01-03",
      language: "zh",
      theme: "A",
      evaluations: { rubric_1: entry(4, 0, "Accuracy"), rubric_2: entry(-8, 1, "Safety") },
    },
    { case_id: 2, post_time: "", language: "zh", evaluations: { rubric_1: entry(-8, 1) } },
    { case_id: 3, post_time: "2026-02-30", evaluations: {} },
  ]);
  // Scores 0.5, -2, 0 (no positive points), 0.
  assert.equal(summary.unclipped_mean, -0.375);
  assert.equal(summary.official_mean, 0);
  assert.equal(summary.paper_mean, 0.125);
  assert.equal(summary.positive_points_earned, 10 / 14);
  assert.equal(summary.penalty_points_triggered, 1);
  assert.deepEqual(summary.by_month, {
    "2026-01": { cases: 2, official_mean: 0, paper_mean: 0.25 },
  });
  assert.deepEqual(Object.keys(Object(summary.by_language)), ["en", "zh"]);
  assert.deepEqual(summary.by_theme, { A: { cases: 2, official_mean: 0, paper_mean: 0.25 } });
  assert.deepEqual(summary.by_specialty, {});
  assert.deepEqual(summary.by_axis, {
    Accuracy: { criteria: 1, scored: 1, error_rate: 1 },
    Safety: { criteria: 3, scored: 3, error_rate: 2 / 3 },
  });
  const text = livemedbench().renderSummary(summary, { model: "m", dataset: "d" });
  for (
    const words of [
      "Official mean:  0.0000",
      "Paper mean:     0.1250",
      "2026-01 (   2 cases)",
      "By Axis",
    ]
  ) {
    assert.ok(text.includes(words), words);
  }
  assert.ok(!text.includes("Specialty"));
});
