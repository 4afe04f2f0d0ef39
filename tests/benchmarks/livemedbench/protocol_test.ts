import assert from "node:assert/strict";
import {
  describeDataset,
  livemedbench,
  type LiveMedBenchCase,
  livemedbenchMonth,
  loadCases,
  renderDataset,
  type TurnRequest,
} from "../../../mod.ts";
import { casesOf, record } from "./wards.ts";

const EN =
  "IMPORTANT: Provide ONLY the final answer to the following question, without any explanation or reasoning steps.";
const ZH = "请直接用中文回答下面的问题，不要给出推理过程或中间步骤。";

async function requestOf(
  c: LiveMedBenchCase | undefined,
  options?: Parameters<typeof livemedbench>[0],
): Promise<TurnRequest> {
  if (c === undefined) throw new Error("no case");
  const requests: TurnRequest[] = [];
  await livemedbench(options).converse(c, (request) => {
    requests.push(request);
    return Promise.resolve({
      index: 0,
      items: request.items,
      promptSha256: null,
      images: [],
      reply: null,
      error: null,
      ms: null,
      attempts: null,
      costUsd: null,
    });
  });
  assert.equal(requests.length, 1, "one turn a case");
  const [request] = requests;
  if (request === undefined) throw new Error("nothing was asked");
  return request;
}

Deno.test("the request is the protocol's for English, Chinese and mixed text: one plain user message", async () => {
  const texts: readonly (readonly [string, string, string])[] = [
    ["I cough.", "Why?", EN],
    ["我咳嗽。", "为什么？", ZH],
    ["I cough, 痛.", "Why?", ZH],
    ["I cough.", "Why, 为?", ZH],
    // Kana, hangul, full-width punctuation and ideographs of the extensions are not in U+4E00-U+9FFF.
    ["せきが？！", "기침。㐀", EN],
    ["\u4e00", "", ZH],
    ["\u9fff", "", ZH],
    ["\u4dff\ua000", "x", EN],
    ["  blanks stay  ", "\n\nso do lines\n", EN],
  ];
  for (const [narrative, core_request, instruction] of texts) {
    const [c] = casesOf([record(1, [5], { narrative, core_request })]);
    const { messages, items, images } = await requestOf(c);
    assert.deepEqual(messages, [{
      role: "user",
      content: `${instruction}\n\n${narrative}\n\n${core_request}`,
    }]);
    assert.deepEqual([items, images], [["rubric_1"], []]);
  }
  assert.deepEqual(livemedbench().parameters, { temperature: 0, max_completion_tokens: 2048 });
});

Deno.test("the reference answer and the criteria are never sent", async () => {
  const [c] = casesOf([record(1, [5, -5], { doctor_advice: "SECRET ADVICE" })]);
  for (const promptStyle of ["official", "physician"] as const) {
    const text = JSON.stringify(await requestOf(c, { promptStyle }));
    assert.ok(!text.includes("SECRET ADVICE") && !text.includes("says #"));
  }
});

Deno.test("the prompt style changes the request and the identity of a run", async () => {
  const [c] = casesOf([record(1, [5])]);
  const physician = livemedbench({ promptStyle: "physician" });
  assert.notDeepEqual(physician.identity, livemedbench().identity);
  const { messages } = await requestOf(c, { promptStyle: "physician" });
  const [message] = messages;
  assert.ok(typeof message?.content === "string");
  assert.ok(message.content.endsWith("\n\nStory of 1.\n\nWhat should I do?"));
  assert.ok(!message.content.includes("ONLY the final answer"));
  const unknown: { promptStyle?: "official" } = JSON.parse('{"promptStyle":"poet"}');
  assert.throws(() => livemedbench(unknown), {
    name: "TypeError",
    message: 'promptStyle is "poet", expected one of official, physician',
  });
});

Deno.test("parse() takes every variant of a record", () => {
  const parse = (more: Readonly<Record<string, unknown>>, points: readonly number[] = [5, -3]) =>
    livemedbench().parse(record(1, points, more), "data.json:7");
  assert.equal(parse({ case_id: 0 }).id, "0");
  assert.equal(parse({ case_id: "0" }).id, "0");
  assert.equal(parse({ case_id: "zh-1" }).id, "zh-1");
  assert.equal(parse({}).line, 7);
  assert.deepEqual(parse({}).items.map(({ id, points }) => [id, points]), [["rubric_1", 5], [
    "rubric_2",
    -3,
  ]]);
  for (const post_time of ["", null, undefined]) {
    const { tags } = parse({ post_time });
    assert.deepEqual([tags.date, tags.month], [null, null]);
  }
  assert.equal(parse({ post_time: "soon" }).tags.month, null);
  assert.equal(parse({ post_time: "2026-04-27T00:00:00" }).tags.month, "2026-04");
  assert.deepEqual(
    [parse({}).tags.theme, parse({}).tags.specialty, parse({}).items[0]?.tags.axis],
    [
      null,
      null,
      null,
    ],
  );
  assert.equal(parse({ theme: "A" }).tags.theme, "A");
  assert.deepEqual(
    [parse({ theme: ["A", "B"] }).tags.theme, parse({ theme: ["A", "B"] }).tags.themes],
    ["A", "A; B"],
  );
  assert.equal(parse({ narrative: "痛" }).tags.language, "zh");
  assert.equal(parse({}).tags.language, "en");
  assert.equal(parse({ language: "English" }).tags.language, "English");
  assert.equal(parse({}, [-3, -1]).items.length, 2);
  assert.equal(parse({}, []).items.length, 0);
  assert.equal(parse({ doctor_advice: null }).doctorAdvice, null);
  const axis = { rubric_items: [{ criterion: "c", points: 2, axis: "Safety" }] };
  assert.equal(parse(axis).items[0]?.tags.axis, "Safety");
});

