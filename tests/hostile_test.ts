import assert from "node:assert/strict";
import { join } from "node:path";
import {
  benchmarks,
  casesFrame,
  display,
  escapeHtml,
  journalLine,
  labelsFrame,
  liveclin,
  liveProgress,
  loadCases,
  ModelError,
  outcomesTable,
  parseCompletion,
  parseJournal,
  questionsFrame,
  readConversation,
  readResults,
  renderClean,
  renderRuns,
  type Run,
  runBenchmark,
  runsFrame,
  safeJson,
  saveResults,
  scriptedModel,
  showConversation,
  showFrame,
  showRuns,
  tableToCsv,
  tableToLatex,
  tableToMarkdown,
  terminalText,
  verifyResults,
} from "../mod.ts";
import { CONTROLS, HOSTILE_TEXTS, RUNNING_HTML } from "./hostile_texts.ts";
import { examRecord } from "./tasks/eval_task.ts";

const benchmark = liveclin({ imageMode: "url" });

/** One case a text: it stands in every field of the record and in what the model or the endpoint says. */
const CASES = HOSTILE_TEXTS.map((text, n) => {
  const record: Record<string, unknown> = {
    ...examRecord(`case ${n} ${text}`, "AB"),
    Level1: text,
    Level2: text,
    Rarity: text,
    doi: text,
    title: text,
  };
  const json = JSON.stringify(
    record,
    (key, value: unknown) => ["stage", "question", "scenario"].includes(key) ? text : value,
  );
  return benchmark.parse(JSON.parse(json), `hostile.jsonl:${n + 1}`);
});

async function hostileRun(): Promise<Run> {
  const replies = HOSTILE_TEXTS.flatMap((text) => [
    `${text}\n\\boxed{A}`,
    new ModelError({ kind: "server", status: 500, message: text }),
  ]);
  const { run } = await runBenchmark(benchmark, {
    cases: CASES,
    dataset: { name: HOSTILE_TEXTS[3] ?? "", revision: null, sha256: "ab" },
    model: scriptedModel(replies, HOSTILE_TEXTS[0]),
    output: null,
    concurrency: 1,
    warnings: () => HOSTILE_TEXTS,
  });
  return run;
}

/** No text may drive a terminal. */
function assertQuiet(text: string, what: string): void {
  const found = CONTROLS.exec(text);
  assert.equal(
    found,
    null,
    `${what}: ${JSON.stringify(text.slice((found?.index ?? 0) - 20).slice(0, 60))}`,
  );
}

/** Nothing of it may be obeyed by a browser. */
function assertInert(html: string, what: string): void {
  assertQuiet(html, what);
  assert.equal(RUNNING_HTML.exec(html)?.[0], undefined, what);
}

Deno.test("terminal summaries show hostile text and obey none", async () => {
  const run = await hostileRun();
  const meta = { model: run.model, dataset: run.dataset };
  const texts = [
    benchmark.renderSummary(run.official, meta),
    renderClean(run),
    renderRuns([run, run]),
  ];
  for (const text of texts) assertQuiet(terminalText(text), "summary");
  const lines = terminalText(texts[0] ?? "").split("\n");
  assert.ok(!lines.some((line) => line.startsWith("two")), "a text began a line of its own");
});

Deno.test("JSON on standard output and in files holds no control character, and reads back the same", async () => {
  const path = join(await Deno.makeTempDir(), "h.json");
  const run = await hostileRun();
  await saveResults(run, path, { benchmark });
  const text = await Deno.readTextFile(path);
  assertQuiet(text, "result file");
  const back = await readResults(path, { benchmarks });
  assert.deepEqual(back.results.map(({ turns }) => turns), run.results.map(({ turns }) => turns));
  assert.deepEqual(back.official, run.official);
  assert.deepEqual((await verifyResults(path, { benchmarks })).differences, []);
  for (const hostile of HOSTILE_TEXTS) {
    assertQuiet(safeJson(hostile), "safeJson");
    assert.equal(JSON.parse(safeJson(hostile)), hostile);
  }
  for (const { case: c, trial, turns } of run.results) {
    for (const turn of turns) assertQuiet(journalLine({ caseId: c.id, trial, turn }), "journal");
  }
});

Deno.test("live progress and its notes obey no text of an endpoint", async () => {
  for (const columns of [80, null]) {
    let written = "";
    const progress = liveProgress({
      total: 2,
      label: HOSTILE_TEXTS[0] ?? "",
      jupyter: null,
      terminal: { write: (text) => void (written += text), columns: () => columns },
      schedule: () => () => {},
    });
    progress.update({ done: 1 });
    for (const text of HOSTILE_TEXTS) progress.note(text);
    await progress.close();
    // Its own line is cleared by a code of ours.
    assertQuiet(written.replaceAll("\r\x1b[2K", ""), "progress");
  }
});

