import assert from "node:assert/strict";
import { liveclin } from "../../../lib/benchmarks/liveclin/liveclin.ts";
import { CaseError } from "../../../lib/parse/case_error.ts";
import { makeImage, makeMcq, makeRecord, parseRecord, type RecordParts } from "./fixtures.ts";

Deno.test("parse() keeps what the conversation needs, and options sorted by letter", () => {
  const parsed = parseRecord(makeRecord({
    scenario: "A man",
    images: [makeImage()],
    tables: null,
    mcqs: [
      makeMcq({
        options: { C: "three", A: "one", J: "ten" },
        image_details: null,
        table_details: [],
      }),
    ],
    top: { title: "T", "ICD-10": "C71", Level2_Detail: ["odd"] },
  }));
  assert.equal(parsed.id, "100");
  assert.equal(parsed.line, 1);
  assert.deepEqual(Object.keys(parsed.questions[0]?.options ?? {}), ["A", "C", "J"]);
  assert.equal(parsed.items[0]?.optionCount, 3);
  assert.equal(parsed.tags.title, "T");
  assert.equal(parsed.tags.icd10, "C71");
  assert.equal(parsed.tags.level2_detail, null);
  assert.deepEqual(parsed.items[0]?.labels, {
    image: ["CT Scan"],
    table: [],
    image_modality: ["CT"],
    table_modality: [],
  });
  assert.ok(!JSON.stringify(parsed).includes("SECRET"), "an image's caption is not even kept");
});

Deno.test("parse() names a case by pmc, PubMed number, doi, then line", () => {
  const none = { pmc: undefined, doi: undefined };
  const ids: readonly (readonly [Readonly<Record<string, unknown>>, string])[] = [
    [{ pmc: " 12\x85" }, "12"],
    [{ pmc: "", pmid: "7", PMID: "8" }, "PMID_7"],
    [{ pmc: null, pmid: "", PMID: "8" }, "PMID_8"],
    [{ pmc: undefined, doi: " 10.1/x " }, "10.1/x"],
    [none, "line-1"],
    [{ ...none, doi: " " }, "line-1"],
    // Blanks count as given: the reference evaluator trims after it chose the field.
    [{ pmc: "  ", pmid: "7" }, "line-1"],
  ];
  for (const [top, id] of ids) {
    assert.equal(parseRecord(makeRecord({ top })).id, id, JSON.stringify(top));
  }
  assert.throws(
    () => liveclin({ imageMode: "url" }).parse(makeRecord({ top: none }), "somewhere"),
    /Cannot parse case at somewhere: "pmc" is missing, expected an identifier/,
  );
});

Deno.test("parse() takes the rarity of either release and gives its own type back", async () => {
  const benchmark = liveclin({ imageMode: "url" });
  const rarities: readonly (readonly [unknown, string | null, unknown])[] = [
    ["rare", "rare", "rare"],
    [2, "2", 2],
    [null, null, null],
    [undefined, null, "unknown"],
  ];
  for (const [Rarity, tag, official] of rarities) {
    const parsed = benchmark.parse(makeRecord({ top: { Rarity } }), "a:1");
    assert.equal(parsed.tags.rarity, tag);
    const grades = await benchmark.grade(parsed, []);
    const stored = benchmark.toOfficial({ case: parsed, model: "m", trial: 1, turns: [], grades });
    assert.equal(stored.rarity, official);
    const back = benchmark.fromOfficial(JSON.parse(JSON.stringify(stored)), "r cases[0]");
    assert.equal(benchmark.toOfficial(back).rarity, official);
    assert.equal(back.case.tags.rarity, tag);
  }
});

Deno.test("parse() takes a key in lower case as the protocol compares it", () => {
  const parsed = parseRecord(makeRecord({ mcqs: [makeMcq({ correct_answer: "b" })] }));
  assert.equal(parsed.items[0]?.expected, "B");
});

Deno.test("parse() names file, line, field, what was expected and what came", () => {
  const prefix = "exam_creation.final_policy";
  const wrong: readonly (readonly [RecordParts, string, string, string])[] = [
    [{ top: { pmc: 7 } }, "pmc", "7", "a string"],
    [{ top: { Level1: undefined } }, "Level1", "missing", "a string"],
    [{ top: { Level2: null } }, "Level2", "null", "a string"],
    [{ top: { Rarity: 1.5 } }, "Rarity", "1.5", "a string or an integer"],
    [{ top: { exam_creation: undefined } }, "exam_creation", "missing", "an object"],
    [{ top: { exam_creation: [] } }, "exam_creation", "[]", "an object"],
    [{ top: { exam_creation: { final_policy: null } } }, prefix, "null", "an object"],
    [{ scenario: 3 }, `${prefix}.scenario`, "3", "a string"],
    [{ mcqs: null }, `${prefix}.mcqs`, "null", "an array"],
    [{ mcqs: {} }, `${prefix}.mcqs`, "{}", "an array"],
    [{ mcqs: [] }, `${prefix}.mcqs`, "[]", "at least one question"],
    [{ mcqs: ["x"] }, `${prefix}.mcqs[0]`, '"x"', "an object"],
    [{ images: {} }, `${prefix}.scenario_image_details`, "{}", "an array"],
    [{ images: [null] }, `${prefix}.scenario_image_details[0]`, "null", "an object"],
    [
      { images: [makeImage({ url: 1 })] },
      `${prefix}.scenario_image_details[0].url`,
      "1",
      "a string",
    ],
    [{ tables: [{ content: 5 }] }, `${prefix}.scenario_table_details[0].content`, "5", "a string"],
  ];
  const mcq: readonly (readonly [Readonly<Record<string, unknown>>, string, string, string])[] = [
    [{ stage: undefined }, "stage", "missing", "a string"],
    [{ question: null }, "question", "null", "a string"],
    [{ options: undefined }, "options", "missing", "an object from option letter to text"],
    [{ options: [] }, "options", "[]", "an object from option letter to text"],
    [{ options: {} }, "options", "{}", "at least one option"],
    [{ options: { A: "x", K: "y" } }, "options", '"K"', "only option letters from A to J"],
    [{ options: { a: "x" } }, "options", '"a"', "only option letters from A to J"],
    [{ options: { A: null } }, "options.A", "null", "a string"],
    [{ correct_answer: undefined }, "correct_answer", "missing", "a string"],
    [{ correct_answer: "K" }, "correct_answer", '"K"', "one of A-J"],
    [{ correct_answer: "AB" }, "correct_answer", '"AB"', "one of A-J"],
    [{ correct_answer: "A " }, "correct_answer", '"A "', "one of A-J"],
    [{ correct_answer: "D" }, "correct_answer", '"D"', "one of the options offered (A, B, C)"],
    [{ image_details: "x" }, "image_details", '"x"', "an array"],
  ];
  const all = [
    ...wrong.map(([parts, ...rest]) => [makeRecord(parts), ...rest] as const),
    ...mcq.map(([fields, field, received, expected]) =>
      [
        makeRecord({ mcqs: [makeMcq(), makeMcq(fields)] }),
        `${prefix}.mcqs[1].${field}`,
        received,
        expected,
      ] as const
    ),
  ];
  const benchmark = liveclin({ imageMode: "url" });
  for (const [record, field, received, expected] of all) {
    assert.throws(() => benchmark.parse(record, "demo.jsonl:12"), (error) => {
      assert.ok(error instanceof CaseError, String(error));
      const message =
        `Cannot parse case at demo.jsonl:12: "${field}" is ${received}, expected ${expected}`;
      assert.equal(error.message, message);
      return true;
    });
  }
});
