import assert from "node:assert/strict";
import { join } from "node:path";
import {
  buildFrame,
  casesFrame,
  criteriaFrame,
  type Frame,
  frameSchema,
  labelsFrame,
  livemedbench,
  panelJudge,
  pcg32,
  questionsFrame,
  ratingsFrame,
  readFrame,
  requestsFrame,
  type Run,
  runBenchmark,
  runsFrame,
  saveFrame,
  verdictsFrame,
} from "../../mod.ts";
import { answering, casesOf, failure, record } from "../benchmarks/livemedbench/wards.ts";
import { fixedJudge } from "../graders/judging.ts";
import { HOSTILE_TEXTS } from "../hostile_texts.ts";
import { syntheticRun } from "./synthetic_run.ts";

const FORMATS = ["parquet", "csv", "jsonl"] as const;

async function fresh(name: string): Promise<string> {
  return join(await Deno.makeTempDir(), name);
}

async function judgedRun(): Promise<Run> {
  const { run } = await runBenchmark(livemedbench(), {
    cases: casesOf([record(0, [6, -5], { theme: "a" }), record("b", [4], { post_time: "" })]),
    dataset: { name: "ward", revision: null, sha256: "ab" },
    model: answering((id) => id === "b" ? failure("server") : "#1 because, 因为"),
    judge: panelJudge([fixedJudge("j1", [true, false]), fixedJudge("j2", [true, null])]),
    output: null,
  });
  return run;
}

const TYPES = ["string", "integer", "number", "boolean", "datetime", "strings"] as const;

/** A frame with one column of every type. */
function mixed(rows: readonly (readonly unknown[])[]): Frame {
  return buildFrame({
    name: "mixed",
    columns: TYPES.map((type, n) => ({
      ...{ name: type, type, description: "" },
      read: (row: readonly unknown[]) => row[n] ?? null,
    })),
    describeRow: () => "a row",
  }, rows);
}

function texts(values: readonly (string | null)[]): Frame {
  return buildFrame({
    name: "texts",
    columns: [{
      ...{ name: "text", type: "string", description: "" },
      read: (row: readonly [string | null]) => row[0],
    }],
    describeRow: () => "a row",
  }, values.map((value) => [value]));
}

async function again(frame: Frame, format: string): Promise<Frame> {
  const path = await fresh(`frame.${format}`);
  const { rows, changed } = await saveFrame(frame, path);
  assert.equal(rows, frame.height);
  assert.deepEqual(changed, []);
  return await readFrame(path);
}

function assertSame(actual: Frame, expected: Frame): void {
  assert.deepEqual(actual.columns, expected.columns);
  assert.deepEqual(actual.dtypes.map(String), expected.dtypes.map(String));
  assert.deepEqual(actual.toRecords(), expected.toRecords());
}

for (const format of FORMATS) {
  Deno.test(`saveFrame() and readFrame() give every frame back from ${format}, columns, types, nulls and all`, async () => {
    const runs = [
      syntheticRun({ cases: 12, trouble: 0.4, trials: 2 }),
      syntheticRun({ model: "a/b", cases: 3, usage: false, condition: null }),
    ];
    const judged = [await judgedRun()];
    const frames = {
      runs: runsFrame([...runs, ...judged]),
      cases: casesFrame([...runs, ...judged]),
      questions: questionsFrame(runs),
      labels: labelsFrame(runs, { labels: { image: "image_modality" } }),
      criteria: criteriaFrame(judged),
      verdicts: verdictsFrame(judged),
      ratings: ratingsFrame("case_id,rater,met,comment\n007,a,yes,\n7,b,,=1+1\n"),
      requests: requestsFrame(runs),
    };
    for (const [name, frame] of Object.entries(frames)) {
      assert.ok(frame.height > 0, name);
      assertSame(await again(frame, format), frame);
    }
  });

  Deno.test(`saveFrame() and readFrame() keep types of empty and unknown columns in ${format}`, async () => {
    const nothing = [null, null, null, null, null, null];
    const rows = [
      ["a", 1, 0.1, true, new Date("2026-01-02T03:04:05.678Z"), ["x", 'y,"z"']],
      nothing,
      ["", -(2 ** 53 - 1), 1e300, false, new Date(-1), []],
      [" b ", 0, -0.5, true, new Date(0), [""]],
      ["line\nend\r\n\r", 3, 5e-324, null, null, ["\n"]],
    ];
    for (const some of [rows, [nothing], [nothing, nothing], []]) {
      assertSame(await again(mixed(some), format), mixed(some));
    }
    for (const frame of [questionsFrame([]), runsFrame([]), ratingsFrame([])]) {
      assertSame(await again(frame, format), frame);
    }
  });
}

