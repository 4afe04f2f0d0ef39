import assert from "node:assert/strict";
import { rubricKey } from "../../../lib/models/simulated/rubric_key.ts";
import type { SimulatedRubric } from "../../../lib/models/simulated/types.ts";
import { CLINIC, subjectPrompt } from "./clinic.ts";

const rubric = (caseId: string, query: string): SimulatedRubric => ({
  caseId,
  query,
  criteria: [{ criterion: "Recommends rest", points: 5 }],
  date: null,
  language: "en",
});

Deno.test("a rubric key finds every case by its query, whatever stands around it", () => {
  const key = rubricKey(CLINIC);
  assert.equal(key.size, CLINIC.length);
  for (const known of CLINIC) {
    assert.equal(key.find(subjectPrompt(known))?.caseId, known.caseId);
    const wrapped = `<query>\n${known.query.replaceAll("\n\n", "\r\n \n\t")}\n</query>\nJudge it.`;
    assert.equal(key.find(wrapped)?.caseId, known.caseId);
  }
});

Deno.test("a rubric key finds a case by its narrative when the request stands in another sentence", () => {
  const key = rubricKey([rubric("a", "A boy of nine fell.\n\nWhat now?")]);
  assert.equal(key.find("Case: A boy of nine fell. The question is: What now?")?.caseId, "a");
});

Deno.test("a rubric key takes the longest of several queries in one prompt", () => {
  const key = rubricKey([
    rubric("short", "fell.\n\nWhat now?"),
    rubric("long", "A boy of nine fell.\n\nWhat now?"),
  ]);
  assert.equal(key.find("A boy of nine fell.\n\nWhat now?")?.caseId, "long");
  assert.equal(key.find("He fell.\n\nWhat now?")?.caseId, "short");
});

Deno.test("a rubric key knows nothing of another case, of part of a narrative, of nothing", () => {
  const key = rubricKey([rubric("a", "A boy of nine fell.\n\nWhat now?"), rubric("empty", "\n\n")]);
  for (const prompt of ["", "What now?", "of nine fell.\n\nWhat now?", "Hello"]) {
    assert.equal(key.find(prompt), null, prompt);
  }
  assert.equal(rubricKey([]).find("A boy of nine fell."), null);
});
