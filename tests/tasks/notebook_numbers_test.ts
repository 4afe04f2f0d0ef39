import assert from "node:assert/strict";
import { join } from "node:path";
import pl from "nodejs-polars";
import {
  adjustedEffects,
  agreementTable,
  altTestTable,
  baselineRows,
  benchmarks,
  canonicalJson,
  casesFrame,
  compareRuns,
  correctedScores,
  costRows,
  criteriaFrame,
  cutoffGap,
  driftPlot,
  errorTagsFrame,
  errorTypesTable,
  expectedMaxNormal,
  familyPlot,
  type Figure,
  flipPlot,
  flips,
  forestPlot,
  type Frame,
  hazardRows,
  heterogeneityTable,
  imageFlipRows,
  itemMapPlot,
  itemRows,
  judgeBiasTable,
  judgedRanking,
  judgeNoiseTable,
  labelsFrame,
  leaderboard,
  leaderboardPlot,
  letterRows,
  liveclin,
  livemedbench,
  LIVEMEDBENCH_ERROR_TYPES,
  loadCases,
  modalityEffects,
  monthlyPlot,
  monthlyScores,
  outcomesTable,
  parseErrorTags,
  powerPlot,
  powerRows,
  publishedRows,
  questionsFrame,
  ratingsFrame,
  readModelFacts,
  readPublishedScores,
  readResults,
  releaseRows,
  type Run,
  safeJson,
  shortcutPlot,
  shortcutRows,
  shrunkenTable,
  slopePlot,
  specificationPlot,
  specificationRows,
  survivalRows,
  twoWayFixedEffects,
  verdictsFrame,
  visionNeededRows,
  withModelFacts,
} from "../../mod.ts";
import {
  GENERATED,
  planGenerated,
  writeGenerated,
} from "../../tasks/generate_runs/write_generated.ts";
import { runScript } from "./run_script.ts";

/** Small runs of the kinds that the notebooks read, made as `deno task generate-runs` makes the large ones. */
const OUT = await Deno.makeTempDir();
let made: Promise<void> | null = null;
const generate = (): Promise<void> =>
  made ??= writeGenerated(
    planGenerated({ ...GENERATED, out: OUT, cases: 60, medCases: 120, medSample: 40 }),
  );
globalThis.addEventListener("unload", () => Deno.removeSync(OUT, { recursive: true }));

const SETS = join(OUT, "sets");
const MED = "rounds_generated_med_v202604";
const MODELS = ["sim-atlas-3", "sim-borea-large", "sim-fjord-preview", "sim-ember-8b"];

const CHOICES = [
  ...["sim-fjord-preview", "sim-atlas-2", "sim-atlas-3"].map((name) => `${name}_rounds_generated`),
  "sim-borea-mini_rounds_generated_3_trials",
  ...["no_image", "options_only"].map((name) => `sim-atlas-3_rounds_generated_${name}`),
].map((name) => join(OUT, `${name}.json`));
const JUDGED = MODELS.map((model) => join(OUT, `${model}_${MED}_judge_sim-judge-north.json`));
const PANEL = MODELS.map((model) => join(OUT, `${model}_${MED}_panel.json`));

async function read(files: readonly string[]): Promise<readonly Run[]> {
  await generate();
  return await Promise.all(files.map((file) => readResults(file, { benchmarks })));
}

interface Printed {
  readonly tables: Readonly<Record<string, readonly object[]>>;
  readonly skipped: Readonly<Record<string, string>>;
}

/** What the task prints of some tables must be what the calls of a notebook's cells give. */
async function same(
  cells: Readonly<Record<string, Frame | readonly object[]>>,
  args: readonly string[],
): Promise<void> {
  const names = Object.keys(cells).flatMap((name) => ["--table", name]);
  const { code, stdout, stderr } = await runScript(
    "analyze.ts",
    [...args, ...names, "--json"],
    { permissions: "figures" },
  );
  assert.equal(code, 0, stderr);
  const printed: Printed = JSON.parse(stdout);
  assert.deepEqual(printed.skipped, {});
  for (const [name, rows] of Object.entries(cells)) {
    const own = JSON.parse(safeJson(isList(rows) ? rows : rows.toRecords()));
    assert.ok(own.length > 0, name);
    assert.deepEqual(printed.tables[name], own, name);
  }
}

