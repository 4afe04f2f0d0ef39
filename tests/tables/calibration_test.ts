import assert from "node:assert/strict";
import {
  buildFrame,
  calibration,
  calibrationTable,
  criteriaFrame,
  judgeConfidence,
  questionsFrame,
  ratingsFrame,
  selfConsistency,
  verdictsFrame,
} from "../../mod.ts";
import { syntheticRun } from "../frames/synthetic_run.ts";
import { humanRatings, judgedRuns } from "./judged_runs.ts";

Deno.test("selfConsistency() has the commonest answer of every repeated question, its share and whether it is right", () => {
  const run = syntheticRun({ trials: 3, cases: 12, skill: 0.7 });
  const rows = selfConsistency(questionsFrame([run])).toRecords();
  const items = run.results.filter(({ trial }) => trial === 1).flatMap((result) => result.grades);
  assert.equal(rows.length, items.length);
  for (const row of rows) {
    assert.equal(row["trials"], 3);
    assert.ok(
      [1 / 3, 2 / 3, 1].some((share) => Math.abs(share - Number(row["confidence"])) < 1e-9),
    );
  }
  const [first] = rows;
  const own = run.results.filter((result) => result.case.id === first?.["case_id"])
    .map((result) => result.grades[0]);
  const chosen = own.filter((grade) => grade?.extracted === first?.["answer"]);
  assert.equal(chosen.length / 3, first?.["confidence"]);
  assert.equal(chosen[0]?.score, first?.["correct"]);
  assert.equal(selfConsistency(questionsFrame([syntheticRun()])).height, 0);
});

Deno.test("judgeConfidence() has the share of a panel's verdicts beside what most physicians say", () => {
  const runs = judgedRuns({ judges: ["j1", "j2", "j3"], repeats: 2, noise: 0.2 });
  const frame = judgeConfidence(criteriaFrame(runs), {
    ratings: ratingsFrame(humanRatings(runs)),
    verdicts: verdictsFrame(runs),
  });
  const rows = frame.toRecords();
  const verdicts = verdictsFrame(runs).toRecords();
  assert.equal(rows.length, verdicts.length / 6);
  for (const row of rows.slice(0, 20)) {
    const own = verdicts.filter((one) =>
      one["model"] === row["judged"] && one["case_id"] === row["case_id"] &&
      one["item"] === row["item"]
    );
    assert.equal(own.filter((one) => one["met"]).length / own.length, row["confidence"]);
  }
  assert.ok(rows.every((row) => row["run"] === "j1 + j2 + j3" && row["raters"] === 3));
});

Deno.test("calibrationTable() has the Brier score and its parts, which add up, with limits", () => {
  const rows = selfConsistency(questionsFrame([syntheticRun({ trials: 4, cases: 40 })]));
  const table = calibrationTable(rows, { replicates: 50 }).toRecords();
  const of = (measure: string) => table.find((row) => row["measure"] === measure);
  const value = (measure: string) => Number(of(measure)?.["value"]);
  const parts = value("miscalibration") - value("discrimination") + value("uncertainty");
  assert.ok(Math.abs(value("brier") - parts) < 1e-12);
  const records = rows.toRecords();
  const direct = calibration({
    p: records.map((row) => Number(row["confidence"])),
    y: records.map((row) => Number(row["correct"])),
  });
  assert.equal(value("brier"), direct.value);
  assert.equal(value("auroc"), direct.auroc);
  assert.ok(
    Number(of("brier")?.["lo"]) < value("brier") && value("brier") < Number(of("brier")?.["hi"]),
  );
  assert.deepEqual([of("brier")?.["clusters"], of("slope")?.["lo"]], [40, null]);
});

Deno.test("calibrationTable() leaves out and counts what has no confidence, and has null where nothing varies", () => {
  const frame = (rows: readonly { readonly p: number | null; readonly y: number | null }[]) =>
    buildFrame({
      name: "stated",
      describeRow: () => "row",
      columns: [
        { name: "run", type: "string", description: "", read: () => "m" },
        { name: "case_id", type: "string", description: "", read: () => "1" },
        { name: "confidence", type: "number", description: "", read: ({ p }) => p },
        { name: "correct", type: "number", description: "", read: ({ y }) => y },
      ],
    }, rows);
  const table = calibrationTable(frame([{ p: 0.5, y: 1 }, { p: null, y: 1 }, { p: 0.5, y: null }]))
    .toRecords();
  const auroc = table.find((row) => row["measure"] === "auroc");
  assert.deepEqual([auroc?.["value"], auroc?.["n"], auroc?.["n_excluded"]], [null, 1, 2]);
  assert.match(String(auroc?.["warnings"]), /not defined: the outcomes do not vary/);
  const none = calibrationTable(frame([{ p: null, y: 1 }])).toRecords();
  assert.ok(
    none.every((row) => row["value"] === null && row["warnings"] !== null),
    JSON.stringify(none),
  );
  assert.throws(
    () => calibrationTable(frame([{ p: 2, y: 1 }])),
    /confidence of m in case 1 is 2, expected 0 to 1/,
  );
  assert.throws(
    () => calibrationTable(questionsFrame([])),
    /no column "run", "confidence", "correct"/,
  );
});
