import assert from "node:assert/strict";
import {
  byteBudget,
  bytesInFlight,
  encodeBody,
  encodedImages,
  httpModel,
  type ImagePart,
  type Message,
  ModelError,
  sha256Hex,
  sharedImages,
} from "../../mod.ts";
import { serveOnce } from "./serve_once.ts";

const text = (digits: Uint8Array) => new TextDecoder().decode(digits);

/** Images that are nowhere but in the test: each is as many bytes as asked, and how often it was read is counted. */
function madeImages(options: { readonly maxBytes?: number } = {}) {
  const files = new Map<string, Uint8Array>();
  const reads: string[] = [];
  const images = encodedImages({
    ...options,
    read: async (path) => {
      reads.push(path);
      await Promise.resolve();
      const content = files.get(path);
      if (content === undefined) throw new Deno.errors.NotFound(path);
      return content;
    },
  });
  const add = (name: string, content: Uint8Array): ImagePart => {
    files.set(`/${name}`, content);
    const facts = { sha256: sha256Hex(content), bytes: content.length };
    return { type: "image", url: `file:///${name}`, mediaType: "image/png", ...facts };
  };
  return { images, reads, files, add };
}

Deno.test("encodedImages() reads and encodes an image once, for several at once and one after the other", async () => {
  const { images, reads, add } = madeImages();
  const part = add("a.png", new Uint8Array([1, 2, 3, 4]));
  const all = await Promise.all([images.encode(part), images.encode(part)]);
  all.push(await images.encode(part));
  assert.deepEqual(all.map(text), ["AQIDBA==", "AQIDBA==", "AQIDBA=="]);
  assert.deepEqual(reads, ["/a.png"]);
  assert.deepEqual(images.record(), { keptBytes: 8, reads: 1, hits: 2 });
});

Deno.test("encodedImages() knows an image by its digest: one content under two names is one", async () => {
  const { images, reads, add } = madeImages();
  const content = new Uint8Array(30).fill(7);
  await images.encode(add("a.png", content));
  await images.encode(add("b.png", content));
  assert.deepEqual(reads, ["/a.png"]);
});

Deno.test("encodedImages() keeps no more than its bytes, and of them what was used last", async () => {
  const { images, reads, add } = madeImages({ maxBytes: 100 });
  const parts = Array.from({ length: 50 }, (_, n) => add(`${n}.png`, new Uint8Array(24).fill(n)));
  for (const part of parts) {
    await images.encode(part);
    assert.ok(images.record().keptBytes <= 100);
  }
  assert.equal(images.record().keptBytes, 96);
  const [last, first] = [parts[49], parts[0]];
  if (last === undefined || first === undefined) throw new Error("no parts");
  await images.encode(last);
  assert.equal(reads.length, 50);
  await images.encode(first);
  assert.equal(reads.length, 51);
  const huge = add("huge.png", new Uint8Array(1000));
  await images.encode(huge);
  assert.equal(images.record().keptBytes, 96);
});

Deno.test("encodedImages() refuses content that is not what the run recorded, and does not keep it", async () => {
  const { images, files, add } = madeImages();
  const part = add("scan%201.png", new Uint8Array([1]));
  files.set("/scan 1.png", new Uint8Array([2]));
  const refused = (message: RegExp) => (error: unknown) =>
    error instanceof ModelError && error.failure.kind === "image_refused" &&
    message.test(error.message);
  await assert.rejects(
    images.encode(part),
    refused(/scan%201.png has other content than before the run/),
  );
  files.set("/scan 1.png", new Uint8Array([1]));
  assert.equal(text(await images.encode(part)), "AQ==");
  const gone = add("gone.png", new Uint8Array([9]));
  files.delete("/gone.png");
  await assert.rejects(images.encode(gone), refused(/could be read before the run/));
  assert.equal(sharedImages().record().keptBytes, 0);
});

const answer = () =>
  Response.json({ choices: [{ message: { content: "A" }, finish_reason: "stop" }] });

/** Conversations with one image of so many bytes each, on disk. */
async function withImages(
  count: number,
  bytes: number,
): Promise<{ readonly messages: readonly (readonly Message[])[] } & AsyncDisposable> {
  const folder = await Deno.makeTempDir();
  const messages = await Promise.all(Array.from({ length: count }, async (_, n) => {
    await Deno.writeFile(`${folder}/${n}.png`, new Uint8Array(bytes).fill(n));
    const url = `file://${folder}/${n}.png`;
    return [{ role: "user", content: [{ type: "image", url, mediaType: "image/png" }] }] as const;
  }));
  return {
    messages,
    [Symbol.asyncDispose]: () => Deno.remove(folder, { recursive: true }),
  };
}

Deno.test("httpModel() builds no more bodies at once than their bytes allow, whatever the concurrency", async () => {
  await using made = await withImages(12, 150_000);
  const budget = byteBudget({ maxBytes: 450_000 });
  let now = 0;
  let most = 0;
  let waitingForServer: (() => void)[] = [];
  const model = httpModel({
    model: "m",
    apiBase: "https://bytes.example.org/v1",
    bytes: budget,
    limiter: null,
    fetch: async () => {
      most = Math.max(most, ++now);
      await new Promise<void>((resolve) => waitingForServer.push(resolve));
      now--;
      return answer();
    },
  });
  const record = budget.watch();
  let done = 0;
  const all = made.messages.map((messages) => model.reply(messages).then(() => done++));
  // Two are let go together, and a moment after the second came, in which there would be room for a third.
  for (let isFull = false; done < all.length; isFull = waitingForServer.length >= 2) {
    await new Promise((resolve) => setTimeout(resolve, 1));
    if (!isFull) continue;
    const going = waitingForServer;
    waitingForServer = [];
    for (const go of going) go();
  }
  await Promise.all(all);
  assert.equal(most, 2);
  assert.equal(record().held, 12);
  assert.ok(record().waited >= 10 && record().peak_bytes <= 450_000, JSON.stringify(record()));
});

