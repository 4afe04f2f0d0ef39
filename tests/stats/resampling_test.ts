import assert from "node:assert/strict";
import { bcaCorrection, clusterBootstrap, jointBootstrap, monteCarloP, pcg32 } from "../../mod.ts";
import { near } from "./simulated.ts";

const rows = [1, 0, 1, 1, 1, 0, 0, 1].map((y, k) => ({ y, name: Math.floor(k / 2) }));
const mean = (some: readonly { readonly y: number }[]): number =>
  some.reduce((sum, row) => sum + row.y, 0) / some.length;

Deno.test("pcg32() repeats itself for one seed and differs for another seed or stream", () => {
  const draw = (seed: number, stream: number): number[] => {
    const random = pcg32({ seed, stream });
    return [random.next(), random.next(), random.next()];
  };
  assert.deepEqual(draw(7, 1), draw(7, 1));
  assert.notDeepEqual(draw(7, 1), draw(8, 1));
  assert.notDeepEqual(draw(7, 1), draw(7, 2));
  assert.doesNotThrow(() => pcg32({ seed: Number.MAX_SAFE_INTEGER }).next());
  assert.throws(() => pcg32({ seed: -1 }), /seed is -1/);
});

Deno.test("pcg32() draws below n evenly and uniforms in [0, 1)", () => {
  const random = pcg32({ seed: 1 });
  const counts = [0, 0, 0, 0, 0];
  for (let k = 0; k < 10_000; k++) {
    const k5 = random.below(5);
    counts[k5] = (counts[k5] ?? 0) + 1;
  }
  assert.ok(counts.every((count) => count > 1850 && count < 2150), counts.join());
  for (let k = 0; k < 100; k++) {
    const u = random.uniform();
    assert.ok(u >= 0 && u < 1);
  }
});

Deno.test("clusterBootstrap() gives the same numbers for the same seed", () => {
  const options = {
    cluster: (row: { name: number }) => row.name,
    statistic: mean,
    replicates: 200,
  };
  assert.deepEqual(clusterBootstrap(rows, options), clusterBootstrap(rows, options));
  assert.notDeepEqual(
    clusterBootstrap(rows, options).replicates,
    clusterBootstrap(rows, { ...options, seed: 3 }).replicates,
  );
});

Deno.test("clusterBootstrap() offers percentile, BCa and studentised limits", () => {
  const standardError = (some: readonly { readonly y: number }[]): number =>
    Math.sqrt((mean(some) * (1 - mean(some))) / some.length);
  const result = clusterBootstrap(rows, {
    cluster: (row) => row.name,
    statistic: mean,
    standardError,
    replicates: "all",
    interval: "studentised",
  });
  assert.equal(result.replicates.length, 256);
  assert.equal(result.lo, result.studentised.lo);
  assert.ok((result.percentile.lo ?? 1) < 0.625 && (result.percentile.hi ?? 0) > 0.625);
  assert.notEqual(result.bca.lo, null);
});

Deno.test("clusterBootstrap() of nothing and of one cluster is missing with a warning", () => {
  const options = { cluster: (row: { name: number }) => row.name, statistic: mean, replicates: 10 };
  const none = clusterBootstrap(rows.slice(0, 0), options);
  assert.deepEqual([none.value, none.se, none.lo, none.warnings], [null, null, null, ["no data"]]);
  const one = clusterBootstrap(rows.slice(0, 2), options);
  assert.equal(one.se, null);
  assert.match(one.warnings.join(), /one cluster/);
});

Deno.test("clusterBootstrap() counts resamples without a statistic and refuses to enumerate many clusters", () => {
  const result = clusterBootstrap(rows, {
    cluster: (row) => row.name,
    statistic: (some) => (mean(some) > 0.5 ? mean(some) : null),
    replicates: 100,
  });
  assert.match(result.warnings.join(), /left out/);
  const many = Array.from({ length: 9 }, (_, k) => ({ y: 1, name: k }));
  const all = {
    cluster: (row: { name: number }) => row.name,
    statistic: mean,
    replicates: "all",
  } as const;
  assert.throws(() => clusterBootstrap(many, all), /9 clusters/);
});

Deno.test("bcaCorrection() is missing when the replicates lie on one side or the jackknife is flat", () => {
  assert.equal(bcaCorrection({ value: 5, replicates: [1, 2], leaveOneOut: [1, 2] }).z0, null);
  assert.equal(
    bcaCorrection({ value: 1, replicates: [0, 2], leaveOneOut: [1, 1] }).acceleration,
    null,
  );
});

Deno.test("jointBootstrap() sums small whole totals as it sums any others, in any number of columns", () => {
  for (const columns of [1, 2, 3, 4, 7]) {
    for (const most of [1, 6, 2 ** 17 / 40 - 1, 2 ** 17 / 40, 2 ** 40]) {
      const random = pcg32({ seed: columns });
      const totals = Array.from(
        { length: columns },
        () => Array.from({ length: 40 }, () => Math.floor(random.uniform() * most) + 1),
      );
      // Halves are not whole, and sums of halves are exact.
      const halves = jointBootstrap({
        totals: totals.map((column) => column.map((total) => total / 2 + 0.25)),
        replicates: 30,
      });
      const whole = jointBootstrap({ totals, replicates: 30 });
      assert.deepEqual(
        whole,
        halves.map((column) => column.map((sum) => (sum - 40 * 0.25) * 2)),
        `${columns} columns of up to ${most}`,
      );
    }
  }
  const zeros = jointBootstrap({ totals: [[0, 0], [3, 3], [0, 0], [1, 1]], replicates: 2 });
  assert.deepEqual(zeros.map((column) => [...column]), [[0, 0], [6, 6], [0, 0], [2, 2]]);
});

Deno.test("below() is the remainder of the draw for every bound", () => {
  for (const n of [1, 2, 3, 10, 1407, 65_537, 2 ** 31, 2 ** 31 + 1, 2 ** 32 - 1, 2 ** 32]) {
    const [bounded, plain] = [pcg32({ seed: n }), pcg32({ seed: n })];
    const threshold = (2 ** 32 - n) % n;
    for (let k = 0; k < 500; k++) {
      let draw = plain.next();
      while (draw < threshold) draw = plain.next();
      assert.equal(bounded.below(n), draw % n, `${draw} below ${n}`);
    }
  }
});

Deno.test("jointBootstrap() draws as clusterBootstrap() does, and shares the draw", () => {
  const totals = [[1, 2, 1, 1], [2, 2, 2, 2]];
  const [right, asked] = jointBootstrap({ totals, replicates: 50 });
  const single = clusterBootstrap(rows, {
    cluster: (row) => row.name,
    statistic: mean,
    replicates: 50,
  });
  single.replicates.forEach((value, b) =>
    assert.ok(near((right?.[b] ?? 0) / (asked?.[b] ?? 1), value))
  );
  assert.throws(() => jointBootstrap({ totals: [[1], [1, 2]] }), /ragged/);
  assert.deepEqual(jointBootstrap({ totals: [] }), []);
});

Deno.test("monteCarloP() is never 0 and refuses an impossible count", () => {
  assert.equal(monteCarloP({ extreme: 0, replicates: 99 }), 0.01);
  assert.throws(() => monteCarloP({ extreme: 5, replicates: 4 }), /extreme is 5/);
});
