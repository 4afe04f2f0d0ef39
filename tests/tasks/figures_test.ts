import assert from "node:assert/strict";
import { join } from "node:path";
import { runScript } from "./run_script.ts";

/** A result file of the reference evaluator, made up: cases of two questions. */
function official(
  model: string,
  options: { readonly right: (n: number, q: number) => boolean },
): object {
  const { right } = options;
  return {
    meta: { model, dataset: "2025_H1", image_mode: "url", liveclin_version: "1.0.0" },
    summary: {},
    cases: Array.from({ length: 30 }, (_, n) => ({
      case_id: String(n),
      pmc: String(n),
      doi: "",
      rarity: n % 2 === 0 ? "rare" : "unrare",
      level1: n % 3 === 0 ? "Chapter 2: Neoplasms" : "Chapter 9: Circulatory system",
      level2: "Group",
      total_mcqs: 2,
      correct_mcqs: [0, 1].filter((q) => right(n, q)).length,
      mcqs: [0, 1].map((q) => ({
        stage: q === 0 ? "Diagnosis" : "Follow-up",
        mcq_index: q,
        correct_answer: "A",
        extracted_answer: right(n, q) ? "A" : "B",
        is_correct: right(n, q),
        model_response: `\\boxed{${right(n, q) ? "A" : "B"}}`,
        error: null,
        image_types: [],
        table_types: [],
      })),
    })),
  };
}

async function write(folder: string): Promise<readonly string[]> {
  const runs = [
    official("o3", { right: (n) => n % 5 !== 0 }),
    official("made-up", { right: (n, q) => (n + q) % 3 === 0 }),
  ];
  return await Promise.all(runs.map(async (run, index) => {
    const file = join(folder, `run-${index}.json`);
    await Deno.writeTextFile(file, JSON.stringify(run));
    return file;
  }));
}

Deno.test("figures draws what applies and says why the rest does not", async () => {
  const folder = await Deno.makeTempDir();
  const files = await write(folder);
  const out = join(folder, "out");
  const end = await runScript(
    "figures.ts",
    [...files, "--out", out, "--published", "liveclin", "--json"],
    { permissions: "figures" },
  );
  assert.equal(end.code, 0, end.stderr);
  const { figures, skipped } = JSON.parse(end.stdout);
  assert.deepEqual(Object.keys(skipped), [
    ...[
      "modality",
      "modality-effects",
      "modality-sets",
      "cost",
      "months",
      "cutoffs",
      "event-study",
    ],
    ...["placebo", "shortcuts", "image-flips", "items"],
    ...["judge", "ladder", "errors", "calibration", "abstention", "worth"],
  ]);
  assert.match(end.stderr, /cost: not drawn, no run has a known cost/);
  assert.equal(figures.differences.rows.length, 1);
  assert.match(figures.leaderboard.caption, /attending physicians 34\.6 %/);
  for (const name of Object.keys(figures)) {
    assert.match(await Deno.readTextFile(join(out, `${name}.svg`)), /^<svg xmlns=/);
  }
  await Deno.remove(folder, { recursive: true });
});

Deno.test("figures refuses a name it does not know, and fails when a named one cannot be drawn", async () => {
  const folder = await Deno.makeTempDir();
  const [file = ""] = await write(folder);
  const run = (...args: string[]) =>
    runScript("figures.ts", [file, "--out", folder, ...args], { permissions: "figures" });
  const unknown = await run("--figure", "pie");
  assert.equal(unknown.code, 2);
  assert.match(unknown.stderr, /There is no figure pie: expected position, stage/);
  const alone = await run("--figure", "differences", "--format", "png");
  assert.equal(alone.code, 1);
  assert.match(alone.stderr, /differences: not drawn, there is one run only/);
  await Deno.remove(folder, { recursive: true });
});
