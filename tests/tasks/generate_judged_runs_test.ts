import assert from "node:assert/strict";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import {
  benchmarks,
  contaminationDiD,
  judgeRepeats,
  livemedbench,
  loadCases,
  openBenchmark,
  parseErrorTags,
  parseRatings,
  readModelFacts,
  type Run,
  verifyResults,
} from "../../mod.ts";
import { generateMedRecords } from "../../tasks/generate_runs/judged/generate_med_records.ts";
import { MED_JUDGES, medRunProfiles } from "../../tasks/generate_runs/judged/med_profiles.ts";
import { medReleases } from "../../tasks/generate_runs/judged/med_releases.ts";
import { simulateJudgedRun } from "../../tasks/generate_runs/judged/simulate_judged_run.ts";
import { simulatedFacts } from "../../tasks/generate_runs/judged/simulated_facts.ts";
import {
  ensureGenerated,
  GENERATED,
  planGenerated,
  writeGenerated,
} from "../../tasks/generate_runs/write_generated.ts";

const SMALL = { ...GENERATED, benchmark: "livemedbench", medCases: 120, medSample: 40 } as const;

async function generate(): Promise<{ readonly out: string; readonly paths: readonly string[] }> {
  const out = join(await Deno.makeTempDir(), "generated");
  const paths: string[] = [];
  await writeGenerated(planGenerated({ ...SMALL, out }), (path) => paths.push(path));
  return { out, paths };
}

const isRun = (path: string) => !path.includes(`${join("generated", "sets")}`);

Deno.test("generateMedRecords() has the structure of the real set", () => {
  const records = generateMedRecords({ cases: 2756, later: 0, seed: 1 });
  const criteria = records.flatMap((record) => record.criteria);
  assert.deepEqual([records.length, criteria.length], [2756, 16020]);
  const share = criteria.filter(({ points }) => points < 0).length / criteria.length;
  assert.ok(share > 0.3 && share < 0.37, String(share));
  assert.ok(criteria.every(({ points }) => points !== 0 && Math.abs(points) <= 10));
  assert.ok(records.some((record) => record.criteria.every(({ points }) => points < 0)));
  assert.ok(records.some(({ postTime }) => postTime === ""));
  const months = new Set(records.map(({ postTime }) => postTime.slice(0, 7)).filter(Boolean));
  assert.deepEqual([months.size, [...months].sort()[0]], [17, "2024-09"]);
  const chinese = records.filter(({ language }) => language === "zh").length / records.length;
  assert.ok(chinese > 0.4 && chinese < 0.6, String(chinese));
  assert.ok(
    records.every((record) =>
      new Set(record.criteria.map(({ criterion }) => criterion)).size === record.criteria.length
    ),
  );
  assert.deepEqual(records, generateMedRecords({ cases: 2756, later: 0, seed: 1 }));
});

Deno.test("medReleases() share most cases; the newer has revised, withdrawn and later ones", () => {
  const [older, newer] = medReleases({ cases: 2756, seed: 1 });
  const kept = newer.cases.filter(({ id }) => older.records.has(id));
  assert.ok(kept.length > 2700 && kept.length < 2756, String(kept.length));
  assert.ok(newer.cases.length > older.cases.length);
  const changed = kept.filter(({ id }) =>
    JSON.stringify(older.records.get(id)) !== JSON.stringify(newer.records.get(id))
  );
  assert.ok(changed.length > 150 && changed.length < 300, String(changed.length));
  assert.ok(older.cases.every(({ tags }) => tags["theme"] && tags["specialty"]));
});

