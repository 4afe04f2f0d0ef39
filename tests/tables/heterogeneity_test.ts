import assert from "node:assert/strict";
import * as Polars from "nodejs-polars";
import type { Frame } from "../../lib/frames/frame.ts";
import { interactionContrast } from "../../lib/stats/groups/interaction_contrast.ts";
import { shrinkGroups } from "../../lib/stats/groups/shrink_groups.ts";
import { normalQuantile } from "../../lib/stats/special/normal_quantile.ts";
import { accuracyTable } from "../../lib/tables/accuracy_table.ts";
import { heterogeneityTable } from "../../lib/tables/heterogeneity_table.ts";
import { interactionTable } from "../../lib/tables/interaction_table.ts";
import { shrunkenTable } from "../../lib/tables/shrunken_table.ts";

interface Question {
  readonly run?: string;
  readonly caseId: string;
  readonly item?: string;
  readonly score: number | null;
  readonly chapter: string | null;
  readonly stage?: string | null;
}

function frameOf(questions: readonly Question[]): Frame {
  return Polars.readRecords(
    questions.map(({ run = "m", caseId, item = "q1", score, chapter, stage = "A" }) => ({
      run_id: run,
      model: run,
      dataset: "d",
      condition: "full",
      simulated: true,
      unfinished_cases: 0,
      case_id: caseId,
      trial: 1,
      item,
      position: 1,
      outcome: score === null ? "failed" : "graded",
      score,
      official_score: score ?? 0,
      level1: chapter,
      stage,
    })),
    { inferSchemaLength: 10_000 },
  );
}

/** Chapters of 40 cases, each with so many right. */
function chapters(right: Readonly<Record<string, number>>, run = "m"): Question[] {
  return Object.entries(right).flatMap(([chapter, count]) =>
    Array.from({ length: 40 }, (_, k) => ({
      run,
      caseId: `${chapter}${k}`,
      score: k < count ? 1 : 0,
      chapter,
    }))
  );
}

Deno.test("heterogeneityTable() is shrinkGroups() of the chapters, adjusted over the runs", () => {
  const frame = frameOf([
    ...chapters({ X: 36, Y: 12, Z: 30 }, "a"),
    ...chapters({ X: 28, Y: 28, Z: 29 }, "b"),
  ]);
  const [a, b] = heterogeneityTable(frame, { by: "level1" }).toRecords();
  const rows = accuracyTable(frame, { by: "level1" }).toRecords().filter((row) =>
    row["run"] === "a"
  );
  const z = normalQuantile(0.975);
  const fit = shrinkGroups({
    estimate: rows.map((row) => Number(row["value"])),
    variance: rows.map((row) => ((Number(row["hi"]) - Number(row["lo"])) / (2 * z)) ** 2),
  });
  assert.equal(a?.["p"], fit.p);
  assert.equal(a?.["tau"], Math.sqrt(fit.tau2 ?? 0));
  assert.equal(a?.["p_adj"], 2 * (fit.p ?? 1));
  assert.deepEqual([a?.["lowest"], a?.["highest"], a?.["groups"]], ["Y", "X", 3]);
  // Chance alone explains the second run: there is one number, and neither a best nor a worst chapter.
  assert.deepEqual([b?.["tau"], b?.["lowest"], b?.["highest"]], [0, null, null]);
  assert.match(String(b?.["warnings"]), /no evidence that groups differ/);
});

Deno.test("shrunkenTable() pulls small differences to the mean, and keeps the observed beside them", () => {
  const frame = frameOf(chapters({ X: 36, Y: 12, Z: 30 }));
  const rows = shrunkenTable(frame, { by: "level1" }).toRecords();
  assert.equal(rows.length, 3);
  for (const row of rows) {
    const [value, shrunk, weight] = ["value", "shrunk", "weight"].map((name) => Number(row[name]));
    assert.ok(weight !== undefined && weight > 0 && weight < 0.5);
    assert.ok(Math.abs((shrunk ?? 0) - 0.65) < Math.abs((value ?? 0) - 0.65));
  }
});

Deno.test("heterogeneityTable() has nulls for one group or nothing known, and refuses no groups", () => {
  const [one] = heterogeneityTable(frameOf(chapters({ X: 20 })), { by: "level1" }).toRecords();
  assert.deepEqual([one?.["tau"], one?.["p"], one?.["lowest"]], [null, null, null]);
  assert.match(String(one?.["warnings"]), /fewer than two groups/);
  const unknown = chapters({ X: 20, Y: 20 }).map((question) => ({ ...question, score: null }));
  const [none] = heterogeneityTable(frameOf(unknown), { by: "level1" }).toRecords();
  assert.deepEqual([none?.["p"], none?.["n_excluded"], none?.["luck"]], [null, 2, null]);
  const frame = frameOf(chapters({ X: 20 }));
  assert.throws(() => heterogeneityTable(frame, { by: [] }), { message: /by is empty/ });
  assert.throws(() => shrunkenTable(frame, { by: "nothing" }), { message: /No column "nothing"/ });
});

