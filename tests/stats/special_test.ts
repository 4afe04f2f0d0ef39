import assert from "node:assert/strict";
import {
  betaInc,
  betaQuantile,
  binomialCdf,
  binomialPmf,
  chi2Sf,
  findRoot,
  fSf,
  gammaQ,
  gaussHermite,
  gaussLegendre,
  logGamma,
  normalCdf,
  normalQuantile,
  ptukey,
  qtukey,
  quantile,
  tCdf,
  tQuantile,
  tSf,
} from "../../mod.ts";
import { near } from "./simulated.ts";

Deno.test("logGamma() satisfies the recurrence from tiny to large arguments", () => {
  for (const x of [1e-5, 0.3, 1, 7.5, 11.99, 12, 433, 1e6]) {
    assert.ok(near(logGamma(x + 1), logGamma(x) + Math.log(x), 1e-13), `at ${x}`);
  }
  assert.ok(Number.isNaN(logGamma(0)));
  assert.equal(logGamma(Infinity), Infinity);
});

Deno.test("gammaQ() and chi2Sf() agree with closed forms in both tails", () => {
  for (const x of [0.01, 1, 5, 50]) assert.ok(near(chi2Sf(x, 2), Math.exp(-x / 2), 1e-14));
  assert.equal(gammaQ(3, 0), 1);
  assert.equal(gammaQ(3, Infinity), 0);
  assert.equal(chi2Sf(-1, 3), 1);
  assert.ok(Number.isNaN(gammaQ(-1, 1)));
});

Deno.test("normalQuantile() inverts normalCdf() far into the tail", () => {
  for (const p of [1e-300, 1e-20, 1e-6, 0.025, 0.4]) {
    const back = normalCdf(normalQuantile(p));
    assert.ok(Math.abs(back / p - 1) < 1e-11, `at ${p}: ${back}`);
  }
  assert.equal(normalQuantile(1), Infinity);
  assert.ok(Number.isNaN(normalQuantile(1.1)));
});

Deno.test("tCdf(), tSf() and tQuantile() agree with each other, Cauchy and normal", () => {
  assert.ok(near(tQuantile(0.75, 1), 1, 1e-13));
  assert.ok(near(tQuantile(0.975, Infinity), 1.959963984540054, 1e-13));
  for (const df of [1, 2.5, 30]) {
    for (const t of [-3, -0.01, 0.5, 8]) {
      assert.ok(near(tCdf(t, df) + tSf(t, df), 1, 1e-14));
      assert.ok(near(tQuantile(tCdf(t, df), df), t, 1e-9));
    }
  }
  assert.equal(tSf(Infinity, 3), 0);
  assert.ok(Number.isNaN(tQuantile(0.9, 0)));
});

Deno.test("betaInc() and betaQuantile() are inverse and symmetric", () => {
  for (const [a, b] of [[0.5, 0.5], [1, 1407], [433, 975], [5, 8]] as const) {
    for (const p of [0.001, 0.3, 0.975]) {
      const x = betaQuantile(p, { a, b });
      assert.ok(near(betaInc(x, { a, b }), p, 1e-11));
      assert.ok(near(1 - betaInc(1 - x, { a: b, b: a }), p, 1e-9));
    }
  }
  assert.equal(betaQuantile(0, { a: 2, b: 2 }), 0);
  assert.ok(Number.isNaN(betaInc(0.5, { a: 0, b: 1 })));
});

Deno.test("fSf() is the square of t for one numerator degree of freedom", () => {
  assert.ok(near(fSf(4, { df1: 1, df2: 9 }), 2 * tSf(2, 9), 1e-13));
  assert.equal(fSf(0, { df1: 2, df2: 3 }), 1);
});

