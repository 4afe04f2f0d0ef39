import assert from "node:assert/strict";
import { benchmarks, readResults } from "../../mod.ts";

const FOLDER = new URL("../../data/demo/results/", import.meta.url);

/** One file of every version there has been; a reader must go on reading all of them. */
const GOLDEN = [
  "sim-strong_rounds_demo.json",
  "sim-weak_rounds_demo.json",
  "sim-blind_rounds_demo.json",
];

for (const name of GOLDEN) {
  Deno.test(`readResults() reads the kept ${name} to the numbers stored in it`, async () => {
    const path = new URL(name, FOLDER);
    const stored: { summary: object; rounds: { clean: object } } = JSON.parse(
      await Deno.readTextFile(path),
    );
    const run = await readResults(path.pathname, { benchmarks });
    assert.deepEqual(run.official, stored.summary);
    assert.deepEqual(run.clean, stored.rounds.clean);
    assert.equal(run.results.length, 21);
    assert.equal(run.meta.simulated, true);
  });
}
