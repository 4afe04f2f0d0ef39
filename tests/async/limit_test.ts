import assert from "node:assert/strict";
import { limit } from "../../mod.ts";

/** Lets everything that is ready run. */
const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

Deno.test("limit() starts waiting work in the order it came and never more than its places", async () => {
  const two = limit(2);
  const started: number[] = [];
  const gates = Array.from({ length: 6 }, () => Promise.withResolvers<void>());
  let running = 0;
  let most = 0;
  const all = gates.map((gate, n) =>
    two(async () => {
      started.push(n);
      most = Math.max(most, ++running);
      await gate.promise;
      running--;
      return n;
    })
  );
  await settle();
  assert.deepEqual(started, [0, 1]);
  gates[1]?.resolve();
  await settle();
  assert.deepEqual(started, [0, 1, 2]);
  for (const gate of gates) gate.resolve();
  assert.deepEqual(await Promise.all(all), [0, 1, 2, 3, 4, 5]);
  assert.deepEqual([most, started], [2, [0, 1, 2, 3, 4, 5]]);
});

Deno.test("limit() gives a place back when work fails, whether it rejects or throws at once", async () => {
  const one = limit(1);
  await assert.rejects(one(() => Promise.reject(new Error("no"))), /no/);
  await assert.rejects(
    one(() => {
      throw new Error("at once");
    }),
    /at once/,
  );
  assert.equal(await one(() => Promise.resolve(7)), 7);
});

Deno.test("limit() lets work leave the queue when its signal aborts, and touches no other", async () => {
  const one = limit(1);
  const gate = Promise.withResolvers<void>();
  const leave = new AbortController();
  const first = one(() => gate.promise);
  const second = one(() => Promise.reject(new Error("never")), { signal: leave.signal });
  const third = one(() => Promise.resolve("third"));
  leave.abort(new Error("gone"));
  await assert.rejects(second, /gone/);
  await assert.rejects(one(() => Promise.resolve(), { signal: leave.signal }), /gone/);
  gate.resolve();
  await first;
  assert.equal(await third, "third");
});

Deno.test("limit() once closed starts nothing more, and what runs ends by itself", async () => {
  const door = new AbortController();
  const one = limit(1, { signal: door.signal });
  const gate = Promise.withResolvers<string>();
  const running = one(() => gate.promise);
  const waiting = [one(() => Promise.resolve()), one(() => Promise.resolve())];
  door.abort(new Error("closed"));
  for (const late of waiting) await assert.rejects(late, /closed/);
  await assert.rejects(one(() => Promise.resolve()), /closed/);
  gate.resolve("done");
  assert.equal(await running, "done");
});

Deno.test("limit() refuses what is no number of places", () => {
  for (const places of [0, -1, 1.5, NaN]) {
    assert.throws(() => limit(places), {
      name: "RangeError",
      message: `places is ${places}, expected an integer of at least 1`,
    });
  }
});
