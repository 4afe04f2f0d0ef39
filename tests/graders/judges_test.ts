import assert from "node:assert/strict";
import {
  type Grade,
  holisticJudge,
  JUDGE_PARAMETERS,
  judgeRepeats,
  judgeSample,
  judgeWarnings,
  ModelError,
  panelJudge,
  rememberingJudge,
  repeatingJudge,
  type Result,
  rubricJudge,
  scriptedModel,
  type Verdict,
} from "../../mod.ts";
import { fixedJudge, judgingModel, plainReply } from "./judging.ts";

const REQUEST = { query: "q", answer: "a", criterion: "c" };
const failure = (kind: ModelError["failure"]["kind"]) =>
  new ModelError({ kind, status: null, message: `simulated ${kind}` }, { attempts: 5 });

Deno.test("rubricJudge() asks again for what it cannot read, with a reminder, and then gives no verdict", async () => {
  const model = judgingModel((_, call) => call < 3 ? "met, I think" : true);
  const verdict = await rubricJudge(model).judge(REQUEST);
  assert.deepEqual([verdict.met, verdict.status, verdict.attempts], [true, "read", 3]);
  assert.equal(verdict.usage?.inputTokens, 300);
  assert.equal(verdict.servedModel, "judge-served");
  assert.ok(model.prompts[1]?.includes("was not the JSON object asked for"));

  const hopeless = judgingModel(() => "not satisfied");
  const none = await rubricJudge(hopeless, { maxReplies: 2 }).judge(REQUEST);
  assert.deepEqual([none.met, none.status, hopeless.asked.length], [null, "unreadable", 2]);
  assert.match(none.reason ?? "", /asked 2 times: the judge's reply is no JSON: "not satisfied"/);
});

Deno.test("rubricJudge() turns every failed call into no verdict, and stops for what all calls would meet", async () => {
  const kinds = [
    "bad_request",
    "context_too_long",
    "content_filter",
    "rate_limited",
    "server",
    "timeout",
    "connection",
    "bad_body",
    "unknown",
  ] as const;
  for (const kind of kinds) {
    const { met, status, reason } = await rubricJudge(judgingModel(() => failure(kind))).judge(
      REQUEST,
    );
    assert.deepEqual([met, status], [null, "failed"], kind);
    assert.equal(reason, `${kind}: simulated ${kind}`);
  }
  for (const kind of ["auth", "unknown_model", "aborted"] as const) {
    await assert.rejects(rubricJudge(judgingModel(() => failure(kind))).judge(REQUEST), {
      name: "ModelError",
    });
  }
  await assert.rejects(
    rubricJudge(judgingModel(() => new TypeError("a bug"))).judge(REQUEST),
    /a bug/,
  );
});

Deno.test("rubricJudge() asks again after an empty reply and says when the token limit cut it", async () => {
  const empty = { ...plainReply(""), finishReason: "length" };
  const error = new ModelError({ kind: "empty_reply", status: null, message: "no text" }, {
    reply: empty,
  });
  const model = judgingModel((_, call) => call === 1 ? error : true);
  assert.equal((await rubricJudge(model).judge(REQUEST)).met, true);
  const none = await rubricJudge(judgingModel(() => error), { maxReplies: 1 }).judge(REQUEST);
  assert.match(none.reason ?? "", /asked once: .*holds no text \(cut by the token limit\)/);
});

Deno.test("rubricJudge() is another judge with another prompt, model, endpoint or parameters", () => {
  const model = scriptedModel([], "m");
  const prompt = "{{query}} {{answer}} {{criterion}}";
  const identities = [
    rubricJudge(model),
    rubricJudge(model, { prompt }),
    rubricJudge(scriptedModel([], "n")),
    rubricJudge({ ...model, origin: "http://127.0.0.1:1" }),
    rubricJudge({ ...model, parameters: JUDGE_PARAMETERS }),
  ].map(({ identity }) => identity.join());
  assert.equal(new Set(identities).size, identities.length);
  assert.throws(() => rubricJudge(model, { prompt: "Is it good?" }), /lacks \{\{query\}\}/);
  assert.throws(() => rubricJudge(model, { maxReplies: 0 }), /maxReplies is 0/);
  assert.ok(Number(JUDGE_PARAMETERS["max_completion_tokens"]) >= 1024);
});

Deno.test("rememberingJudge() asks only what is missing: a changed answer, criterion, judge or repetition", async () => {
  const store = new Map<string, Verdict>();
  const model = judgingModel(({ answer }) => answer.includes("good"));
  const judge = rememberingJudge(rubricJudge(model), store);
  const ask = (more: Partial<typeof REQUEST>, repeat?: number) =>
    judge.judge({ ...REQUEST, ...more }, repeat === undefined ? {} : { repeat });
  await ask({});
  await ask({});
  assert.equal(model.asked.length, 1);
  assert.equal((await ask({ answer: "good" })).met, true);
  await ask({ criterion: "other" });
  await ask({ query: "other" });
  await ask({}, 2);
  assert.equal(model.asked.length, 5);
  const other = judgingModel(() => true, "judge-2");
  await rememberingJudge(rubricJudge(other), store).judge(REQUEST);
  assert.equal(other.asked.length, 1);
  const again = judgingModel(() => true);
  assert.equal((await rememberingJudge(rubricJudge(again), store).judge(REQUEST)).met, false);
  assert.equal(again.asked.length, 0);
});

Deno.test("rememberingJudge() keeps no failure and asks equal requests under way once", async () => {
  const store = new Map<string, Verdict>();
  const model = judgingModel((_, call) => call === 1 ? failure("server") : true);
  const judge = rememberingJudge(rubricJudge(model), store);
  assert.equal((await judge.judge(REQUEST)).met, null);
  assert.equal(store.size, 0);
  const both = await Promise.all([judge.judge(REQUEST), judge.judge(REQUEST)]);
  assert.deepEqual(both.map(({ met }) => met), [true, true]);
  assert.equal(model.asked.length, 2);
  const broken = rememberingJudge(rubricJudge(judgingModel(() => failure("auth"))), store);
  await assert.rejects(broken.judge({ ...REQUEST, answer: "b" }), /auth/);
});

Deno.test("panelJudge() follows more than half of the panel, keeps every verdict, and says when there is no majority", async () => {
  const panel = (...said: (boolean | null)[]) =>
    panelJudge(said.map((met, n) => fixedJudge(`j${n + 1}`, [met]))).judge(REQUEST);
  const table: readonly (readonly [readonly (boolean | null)[], boolean | null])[] = [
    [[true, true, false], true],
    [[false, true, false], false],
    [[true, false], null],
    [[true, true, null], true],
    [[true, false, null], null],
    [[true, null, null], null],
    [[null, null], null],
    [[true, true, false, false], null],
  ];
  for (const [said, met] of table) {
    const verdict = await panel(...said);
    assert.equal(verdict.met, met, JSON.stringify(said));
    assert.deepEqual(verdict.verdicts.map((single) => single.met), said);
    assert.equal(verdict.status, met === null ? "tied" : "read");
    assert.equal(verdict.reason === null, met !== null);
  }
  assert.equal(
    (await panel(true, null, null)).reason,
    "no majority of 3 judges: 1 met, 0 not met, 2 without a verdict",
  );
  assert.equal((await panel(true)).judge, "j1");
  assert.throws(() => panelJudge([]), /a panel of no judges/);
  const one = fixedJudge("j", [true]);
  assert.throws(() => panelJudge([one, one]), /holds a judge twice: j p/);
});

Deno.test("repeatingJudge() counts the first verdict of a sampled judgement and keeps all, those of a panel too", async () => {
  const panel = panelJudge([fixedJudge("a", [true, false]), fixedJudge("b", [true, true])]);
  const judge = repeatingJudge(panel, { isSampled: ({ criterion }) => criterion === "c" });
  const verdict = await judge.judge(REQUEST);
  assert.equal(verdict.met, true);
  assert.deepEqual(
    verdict.verdicts.map((single) => [single.judge, single.repeat, single.met]),
    [["a", 1, true], ["b", 1, true], ["a", 2, false], ["b", 2, true]],
  );
  assert.equal((await judge.judge({ ...REQUEST, criterion: "d" })).verdicts.length, 2);
  assert.throws(() => repeatingJudge(panel, { isSampled: () => true, times: 1 }), /times is 1/);
});

Deno.test("judgeSample() draws as many as asked, whatever the order, and another sample for another seed", () => {
  const all = Array.from({ length: 50 }, (_, n) => ({ query: `q${n % 7}`, criterion: `c${n}` }));
  const drawn = (seed: number, list = all) => all.filter(judgeSample(list, { count: 10, seed }));
  assert.equal(drawn(1).length, 10);
  assert.deepEqual(drawn(1), drawn(1, all.toReversed()));
  assert.notDeepEqual(drawn(1), drawn(2));
  assert.equal(all.filter(judgeSample(all, { count: 0, seed: 1 })).length, 0);
  assert.equal(all.filter(judgeSample(all, { count: 99, seed: 1 })).length, 50);
  assert.throws(() => judgeSample(all, { count: -1, seed: 1 }), /count is -1/);
});

Deno.test("holisticJudge() gives one score in 0 to 1 or none", async () => {
  const rate = (...replies: (string | Error)[]) =>
    holisticJudge(scriptedModel(replies)).rate({ query: "q", answer: "a" });
  assert.equal((await rate('{"rating": 10, "reason": "fine"}')).score, 1);
  assert.equal((await rate("ten", '{"rating": 0, "reason": "bad"}')).score, 0);
  for (const text of ['{"rating": 11}', '{"rating": 7.5}', '{"rating": "7"}', "7/10"]) {
    const { score, status } = await rate(text, text, text);
    assert.deepEqual([score, status], [null, "unreadable"], text);
  }
  assert.deepEqual((await rate(failure("server"))).reason, "server: simulated server");
});

function resultOf(grades: readonly Partial<Grade>[]): Result {
  return {
    case: { id: "1", line: 1, tags: {}, items: [] },
    model: "m",
    trial: 1,
    turns: [],
    grades: grades.map((grade, n) => ({
      item: `rubric_${n + 1}`,
      metric: "criterion",
      outcome: "graded",
      score: 1,
      reason: null,
      expected: null,
      extracted: "met",
      official: { extracted: "met", score: 1, error: null },
      turn: null,
      detail: {},
      ...grade,
    })),
  };
}

Deno.test("judgeWarnings() says when verdicts are missing, all the same, or cite what is not there", () => {
  const many = (grade: (n: number) => Partial<Grade>) =>
    judgeWarnings([resultOf(Array.from({ length: 40 }, (_, n) => grade(n)))]);
  assert.deepEqual(many((n) => ({ score: n % 2 })), []);
  assert.match(many(() => ({ score: 1 }))[0] ?? "", /said met to all 40 criteria/);
  assert.match(many(() => ({ score: 0 }))[0] ?? "", /said not met to all 40 criteria/);
  const silent = many((n) =>
    n < 10
      ? {
        outcome: "ungraded",
        score: null,
        detail: { judge_status: n < 4 ? "tied" : "unreadable" },
      }
      : { score: n % 2 }
  );
  assert.match(
    silent[0] ?? "",
    /no verdict on 10 of 40 criteria \(6 unreadable replies, 4 ties, 0 failed calls\)/,
  );
  const elsewhere = many((n) => ({
    score: n % 2,
    detail: { evidence: "x", evidence_span: n < 5 ? [0, 1] : null },
  }));
  assert.match(elsewhere[0] ?? "", /Only 5 of the 40 passages/);
});

Deno.test("judgeRepeats() pairs each later verdict with the first of the same judge", () => {
  const verdict = (judge: string, repeat: number, met: boolean | null) => ({ judge, repeat, met });
  const counts = judgeRepeats([resultOf([
    {
      detail: {
        verdicts: [
          verdict("a", 1, true),
          verdict("b", 1, false),
          verdict("a", 2, false),
          verdict("b", 2, false),
        ],
      },
    },
    { detail: { verdicts: [verdict("a", 1, null), verdict("a", 2, true)] } },
    { detail: { verdicts: [verdict("a", 1, true)] } },
    {},
  ])]);
  assert.deepEqual(counts, { repeated: 2, changed: 1, silent: 1 });
});
