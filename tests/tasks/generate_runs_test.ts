import assert from "node:assert/strict";
import { join } from "node:path";
import { benchmarks, readResults } from "../../mod.ts";
import { generateRecords } from "../../tasks/generate_runs/generate_records.ts";
import { generateSet } from "../../tasks/generate_runs/generate_set.ts";
import { profiles } from "../../tasks/generate_runs/profiles.ts";
import { simulateRun } from "../../tasks/generate_runs/simulate_run.ts";
import { runScript } from "./run_script.ts";

const counts = (values: readonly (string | null | undefined)[]): Record<string, number> => {
  const found: Record<string, number> = {};
  for (const value of values) found[String(value)] = (found[String(value)] ?? 0) + 1;
  return found;
};

Deno.test("generateSet() has the structure of the real set", () => {
  const { cases } = generateSet({ seed: 1 });
  const items = cases.flatMap((one) => one.items);
  assert.deepEqual([cases.length, items.length], [1407, 6605]);
  assert.deepEqual(counts(cases.map(({ tags }) => tags["rarity"])), { rare: 1181, unrare: 226 });
  const chapters = counts(cases.map(({ tags }) => tags["level1"]));
  assert.equal(Object.keys(chapters).length, 16);
  assert.equal(chapters["Chapter 4: Endocrine, nutritional and metabolic diseases"], 79);
  assert.equal(new Set(cases.map(({ tags }) => tags["level2"])).size, 48);
  assert.ok(cases.every((one) => one.items.length >= 3 && one.items.length <= 6));
  assert.equal(new Set(items.map(({ tags }) => tags["stage"])).size, 6);
  const images = new Set(items.flatMap(({ labels }) => labels["image_modality"] ?? []));
  const tables = new Set(items.flatMap(({ labels }) => labels["table_modality"] ?? []));
  assert.ok(images.size >= 10 && tables.size >= 5, `${[...images]} ${[...tables]}`);
});

Deno.test("generateRecords() is fixed by its seed, and gives any number of cases", () => {
  assert.deepEqual(generateRecords({ cases: 5, seed: 3 }), generateRecords({ cases: 5, seed: 3 }));
  assert.notDeepEqual(
    generateRecords({ cases: 5, seed: 3 }),
    generateRecords({ cases: 5, seed: 4 }),
  );
  assert.equal(generateRecords({ cases: 2000 }).length, 2000);
  const [record] = generateRecords({ cases: 1, attachments: { file: "one.png" } });
  assert.match(JSON.stringify(record), /"file":"one.png"/);
});

Deno.test("simulateRun() gives what can go wrong its outcome, and equal runs for equal seeds", async () => {
  const set = generateSet({ cases: 60, seed: 2 });
  const outcomes = new Set<string>();
  for (const [place, profile] of profiles().entries()) {
    const run = await simulateRun(profile, { ...set, seed: 2, place });
    assert.deepEqual(run, await simulateRun(profile, { ...set, seed: 2, place }));
    const { clean } = run;
    assert.equal(
      Object.values(clean.outcomes).reduce((sum, n) => sum + n, 0),
      run.planned.items,
      profile.model,
    );
    assert.equal(run.planned.cases, 60 * profile.trials);
    for (const [name, n] of Object.entries(clean.outcomes)) if (n > 0) outcomes.add(name);
  }
  for (const name of ["graded", "not_run", "context_cut", "truncated", "unreadable", "refused"]) {
    assert.ok(outcomes.has(name), name);
  }
});

Deno.test("profiles() names at least six models under several conditions, and as many more as wanted", () => {
  assert.ok(new Set(profiles().map(({ model }) => model)).size >= 6);
  assert.ok(new Set(profiles().map(({ condition }) => condition)).size >= 3);
  assert.equal(profiles(26).length, 26);
  assert.ok(profiles(26).every(({ model }) => model.startsWith("sim-")));
});

Deno.test("generate-runs writes files that read as simulated, and replaces none unasked", async () => {
  const out = join(await Deno.makeTempDir(), "generated");
  const args = [
    ...["--out", out, "--benchmark", "liveclin", "--cases", "12", "--runs", "8", "--seed", "5"],
  ];
  const first = await runScript("generate_runs.ts", args, { permissions: "offline" });
  assert.equal(first.code, 0, first.stderr);
  const files = first.stdout.trim().split("\n").slice(1);
  assert.equal(files.length, 8);
  assert.equal(new Set(files).size, 8);
  for (const file of files) {
    const run = await readResults(file, { benchmarks });
    assert.equal(run.meta["simulated"], true);
    assert.equal(run.dataset, "rounds_generated");
  }
  const again = await runScript("generate_runs.ts", args, { permissions: "offline" });
  assert.equal(again.code, 2);
  assert.match(again.stderr, /exists: use --overwrite/);
});
