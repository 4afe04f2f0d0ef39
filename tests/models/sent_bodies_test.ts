import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { httpModel, type Message, sha256Hex } from "../../mod.ts";

/** Content that tells every position and every seed apart. */
function content(length: number, seed: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  for (let at = 0; at < length; at++) bytes[at] = (at * (2 * seed + 1) + (at >> 8) + seed) & 255;
  return bytes;
}

const answer = JSON.stringify({
  choices: [{ message: { role: "assistant", content: "\\boxed{A}" }, finish_reason: "stop" }],
});
const ok = `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${answer.length}` +
  `\r\n\r\n${answer}`;

/** Conversations with an image each. */
async function conversations(images: readonly Uint8Array[], folder: string): Promise<Message[][]> {
  return await Promise.all(images.map(async (image, index) => {
    await Deno.writeFile(`${folder}/${index}.png`, image);
    const url = `file://${folder}/${index}.png`;
    const facts = { sha256: sha256Hex(image), bytes: image.length, mediaType: "image/png" };
    const text = { type: "text", text: `${index}` } as const;
    return [{ role: "user", content: [text, { type: "image", url, ...facts }] }];
  }));
}

Deno.test("httpModel() sends a large body whole again after a redirect that keeps it", async () => {
  const folder = await Deno.makeTempDir();
  const image = content(900_001, 1);
  const [messages = []] = await conversations([image], folder);
  for (const status of [307, 308]) {
    for (const isReadFirst of [true, false]) {
      let got = "";
      const options = { port: 0, hostname: "127.0.0.1", onListen() {} };
      const server = Deno.serve(options, async (request) => {
        if (!request.url.endsWith("/new")) {
          if (isReadFirst) await request.arrayBuffer();
          return new Response(null, { status, headers: { location: "/new" } });
        }
        got = /base64,([^"]*)"/.exec(await request.text())?.[1] ?? "";
        return new Response(answer);
      });
      const apiBase = `http://127.0.0.1:${server.addr.port}/v1`;
      const model = httpModel({ model: "m", apiBase, limiter: null, timeoutMs: 20_000 });
      await model.reply(messages);
      assert.ok(got === Buffer.from(image).toString("base64"));
      await server.shutdown();
    }
  }
  await Deno.remove(folder, { recursive: true });
});

Deno.test("httpModel() sends every body whole and with its own image, whoever answers before reading it", async () => {
  const folder = await Deno.makeTempDir();
  const images = Array.from({ length: 40 }, (_, index) => content(700_000 + 3 * index, index));
  const messages = await conversations(images, folder);
  const wrong: string[] = [];
  let whole = 0;
  const check = (body: string) => {
    const index = Number(/"text":"(\d+)"/.exec(body)?.[1]);
    const digits = /base64,([^"]*)"\}\}\]\}\]\}$/.exec(body)?.[1] ?? "";
    const is = digits === Buffer.from(images[index] ?? []).toString("base64");
    if (!is) wrong.push(`body of ${index}`);
    whole++;
  };
  let requests = 0;
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket.on("error", () => {}));
    let pieces: Uint8Array[] = [];
    let missing = -1;
    let isEarly = false;
    socket.on("data", (piece: Uint8Array) => {
      pieces.push(piece);
      if (missing < 0) {
        const start = Buffer.concat(pieces);
        const end = start.indexOf("\r\n\r\n");
        if (end < 0) return;
        const head = start.subarray(0, end).toString();
        pieces = [start.subarray(end + 4)];
        missing = Number(/content-length: *(\d+)/i.exec(head)?.[1]) - (start.length - end - 4);
        isEarly = requests++ % 3 === 0;
        if (isEarly) {
          // Answered before it is read, and read when others were sent.
          socket.pause();
          setTimeout(() => socket.resume(), 20);
          socket.write("HTTP/1.1 503 Busy\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
          return;
        }
      } else missing -= piece.length;
      if (missing > 0) return;
      check(Buffer.concat(pieces).toString("latin1"));
      pieces = [];
      missing = -1;
      if (!isEarly) socket.write(ok);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address() as AddressInfo;
  const model = httpModel({
    model: "m",
    apiBase: `http://127.0.0.1:${address.port}/v1`,
    limiter: null,
    wait: () => Promise.resolve(),
    maxRetries: 50,
  });
  const sendAll = () => Promise.all(messages.map((each) => model.reply(each)));
  await sendAll();
  await Promise.all([sendAll(), sendAll()]);
  assert.deepEqual(wrong, []);
  assert.ok(whole >= 120);
  for (const socket of sockets) socket.destroy();
  server.close();
  await Deno.remove(folder, { recursive: true });
});
