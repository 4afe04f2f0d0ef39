import assert from "node:assert/strict";
import { progressText } from "../../mod.ts";

const state = { done: 31, failed: 2, total: 124, rate: 4.25, etaSeconds: 93 };

Deno.test("progressText() says done, failed, rate and ETA in this order", () => {
  assert.equal(progressText(state), "done 31/124 (25 %) · failed 2 · 4.3/s · ETA 1:33");
});

Deno.test("progressText() shows what is unknown as a dash, never as a number", () => {
  const text = progressText({ ...state, rate: null, etaSeconds: null });
  assert.equal(text, "done 31/124 (25 %) · failed 2 · –/s · ETA –");
});

Deno.test("progressText() tells slow runs by the minute and fast ones without decimals", () => {
  const rate = (value: number) => progressText({ ...state, rate: value }).split(" · ")[2];
  assert.deepEqual([0, 0.01, 0.4, 0.5, 99.94, 1234.5].map(rate), [
    "0.0/s",
    "0.6/min",
    "24.0/min",
    "0.5/s",
    "99.9/s",
    "1235/s",
  ]);
});

Deno.test("progressText() rounds time up and adds hours when there are any", () => {
  const eta = (etaSeconds: number) => progressText({ ...state, etaSeconds }).split("ETA ")[1];
  assert.deepEqual([0, 0.2, 59.5, 60, 3599, 3600, 36_061, -5].map(eta), [
    "0:00",
    "0:01",
    "1:00",
    "1:00",
    "59:59",
    "1:00:00",
    "10:01:01",
    "0:00",
  ]);
});

Deno.test("progressText() says 100 % only of a finished run, and nothing of a share of nothing", () => {
  assert.match(progressText({ ...state, done: 1999, total: 2000 }), /\(99 %\)/);
  assert.match(progressText({ ...state, done: 2000, total: 2000 }), /\(100 %\)/);
  assert.match(progressText({ ...state, done: 0, total: 0 }), /done 0\/0 \(–\)/);
});
