import assert from "node:assert/strict";
import { byteReader } from "../../lib/notebook/_kernel/byte_reader.ts";
import { openZmqSocket } from "../../lib/notebook/_kernel/open_zmq_socket.ts";

Deno.test("byteReader() takes exact numbers of bytes whatever the chunks are", async () => {
  const chunks = [[1], [2, 3, 4, 5], [], [6]].map((bytes) => Uint8Array.from(bytes));
  const reader = byteReader(() => Promise.resolve(chunks.shift() ?? null));
  assert.deepEqual([...await reader.take(2)], [1, 2]);
  assert.deepEqual([...await reader.take(0)], []);
  assert.deepEqual([...await reader.take(4)], [3, 4, 5, 6]);
  await assert.rejects(reader.take(2), /ended after 0 of 2 bytes/);
});

Deno.test("openZmqSocket() greets, subscribes, sends and receives messages of several frames", async () => {
  await using peer = listen();
  const received = Promise.withResolvers<readonly Uint8Array[]>();
  const opening = openZmqSocket(peer.port, { type: "SUB", onMessage: received.resolve });
  const { take, write, connection } = await peer.accept();
  const greeting = await take(64);
  assert.equal(greeting[0], 0xff);
  assert.equal(new TextDecoder().decode(greeting.subarray(12, 16)), "NULL");
  await write(greeting);
  const ready = await takeFrame(take);
  assert.equal(ready.flags & 4, 4);
  assert.match(new TextDecoder().decode(ready.body), /READY.*Socket-Type.*SUB/s);
  await write(Uint8Array.of(4, 6, 5, ...new TextEncoder().encode("READY")));
  const socket = await opening;
  assert.deepEqual([...(await takeFrame(take)).body], [1]);

  await socket.send([Uint8Array.of(7), Uint8Array.of(8, 9)]);
  const [first, second] = [await takeFrame(take), await takeFrame(take)];
  assert.deepEqual([first.flags & 1, second.flags & 1], [1, 0]);
  assert.deepEqual([[...first.body], [...second.body]], [[7], [8, 9]]);

  // A command in between is passed over; the second frame is a long one.
  const long = new Uint8Array(300).fill(5);
  await write(Uint8Array.of(4, 1, 0, 1, 1, 42, 2, 0, 0, 0, 0, 0, 0, 1, 44, ...long));
  assert.deepEqual((await received.promise).map((frame) => [...frame]), [[42], [...long]]);
  socket.close();
  socket.close();
  assert.equal(await socket.closed, null);
  connection.close();
});

Deno.test("openZmqSocket() tells when the peer goes away", async () => {
  await using peer = listen();
  const opening = openZmqSocket(peer.port, { type: "DEALER", identity: "me", onMessage() {} });
  const { take, write, connection } = await peer.accept();
  await write(await take(64));
  assert.match(new TextDecoder().decode((await takeFrame(take)).body), /Identity.*me/s);
  await write(Uint8Array.of(4, 6, 5, ...new TextEncoder().encode("READY")));
  const socket = await opening;
  connection.close();
  assert.match(String(await socket.closed), /ended|reset/);
});

Deno.test("openZmqSocket() refuses a peer that speaks something else, or none at all", async () => {
  await using peer = listen();
  const opening = openZmqSocket(peer.port, { type: "SUB", onMessage() {} });
  const { write, connection } = await peer.accept();
  const [refused] = await Promise.allSettled([
    opening,
    write(new TextEncoder().encode("HTTP/1.1 400 Bad Request".padEnd(64))),
  ]);
  assert.match(String(refused.status === "rejected" && refused.reason), /does not speak ZMTP 3/);
  connection.close();
  peer.close();
  await assert.rejects(openZmqSocket(peer.port, { type: "SUB", onMessage() {} }));
});

type Take = (count: number) => Promise<Uint8Array>;

function listen() {
  const listener = Deno.listen({ port: 0, hostname: "127.0.0.1" });
  let open = true;
  const close = () => {
    if (open) listener.close();
    open = false;
  };
  return {
    port: listener.addr.port,
    close,
    async accept() {
      const connection = await listener.accept();
      const reader = byteReader(async () => {
        const chunk = new Uint8Array(4096);
        const count = await connection.read(chunk);
        return count === null ? null : chunk.subarray(0, count);
      });
      const take: Take = (count) => reader.take(count);
      const write = async (bytes: Uint8Array) => void await connection.write(bytes);
      return { connection, take, write };
    },
    [Symbol.asyncDispose]: () => Promise.resolve(close()),
  };
}

async function takeFrame(take: Take): Promise<{ flags: number; body: Uint8Array }> {
  const [flags = 0] = await take(1);
  const size = await take((flags & 2) === 0 ? 1 : 8);
  const length = size.reduce((sum, byte) => 256 * sum + byte, 0);
  return { flags, body: await take(length) };
}
