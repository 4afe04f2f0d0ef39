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

/** A made-up run of rubric criteria: four cases a month, scores that fall after a month of its own. */
function rubricRun(
  model: string,
  { months, shift }: { readonly months: readonly string[]; readonly shift: number },
): object {
  const cases = months.flatMap((month, at) =>
    [0, 1, 2, 3].map((k) => ({
      case_id: `${month}-${k}`,
      post_time: `${month}-03T10:00:00`,
      evaluations: Object.fromEntries([5, 8, 6, -4].map((points, place) => {
        const score = Number((at + 3 * k + 2 * place + shift) % 5 > (at > 3 + 4 * shift ? 2 : 1));
        return [`rubric_${place + 1}`, {
          ...{ criterion: `asks for ${place}`, points, score, weighted_score: points * score },
          axis: null,
        }];
      })),
    }))
  );
  return {
    meta: { model, dataset: "LiveMedBench_v1", benchmark: "livemedbench" },
    summary: {},
    cases,
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
      "table-modality",
      "shortcuts-modality",
      "image-flips-modality",
      "cost",
      "judged-ranking",
      "months",
      "cutoffs",
      "drift",
      "event-study",
    ],
    ...["placebo", "shortcuts", "image-flips", "items"],
    ...["judge", "ladder", "errors", "calibration", "abstention", "worth"],
  ]);
  assert.match(end.stderr, /cost: not drawn, no run has a known cost/);
  assert.equal(figures.differences.rows.length, 1);
  assert.match(figures.published.title, /^As published: \d+ of 26 models could be first/);
  assert.match(figures.published.caption, /Source: LiveClin \(arXiv 2602\.16747\)/);
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

Deno.test("figures draws each benchmark apart, with its own words, its published leaderboard and the drift", async () => {
  const folder = await Deno.makeTempDir();
  const choices = await write(folder);
  const months = Array.from({ length: 12 }, (_, k) => `2024-${String(k + 1).padStart(2, "0")}`);
  const rubrics = await Promise.all(["early", "late", "never"].map(async (model, m) => {
    const file = join(folder, `${model}_LiveMedBench_v1.json`);
    await Deno.writeTextFile(file, JSON.stringify(rubricRun(model, { months, shift: m })));
    return file;
  }));
  const models = join(folder, "models.json");
  const fact = { family: "made up", type: "open", parameters: null, release: null, unknown: {} };
  await Deno.writeTextFile(
    models,
    JSON.stringify([["early", "2024-04"], ["late", "2024-08"], ["never", "2025-12"]].map((
      [model, cutoff],
    ) => ({ model, aliases: [], cutoff, source: "made up", ...fact }))),
  );
  const out = join(folder, "out");
  const end = await runScript(
    "figures.ts",
    [
      ...[...choices, ...rubrics, "--out", out, "--models", models, "--json"],
      ...["outcomes", "published", "drift", "months"].flatMap((name) => ["--figure", name]),
    ],
    { permissions: "figures" },
  );
  assert.equal(end.code, 0, end.stderr);
  const { figures, skipped } = JSON.parse(end.stdout);
  assert.deepEqual(Object.keys(figures).toSorted(), [
    "drift.livemedbench",
    "months.livemedbench",
    "outcomes.liveclin",
    "outcomes.livemedbench",
    "published.liveclin",
    "published.livemedbench",
  ]);
  assert.deepEqual(Object.keys(skipped), ["drift.liveclin", "months.liveclin"]);
  assert.match(figures["outcomes.liveclin"].title, /question/);
  assert.match(figures["outcomes.livemedbench"].title, /criteri/);
  assert.match(figures["published.livemedbench"].title, /of 38 models/);
  assert.match(
    figures["published.livemedbench"].caption,
    /Not published, so:.*Source: LiveMedBench leaderboard of 2026-02-01/s,
  );
  assert.equal(figures["drift.livemedbench"].rows[0].term, "all");
  assert.match(figures["drift.livemedbench"].caption, /Hollow squares: the plain gap/);
  await Deno.remove(folder, { recursive: true });
});

Deno.test("figures --help lists every figure, the drift and the published leaderboard among them", async () => {
  const { code, stdout } = await runScript("figures.ts", ["--help"], { permissions: "figures" });
  assert.equal(code, 0);
  for (const name of ["drift", "event-study", "leaderboard", "outcomes", "published"]) {
    assert.match(stdout, new RegExp(`^ {2}${name} +\\w`, "m"));
  }
});

Deno.test("figures refuses a file where its folder should be, and says that nothing applies to a file without cases", async () => {
  const folder = await Deno.makeTempDir();
  const [file = ""] = await write(folder);
  const taken = await runScript("figures.ts", [file, "--out", file], { permissions: "figures" });
  assert.equal(taken.code, 2);
  assert.match(
    taken.stderr,
    /^error: --out is .*run-0\.json: expected a folder, and a file is there\n$/,
  );
  const empty = join(folder, "empty.json");
  await Deno.writeTextFile(
    empty,
    JSON.stringify({ ...official("o3", { right: () => true }), cases: [] }),
  );
  const out = join(folder, "out");
  const none = await runScript("figures.ts", [empty, "--out", out], { permissions: "figures" });
  assert.equal(none.code, 1);
  assert.match(none.stderr, /outcomes: not drawn, the files hold no finished case\n/);
  assert.match(none.stderr, /No figure applies to these files\n$/);
  assert.deepEqual(await Array.fromAsync(Deno.readDir(out)), []);
  await Deno.remove(folder, { recursive: true });
});