/** 80 cases of two questions; rare cases lose more at follow-up. */
const CROSSED: readonly Question[] = Array.from(
  { length: 80 },
  (_, k) =>
    ["Diagnosis", "Follow-up"].map((stage, q) => {
      const chapter = k % 4 === 0 ? "rare" : "common";
      const right = 75 - (chapter === "rare" ? 10 : 0) - (chapter === "rare" && q === 1 ? 35 : 0);
      return {
        caseId: `c${k}`,
        item: `q${q}`,
        score: (k * 37 + q * 11) % 100 < right ? 1 : 0,
        chapter,
        stage,
      };
    }),
).flat();

Deno.test("interactionTable() is interactionContrast() of the rarer levels, with its four cells", () => {
  const [row, ...others] = interactionTable(frameOf(CROSSED), { a: "level1", b: "stage" })
    .toRecords();
  assert.equal(others.length, 0);
  const expected = interactionContrast({
    y: CROSSED.map(({ score }) => score),
    a: CROSSED.map(({ chapter }) => Number(chapter === "rare")),
    b: CROSSED.map(({ stage }) => Number(stage === "Follow-up")),
    cluster: CROSSED.map(({ caseId }) => caseId),
  });
  assert.equal(row?.["group"], "rare × Follow-up");
  for (const name of ["value", "lo", "hi", "p"] as const) assert.equal(row?.[name], expected[name]);
  assert.equal(row?.["p_adj"], expected.p);
  const [both, onlyA, onlyB, neither] = ["both", "only_a", "only_b", "neither"]
    .map((name) => Number(row?.[name]));
  assert.ok(
    Math.abs(
      Number(row?.["value"]) - ((both ?? 0) - (onlyA ?? 0) - (onlyB ?? 0) + (neither ?? 0)),
    ) <
      1e-12,
  );
  assert.deepEqual([row?.["both_n"], row?.["neither_n"], row?.["n"]], [20, 60, 160]);
});

Deno.test("interactionTable() sets each of several levels against all others, and adjusts over them", () => {
  const three = CROSSED.map((question, k) =>
    k % 10 === 0 ? { ...question, stage: "Other" } : question
  );
  const rows = interactionTable(frameOf(three), { a: "level1", b: "stage", scale: "odds" })
    .toRecords();
  assert.deepEqual(rows.map((row) => row["group"]), [
    "rare × Follow-up",
    "rare × Diagnosis",
    "rare × Other",
  ]);
  assert.ok(rows.every((row) => row["p"] === null || Number(row["p_adj"]) >= Number(row["p"])));
  assert.ok(rows.every((row) => row["scale"] === "odds"));
});

Deno.test("interactionTable() leaves out what is not known, and has null where a cell is empty", () => {
  const gaps = CROSSED.map((question, k) =>
    k === 0 ? { ...question, score: null } : k === 5 ? { ...question, stage: null } : question
  );
  const [row] = interactionTable(frameOf(gaps), { a: "level1", b: "stage" }).toRecords();
  assert.deepEqual([row?.["n"], row?.["n_excluded"]], [158, 2]);
  const empty = CROSSED.filter(({ chapter, stage }) => chapter !== "rare" || stage !== "Follow-up");
  const [none] = interactionTable(frameOf(empty), { a: "level1", b: "stage" }).toRecords();
  assert.deepEqual([none?.["value"], none?.["both"], none?.["both_n"]], [null, null, 0]);
  assert.match(String(none?.["warnings"]), /a cell is empty/);
});

Deno.test("interactionTable() refuses one column twice, a missing one, and a level out of range", () => {
  const frame = frameOf(CROSSED);
  assert.throws(() => interactionTable(frame, { a: "stage", b: "stage" }), {
    name: "RangeError",
    message: 'a and b are both "stage", expected two columns',
  });
  assert.throws(() => interactionTable(frame, { a: "stage", b: "colour" }), {
    message: /"colour"/,
  });
  assert.throws(() => interactionTable(frame, { a: "stage", b: "level1", level: 1 }), {
    message: /level is 1/,
  });
});
