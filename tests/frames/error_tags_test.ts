import assert from "node:assert/strict";
import {
  errorSheet,
  type ErrorTag,
  errorTagsFrame,
  frameSchema,
  LIVEMEDBENCH_ERROR_TYPES,
  parseErrorTags,
} from "../../mod.ts";
import { judgedRuns } from "../tables/judged_runs.ts";

const RUNS = judgedRuns({ cases: 30 });
const CODES = Object.keys(LIVEMEDBENCH_ERROR_TYPES);

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

Deno.test("errorTagsFrame() refuses an answer tagged twice, errorSheet() nobody to verify, none drawn, and tags of other runs", () => {
  const [tag] = TAGS.slice(1);
  assert.ok(tag);
  assert.throws(() => errorTagsFrame([tag, tag]), /case case-2, trial 1 is tagged twice/);
  assert.throws(() => errorSheet([], { runs: [], raters: [] }), /raters are \[\]/);
  assert.throws(() => errorSheet([], { runs: [], raters: ["a"], perType: 0 }), /perType is 0/);
  assert.throws(
    () => errorSheet([tag], { runs: [], raters: ["a"] }),
    /no run here holds the tagged answer of sim-good to case case-2/,
  );
  assert.deepEqual(errorTagsFrame([]).columns, frameSchema("error_tags").map(({ name }) => name));
});

Deno.test("parseErrorTags() reads what was written and names file, entry and field of what was not", () => {
  const file = { schema: "rounds.error_types/1", tags: TAGS };
  assert.deepEqual(parseErrorTags(JSON.parse(JSON.stringify(file)), "e.json"), TAGS);
  const broken = { ...file, tags: [TAGS[0], { ...TAGS[1], trial: 0 }] };
  assert.throws(
    () => parseErrorTags(broken, "e.json"),
    /Cannot read e.json: "trial" of tag 2 is 0, expected a whole number from 1/,
  );
  const noText = { ...file, tags: [{ ...TAGS[0], judge: 3 }] };
  assert.throws(() => parseErrorTags(noText, "e.json"), /"judge" of tag 1 is 3, expected text/);
});