function isList(rows: Frame | readonly object[]): rows is readonly object[] {
  return Array.isArray(rows);
}

Deno.test("analyze --table prints the numbers of notebooks 04 and 05", async () => {
  const runs = await read(CHOICES.slice(0, 4));
  const questions = questionsFrame(runs);
  const cases = casesFrame(runs);
  const dataset = await Array.fromAsync(
    loadCases(join(SETS, "rounds_generated.jsonl"), { benchmark: liveclin({ imageMode: "url" }) }),
  );
  const board = leaderboard(cases);
  const [first = "", second = ""] = board.getColumn("run_id").toArray().map(String);
  const pair = questions.filter(pl.col("run_id").isIn([first, second]));
  const caseDifferences = compareRuns(cases);
  const noise = Number(caseDifferences.getColumn("se").mean()) / Math.SQRT2;
  // Runs under other conditions beside these change nothing.
  await same({
    outcomes: outcomesTable(questions),
    survival: survivalRows(questions),
    hazards: hazardRows(questions),
    heterogeneity: heterogeneityTable(questions, { by: "level1" }),
    shrunken: shrunkenTable(questions, { by: "level1" }),
    "modality-effects": modalityEffects(
      labelsFrame(runs, { labels: { image: "image_modality" } }),
    ),
    "stage-effects": adjustedEffects(questions, { factors: ["stage"], adjust: ["position"] }),
    leaderboard: board,
    differences: compareRuns(questions),
    "case-differences": caseDifferences,
    "first-differences": compareRuns(questions, { pairs: first }),
    "top-differences": compareRuns(pair, { pairs: first, by: "stage", adjust: "max-t" }),
    flips: flips(questions, { a: first, b: second, cases: dataset }),
    cost: costRows(cases),
    luck: [{ runs: 4, noise, lead: noise * (expectedMaxNormal(4) ?? 0) }],
  }, [...CHOICES, "--data-file", join(SETS, "rounds_generated.jsonl")]);
});

Deno.test("analyze --table prints the numbers of notebook 06: one condition, but where conditions are compared", async () => {
  const runs = await read(CHOICES);
  const questions = questionsFrame(runs);
  const full = questions.filter(pl.col("condition").eq(pl.lit("full")));
  const [a = "", b = ""] = [...new Set(full.getColumn("run_id").toArray().map(String))];
  const pair = full.filter(pl.col("run_id").isIn([a, b]));
  const dataset = await Array.fromAsync(
    loadCases(join(SETS, "rounds_generated.jsonl"), { benchmark: liveclin({ imageMode: "url" }) }),
  );
  await same({
    power: powerRows(full, { by: "level1" }),
    "pair-differences": compareRuns(pair, { by: "level1", adjust: "max-t" }),
    shortcuts: shortcutRows(questions),
    "image-flips": imageFlipRows(questions),
    "vision-needed": visionNeededRows(questions),
    baselines: baselineRows(full, { cases: dataset }),
    letters: letterRows(full),
    items: itemRows(full),
    specifications: specificationRows(full, { a, b }),
  }, [...CHOICES, "--data-file", join(SETS, "rounds_generated.jsonl")]);
  const byModality = shortcutRows(
    labelsFrame(runs, { labels: { image: "image_modality" } }),
    { by: "label" },
  );
  const { stdout } = await runScript(
    "analyze.ts",
    [...CHOICES, "--table", "shortcuts", "--by", "image_modality", "--json"],
    { permissions: "figures" },
  );
  assert.deepEqual(
    JSON.parse(stdout).tables["shortcuts-by-image_modality"],
    JSON.parse(safeJson(byModality)),
  );
});

