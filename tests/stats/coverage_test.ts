import assert from "node:assert/strict";
import { coverageCell } from "../../mod.ts";

// Two Monte Carlo errors of a share of 95 % in 600 data sets are 1.8 points.
const CELLS = [
  { cases: 20, accuracy: 0.76, caseSd: 1 },
  { cases: 80, accuracy: 0.5, caseSd: 1 },
  { cases: 80, accuracy: 0.8, caseSd: 0 },
];

for (const cell of CELLS) {
  Deno.test(`the default interval covers 94 to 98 % with ${cell.cases} cases at ${cell.accuracy}`, () => {
    const { coverage, coverageError } = coverageCell({ ...cell, dataSets: 600 });
    assert.ok(coverage >= 0.94 - 2 * coverageError, `${coverage}`);
    assert.ok(coverage <= 0.98 + 2 * coverageError, `${coverage}`);
  });
}

Deno.test("the paired test of two equal models that differ by case rejects at most 5.5 %", () => {
  const cell = { cases: 80, accuracy: 0.76, caseSd: 1, interactionSd: 1.5, dataSets: 600 };
  const { typeIError, typeIMonteCarloError, typeISignFlip } = coverageCell(cell);
  assert.ok(typeIError <= 0.055 + 2 * typeIMonteCarloError, `${typeIError}`);
  assert.ok(typeISignFlip <= 0.055 + 2 * typeIMonteCarloError, `${typeISignFlip}`);
});

Deno.test("coverageCell() gives the same numbers for the same seed and refuses an impossible accuracy", () => {
  const cell = { cases: 10, accuracy: 0.95, caseSd: 0.8, dataSets: 50 };
  assert.deepEqual(coverageCell(cell), coverageCell(cell));
  assert.throws(() => coverageCell({ ...cell, accuracy: 1 }), /accuracy is 1/);
});