Deno.test("saveFrame() keeps hostile text exactly in Parquet and JSON Lines", async () => {
  const frame = texts([...HOSTILE_TEXTS, "'=1", "''=1", "'", "null", "true", "1", "\u0000"]);
  for (const format of ["parquet", "jsonl"]) assertSame(await again(frame, format), frame);
  const path = await fresh("a.jsonl");
  await saveFrame(frame, path);
  // deno-lint-ignore no-control-regex -- control characters are what this is about
  assert.doesNotMatch(await Deno.readTextFile(path), /[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]/);
});

Deno.test("saveFrame() writes CSV that no spreadsheet runs and no terminal obeys, and says what it changed", async () => {
  const texts_ = [...HOSTILE_TEXTS, "'=1", "''=1", "'", "'plain", "-", "a\tb", "null", "", null];
  const frame = texts(texts_);
  const path = await fresh("hostile.csv");
  const { changed } = await saveFrame(frame, path);
  const isHidden = (text: string | null) =>
    text !== null && /(?![\t\r\n])[\p{Cc}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/u.test(text);
  assert.deepEqual(changed, [{ column: "text", cells: texts_.filter(isHidden).length }]);
  const file = await Deno.readTextFile(path);
  for (const line of file.split("\n").slice(1)) assert.doesNotMatch(line, /^"?[=+\-@\t＝]/);
  // deno-lint-ignore no-control-regex -- control characters are what this is about
  assert.doesNotMatch(file, /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202e]/);
  const read = (await readFrame(path)).getColumn("text").toArray();
  assert.equal(read.length, texts_.length);
  texts_.forEach((text, n) => {
    if (!isHidden(text)) assert.equal(read[n], text);
    else assert.match(String(read[n]), /\uFFFD/);
  });
});

Deno.test("saveFrame() and readFrame() give any text back from CSV and JSON Lines", async () => {
  const random = pcg32({ seed: 7 });
  const signs = [..."'=+-@,;\"\n\r\t a1＝[]{}\\nul"];
  const values = Array.from(
    { length: 3000 },
    () =>
      random.below(12) === 0
        ? null
        : Array.from({ length: random.below(7) }, () => signs[random.below(signs.length)]).join(""),
  );
  const frame = texts(values);
  for (const format of ["csv", "jsonl"]) assertSame(await again(frame, format), frame);
  const path = join(await Deno.makeTempDir(), "made", "here", "a.csv");
  await saveFrame(frame, path);
  for (const cell of (await readFrame(path)).getColumn("text").toArray()) {
    assert.ok(cell === null || typeof cell === "string");
  }
});

Deno.test("readFrame() takes a CSV of other hands: semicolons, a byte order mark, Windows line ends, no types beside it", async () => {
  const path = await fresh("mine.csv");
  await Deno.writeTextFile(
    path,
    '\uFEFFid;n;share;ok;when;list;note\r\n007;1;0.5;TRUE;2026-01-02T03:04:05Z;"[""a""]";"two\r\nlines"\r\n\r\n8;;1e-3;false;;[];\r\n',
  );
  const frame = await readFrame(path);
  assert.deepEqual(frame.toRecords(), [
    {
      ...{ id: "007", n: 1, share: 0.5, ok: true, when: new Date("2026-01-02T03:04:05Z") },
      ...{ list: ["a"], note: "two\r\nlines" },
    },
    { id: "8", n: null, share: 0.001, ok: false, when: null, list: [], note: null },
  ]);
});

Deno.test("readFrame() reads columns as told, whatever they look like", async () => {
  const path = await fresh("questions.csv");
  await Deno.writeTextFile(path, "case_id,position,score\n1,1,1\n2,2,0\n");
  const frame = await readFrame(path, { columns: frameSchema("questions") });
  assert.deepEqual(frame.toRecords(), [
    { case_id: "1", position: 1, score: 1 },
    { case_id: "2", position: 2, score: 0 },
  ]);
  assert.deepEqual(frame.dtypes.map(String).map((name) => /\w+(?=\)$)/.exec(name)?.[0]), [
    "String",
    "Int64",
    "Float64",
  ]);
});

