import assert from "node:assert/strict";
import { bytePool } from "../../lib/async/_byte_pool.ts";
import { withFile } from "../../lib/async/_with_file.ts";

Deno.test("bytePool() gives the length asked for and uses memory again once it is given back", () => {
  const pool = bytePool();
  const first = pool.take(1_000_000);
  assert.equal(first.length, 1_000_000);
  const second = pool.take(1_000_000);
  assert.notEqual(first.buffer, second.buffer);
  pool.giveBack(first);
  const third = pool.take(990_000);
  assert.equal(third.buffer, first.buffer);
  assert.equal(third.length, 990_000);
});

Deno.test("bytePool() never lends the same memory twice, however often it is given back", () => {
  const pool = bytePool();
  const one = pool.take(200_000);
  pool.giveBack(one);
  pool.giveBack(one);
  pool.giveBack(new Uint8Array(200_000));
  const buffers = new Set(Array.from({ length: 4 }, () => pool.take(200_000).buffer));
  assert.equal(buffers.size, 4);
});

Deno.test("bytePool() leaves small pieces to the collector and wastes a quarter at most", () => {
  const pool = bytePool();
  for (let length = 1; length < 40_000_000; length = Math.ceil(length * 1.37)) {
    const bytes = pool.take(length);
    assert.equal(bytes.length, length);
    assert.ok(bytes.buffer.byteLength <= 1.26 * length, `${bytes.buffer.byteLength} for ${length}`);
  }
  const small = pool.take(100);
  pool.giveBack(small);
  assert.notEqual(pool.take(100).buffer, small.buffer);
});

Deno.test("withFile() reads a file whole, whatever its size, and throws what the system throws", async () => {
  const path = await Deno.makeTempFile();
  for (const size of [0, 1, 65_535, 65_536, 300_000]) {
    const content = Uint8Array.from({ length: size }, (_, n) => n * 31);
    await Deno.writeFile(path, content);
    await withFile(path, (read) => assert.deepEqual(read, content));
  }
  await Deno.remove(path);
  await assert.rejects(withFile(path, () => 1), Deno.errors.NotFound);
});
