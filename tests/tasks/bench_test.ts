import assert from "node:assert/strict";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  type Baseline,
  compareFindings,
  comparisonLine,
  newBaseline,
  readBaseline,
} from "../../tasks/bench/baseline.ts";
import type { Finding } from "../../tasks/bench/finding.ts";
import { memoryGrowth } from "../../tasks/bench/memory_growth.ts";
import { runCosts } from "../../tasks/bench/run_costs.ts";

const finding = (more: Partial<Finding>): Finding => ({
  id: "client_cpu",
  name: "client CPU",
  value: 1.2,
  atMost: 1.5,
  tolerance: 0.1,
  detail: "12 ms / 10 ms",
  ...more,
});

const BASELINE: Baseline = {
  schema: "rounds.bench/1",
  deno: "2.9.6",
  platform: "linux-x86_64",
  values: { client_cpu: 1.2 },
};

Deno.test("compareFindings() tells a broken promise, a regression, what is new and what is unknown", () => {
  const verdict = (more: Partial<Finding>, baseline: Baseline | null = BASELINE) =>
    compareFindings([finding(more)], baseline).map(({ verdict, ratio }) => [verdict, ratio]);
  assert.deepEqual(verdict({}), [["ok", 1]]);
  assert.deepEqual(verdict({ value: 1.32 })[0]?.[0], "ok");
  assert.deepEqual(verdict({ value: 1.33 })[0]?.[0], "worse");
  assert.deepEqual(verdict({ value: 1.6 })[0]?.[0], "too much");
  assert.deepEqual(verdict({ value: 1.4 }, null), [["ok", null]]);
  assert.deepEqual(verdict({ id: "new" }), [["ok", null]]);
  assert.deepEqual(verdict({ value: null }), [["unknown", null]]);
  assert.deepEqual(verdict({ value: 99, atMost: null, id: "new" }), [["ok", null]]);
  assert.deepEqual(verdict({ value: 0.6 }), [["ok", 0.5]]);
});

Deno.test("comparisonLine() shows value, promise, baseline and their ratio", () => {
  const [comparison] = compareFindings([finding({ value: 1.5 })], BASELINE);
  assert.ok(comparison);
  assert.equal(
    comparisonLine(comparison),
    "WORSE      1.50  client CPU (at most 1.5, baseline 1.20, × 1.25 of it, up to 1.10): 12 ms / 10 ms",
  );
  const [unknown] = compareFindings([finding({ value: null, atMost: null })], null);
  assert.ok(unknown);
  assert.match(comparisonLine(unknown), /^UNKNOWN +- +client CPU \(no baseline\)/);
});

Deno.test("newBaseline() keeps what was not measured, and what is read back is what was written", async () => {
  const made = newBaseline([finding({ value: 1.23456 }), finding({ id: "x", value: null })], {
    ...BASELINE,
    values: { client_cpu: 9, memory_long: 1.1 },
  });
  assert.deepEqual(made.values, { client_cpu: 1.235, memory_long: 1.1 });
  const folder = await Deno.makeTempDir();
  const path = join(folder, "baseline.json");
  assert.equal(await readBaseline(path), null);
  await Deno.writeTextFile(path, JSON.stringify(made));
  assert.deepEqual(await readBaseline(path), made);
  await Deno.writeTextFile(path, "{}");
  await assert.rejects(readBaseline(path), /is no baseline: expected "schema"/);
  await Deno.remove(folder, { recursive: true });
});

Deno.test("the committed baseline has every ratio there is", async () => {
  const path = fileURLToPath(new URL("../../tasks/bench/baseline.json", import.meta.url));
  const values = (await readBaseline(path))?.values ?? {};
  for (
    const id of [
      ...["client_cpu", "bytes_written", "bytes_per_turn", "wall_time", "start_up"],
      ...["memory", "memory_long"],
    ]
  ) {
    assert.ok((values[id] ?? NaN) > 0, id);
  }
  assert.ok((values["client_cpu"] ?? NaN) <= 1.5);
  assert.ok((values["memory_long"] ?? NaN) <= 1.3);
});

Deno.test("a run's costs are measured as ratios, in processes of their own", async () => {
  const folder = await Deno.makeTempDir();
  const findings = await runCosts({ cases: 20, rounds: 1, folder });
  assert.deepEqual(findings.map(({ id }) => id), ["client_cpu", "bytes_written", "bytes_per_turn"]);
  const [cpu, , bytes] = findings;
  assert.ok((cpu?.value ?? 0) > 0);
  assert.ok((bytes?.value ?? 0) > 0.1 && (bytes?.value ?? 9) < 2);
  await Deno.remove(folder, { recursive: true });
});

Deno.test("peak memory of 240 turns with images of half a megabyte stays near that of 80", async () => {
  const folder = await Deno.makeTempDir();
  const { value, detail } = await memoryGrowth({
    id: "memory_small",
    fewTurns: 80,
    manyTurns: 240,
    folder,
    concurrency: 4,
    imageBytes: 500_000,
  });
  // The short run does not fill what is kept of images; what is sent is fourfold.
  assert.ok(value !== null && value < 1.9, detail);
  await Deno.remove(folder, { recursive: true });
});