Deno.test("generate-runs writes judged runs that verify, fit the schema and count as the summary says", async () => {
  const { out, paths } = await generate();
  const schema = JSON.parse(
    await Deno.readTextFile(
      new URL("../../lib/results/result.schema.json", import.meta.url),
    ),
  );
  const validate = new Ajv2020({ allowUnionTypes: true }).compile(schema);
  const outcomes = new Set<string>();
  const runs: Run[] = [];
  for (const path of paths.filter(isRun)) {
    const file = JSON.parse(await Deno.readTextFile(path));
    assert.equal(validate(file), true, `${path}: ${JSON.stringify(validate.errors?.[0])}`);
    const { run, differences } = await verifyResults(path, {
      benchmarks,
      openAs: ({ manifest }) =>
        openBenchmark("livemedbench", {
          promptStyle: manifest?.identity["prompt_style"] === "physician"
            ? "physician"
            : "official",
        }),
    });
    assert.deepEqual(differences, [], path);
    assert.equal(run.meta["simulated"], true);
    for (const [name, n] of Object.entries(run.clean.outcomes)) if (n > 0) outcomes.add(name);
    runs.push(run);
  }
  assert.equal(runs.length, medRunProfiles().length);
  assert.ok(new Set(runs.map(({ model }) => model)).size >= 6);
  assert.ok(new Set(runs.map(({ manifest }) => manifest?.judges.join())).size >= 4);
  assert.equal(new Set(runs.map(({ dataset }) => dataset)).size, 2);
  for (const name of ["graded", "ungraded", "failed", "not_run"]) {
    assert.ok(outcomes.has(name), name);
  }
  const { repeated, changed } = judgeRepeats(runs.flatMap(({ results }) => results));
  assert.ok(repeated > 500 && changed > 5 && changed < repeated / 4, `${changed} of ${repeated}`);
  const set = join(out, "sets", "rounds_generated_med_v202604.json");
  const cases = await Array.fromAsync(loadCases(set, { benchmark: livemedbench() }));
  assert.ok(cases.length > 120);
  const facts = await readModelFacts(join(out, "sets", "models.json"));
  assert.deepEqual(facts, simulatedFacts());
  const ratings = parseRatings(
    await Deno.readTextFile(join(out, "sets", "rounds_generated_med_v202604_physicians.csv")),
  );
  assert.equal(new Set(ratings.map(({ rater }) => rater)).size, 3);
  const known = new Map(cases.map((c) => [c.id, c]));
  const sets = join(out, "sets", "rounds_generated_med_v202604");
  const errors = parseErrorTags(
    JSON.parse(await Deno.readTextFile(`${sets}_error_types.json`)),
    "error_types.json",
  );
  assert.ok(errors.length > 20 && new Set(errors.map(({ type }) => type)).size >= 5);
  const verified = parseRatings(await Deno.readTextFile(`${sets}_error_types_physicians.csv`));
  assert.equal(new Set(verified.map(({ rater }) => rater)).size, 2);
  const tags = new Map(errors.map((tag) => [`${tag.run_id} ${tag.case_id}`, tag.type]));
  const same = verified.filter(({ run_id, case_id, label }) =>
    tags.get(`${run_id} ${case_id}`) === label
  );
  assert.ok(same.length > verified.length / 2 && same.length < verified.length);
  for (const { case_id, item, criterion } of ratings) {
    const found = known.get(case_id)?.items.find(({ id }) => id === item);
    assert.equal(found?.tags["criterion"], criterion);
  }
});

Deno.test("simulateJudgedRun() is fixed by its seed, and lets models fall behind after their cut-off", async () => {
  const [, release] = medReleases({ cases: 600, seed: 3 });
  const cases = release.cases.filter((_, n) => n % 2 === 0);
  const rows: { score: number; model: string; id: string; date: string | null }[] = [];
  for (const [place, profile] of medRunProfiles().slice(0, 8).entries()) {
    const run = await simulateJudgedRun({ ...profile, done: 1 }, {
      release,
      cases,
      seed: 3,
      place,
    });
    if (place === 0) {
      const again = await simulateJudgedRun(profile, { release, cases, seed: 3, place });
      assert.deepEqual(run, again);
    }
    for (const { case: c, grades } of run.results) {
      const good = grades.filter((_, n) => (c.items[n]?.points ?? 0) > 0);
      const score = good.reduce((sum, grade) => sum + (grade.score ?? 0), 0) / good.length;
      if (good.length === 0) continue;
      rows.push({ score, model: run.model, id: c.id, date: c.tags["date"] ?? null });
    }
  }
  const { perModel } = contaminationDiD({
    y: rows.map(({ score }) => score),
    model: rows.map(({ model }) => model),
    cluster: rows.map(({ id }) => id),
    date: rows.map(({ date }) => date),
    cutoff: Object.fromEntries(simulatedFacts().map(({ model, cutoff }) => [model, cutoff])),
  });
  const change = (model: string) => perModel.find(({ term }) => term === model)?.value ?? 0;
  assert.ok(change("sim-atlas-2") < -0.1, String(change("sim-atlas-2")));
  assert.ok(Math.abs(change("sim-borea-large")) < 0.08, String(change("sim-borea-large")));
});

Deno.test("a panel's single verdicts differ by judge, and the unsteady one is silent most often", async () => {
  const [, release] = medReleases({ cases: 200, seed: 2 });
  const profile = medRunProfiles().find(({ judges }) => judges.length > 1);
  assert.ok(profile);
  const { cases } = release;
  const run = await simulateJudgedRun(profile, { release, cases, seed: 2, place: 0 });
  const verdicts = run.results.flatMap(({ grades }) => grades).flatMap(({ detail }) =>
    Array.isArray(detail["verdicts"]) ? detail["verdicts"] : []
  );
  const silent = MED_JUDGES.map(({ name }) =>
    verdicts.filter(({ judge, met }) => judge === name && met === null).length
  );
  assert.equal(Math.max(...silent), silent[2]);
  assert.ok(
    run.results.some(({ grades }) =>
      grades.some(({ detail }) => detail["judge_status"] === "tied")
    ),
  );
});

Deno.test("ensureGenerated() makes what is not there, and leaves what is", async () => {
  const out = await Deno.makeTempDir();
  await Deno.mkdir(join(out, "sets"));
  await Deno.writeTextFile(join(out, "sets", "models.json"), "[]");
  let started = false;
  await ensureGenerated(out, { onStart: () => (started = true) });
  assert.equal(started, false);
  assert.equal(await Deno.readTextFile(join(out, "sets", "models.json")), "[]");
});
