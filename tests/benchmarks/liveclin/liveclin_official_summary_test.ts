import assert from "node:assert/strict";
import { liveclinOfficialSummary } from "../../../lib/benchmarks/liveclin/liveclin_official_summary.ts";
import type { Summary } from "../../../lib/types.ts";

interface McqFields {
  readonly [field: string]: unknown;
}

function mcq(mcq_index: number, is_correct: unknown, fields: McqFields = {}): McqFields {
  return {
    stage: "Follow-up",
    mcq_index,
    is_correct,
    error: null,
    image_types: [],
    table_types: [],
    ...fields,
  };
}

function caseOf(mcqs: readonly McqFields[], fields: McqFields = {}): McqFields {
  return { rarity: "rare", level1: "Chapter 2: Neoplasms", level2: "G", mcqs, ...fields };
}

/** A block of a summary, or nothing. */
function block(summary: Summary, ...path: readonly string[]): Readonly<Record<string, unknown>> {
  let value: unknown = summary;
  for (const name of path) value = Object(value)[name];
  return Object(value);
}

Deno.test("liveclinOfficialSummary() has the official keys in their order", () => {
  const summary = liveclinOfficialSummary([
    caseOf([
      mcq(0, true, { stage: "Initial", image_types: ["CT Scan; MRI", "CT"], table_types: ["Lab"] }),
      mcq(1, false, { stage: "Diagnosis", error: "boom" }),
      mcq(2, false, { stage: "zzz", error: "Skipped: prior question failed" }),
    ]),
    caseOf([mcq(0, true, { image_types: ["MRI"] })], {
      rarity: "UNRARE",
      level1: "Chapter 1",
      level2: "H",
    }),
  ]);
  assert.equal(
    JSON.stringify(summary),
    JSON.stringify({
      total_cases: 2,
      total_mcqs: 4,
      correct_mcqs: 2,
      correct_cases: 1,
      question_accuracy: 0.5,
      case_accuracy: 0.5,
      by_rarity: {
        rare: {
          cases: 1,
          correct_cases: 0,
          case_accuracy: 0,
          mcqs: 3,
          correct_mcqs: 1,
          question_accuracy: 0.3333,
        },
        unrare: {
          cases: 1,
          correct_cases: 1,
          case_accuracy: 1,
          mcqs: 1,
          correct_mcqs: 1,
          question_accuracy: 1,
        },
      },
      by_chapter: {
        "Chapter 2: Neoplasms": {
          cases: 1,
          correct_cases: 0,
          case_accuracy: 0,
          mcqs: 3,
          correct_mcqs: 1,
          question_accuracy: 0.3333,
        },
        "Chapter 1": {
          cases: 1,
          correct_cases: 1,
          case_accuracy: 1,
          mcqs: 1,
          correct_mcqs: 1,
          question_accuracy: 1,
        },
      },
      by_subcategory: {
        "Chapter 1": {
          H: {
            cases: 1,
            correct_cases: 1,
            case_accuracy: 1,
            mcqs: 1,
            correct_mcqs: 1,
            question_accuracy: 1,
          },
        },
        "Chapter 2: Neoplasms": {
          G: {
            cases: 1,
            correct_cases: 0,
            case_accuracy: 0,
            mcqs: 3,
            correct_mcqs: 1,
            question_accuracy: 0.3333,
          },
        },
      },
      by_stage: {
        "Presentation & Assessment": { mcqs: 1, correct_mcqs: 1, question_accuracy: 1 },
        "Diagnosis & Interpretation": { mcqs: 1, correct_mcqs: 0, question_accuracy: 0 },
        "Follow-up": { mcqs: 1, correct_mcqs: 1, question_accuracy: 1 },
        Other: { mcqs: 1, correct_mcqs: 0, question_accuracy: 0 },
      },
      by_position: {
        Q1: { mcqs: 2, correct_mcqs: 2, question_accuracy: 1, errors: 0, error_rate: 0 },
        Q2: { mcqs: 1, correct_mcqs: 0, question_accuracy: 0, errors: 1, error_rate: 1 },
        Q3: { mcqs: 1, correct_mcqs: 0, question_accuracy: 0, errors: 1, error_rate: 1 },
      },
      by_image_modality: {
        CT: { mcqs: 2, correct_mcqs: 2, question_accuracy: 1 },
        MRI: { mcqs: 2, correct_mcqs: 2, question_accuracy: 1 },
      },
      by_table_modality: { "Lab Results": { mcqs: 1, correct_mcqs: 1, question_accuracy: 1 } },
    }),
  );
});

Deno.test("liveclinOfficialSummary() rounds exact ties to even, as Python does", () => {
  const accuracies: readonly (readonly [number, number, number])[] = [
    [1, 32, 0.0312],
    [3, 32, 0.0938],
    [1, 3, 0.3333],
    [2, 3, 0.6667],
    [13, 32, 0.4062],
  ];
  for (const [right, all, accuracy] of accuracies) {
    const mcqs = Array.from({ length: all }, (_, n) => mcq(n, n < right));
    assert.equal(liveclinOfficialSummary([caseOf(mcqs)]).question_accuracy, accuracy);
  }
});

Deno.test("liveclinOfficialSummary() gives {} for no cases and 0 for none of none", () => {
  assert.deepEqual(liveclinOfficialSummary([]), {});
  const summary = liveclinOfficialSummary([caseOf([])]);
  assert.equal(summary.question_accuracy, 0);
  assert.equal(summary.case_accuracy, 0);
  assert.equal(summary.correct_cases, 0);
  assert.deepEqual(summary.by_stage, {});
});

