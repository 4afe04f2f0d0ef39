import assert from "node:assert/strict";
import { byteBudget } from "../../mod.ts";

/** Lets everything run that waits for nothing but its turn. */
const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

Deno.test("byteBudget() lets pieces in in the order they came, and never more than fit", async () => {
  const budget = byteBudget({ maxBytes: 100, smallBytes: 0 });
  const order: number[] = [];
  const enter = (bytes: number) => {
    const wait = budget.enter(bytes);
    if (wait === null) order.push(bytes);
    else void wait.then(() => order.push(bytes));
  };
  for (const bytes of [60, 30, 50, 5]) enter(bytes);
  await settle();
  // The 5 would fit, and waits for its turn all the same: else the 50 might wait for ever.
  assert.deepEqual(order, [60, 30]);
  budget.leave(60);
  await settle();
  assert.deepEqual(order, [60, 30, 50, 5]);
});

Deno.test("byteBudget() holds a piece larger than the whole budget alone", async () => {
  const budget = byteBudget({ maxBytes: 100, smallBytes: 0 });
  assert.equal(budget.enter(1), null);
  const large = budget.enter(500);
  let isIn = false;
  void large?.then(() => isIn = true);
  await settle();
  assert.equal(isIn, false);
  budget.leave(1);
  await large;
  const behind = budget.enter(1);
  assert.notEqual(behind, null);
  budget.leave(500);
  await behind;
});

Deno.test("byteBudget() never lets small pieces wait, but counts them", () => {
  const budget = byteBudget({ maxBytes: 100, smallBytes: 10 });
  const record = budget.watch();
  assert.equal(budget.enter(100), null);
  assert.equal(budget.enter(10), null);
  assert.notEqual(budget.enter(11), null);
  assert.equal(record().peak_bytes, 110);
  assert.equal(budget.enter(0), null);
});

Deno.test("byteBudget() lets a piece leave the queue when its signal aborts, and those behind it in", async () => {
  const budget = byteBudget({ maxBytes: 100, smallBytes: 0 });
  assert.equal(budget.enter(50), null);
  const stop = new AbortController();
  const first = budget.enter(80, { signal: stop.signal });
  const second = budget.enter(20);
  stop.abort(new Error("gone"));
  await assert.rejects(first ?? Promise.resolve(), /gone/);
  await second;
  await assert.rejects(budget.enter(1, { signal: stop.signal }) ?? Promise.resolve(), /gone/);
  budget.leave(50);
  budget.leave(20);
  assert.equal(budget.enter(100), null);
});

Deno.test("byteBudget() takes another limit while it is used", async () => {
  const budget = byteBudget({ maxBytes: 100, smallBytes: 0 });
  assert.equal(budget.enter(100), null);
  const wait = budget.enter(100);
  budget.adjust(200);
  await wait;
  assert.throws(() => budget.adjust(0.5), /maxBytes is 0.5, expected a whole number/);
});

Deno.test("byteBudget() records what was done since it was asked to, and how long was waited", async () => {
  let now = 0;
  const budget = byteBudget({ maxBytes: 100, smallBytes: 0, now: () => now });
  budget.enter(40);
  const record = budget.watch();
  assert.deepEqual(record(), {
    kind: "bytes_in_flight",
    max_bytes: 100,
    peak_bytes: 40,
    held: 0,
    waited: 0,
    longest_wait_ms: 0,
  });
  const wait = budget.enter(80);
  now = 1234;
  budget.leave(40);
  await wait;
  const { peak_bytes, held, waited, longest_wait_ms } = record();
  assert.deepEqual([peak_bytes, held, waited, longest_wait_ms], [80, 1, 1, 1234]);
});

Deno.test("byteBudget() holds no more than its limit whatever comes and goes", async () => {
  const budget = byteBudget({ maxBytes: 1000, smallBytes: 0 });
  const record = budget.watch();
  let seed = 7;
  const random = (most: number) => (seed = seed * 48271 % 2147483647) % most;
  let held = 0;
  let most = 0;
  await Promise.all(Array.from({ length: 300 }, async () => {
    const bytes = 1 + random(400);
    await budget.enter(bytes);
    held += bytes;
    most = Math.max(most, held);
    await settle();
    held -= bytes;
    budget.leave(bytes);
  }));
  assert.ok(most <= 1000, String(most));
  assert.equal(held, 0);
  assert.equal(record().held, 300);
});
