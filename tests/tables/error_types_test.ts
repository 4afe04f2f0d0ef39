import assert from "node:assert/strict";
import {
  errorSheet,
  type ErrorTag,
  errorTagsFrame,
  errorTypesTable,
  LIVEMEDBENCH_ERROR_TYPES,
  parseRatings,
  ratingsFrame,
} from "../../mod.ts";
import { judgedRuns } from "./judged_runs.ts";

const RUNS = judgedRuns({ cases: 30 });
const TYPES = LIVEMEDBENCH_ERROR_TYPES;
const CODES = Object.keys(TYPES);

/** One tag an answer: the first types are the commonest. */
const TAGS: readonly ErrorTag[] = RUNS.flatMap((run) =>
  run.results.map((result, k): ErrorTag => ({
    run_id: run.id,
    model: run.model,
    dataset: run.dataset,
    case_id: result.case.id,
    trial: 1,
    score: 0.2,
    judge: "j",
    type: k === 0 ? null : CODES[k % 3] ?? null,
    gap: "g",
    cause: "c",
    reason: k === 0 ? "no JSON" : null,
  }))
);

Deno.test("errorTypesTable() has the shares as tagged, with simultaneous intervals, and says they are unverified", () => {
  const rows = errorTypesTable(errorTagsFrame(TAGS), { types: TYPES }).toRecords();
  assert.equal(rows.length, 3 * 7);
  const all = rows.slice(0, 7);
  assert.deepEqual(all.map((row) => row["type"]), CODES);
  assert.equal(all.reduce((sum, row) => sum + Number(row["value"]), 0).toFixed(9), "1.000000000");
  const [first] = all;
  assert.deepEqual(
    [first?.["run"], first?.["n"], first?.["n_excluded"], first?.["verified"], first?.["warnings"]],
    ["all runs", 58, 2, false, "unverified tags"],
  );
  assert.ok(Number(first?.["lo"]) < Number(first?.["value"]));
});

Deno.test("a sheet drawn by tag, filled and read back corrects the shares; the tag is not on the sheet", () => {
  const sheet = errorSheet(TAGS, { runs: RUNS, raters: ["dr-a", "dr-b"], perType: 6, seed: 5 });
  assert.equal(
    errorSheet(TAGS, { runs: RUNS, raters: ["dr-a", "dr-b"], perType: 6, seed: 5 }),
    sheet,
  );
  for (const code of CODES) assert.ok(!sheet.includes(code));
  // Every error is really of the second type.
  const filled = sheet.replaceAll(/,,\n/g, `,${CODES[1]?.toLowerCase()},\n`);
  const ratings = ratingsFrame(filled);
  assert.equal(ratings.height, 2 * 3 * 6);
  const rows = errorTypesTable(errorTagsFrame(TAGS), { types: TYPES, ratings }).toRecords();
  assert.deepEqual(rows.slice(0, 3).map((row) => [row["value"], row["verified"]]), [
    [0, true],
    [1, true],
    [0, true],
  ]);
  assert.equal(rows[0]?.["n_verified"], 18);
  assert.equal(rows[0]?.["alpha"], null);
  const byTag = new Map(TAGS.map((tag) => [`${tag.run_id} ${tag.case_id}`, tag.type]));
  const drawn = Map.groupBy(
    parseRatings(sheet).filter(({ rater }) => rater === "dr-a"),
    ({ run_id, case_id }) => byTag.get(`${run_id} ${case_id}`),
  );
  assert.deepEqual([...drawn.values()].map((own) => own.length), [6, 6, 6]);
});

Deno.test("errorTypesTable() lets tied physicians share an error, measures their agreement, and knows gaps", () => {
  const [tag, other] = TAGS.filter(({ type }) => type === CODES[1]);
  assert.ok(tag && other);
  const say = (rater: string, of: ErrorTag, label: string | undefined) => ({
    run_id: of.run_id,
    case_id: of.case_id,
    rater,
    label: label ?? null,
  });
  const ratings = ratingsFrame([
    say("a", tag, CODES[0]),
    say("b", tag, CODES[1]),
    say("a", other, CODES[1]),
    say("b", other, CODES[1]),
    { run_id: "elsewhere", case_id: "x", rater: "a", label: CODES[0] ?? null },
  ]);
  const rows = errorTypesTable(errorTagsFrame([tag, other]), { types: TYPES, ratings }).toRecords();
  assert.deepEqual(rows.slice(0, 2).map((row) => row["value"]), [0.25, 0.75]);
  assert.equal(typeof rows[0]?.["alpha"], "number");
  assert.match(String(rows[0]?.["warnings"]), /1 labels of answers that are not tagged/);
  const gap = errorTypesTable(errorTagsFrame(TAGS), { types: TYPES, ratings }).toRecords();
  assert.equal(gap[0]?.["value"], null);
  assert.match(String(gap[0]?.["warnings"]), /a tag has no verified error/);
});

Deno.test("errorTypesTable() refuses codes the codebook lacks", () => {
  const [tag] = TAGS.slice(1);
  assert.ok(tag);
  assert.throws(
    () => errorTypesTable(errorTagsFrame([{ ...tag, type: "XXXX" }]), { types: TYPES }),
    /the tag of case case-2 is "XXXX", expected one of CNIF, GOPR/,
  );
});