Deno.test("liveclinOfficialSummary() takes a case's own count when there is one", () => {
  const summary = liveclinOfficialSummary([
    caseOf([mcq(0, false), mcq(1, false)], { correct_mcqs: 2 }),
    caseOf([mcq(0, true)], { correct_mcqs: 0 }),
  ]);
  assert.equal(summary.correct_mcqs, 2);
  assert.equal(summary.correct_cases, 1);
  assert.equal(block(summary, "by_stage", "Follow-up").correct_mcqs, 1);
});

Deno.test("liveclinOfficialSummary() tells a missing field from an empty or null one", () => {
  const summary = liveclinOfficialSummary([
    { mcqs: [] },
    { mcqs: [], rarity: null, level1: "", level2: "" },
    { mcqs: [], rarity: 2, level1: null, level2: null },
  ]);
  assert.deepEqual(Object.keys(block(summary, "by_rarity")), ["2", "none", "unknown"]);
  assert.deepEqual(Object.keys(block(summary, "by_chapter")), ["Unknown", "", "null"]);
  assert.deepEqual(Object.keys(block(summary, "by_subcategory")), ["", "Unknown", "null"]);
  assert.deepEqual(Object.keys(block(summary, "by_subcategory", "Unknown")), ["Unknown"]);
});

Deno.test("liveclinOfficialSummary() counts truth as Python does", () => {
  const values = [true, 1, "false", [0], { a: 0 }, false, 0, "", [], {}, null, undefined];
  const summary = liveclinOfficialSummary([
    caseOf(values.map((value) => mcq(0, value, { error: value }))),
  ]);
  assert.equal(summary.correct_mcqs, 5);
  assert.equal(block(summary, "by_position", "Q1").errors, 5);
});

Deno.test("liveclinOfficialSummary() sorts names by code point and groups of equal size by first sight", () => {
  const names = ["b", "\u{10ffff}", "\uffee", "", "a"];
  const summary = liveclinOfficialSummary(
    names.map((name) => caseOf([mcq(0, true)], { rarity: name, level1: name })),
  );
  const sorted = ["", "a", "b", "\uffee", "\u{10ffff}"];
  assert.deepEqual(Object.keys(block(summary, "by_rarity")), sorted);
  assert.deepEqual(Object.keys(block(summary, "by_subcategory")), sorted);
  assert.deepEqual(Object.keys(block(summary, "by_chapter")), names);
});

Deno.test("liveclinOfficialSummary() puts modalities with equal counts in the protocol's order", () => {
  const summary = liveclinOfficialSummary([
    caseOf([mcq(0, true, { image_types: ["MRI", "Diagram", "CT; X-ray", "Diagram"] })]),
  ]);
  assert.deepEqual(Object.keys(block(summary, "by_image_modality")), [
    "Diagram & Plot",
    "X-ray",
    "CT",
    "MRI",
  ]);
});

Deno.test("liveclinOfficialSummary() goes on where the reference would break off", () => {
  const odd: readonly unknown[] = [
    null,
    7,
    {},
    { mcqs: null },
    { mcqs: [null, { stage: 3, mcq_index: null, image_types: null, table_types: [4] }] },
    { mcqs: [mcq(0, true)], correct_mcqs: null },
  ];
  const summary = liveclinOfficialSummary(odd);
  assert.equal(summary.total_cases, 6);
  assert.equal(summary.total_mcqs, 3);
  assert.equal(summary.correct_cases, 1);
});

Deno.test("liveclinOfficialSummary(): every partition adds up, and the order of cases changes no count", () => {
  let seed = 7;
  const random = (below: number): number => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return Math.floor(seed / 2 ** 32 * below);
  };
  const pick = (values: readonly string[]) => values[random(values.length)];
  for (let round = 0; round < 60; round++) {
    const cases = Array.from({ length: 1 + random(30) }, () => {
      const mcqs = Array.from({ length: random(6) }, (_, index) => {
        const isError = random(5) === 0;
        return mcq(index, !isError && random(2) === 0, {
          error: isError ? "boom" : null,
          stage: pick(["Initial", "Diagnosis", "Therapy", "Toxic", "Month 3", "", "zz"]),
        });
      });
      return caseOf(mcqs, {
        rarity: pick(["rare", "unrare"]),
        level1: pick(["A", "B", "C"]),
        level2: pick(["x", "y"]),
      });
    });
    const summary = liveclinOfficialSummary(cases);
    const total = (parts: unknown, field: string): number =>
      Object.values(Object(parts)).reduce<number>(
        (sum, part) => sum + Number(Object(part)[field]),
        0,
      );
    for (const name of ["by_rarity", "by_chapter"]) {
      assert.equal(total(summary[name], "cases"), summary.total_cases);
      assert.equal(total(summary[name], "correct_cases"), summary.correct_cases);
      assert.equal(total(summary[name], "mcqs"), summary.total_mcqs);
    }
    for (const [chapter, parts] of Object.entries(Object(summary.by_subcategory))) {
      assert.equal(total(parts, "mcqs"), block(summary, "by_chapter", chapter).mcqs);
    }
    for (const name of ["by_stage", "by_position"]) {
      assert.equal(total(summary[name], "mcqs"), summary.total_mcqs);
      assert.equal(total(summary[name], "correct_mcqs"), summary.correct_mcqs);
    }
    assert.deepEqual(liveclinOfficialSummary(cases.toReversed()), summary);
  }
});
