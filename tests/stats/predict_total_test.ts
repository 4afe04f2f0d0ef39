import assert from "node:assert/strict";
import { pcg32, predictTotal } from "../../mod.ts";

Deno.test("predictTotal() gives the interval of a mean of future observations times their number", () => {
  // By hand: mean 5, s = 2, n = 4, m = 6, t(0.975; 3) = 3.182446: 30 ± 3.182446 · 2 · √(6 + 36/4).
  const y = [3, 5, 5, 7].map((value) => 5 + (value - 5) * Math.sqrt(1.5));
  const { total, lo, hi } = predictTotal({ y, rest: 6 });
  assert.equal(total, 30);
  const half = 3.182446305284263 * 2 * Math.sqrt(15);
  assert.ok(Math.abs((hi ?? 0) - 30 - half) < 1e-9);
  assert.ok(Math.abs((lo ?? 0) - (30 - half)) < 1e-9);
});

Deno.test("predictTotal() knows nothing of nothing, no interval from one, and no width when all are equal", () => {
  assert.deepEqual(predictTotal({ y: [], rest: 3 }), {
    total: null,
    lo: null,
    hi: null,
    n: 0,
    rest: 3,
  });
  assert.equal(predictTotal({ y: [2], rest: 3 }).total, 6);
  assert.equal(predictTotal({ y: [2], rest: 3 }).lo, null);
  assert.deepEqual(predictTotal({ y: [2, 2], rest: 3 }), { total: 6, lo: 6, hi: 6, n: 2, rest: 3 });
  assert.deepEqual(predictTotal({ y: [1, 2], rest: 0 }), { total: 0, lo: 0, hi: 0, n: 2, rest: 0 });
  assert.equal(predictTotal({ y: [0, 9], rest: 3 }).lo, 0);
});

Deno.test("predictTotal() refuses a rest that is no count and a level that is no probability", () => {
  assert.throws(() => predictTotal({ y: [1, 2], rest: -1 }), /rest is -1, expected an integer/);
  assert.throws(() => predictTotal({ y: [1, 2], rest: 1, level: 1 }), /level is 1/);
});

Deno.test("predictTotal() holds the true cost of the rest in 90 to 99 % of 200 pilots", () => {
  const random = pcg32({ seed: 11 });
  // Cases of 2 to 7 turns whose prompts grow with the history, with answers that vary threefold.
  const costs = Array.from({ length: 400 }, () => {
    const turns = 2 + random.below(6);
    const scale = 0.5 + random.uniform();
    let cost = 0;
    for (let turn = 1; turn <= turns; turn++) cost += scale * turn + 4 * (0.5 + random.uniform());
    return cost;
  });
  let held = 0;
  for (let trial = 0; trial < 200; trial++) {
    const pool = [...costs];
    const y: number[] = [];
    while (y.length < 30) y.push(...pool.splice(random.below(pool.length), 1));
    const truth = pool.reduce((sum, cost) => sum + cost, 0);
    const { lo, hi } = predictTotal({ y, rest: pool.length });
    if (lo !== null && hi !== null && lo <= truth && truth <= hi) held++;
  }
  assert.ok(held >= 180 && held <= 198, `held in ${held} of 200`);
});
