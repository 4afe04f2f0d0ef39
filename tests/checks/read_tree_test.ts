import assert from "node:assert/strict";
import { readTree } from "../../tasks/check/read_tree.ts";
import { inTree } from "./_in_tree.ts";

Deno.test("readTree() reads every room, also those named like a folder of output", async () => {
  const kept = [
    ".ci/run",
    "README.md",
    "data/demo/cases.jsonl",
    "data/models.json",
    "lib/coverage/a.ts",
    "lib/results/a.ts",
    "notebooks/a.ipynb#cell1",
    "tests/data/a_test.ts",
    "tests/results/a_test.ts",
  ];
  const left = [
    ".git/config.md",
    "coverage/a.json",
    "data/downloaded/a.json",
    "lib/a.png",
    "lib/node_modules/a/index.ts",
    "results/a.json",
  ];
  const notebook = JSON.stringify({ cells: [{ cell_type: "code", source: ["1"] }] });
  const files = Object.fromEntries(
    [...kept, ...left].map((path) => [path.replace(/#.*/, ""), notebook]),
  );
  const tree = await inTree(files, readTree);
  assert.deepEqual(tree.map(({ path }) => path).sort(), kept.sort());
});

Deno.test("readTree() refuses a notebook that is none, naming it", async () => {
  await assert.rejects(
    inTree({ "notebooks/a.ipynb": "[]" }, readTree),
    {
      name: "SyntaxError",
      message: 'Cannot read notebooks/a.ipynb: expected an object with "cells"',
    },
  );
  await assert.rejects(inTree({ "notebooks/a.ipynb": "{" }, readTree), {
    message: "Cannot read notebooks/a.ipynb: no JSON",
  });
});
