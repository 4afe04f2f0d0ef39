import assert from "node:assert/strict";
import {
  accuracyRows,
  escapeHtml,
  type Grade,
  questionsFrame,
  readConversation,
  renderAccuracy,
  renderClean,
  renderRuns,
  type Run,
  runBenchmark,
  showConversation,
  showRuns,
  summaryJson,
  terminalText,
} from "../../mod.ts";
import { failure, quiz, quizCase, quizzer, replyOf, turnOf } from "../run/quiz.ts";

const CASES = [
  quizCase("a", ["x", "y"], 1),
  quizCase("b", ["y"], 2),
  quizCase("c", ["x", "x", "y"], 3),
];

async function run(name: string, failing: boolean): Promise<Run> {
  const model = quizzer((asked) => failing && asked === "c q2" ? failure("timeout") : "x");
  const finished = await runBenchmark(quiz(), {
    cases: CASES,
    dataset: { name: "quiz", revision: null, sha256: failing ? "ab" : "cd" },
    model: { ...model, name },
    output: null,
    warnings: () => ["temperature was left out"],
  });
  return finished.run;
}

Deno.test("renderClean() shows score, interval, coverage, bounds, outcomes, baselines, disagreements and notes", async () => {
  const text = renderClean(await run("m", true));
  assert.match(text, /Clean reading: m \(quiz\)/);
  assert.match(text, /Questions\s+50\.0%\s+\(2 of 4; 95% interval \d+\.\d% to \d+\.\d%\)/);
  assert.match(text, /coverage 66\.7%; with 2 unknown, between 33\.3% and 66\.7%/);
  for (const outcome of ["graded\\s+4", "skipped\\s+1", "failed\\s+1"]) {
    assert.match(text, new RegExp(outcome));
  }
  assert.match(
    text,
    /always x 50\.0%, guessing by the key's frequencies 50\.0%, guessing evenly 50\.0%/,
  );
  assert.match(text, /Note: temperature was left out/);
});

Deno.test("renderClean() says that nothing is unknown when nothing is", async () => {
  assert.match(renderClean(await run("m", false)), /coverage 100\.0%: nothing is unknown/);
});

Deno.test("renderRuns() puts one column a run and says in what the runs differ", async () => {
  const runs = [await run("first", true), await run("second", false)];
  const text = renderRuns(runs);
  assert.match(text, /first\s+second/);
  assert.match(text, /questions, clean\s+50\.00%\s+50\.00%/);
  assert.match(text, /NOT COMPARABLE as they stand; they differ in:\n\s+dataset content: ab \| cd/);
  assert.doesNotMatch(renderRuns(runs.slice(0, 1)), /NOT COMPARABLE/);
});

Deno.test("renderRuns() shows both signs of points instead of questions, and n/a beside runs without any", async () => {
  const plain = await run("plain", false);
  const points = {
    mean_unclipped: 0.4,
    n: 3,
    low_unclipped: 0.4,
    high_unclipped: 0.4,
    earned: { ...plain.clean.items, score: 0.5 },
    triggered: { ...plain.clean.items, score: 0.25 },
  };
  const pointed: Run = { ...plain, model: "pointed", clean: { ...plain.clean, points } };
  const text = renderRuns([pointed]);
  assert.match(text, /points earned, clean\s+50\.00%\n\s+points counted\s/);
  assert.match(text, /penalties, clean\s+25\.00%\n\s+points counted\s/);
  assert.match(text, /planned criteria\s+6/);
  assert.doesNotMatch(text, /questions, clean/);
  const mixed = renderRuns([plain, pointed]);
  assert.match(mixed, /questions, clean\s+50\.00%\s+n\/a/);
  assert.match(mixed, /points earned, clean\s+n\/a\s+50\.00%/);
  assert.match(mixed, /planned items\s+6\s+6/);
});

Deno.test("summaryJson() is one object for one run and a list with files for several", async () => {
  const one = await run("m", false);
  assert.deepEqual(summaryJson([one]), { official: one.official, clean: one.clean });
  assert.deepEqual(summaryJson([one, { ...one, file: "b.json" }]), [
    { file: null, official: one.official, clean: one.clean },
    { file: "b.json", official: one.official, clean: one.clean },
  ]);
  assert.deepEqual(summaryJson([]), []);
});

Deno.test("terminalText() makes every control and reordering character visible and keeps the rest", () => {
  assert.equal(
    terminalText("a\u001b]0;title\u0007\r\u009b\u202eb\u0000"),
    "a\\u{1b}]0;title\\u{7}\\u{d}\\u{9b}\\u{202e}b\\u{0}",
  );
  assert.equal(terminalText("Zeile\n\tä 中文 😀"), "Zeile\n\tä 中文 😀");
});

