import assert from "node:assert/strict";
import { simulatedRubrics } from "../../../lib/models/simulated/simulated_rubrics.ts";

const RECORD = {
  case_id: 7,
  post_time: "2026-04-27T00:00:00",
  narrative: "I have a cold.",
  core_request: "Do I need antibiotics?",
  doctor_advice: "No.",
  rubric_items: [
    { criterion: "States that colds are caused by viruses", points: 5 },
    { criterion: "Recommends amoxicillin", points: -7 },
  ],
};

Deno.test("simulatedRubrics() reads query, criteria, points, date and language", () => {
  assert.deepEqual(simulatedRubrics(RECORD, "cases.json:1"), [{
    caseId: "7",
    query: "I have a cold.\n\nDo I need antibiotics?",
    criteria: RECORD.rubric_items,
    date: "2026-04-27",
    language: "en",
  }]);
  const rubric_items = [{ criterion: "指出CT不是必须的", points: 3 }];
  assert.equal(simulatedRubrics({ ...RECORD, rubric_items }, "x:1")[0]?.language, "zh");
});

Deno.test("simulatedRubrics() takes ids of both kinds, 0 among them", () => {
  for (const case_id of [0, "0", "a-1"]) {
    assert.equal(simulatedRubrics({ ...RECORD, case_id }, "x:1")[0]?.caseId, String(case_id));
  }
});

Deno.test("simulatedRubrics() leaves an empty, missing or unreadable date null", () => {
  for (const post_time of ["", null, undefined, "last spring"]) {
    assert.equal(simulatedRubrics({ ...RECORD, post_time }, "x:1")[0]?.date, null);
  }
});

Deno.test("simulatedRubrics() gives no rubric for a record without criteria", () => {
  assert.deepEqual(simulatedRubrics({ ...RECORD, rubric_items: [] }, "x:1"), []);
});

Deno.test("simulatedRubrics() refuses a record it cannot read, naming file, line and field", () => {
  assert.throws(
    () => simulatedRubrics({ ...RECORD, narrative: undefined }, "cases.json:3"),
    /Cannot parse case at cases\.json:3: "narrative" is missing/,
  );
  const rubric_items = [{ criterion: "Recommends rest", points: "5" }];
  assert.throws(
    () => simulatedRubrics({ ...RECORD, rubric_items }, "cases.json:4"),
    /Cannot parse case at cases\.json:4: "rubric_items\[0\]\.points" is "5"/,
  );
});