Deno.test("binomialPmf() sums to binomialCdf() for small and large n", () => {
  for (const n of [5, 60, 61, 300]) {
    const k = Math.floor(n / 3);
    let sum = 0;
    for (let j = 0; j <= k; j++) sum += binomialPmf(j, { n, p: 0.3 });
    assert.ok(near(binomialCdf(k, { n, p: 0.3 }), sum, 1e-11));
  }
  assert.equal(binomialPmf(3, { n: 3, p: 1 }), 1);
  assert.equal(binomialPmf(-1, { n: 3, p: 0.5 }), 0);
  assert.equal(binomialCdf(-1, { n: 3, p: 0.5 }), 0);
});

Deno.test("ptukey() for two means is the folded normal, and qtukey() inverts it", () => {
  assert.ok(near(ptukey(2, { k: 2 }), 2 * normalCdf(2 / Math.SQRT2) - 1, 1e-10));
  // Published table: k = 3, 10 degrees of freedom, upper 5 %.
  assert.equal(qtukey(0.95, { k: 3, df: 10 }).toFixed(2), "3.88");
  assert.ok(near(ptukey(qtukey(0.9, { k: 5, df: 4 }), { k: 5, df: 4 }), 0.9, 1e-9));
  assert.ok(Number.isNaN(qtukey(0.5, { k: 1 })));
});

Deno.test("gaussLegendre() and gaussHermite() are exact for the polynomials they promise", () => {
  const legendre = gaussLegendre(7);
  const hermite = gaussHermite(25);
  const sum = (rule: typeof hermite, f: (x: number) => number): number =>
    rule.nodes.reduce((total, x, k) => total + (rule.weights[k] ?? 0) * f(x), 0);
  assert.ok(near(sum(legendre, (x) => x ** 12), 2 / 13, 1e-13));
  assert.ok(near(sum(hermite, (x) => x ** 4), (3 / 4) * Math.sqrt(Math.PI), 1e-12));
  assert.equal(gaussHermite(41).nodes.length, 41);
  assert.deepEqual(gaussLegendre(1).weights, [2]);
});

Deno.test("findRoot() finds ends, refuses brackets without a sign change", () => {
  assert.equal(findRoot((x) => x, { lo: 0, hi: 1 }), 0);
  assert.equal(findRoot((x) => x + 1, { lo: 0, hi: 1 }), null);
  const root = findRoot((x) => Math.cos(x) - x, { lo: 0, hi: 1 });
  assert.ok(near(root, 0.7390851332151607, 1e-15));
});

Deno.test("quantile() covers none, one, both types and refuses p outside [0, 1]", () => {
  assert.equal(quantile([], { p: 0.5 }), null);
  assert.equal(quantile([7], { p: 0.3 }), 7);
  assert.equal(quantile([1, 2, 3, 4], { p: 0.5, type: 1 }), 2);
  assert.equal(quantile([4, 3, 2, 1], { p: 0.5 }), 2.5);
  assert.throws(() => quantile([1], { p: 2 }), /p is 2/);
});

Deno.test("betaInc(), tQuantile() and tSf() keep their digits at large shapes", () => {
  assert.ok(near(betaInc(0.5, { a: 5e5, b: 5e5 }), 0.5, 1e-9));
  assert.ok(near(betaInc(0.05, { a: 1e5, b: 1.9e6 }), 0.5003883019495706, 1e-10));
  assert.ok(near(tQuantile(0.975, 1e6), 1.9599663568141066, 1e-10));
  assert.ok(near(tQuantile(0.975, 1e9), 1.9599639869123249, 1e-12));
  assert.ok(near(tSf(2, 1e12), 0.02275013194817921, 1e-11));
});

Deno.test("qtukey() of two is t times the square root of two, and right for few degrees of freedom", () => {
  for (const df of [1, 1.5, 3, 40, 1e5]) {
    const expected = Math.SQRT2 * tQuantile(0.975, df);
    assert.ok(near(qtukey(0.95, { k: 2, df }), expected, 1e-9), `df ${df}`);
  }
  assert.ok(near(qtukey(0.95, { k: 50, df: 3 }), 13.359323659807, 1e-9));
  assert.ok(near(qtukey(0.99, { k: 8, df: 2 }), 29.530134852535, 1e-9));
});