Deno.test("analyze --table prints the numbers of notebook 07: time, releases, judges, errors", async () => {
  const runs = await read(JUDGED);
  const cases = casesFrame(runs);
  const facts = await readModelFacts(join(SETS, "models.json"));
  const models = [...facts, ...await readModelFacts()];
  const sheet = join(SETS, `${MED}_physicians.csv`);
  const ratings = ratingsFrame(await Deno.readTextFile(sheet), { where: sheet });
  const judged = criteriaFrame(runs);
  const verdicts = verdictsFrame(runs);
  const errors = join(SETS, `${MED}_error_types.json`);
  const tags = parseErrorTags(JSON.parse(await Deno.readTextFile(errors)), errors)
    .filter(({ run_id }) => runs.some(({ id }) => id === run_id));
  const simulated = cases.select("run_id", "simulated").unique({ subset: ["run_id"] });
  const labelled = join(SETS, `${MED}_error_types_physicians.csv`);
  await same({
    cutoffs: cutoffGap(cases, { models, by: ["specialty", "language"] }),
    "cutoff-variants": cutoffGap(cases, { models, sensitivity: true }),
    drift: twoWayFixedEffects(cases, { models }),
    agreement: agreementTable(judged, { ratings, replicates: 500 }),
    "alt-test": altTestTable(judged, { ratings }),
    "judge-noise": judgeNoiseTable(judged, { verdicts }),
    "corrected-scores": correctedScores(judged, { ratings }),
    "error-types": errorTypesTable(
      errorTagsFrame(tags).join(simulated, { on: "run_id", how: "left" }),
      {
        types: LIVEMEDBENCH_ERROR_TYPES,
        ratings: ratingsFrame(await Deno.readTextFile(labelled), { where: labelled }),
      },
    ),
  }, [
    ...JUDGED,
    ...["--models", join(SETS, "models.json"), "--ratings", sheet],
    ...["--errors", errors, "--error-ratings", labelled],
  ]);
  const panel = await read(PANEL);
  const [criteria, said] = [criteriaFrame(panel), verdictsFrame(panel)];
  await same({
    "judge-bias": judgeBiasTable(criteria, {
      cases: casesFrame(panel),
      ratings,
      verdicts: said,
      families: Object.fromEntries(models.map(({ model, family }) => [model, family])),
    }),
    "judge-noise": judgeNoiseTable(criteria, { verdicts: said }),
    "judged-ranking": judgedRanking(criteria, { verdicts: said }),
  }, [...PANEL, "--models", join(SETS, "models.json"), "--ratings", sheet]);
});

Deno.test("analyze --table tells two releases apart, in their cases and in the scores", async () => {
  const older = join(
    OUT,
    "sim-borea-large_rounds_generated_med_v202601_judge_sim-judge-north.json",
  );
  const files = [older, ...JUDGED.slice(1, 2)];
  const [before = [], after = []] = await Promise.all(
    ["rounds_generated_med_v202601", MED].map((name) =>
      Array.fromAsync(loadCases(join(SETS, `${name}.json`), { benchmark: livemedbench() }))
    ),
  );
  const known = new Map(before.map(({ id, items }) => [id, canonicalJson(items)]));
  const kept = after.filter(({ id }) => known.has(id));
  await same({
    releases: releaseRows(casesFrame(await read(files))),
    "release-cases": [{
      before: before.length,
      after: after.length,
      kept: kept.length,
      changed: kept.filter(({ id, items }) => known.get(id) !== canonicalJson(items)).length,
      dropped: before.length - kept.length,
      new: after.length - kept.length,
    }],
  }, [
    ...files,
    ...["--data-file", join(SETS, "rounds_generated_med_v202601.json")],
    ...["--data-file", join(SETS, `${MED}.json`)],
  ]);
});

/** What the task says of some figures must be what the calls of a notebook's cells give. */
async function drawn(
  cells: Readonly<Record<string, Figure>>,
  args: readonly string[],
): Promise<void> {
  const names = Object.keys(cells).flatMap((name) => ["--figure", name]);
  const { code, stdout, stderr } = await runScript(
    "figures.ts",
    [...args, ...names, "--out", join(OUT, "figures"), "--json"],
    { permissions: "figures" },
  );
  assert.equal(code, 0, stderr);
  const { figures } = JSON.parse(stdout);
  for (const [name, figure] of Object.entries(cells)) {
    assert.deepEqual(figures[name].rows, JSON.parse(safeJson(figure.rows)), name);
  }
}