Deno.test("readFrame() says file, line and column of what does not fit", async () => {
  const refused = async (text: string, expected: RegExp, name = "a.csv") => {
    const path = await fresh(name);
    await Deno.writeTextFile(path, text);
    const columns = [{ name: "score", type: "number" }] as const;
    await assert.rejects(readFrame(path, { columns }), (error) => {
      assert.ok(error instanceof SyntaxError);
      assert.match(error.message, expected);
      return true;
    });
  };
  await refused("score,b\n1,2\nhalf,3\n", /a\.csv:3: "score" is "half", expected number/);
  await refused("score,b\n1\n", /a\.csv:2: 1 cells, expected 2 as in the header/);
  await refused("score,score\n1,2\n", /column "score" is there twice/);
  await refused('score,b\n1,"2\n', /a\.csv:2: a quotation mark is never closed/);
  await refused('{"score":1}\n{"score":\n', /a\.jsonl:2: no JSON/, "a.jsonl");
  await refused("[1]\n", /a\.jsonl:1: \[1\], expected an object/, "a.jsonl");
  await refused("no", /a\.parquet/, "a.parquet");
  await assert.rejects(readFrame(await fresh("none.parquet")), Deno.errors.NotFound);
  await assert.rejects(readFrame("a.xlsx"), /a\.xlsx: a frame's file ends in \.parquet, \.csv or/);
  const path = await fresh("b.csv");
  await Deno.writeTextFile(path, "a\n1\n");
  await Deno.writeTextFile(`${path}.columns.json`, '{"schema":"rounds.columns/2"}');
  await assert.rejects(readFrame(path), /b\.csv\.columns\.json: expected what saveFrame wrote/);
});

Deno.test("saveFrame() leaves what was there when it cannot write all of it", async () => {
  const path = await fresh("kept.csv");
  await saveFrame(texts(["a"]), path);
  const broken = buildFrame({
    name: "broken",
    columns: [{
      ...{ name: "x", type: "number", description: "" },
      read: (row: readonly [number]) => row[0],
    }],
    describeRow: () => "a row",
  }, [[1]]);
  const divided = broken.withColumn(broken.getColumn("x").div(0).rename("y"));
  await assert.rejects(
    saveFrame(divided, path),
    /column "y" holds Infinity, which only a \.parquet/,
  );
  const structs = broken.toStruct("s").toFrame();
  await assert.rejects(saveFrame(structs, path), TypeError);
  assert.deepEqual((await readFrame(path)).toRecords(), [{ text: "a" }]);
  const names = [...Deno.readDirSync(join(path, ".."))].map(({ name }) => name).sort();
  assert.deepEqual(names, ["kept.csv", "kept.csv.columns.json"]);
  await assert.rejects(saveFrame(broken, "x.txt"), RangeError);
});