Deno.test("httpModel() sends a body larger than the whole limit alone, and small ones beside it", async () => {
  await using made = await withImages(2, 300_000);
  const budget = byteBudget({ maxBytes: 100_000 });
  const gate = Promise.withResolvers<void>();
  let now = 0;
  const model = httpModel({
    model: "m",
    apiBase: "https://bytes.example.org/v1",
    bytes: budget,
    limiter: null,
    fetch: async (input, init) => {
      const sent = await new Request(input, init).text();
      now++;
      if (sent.length > 1000) await gate.promise;
      now--;
      return answer();
    },
  });
  const large = made.messages.map((messages) => model.reply(messages));
  await model.reply([{ role: "user", content: "Hello" }]);
  while (now === 0) await new Promise((resolve) => setTimeout(resolve, 1));
  assert.equal(now, 1);
  gate.resolve();
  assert.equal((await Promise.all(large)).length, 2);
});

Deno.test("httpModel() gives up waiting for bytes when it is interrupted, without a call", async () => {
  await using made = await withImages(1, 300_000);
  const budget = byteBudget({ maxBytes: 100_000 });
  budget.enter(90_000);
  const stop = new AbortController();
  const model = httpModel({
    model: "m",
    apiBase: "https://bytes.example.org/v1",
    bytes: budget,
    fetch: () => Promise.reject(new Error("nothing may be sent")),
  });
  const waiting = model.reply(made.messages[0] ?? [], { signal: stop.signal });
  setTimeout(() => stop.abort(), 0);
  await assert.rejects(
    waiting,
    (error) => error instanceof ModelError && error.failure.kind === "aborted",
  );
});

Deno.test("httpModel() gives its bytes back after failures and before a body is sent in another form", async () => {
  await using made = await withImages(1, 300_000);
  const budget = byteBudget({ maxBytes: 100_000 });
  const replies = [
    Response.json({ error: { message: "oops" } }, { status: 500 }),
    Response.json(
      {
        error: {
          message: "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead.",
          param: "max_tokens",
          code: "unsupported_parameter",
        },
      },
      { status: 400 },
    ),
    answer(),
  ];
  const model = httpModel({
    model: "m",
    apiBase: "https://bytes.example.org/v1",
    parameters: { max_tokens: 5 },
    bytes: budget,
    wait: () => Promise.resolve(),
    fetch: () => Promise.resolve(replies.shift() ?? answer()),
  });
  assert.equal((await model.reply(made.messages[0] ?? [])).content, "A");
  assert.equal(budget.enter(100_000), null);
});

Deno.test("bytesInFlight() is one budget for the whole process, and takes a new limit", () => {
  const before = bytesInFlight().watch()().max_bytes;
  assert.equal(bytesInFlight({ maxBytes: 1_000_000 }), bytesInFlight());
  assert.equal(bytesInFlight().watch()().max_bytes, 1_000_000);
  bytesInFlight({ maxBytes: before });
  assert.throws(() => bytesInFlight({ maxBytes: -1 }), RangeError);
});

Deno.test("encodeBody() puts the right image into every body while images push each other out", async () => {
  const { images, add } = madeImages({ maxBytes: 700_000 });
  const parts = Array.from(
    { length: 24 },
    (_, n) => add(`${n}.png`, new Uint8Array(100_000 + 997 * n).fill(n)),
  );
  const wanted = parts.map((_, n) => new Uint8Array(100_000 + 997 * n).fill(n).toBase64());
  const encode = async (first: number, second: number) => {
    const chosen = [parts[first], parts[second]].filter((part) => part !== undefined);
    const body = await encodeBody([{ role: "user", content: chosen }], {
      model: "m",
      parameters: {},
      images,
    });
    const text = new TextDecoder().decode(body);
    await Promise.resolve();
    assert.equal(text, new TextDecoder().decode(body));
    const found = [...text.matchAll(/base64,([^"]+)/g)].map(([, digits]) => digits);
    assert.ok(found[0] === wanted[first] && found[1] === wanted[second], `${first} ${second}`);
  };
  for (let round = 0; round < 4; round++) {
    await Promise.all(parts.map((_, n) => encode(n, (n * 7 + round) % parts.length)));
  }
  assert.ok(images.record().keptBytes <= 700_000);
  assert.ok(images.record().hits > 0);
});

Deno.test("httpModel() sends every conversation its own image, many at once over real sockets", async () => {
  await using made = await withImages(30, 200_000);
  await using server = serveOnce(({ body }) => {
    const digits = /base64,([^"]+)/.exec(JSON.stringify(body))?.[1] ?? "";
    const content = Uint8Array.fromBase64(digits);
    const isWhole = content.length === 200_000 && content.every((byte) => byte === content[0]);
    return Response.json({
      choices: [{ message: { content: isWhole ? String(content[0]) : "mixed" } }],
    });
  });
  const model = httpModel({ model: "m", apiBase: server.base, limiter: null });
  for (let round = 0; round < 2; round++) {
    const replies = await Promise.all(made.messages.map((messages) => model.reply(messages)));
    assert.deepEqual(replies.map(({ content }) => content), made.messages.map((_, n) => String(n)));
  }
});
