import assert from "node:assert/strict";
import { factDifferences, factsOf } from "../../lib/tables/_run_facts.ts";

const of = (run: string, judges: string) =>
  factsOf({
    ...{ benchmark: "b", dataset: "d", dataset_sha256: "0", condition: null },
    protocol: JSON.stringify({ judges }),
  }, { run });

Deno.test("a difference of judges tells their names, not their prompts and parameters", () => {
  const judge = (name: string, prompt = "0a") =>
    `${name} at http://127.0.0.1, prompt ${prompt}, {"max_completion_tokens":2048}`;
  const panel = `${judge("north")} + ${judge("south")}`;
  assert.deepEqual(factDifferences(of("a", panel), of("b", judge("north"))).differ, [
    "judges (north + south | north)",
  ]);
  assert.deepEqual(factDifferences(of("a", judge("north")), of("b", judge("north", "0b"))).differ, [
    "judges (north, asked differently)",
  ]);
});