Deno.test("figures draws the rows of the notebooks: same pairs, filters and resamples", async () => {
  const runs = await read(CHOICES);
  const questions = questionsFrame(runs);
  const full = questions.filter(pl.col("condition").eq(pl.lit("full")));
  const cases = casesFrame(
    runs.filter(({ manifest }) => manifest?.identity["condition"] === "full"),
  );
  const [a = "", b = ""] = [...new Set(full.getColumn("run_id").toArray().map(String))];
  const board = leaderboard(cases);
  const [first = "", second = ""] = board.getColumn("run_id").toArray().map(String);
  const top = full.filter(pl.col("run_id").isIn([first, second]));
  const images = labelsFrame(runs, { labels: { image: "image_modality" } });
  const published = await readPublishedScores("liveclin");
  await drawn({
    leaderboard: leaderboardPlot(withModelFacts(board, await readModelFacts())),
    "first-differences": forestPlot(compareRuns(full, { pairs: first })),
    "top-differences": forestPlot(
      compareRuns(top, { pairs: first, by: "stage", adjust: "max-t" }),
    ),
    "pair-differences": forestPlot(
      compareRuns(full.filter(pl.col("run_id").isIn([a, b])), { by: "level1", adjust: "max-t" }),
    ),
    specifications: specificationPlot(specificationRows(full, { a, b })),
    items: itemMapPlot(itemRows(full)),
    power: powerPlot(powerRows(full, { by: "level1" })),
    shortcuts: shortcutPlot(shortcutRows(questions)),
    "shortcuts-modality": shortcutPlot(shortcutRows(images, { by: "label" }), {
      conditions: ["no_image"],
    }),
    "image-flips-modality": flipPlot(imageFlipRows(images, { by: "label" })),
    "published-families": familyPlot(
      withModelFacts(
        publishedRows(published).map((row) => ({ ...row, source: published.source })),
        await readModelFacts(),
      ),
      { references: published.references },
    ),
  }, CHOICES);
});

Deno.test("figures draws the rows of notebook 07: gaps at equal case mix, and the judged ranking", async () => {
  const cases = casesFrame(await read(JUDGED));
  const models = await readModelFacts(join(SETS, "models.json"));
  const gaps = cutoffGap(cases, { models, by: ["specialty", "language"] });
  await drawn({
    cutoffs: slopePlot(gaps),
    drift: driftPlot(twoWayFixedEffects(cases, { models }), { gaps }),
    months: monthlyPlot(monthlyScores(cases, { models })),
  }, [...JUDGED, "--models", join(SETS, "models.json")]);
  const panel = await read(PANEL);
  await drawn({
    "judged-ranking": leaderboardPlot(
      judgedRanking(criteriaFrame(panel), { verdicts: verdictsFrame(panel) }),
    ),
  }, PANEL);
});

Deno.test("compare prints the leaderboard and the differences of notebook 05", async () => {
  const files = CHOICES.slice(0, 4);
  const cases = casesFrame(await read(files));
  const { code, stdout, stderr } = await runScript(
    "compare.ts",
    [...files, "--json"],
    { permissions: "figures" },
  );
  assert.equal(code, 0, stderr);
  const printed: readonly {
    readonly leaderboard: Readonly<Record<string, unknown>>;
    readonly differences: readonly object[];
  }[] = JSON.parse(stdout);
  const board = JSON.parse(safeJson(leaderboard(cases).toRecords()));
  for (const { leaderboard: place } of printed) {
    assert.deepEqual(
      place,
      board.find((row: Readonly<Record<string, unknown>>) => row["run_id"] === place["run_id"]),
    );
  }
  const differences = new Set(
    printed.flatMap((run) => run.differences.map((row) => safeJson(row))),
  );
  const own = compareRuns(cases).toRecords().map((row) => safeJson(row));
  assert.deepEqual([...differences].toSorted(), own.toSorted());
});

Deno.test("compare --condition leaves runs of other conditions out by name, and refuses one that no run has", async () => {
  await generate();
  const compare = (...args: readonly string[]) =>
    runScript("compare.ts", [...CHOICES.slice(1, 5), ...args], { permissions: "figures" });
  const refused = await compare();
  assert.equal(refused.code, 2);
  assert.match(refused.stderr, /condition \(full \| no_image\)/);
  const told = await compare("--condition", "full");
  assert.equal(told.code, 0, told.stderr);
  assert.match(told.stderr, /sim-atlas-3 was run under no_image, not full: left out\n/);
  const wrong = await compare("--condition", "blind");
  assert.equal(wrong.code, 2);
  assert.match(wrong.stderr, /--condition is blind: expected one of the runs', full, no_image/);
});
