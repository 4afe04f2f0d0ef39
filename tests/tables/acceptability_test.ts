import assert from "node:assert/strict";
import { acceptabilityTable, casesFrame } from "../../mod.ts";
import { syntheticRun } from "../frames/synthetic_run.ts";
import type { Run } from "../../lib/types.ts";

/** A run whose every turn costs so much. */
function priced(
  model: string,
  options: { readonly skill: number; readonly cost: number | null },
): Run {
  const run = syntheticRun({ model, skill: options.skill, cases: 60, seed: model.length });
  return {
    ...run,
    results: run.results.map((result) => ({
      ...result,
      turns: result.turns.map((turn) => ({ ...turn, costUsd: options.cost })),
    })),
  };
}

const RUNS = [
  priced("small", { skill: 0.5, cost: 0.001 }),
  priced("larger", { skill: 0.75, cost: 0.01 }),
  priced("largest one", { skill: 0.95, cost: 0.05 }),
];

Deno.test("acceptabilityTable() rises with the worth of a right case, and best buys add up to 1", () => {
  const rows = acceptabilityTable(casesFrame(RUNS), { replicates: 200 }).toRecords();
  assert.equal(rows.length, 3 * 41);
  const of = (run: string) => rows.filter((row) => row["run"] === run);
  assert.ok(rows.every((row) => row["baseline"] === "small"));
  assert.ok(of("small").every((row) => row["p"] === null && row["warnings"] === "the baseline"));
  const p = of("largest one").map((row) => Number(row["p"]));
  assert.deepEqual(p, p.toSorted((a, b) => a - b));
  assert.ok((p[0] ?? 1) < 0.1 && (p.at(-1) ?? 0) > 0.9, `${p[0]} ${p.at(-1)}`);
  for (let k = 0; k < 41; k++) {
    const sum = ["small", "larger", "largest one"].reduce(
      (total, run) => total + Number(of(run)[k]?.["p_best"]),
      0,
    );
    assert.ok(Math.abs(sum - 1) < 1e-9);
  }
});

Deno.test("acceptabilityTable() takes a baseline and values of one's own, and leaves out runs without a cost", () => {
  const runs = [...RUNS, priced("free of charge?", { skill: 0.9, cost: null })];
  const table = acceptabilityTable(casesFrame(runs), {
    baseline: "larger",
    willingness: [0, 1],
    replicates: 50,
  });
  const rows = table.toRecords();
  assert.deepEqual(
    new Set(rows.map((row) => row["run"])),
    new Set(["small", "larger", "largest one"]),
  );
  const free = rows.find((row) => row["run"] === "small" && row["willingness"] === 0);
  assert.ok(
    Number(free?.["p"]) > 0.99,
    "what is cheaper is worth it when a right case is worth nothing",
  );
  assert.throws(
    () => acceptabilityTable(casesFrame(runs), { baseline: "other" }),
    /There is no run "other" with a known cost; there are small, larger, largest one/,
  );
  assert.throws(
    () => acceptabilityTable(casesFrame(runs), { willingness: [-1] }),
    /willingness holds -1, expected 0 or more/,
  );
  const none = casesFrame([priced("m", { skill: 0.9, cost: null })]);
  assert.equal(acceptabilityTable(none).height, 0);
});
