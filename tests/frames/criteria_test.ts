import assert from "node:assert/strict";
import {
  criteriaFrame,
  frameSchema,
  livemedbench,
  panelJudge,
  type Run,
  runBenchmark,
  verdictsFrame,
} from "../../mod.ts";
import { answering, casesOf, failure, record } from "../benchmarks/livemedbench/wards.ts";
import { fixedJudge } from "../graders/judging.ts";

async function judgedRun(): Promise<Run> {
  const { run } = await runBenchmark(livemedbench(), {
    cases: casesOf([
      record(0, [6, -5], { theme: "Emergency Referrals" }),
      record("b", [4], { post_time: "" }),
    ]),
    dataset: { name: "ward", revision: null, sha256: "ab" },
    model: answering((id) => id === "b" ? failure("server") : "#1 because"),
    judge: panelJudge([fixedJudge("j1", [true, false]), fixedJudge("j2", [true, null])]),
    output: null,
    concurrency: 1,
    newId: () => "run-1",
  });
  return run;
}

Deno.test("criteriaFrame() has one row a criterion: verdict, points earned, evidence, and why there is no verdict", async () => {
  const rows = criteriaFrame([await judgedRun()]).toRecords();
  assert.deepEqual(
    rows.map((
      row,
    ) => [
      row["case_id"],
      row["criterion"],
      row["points"],
      row["outcome"],
      row["met"],
      row["earned"],
      row["evidence_found"],
      row["judgements"],
    ]),
    [
      ["0", "says #1", 6, "graded", true, 6, true, 2],
      ["0", "says #2", -5, "ungraded", null, null, null, 2],
      ["b", "says #1", 4, "failed", null, null, null, 0],
    ],
  );
  assert.deepEqual(rows.map((row) => row["theme"]), [
    "Emergency Referrals",
    "Emergency Referrals",
    null,
  ]);
  assert.deepEqual(rows.map((row) => row["month"]), ["2026-01", "2026-01", null]);
  assert.match(
    String(rows[1]?.["reason"]),
    /no majority of 2 judges: 0 met, 1 not met, 1 without a verdict/,
  );
});

Deno.test("verdictsFrame() has one row a judge and repetition, those without a verdict too", async () => {
  const rows = verdictsFrame([await judgedRun()]).toRecords();
  assert.deepEqual(
    rows.map((row) => [row["item"], row["judge"], row["repeat"], row["met"], row["status"]]),
    [
      ["rubric_1", "j1", 1, true, "read"],
      ["rubric_1", "j2", 1, true, "read"],
      ["rubric_2", "j1", 1, false, "read"],
      ["rubric_2", "j2", 1, null, "failed"],
    ],
  );
});

Deno.test("criteria and verdicts are declared, and frames without rows have their columns", () => {
  for (
    const [name, frame] of [["criteria", criteriaFrame([])], [
      "verdicts",
      verdictsFrame([]),
    ]] as const
  ) {
    assert.deepEqual(frame.columns, frameSchema(name).map((column) => column.name));
    assert.equal(frame.height, 0);
  }
});
