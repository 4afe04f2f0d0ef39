import assert from "node:assert/strict";
import { logit } from "../../lib/stats/regression/logit.ts";
import { logitFirth } from "../../lib/stats/regression/logit_firth.ts";
import { standardiseLevels } from "../../lib/stats/regression/standardise_levels.ts";
import { standardiseLogit } from "../../lib/stats/regression/standardise_logit.ts";

const COLUMNS = {
  y: [1, 0, 1, 1, 0, 1, 0, 0, 1, 1, 0, 1],
  x: {
    middle: [0, 0, 0, 0, 1, 1, 1, 1, 0, 0, 0, 0],
    late: [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1],
    rare: [0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1],
  },
  cluster: ["a", "b", "c", "d", "a", "b", "c", "d", "a", "b", "c", "d"],
};
const SETTINGS = {
  early: { middle: 0, late: 0 },
  middle: { middle: 1, late: 0 },
  late: { middle: 0, late: 1 },
};

Deno.test("standardiseLevels() of one 0/1 covariate is standardiseLogit()", () => {
  const fit = logit(COLUMNS);
  const [none, rare] = standardiseLevels(fit, {
    ...COLUMNS,
    settings: { none: { rare: 0 }, rare: { rare: 1 } },
  });
  const expected = standardiseLogit(fit, { ...COLUMNS, term: "rare" });
  const close = (a: number | null | undefined, b: number | null) =>
    assert.ok(Math.abs((a ?? 9) - (b ?? 7)) < 1e-12);
  close(none?.value, expected.p0);
  close(rare?.value, expected.p1);
  close(rare?.difference, expected.value);
  close(rare?.differenceSe, expected.se);
  close(rare?.differenceLo, expected.lo);
});

Deno.test("standardiseLevels() sets all columns of a factor at once, and compares with the first level", () => {
  const rows = standardiseLevels(logit(COLUMNS), { ...COLUMNS, settings: SETTINGS });
  // The design is balanced over rare, so that standardised accuracies are close to the observed 3/4, 1/4 and 3/4.
  assert.deepEqual(rows.map(({ value }) => value?.toFixed(2)), ["0.75", "0.25", "0.75"]);
  assert.deepEqual(rows.map(({ difference }) => difference?.toFixed(2)), ["0.00", "-0.50", "0.00"]);
  assert.equal(rows[0]?.differenceLo, null);
  for (const { value, lo, hi } of rows) {
    assert.ok(
      lo !== null && hi !== null && value !== null && 0 < lo && lo < value && value < hi && hi < 1,
    );
  }
});

Deno.test("standardiseLevels() gives values without limits from coefficients alone, and nulls without a fit", () => {
  const coefficients = logitFirth(COLUMNS).rows.flatMap(({ value }) => value ?? []);
  const [, middle] = standardiseLevels(
    { coefficients, covariance: null, df: null },
    { ...COLUMNS, settings: SETTINGS },
  );
  assert.ok((middle?.difference ?? 0) < -0.3);
  assert.deepEqual([middle?.se, middle?.lo, middle?.differenceLo, middle?.p], [
    null,
    null,
    null,
    null,
  ]);
  const [nothing] = standardiseLevels(
    { coefficients: null, covariance: null, df: null },
    { ...COLUMNS, settings: SETTINGS },
  );
  assert.deepEqual([nothing?.value, nothing?.difference], [null, null]);
});

Deno.test("standardiseLevels() refuses a covariate the design does not have", () => {
  assert.throws(
    () => standardiseLevels(logit(COLUMNS), { ...COLUMNS, settings: { x: { stage: 1 } } }),
    { name: "RangeError", message: /names "stage", expected one of intercept, middle, late, rare/ },
  );
});
