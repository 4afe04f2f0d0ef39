import assert from "node:assert/strict";
import { parseAnalysisPlan } from "../../mod.ts";

const GOOD = { name: "main", primary: { unit: "case", reading: "official" } };

Deno.test("parseAnalysisPlan() reads a plan and fills what is not given", () => {
  assert.deepEqual(parseAnalysisPlan(GOOD, "p.json"), {
    ...GOOD,
    comparisons: "all",
    groups: [],
    margin: null,
    exclusions: [],
    seed: null,
  });
  const full = {
    ...GOOD,
    comparisons: [["a", "b"]],
    groups: ["level1"],
    margin: 0.02,
    exclusions: ["demo cases"],
    seed: 7,
  };
  assert.deepEqual(parseAnalysisPlan(full, "p.json"), full);
});

Deno.test("parseAnalysisPlan() names file and field of what it cannot read, and refuses what it would ignore", () => {
  const cases: readonly (readonly [unknown, RegExp])[] = [
    [[], /Cannot read p.json: it is no object/],
    [{ ...GOOD, name: "" }, /"name" is "", expected text/],
    [{ name: "x" }, /"primary" is absent, expected a unit of "question" or "case"/],
    [
      { ...GOOD, primary: { unit: "case", reading: "x" } },
      /expected a reading of "clean" or "official"/,
    ],
    [
      { ...GOOD, comparisons: [["a"]] },
      /"comparisons" is \[\["a"\]\], expected "all" or a list of pairs/,
    ],
    [{ ...GOOD, groups: "level1" }, /"groups" is "level1", expected a list of texts/],
    [{ ...GOOD, margin: -1 }, /"margin" is -1, expected a number of at least 0, or null/],
    [{ ...GOOD, seeds: 1 }, /"seeds" is no field, expected name, primary/],
  ];
  for (const [value, told] of cases) {
    assert.throws(() => parseAnalysisPlan(value, "p.json"), { name: "SyntaxError", message: told });
  }
});