Deno.test("frames and conversations in a notebook are inert, as HTML and as text", async () => {
  const run = await hostileRun();
  for (const frame of [runsFrame, casesFrame, questionsFrame, labelsFrame]) {
    const shown = showFrame(frame([run]), { rows: 50 });
    assertInert(shown.html, frame.name);
    assertQuiet(shown.text, frame.name);
  }
  const runs = showRuns([run]);
  assertInert(runs.html, "showRuns");
  assertQuiet(runs.text, "showRuns");
  for (const [n, c] of CASES.entries()) {
    const result = run.results[n];
    assert.ok(result);
    const shown = await showConversation(await readConversation(c, { benchmark, result }));
    assertInert(shown.html, "showConversation");
    assertQuiet(shown.text, "showConversation");
    assertInert(escapeHtml(HOSTILE_TEXTS[n] ?? ""), "escapeHtml");
  }
  assert.equal(await display({ "text/plain": "x" }, { jupyter: null }), false);
});

Deno.test("a CSV file holds no formula and no control character", async () => {
  const run = await hostileRun();
  for (
    const frame of [casesFrame([run]), questionsFrame([run]), outcomesTable(questionsFrame([run]))]
  ) {
    const csv = tableToCsv(frame);
    assertQuiet(csv.replaceAll("\r", ""), "CSV");
    for (const cell of csv.matchAll(/(?:^|,)("?)([=+@＝＋＠\t]|-(?![\d.]))/gm)) {
      assert.fail(`a formula in a cell: ${JSON.stringify(csv.slice(cell.index, cell.index + 40))}`);
    }
  }
});

Deno.test("a Markdown table holds no HTML, link, image or control character", async () => {
  const markdown = tableToMarkdown(casesFrame([await hostileRun()]));
  assertQuiet(markdown, "Markdown");
  assert.doesNotMatch(markdown, /<\w|(?<!\\)\]\(|:\/\/|\bwww\./);
});

Deno.test("a LaTeX table holds no control character", async () => {
  assertQuiet(tableToLatex(outcomesTable(questionsFrame([await hostileRun()]))), "LaTeX");
});

/** The JSON with keys in every object that code which copies carelessly takes for a prototype. */
function planted(value: unknown, names = ["__proto__", "constructor"]): string {
  const trap = '{"polluted":1,"pmc":"7","content":"\\\\boxed{A}","error":null}';
  const within = (inner: unknown): string => {
    if (Array.isArray(inner)) return `[${inner.map(within).join(",")}]`;
    if (typeof inner !== "object" || inner === null) return JSON.stringify(inner);
    const own = Object.entries(inner).map(([name, one]) =>
      `${JSON.stringify(name)}:${within(one)}`
    );
    return `{${[...names.map((name) => `"${name}":${trap}`), ...own].join(",")}}`;
  };
  return within(value);
}

Deno.test("no record, reply, result file or journal changes a prototype or lends a field", async () => {
  const names = () => Object.getOwnPropertyNames(Object.prototype).join();
  const before = names();
  const folder = await Deno.makeTempDir();
  const path = join(folder, "h.json");
  const clean = await hostileRun();
  await saveResults(clean, path, { benchmark });
  const stored = JSON.parse(await Deno.readTextFile(path));
  await Deno.writeTextFile(path, planted(stored));
  await assert.rejects(
    readResults(path, { benchmarks }),
    /"rounds\.tags\.constructor" is .*, expected a string/,
  );
  await Deno.writeTextFile(path, planted(stored, ["__proto__"]));
  const run = await readResults(path, { benchmarks });
  assert.deepEqual(run.results.map(({ turns }) => turns), clean.results.map(({ turns }) => turns));
  delete stored.cases[0].mcqs[0].model_response;
  await Deno.writeTextFile(path, planted(stored, ["__proto__"]));
  const lacking = await readResults(path, { benchmarks });
  assert.equal(lacking.results[0]?.turns[0]?.reply, null);

  const body = planted({ choices: [{ message: { role: "assistant" } }] });
  assert.throws(() => parseCompletion(body, { requestId: null }), /empty_reply: no text/);

  const header = planted({ schema: "rounds.journal/1", manifest: {} });
  const { entries, warnings } = parseJournal(`${header}\n${planted({ case_id: "1" })}\n`, "j");
  assert.deepEqual(entries, []);
  assert.match(warnings.join(), /"turn" is missing/);

  const data = join(folder, "h.jsonl");
  const { pmc: _, ...record } = { pmc: "", ...examRecord("1", "A") };
  const lines = [planted(record), planted({ ...examRecord("2", "B"), pmc: undefined }), ""];
  await Deno.writeTextFile(data, lines.join("\n").replaceAll('"pmc":undefined,', ""));
  const errors: string[] = [];
  const cases = await Array.fromAsync(loadCases(data, {
    benchmark,
    skipBadCases: true,
    onBadRecord: ({ message }) => errors.push(message),
  }));
  // The planted keys are no option letters, and the planted number is nobody's.
  assert.deepEqual([cases.length, errors.length], [0, 2]);
  assert.match(errors[0] ?? "", /"constructor", expected only option letters from A to J/);
  assert.equal(names(), before);
  assert.equal(Reflect.get({}, "polluted"), undefined);
});
