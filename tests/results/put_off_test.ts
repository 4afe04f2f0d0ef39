import assert from "node:assert/strict";
import {
  type Benchmark,
  benchmarks,
  CaseError,
  finishRun,
  parseResults,
  resultFileChunks,
  type Run,
  type Turn,
} from "../../mod.ts";

const PUT_IN: readonly unknown[] = ["x", 1.5, true, null, [], [1], {}, { a: 1 }];

function benchmarkNamed(name: string): Benchmark {
  const found = benchmarks.find((benchmark) => benchmark.name === name);
  assert.ok(found);
  return found;
}

const turnOf = (index: number, content: string, items: readonly string[]): Turn => ({
  index,
  items,
  promptSha256: "ab",
  images: [{
    source: "a.png",
    delivery: "resized",
    sha256: "cd",
    bytes: 10,
    mediaType: "image/png",
    width: 1,
    height: 1,
    sent: { sha256: "ef", bytes: 5, mediaType: "image/png", width: 1, height: 1 },
  }],
  reply: {
    content,
    text: content,
    reasoning: "r",
    refusal: null,
    finishReason: "stop",
    usage: { inputTokens: 1, outputTokens: 2, reasoningTokens: null, cachedTokens: null },
    requestId: "q",
    servedModel: "m",
  },
  error: null,
  ms: 1,
  attempts: 1,
  costUsd: 0.5,
});

/** A file as we write it: a benchmark's examples answered; the last turn of each case failed. */
async function fileOf(benchmark: Benchmark): Promise<string> {
  const results = [];
  for (const [n, { record, replies }] of benchmark.examples.slice(0, 2).entries()) {
    const c = { ...benchmark.parse(record, `e:${n + 1}`), id: `e${n}`, line: n + 1 };
    const turns = replies.map((reply, index): Turn => {
      const items = replies.length === 1 ? c.items.map(({ id }) => id) : [`q${index + 1}`];
      const turn = turnOf(index, reply, items);
      return index < 2
        ? turn
        : { ...turn, reply: null, error: { kind: "server", status: 503, message: "busy" } };
    });
    const grades = (await benchmark.grade(c, turns)).map((grade) => ({
      ...grade,
      detail: { ...grade.detail, verdicts: [{ judge: "j", met: true, input_tokens: 1 }] },
    }));
    results.push({ case: c, model: "m", trial: 1, turns, grades });
  }
  const run = finishRun(results, {
    benchmark,
    manifest: null,
    model: "m",
    dataset: "d",
    id: "r",
    file: null,
    meta: {},
    warnings: [],
    planned: {
      cases: results.length,
      items: results.reduce((sum, { case: c }) => sum + c.items.length, 0),
    },
    unfinished: [],
  });
  return [...resultFileChunks(run, benchmark)].join("");
}

/** Every place of a value below `cases`, as a list of keys. */
function placesOf(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== "object" || value === null) return [path];
  const inner = Object.entries(value).flatMap(([key, entry]) => placesOf(entry, [...path, key]));
  return path.length === 0 ? inner : [path, ...inner];
}

/** The text with another value at one place; without it where the value is undefined. */
function changed(text: string, path: readonly string[], value: unknown): string {
  const file: unknown = JSON.parse(text);
  const last = path.at(-1) ?? "";
  let at: unknown = Object(file)["cases"];
  for (const key of path.slice(0, -1)) at = Object(at)[key];
  Object(at)[last] = value;
  return JSON.stringify(file);
}

const touch = (
  run: Run,
) => [run.results, run.official, run.clean, run.spend, run.headlines, run.id];

for (const name of ["liveclin", "livemedbench"]) {
  Deno.test(`what a result file of ${name} holds wrong is told when it is read, never when it is used`, async () => {
    const benchmark = benchmarkNamed(name);
    const text = await fileOf(benchmark);
    const [one] = [parseResults(text, { where: "f.json", benchmarks })];
    assert.equal(one.results.length, 2);
    const { cases } = JSON.parse(text);
    let refused = 0;
    for (const path of placesOf(cases)) {
      for (const value of [undefined, ...PUT_IN]) {
        const other = changed(text, path, value);
        const read = attempt(() => parseResults(other, { where: "f.json", benchmarks }));
        if (read instanceof Error) {
          refused++;
          assert.ok(read instanceof CaseError, `${path.join(".")} ${read}`);
          assert.match(read.message, /f\.json/);
          continue;
        }
        const used = attempt(() => touch(read));
        assert.ok(
          !(used instanceof Error),
          `${path.join(".")} = ${JSON.stringify(value)}: ${used}`,
        );
      }
    }
    assert.ok(refused > 100, `${refused}`);
  });

  Deno.test(`a case of ${name} without our fields, or with some of them, is put off just as safely`, async () => {
    const text = await fileOf(benchmarkNamed(name));
    const file = JSON.parse(text);
    const field = benchmarkNamed(name).itemsField;
    for (const stored of file.cases) {
      for (const item of Object.values(stored[field]).slice(1)) delete Object(item).rounds;
    }
    touch(parseResults(JSON.stringify(file), { where: "f.json", benchmarks }));
    for (const stored of file.cases) delete stored.rounds;
    const run = parseResults(JSON.stringify(file), { where: "f.json", benchmarks });
    assert.equal(run.results.length, 2);
    assert.equal(run.clean.cases.planned, 2);
  });
}

function attempt<T>(work: () => T): T | Error {
  try {
    return work();
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

Deno.test("a run that is read is plain data: made once, copied whole, the same in JSON", async () => {
  const text = await fileOf(benchmarkNamed("livemedbench"));
  const run = parseResults(text, { where: "f.json", benchmarks });
  assert.equal(run.results, run.results);
  assert.equal(run.clean, run.clean);
  assert.deepEqual({ ...run }, run);
  assert.deepEqual(JSON.parse(JSON.stringify(run)), JSON.parse(JSON.stringify({ ...run })));
  assert.ok(Object.keys(run).includes("headlines"));
  assert.equal(run.headlines?.[0]?.label, "official mean");
  assert.equal({ ...run, file: "g.json" }.results, run.results);
});