Deno.test("parse() refuses what is no record, by file, place, field and what came", () => {
  const cases: readonly (readonly [Readonly<Record<string, unknown>>, RegExp])[] = [
    [{ case_id: "" }, /"case_id" is "", expected an integer or a text/],
    [{ case_id: null }, /"case_id" is null/],
    [{ case_id: 1.5 }, /"case_id" is 1\.5/],
    [{ narrative: 7 }, /"narrative" is 7, expected a string/],
    [{ narrative: " ", core_request: "" }, /expected a narrative or a core request/],
    [{ rubric_items: {} }, /"rubric_items" is \{\}, expected an array/],
    [{ rubric_items: ["x"] }, /"rubric_items\[0\]" is "x", expected an object/],
    [{ rubric_items: [{ criterion: " ", points: 1 }] }, /criterion" is " ", expected a criterion/],
    [{ rubric_items: [{ criterion: "c", points: "5" }] }, /points" is "5", expected a number/],
    [{ rubric_items: [{ criterion: "c" }] }, /points" is missing, expected a number/],
    [{ theme: 5 }, /"theme" is 5, expected a string or a list/],
  ];
  for (const [more, message] of cases) {
    assert.throws(() => livemedbench().parse(record(1, [5], more), "data.json:7"), {
      name: "CaseError",
      message,
    });
  }
});

Deno.test("loadCases() reads a raw JSON file and names both places of a duplicate", async () => {
  const path = await Deno.makeTempFile({ suffix: ".json" });
  await Deno.writeTextFile(
    path,
    JSON.stringify([record(1, [5]), record("1", [5]), record(2, [-1])]),
  );
  await assert.rejects(
    Array.fromAsync(loadCases(path, { benchmark: livemedbench() })),
    /json:2.*already the id of .*json:1/s,
  );
  const kept = await Array.fromAsync(
    loadCases(path, { benchmark: livemedbench(), dedupe: "first" }),
  );
  assert.deepEqual(kept.map(({ id, line }) => [id, line]), [["1", 1], ["2", 3]]);
});

Deno.test("livemedbenchMonth() takes the month as written and nothing from what is no date", () => {
  const months: readonly (readonly [string, string | null])[] = [
    ["2026-04-27T00:00:00", "2026-04"],
    ["2025-12-01T00:00:00+08:00", "2025-12"],
    ["2025-12-31T23:59:59Z", "2025-12"],
    ["2025-12-31T23:59:59.123456-11:30", "2025-12"],
    ["2024-02-29", "2024-02"],
    ["2025-02-30", null],
    ["2023-02-29", null],
    ["2025-13-01", null],
    ["2025-1-1", null],
    ["2025-01-01T24:00:00", null],
    ["2025-01-01T10:60", null],
    ["2025-01-01 10:11", "2025-01"],
    ["20250115", "2025-01"],
    ["2020-W53-5", "2021-01"],
    ["2021-W53", null],
    ["2025-01", null],
    ["yesterday", null],
    ["", null],
  ];
  for (const [text, month] of months) assert.equal(livemedbenchMonth(text), month, text);
});

Deno.test("the source knows its snapshots, later ones by their name, and what the data may be used for", () => {
  const { source } = livemedbench();
  assert.match(source.notice, /research evaluation only/);
  assert.deepEqual(source.configs[0]?.hubPaths, ["LiveMedBench_v202601.json"]);
  assert.deepEqual(source.configNamed?.("v202604")?.hubPaths, ["LiveMedBench_v202604.json"]);
  assert.equal(source.configNamed?.("v202613"), null);
  assert.equal(source.configNamed?.("latest"), null);
});

Deno.test("describeDataset() counts criteria by sign and the cases where nothing can be earned", async () => {
  const cases = casesOf([record(1, [5, -3, 0]), record(2, [-10]), record(3, [8, 2])]);
  const description = await describeDataset(cases);
  assert.deepEqual(description.points, {
    positive: 3,
    negative: 2,
    zero: 1,
    casesWithoutPositive: 1,
    least: -10,
    most: 8,
  });
  const text = renderDataset(description);
  assert.match(text, /2\.00 a case on average, from 1 to 3/);
  assert.match(
    text,
    /3 items worth points, 2 penalties, from -10 to 8; 1 case with penalties only/,
  );
});
