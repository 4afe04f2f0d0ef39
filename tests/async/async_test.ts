import assert from "node:assert/strict";
import { mapConcurrent, retry } from "../../mod.ts";

Deno.test("mapConcurrent() never has more than its concurrency under way", async () => {
  let running = 0;
  let most = 0;
  const work = async (n: number) => {
    most = Math.max(most, ++running);
    await Promise.resolve();
    await Promise.resolve();
    running--;
    return n;
  };
  const values = Array.from({ length: 50 }, (_, n) => n);
  const done = await Array.fromAsync(mapConcurrent(values, work, { concurrency: 7 }));
  assert.equal(most, 7);
  assert.deepEqual(done.toSorted((a, b) => a - b), values);
});

Deno.test("mapConcurrent() yields nothing for an empty source and refuses a concurrency of 0", async () => {
  assert.deepEqual(
    await Array.fromAsync(mapConcurrent([], () => Promise.resolve(1), { concurrency: 3 })),
    [],
  );
  await assert.rejects(
    Array.fromAsync(mapConcurrent([1], () => Promise.resolve(1), { concurrency: 0 })),
    /concurrency is 0, expected an integer of at least 1/,
  );
});

Deno.test("mapConcurrent() throws the first error after what was under way has ended", async () => {
  const ended: number[] = [];
  const work = async (n: number) => {
    if (n === 2) throw new Error("second");
    await Promise.resolve();
    ended.push(n);
    return n;
  };
  const seen: number[] = [];
  await assert.rejects(async () => {
    for await (const n of mapConcurrent([1, 2, 3, 4, 5, 6], work, { concurrency: 2 })) seen.push(n);
  }, /second/);
  assert.deepEqual(ended, [1]);
  assert.deepEqual(seen, [1]);
});

Deno.test("mapConcurrent() takes nothing more once its signal aborts", async () => {
  const stop = new AbortController();
  const taken: number[] = [];
  const work = (n: number) => {
    taken.push(n);
    if (n === 3) stop.abort();
    return Promise.resolve(n);
  };
  const source = Array.from({ length: 100 }, (_, n) => n);
  await Array.fromAsync(mapConcurrent(source, work, { concurrency: 1, signal: stop.signal }));
  assert.deepEqual(taken, [0, 1, 2, 3]);
});

Deno.test("mapConcurrent() closes its source when the reader leaves early", async () => {
  let closed = false;
  async function* source() {
    try {
      for (let n = 0;; n++) yield await Promise.resolve(n);
    } finally {
      closed = true;
    }
  }
  for await (const n of mapConcurrent(source(), (n) => Promise.resolve(n), { concurrency: 2 })) {
    if (n >= 3) break;
  }
  assert.equal(closed, true);
});

Deno.test("retry() gives up when told and throws the last error", async () => {
  let calls = 0;
  await assert.rejects(
    retry(() => Promise.reject(new Error(`call ${++calls}`)), {
      decide: (_, attempt) => attempt < 3 ? { waitMs: 0 } : "give_up",
      wait: () => Promise.resolve(),
    }),
    /call 3/,
  );
});

Deno.test("retry() ends a wait at once when its signal aborts", async () => {
  const stop = new AbortController();
  const waiting = retry(() => Promise.reject(new Error("no")), {
    decide: () => {
      queueMicrotask(() => stop.abort());
      return { waitMs: 3_600_000 };
    },
    signal: stop.signal,
  });
  await assert.rejects(waiting, { name: "AbortError" });
});