Deno.test("readConversation() and showConversation() show every turn, escaped, whatever became of it", async () => {
  const benchmark = quiz();
  const { run: finished } = await runBenchmark(benchmark, {
    cases: CASES,
    dataset: { name: "quiz", revision: null, sha256: "ab" },
    model: quizzer((asked) => asked === "c q2" ? failure("timeout") : "<script>alert(1)</script>"),
    output: null,
  });
  const result = finished.results[2];
  const c = CASES[2];
  assert.ok(result !== undefined && c !== undefined);
  const conversation = await readConversation(c, { benchmark, result });
  assert.deepEqual(
    conversation.turns.map(({ turn }) => turn?.error?.kind ?? turn?.reply?.content ?? null),
    [
      "<script>alert(1)</script>",
      "timeout",
      null,
    ],
  );
  const { html, text } = await showConversation(conversation);
  assert.ok(!html.includes("<script"));
  assert.match(html, /&lt;script&gt;alert\(1\)&lt;\/script&gt;/);
  assert.match(html, /failed: timeout/);
  assert.match(text, /not asked\nq3: skipped, unknown/);
});

Deno.test("showConversation() embeds local images and names what is gone or remote", async () => {
  const file = await Deno.makeTempFile({ suffix: ".png" });
  await Deno.writeFile(file, new Uint8Array([1, 2, 3]));
  const image = (url: string) => ({ type: "image", url, mediaType: "image/png" }) as const;
  const content = [
    image(`file://${file}`),
    image("file:///nowhere/gone.png"),
    image('https://example.invalid/"x".png'),
  ];
  const { html } = await showConversation({
    caseId: "1",
    model: "m",
    turns: [{ asked: { role: "user", content }, turn: null, grades: [] }],
  });
  assert.match(html, /src="data:image\/png;base64,AQID"/);
  assert.match(html, /<code>gone\.png<\/code> \(not there any more\)/);
  assert.match(html, /https:\/\/example\.invalid\/&quot;x&quot;\.png/);
});

Deno.test("showRuns() shows one run in full and several side by side", async () => {
  const one = await run("m", true);
  assert.match(showRuns([one]).text, /Clean reading: m/);
  assert.match(showRuns([one, one]).html, /<pre[^>]*>.*questions, clean/s);
});

Deno.test("escapeHtml() leaves nothing a browser or terminal would obey", () => {
  assert.equal(escapeHtml("<b onclick='x'>\u001b&"), "&lt;b onclick=&#39;x&#39;&gt;\\u{1b}&amp;");
});

Deno.test("showConversation() marks a judge's evidence in the answer, escaped, and lists criteria with their points", async () => {
  const item = (id: string, points: number, criterion: string) => ({
    id,
    position: 1,
    expected: null,
    optionCount: null,
    points,
    tags: { criterion },
    labels: {},
  });
  const grade = (id: string, score: number | null, evidence: string | null): Grade => ({
    item: id,
    metric: "criterion",
    outcome: score === null ? "ungraded" : "graded",
    score,
    reason: score === null ? "the judge failed" : null,
    expected: null,
    extracted: null,
    official: { extracted: null, score: score ?? 0, error: null },
    turn: null,
    detail: { evidence },
  });
  const text = "Rest & drink. <b>Take penicillin</b> today.";
  const { html, text: plain } = await showConversation({
    caseId: "1",
    model: "m",
    turns: [{
      asked: { role: "user", content: "What now?" },
      turn: turnOf(0, replyOf(text)),
      grades: [
        grade("a", 1, "Rest & drink."),
        grade("b", 1, "<b>Take penicillin</b>"),
        grade("c", 0, "today"),
        grade("d", null, null),
        grade("e", 1, "not in the answer"),
      ],
      items: [
        item("a", 5, "Advises rest"),
        item("b", -8, "Ignores the allergy"),
        item("c", 2, "Names a follow-up"),
        item("d", 1, "Is kind"),
        item("e", 1, "Is brief"),
      ],
    }],
  });
  assert.match(html, /#009E73">Rest &amp; drink\.<\/mark><sup>1<\/sup>/);
  assert.match(html, /#D55E00">&lt;b&gt;Take penicillin&lt;\/b&gt;<\/mark><sup>2<\/sup> today\./);
  assert.equal(html.match(/<mark/g)?.length, 2);
  assert.match(
    plain,
    /1\. \+5 met: Advises rest\n2\. -8 met: Ignores the allergy\n3\. \+2 not met: Names a follow-up/,
  );
  assert.match(plain, /4\. \+1 ungraded: Is kind; the judge failed/);
});

Deno.test("renderAccuracy() shows a group's interval, denominator and bounds, and says what is missing", async () => {
  const { rows } = accuracyRows(questionsFrame([await run("m", true)]), { by: "position" });
  const text = renderAccuracy(rows);
  assert.match(text, /Accuracy by position: questions, clean/);
  assert.match(text, /Q1 .*% to .*of \d+ .*fewer than 20 cases/);
  assert.doesNotMatch(text, /LIKE FOR LIKE|Not finished/);
});

Deno.test("renderAccuracy() says first how runs differ besides the model and which are not finished", async () => {
  const runs = [await run("m", true), await run("n", false)];
  const open = { ...runs[0] ?? assert.fail(), planned: { cases: 5, items: 12 } };
  const { rows } = accuracyRows(questionsFrame([open, ...runs.slice(1)]), { by: "position" });
  const lines = renderAccuracy(rows).split("\n");
  assert.match(
    lines[1] ?? "",
    /^ {2}NOT LIKE FOR LIKE: n is not like m: dataset sha256 \(cd \| ab\)$/,
  );
  assert.match(lines[2] ?? "", /^ {2}Not finished: m with 3 of 5 planned cases$/);
});
