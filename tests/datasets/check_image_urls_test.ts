import assert from "node:assert/strict";
import { checkImageUrls, type CheckImageUrlsOptions } from "../../mod.ts";
import { freePort } from "../models/fake_python.ts";
import { blackPng } from "./fixtures.ts";

const PNG = blackPng(3, 2);

/** Answers by path and method; counts what was asked. */
function serve(answer: (path: string, method: string, times: number) => Response) {
  const asked: string[] = [];
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => {} },
    (request) => {
      const { pathname } = new URL(request.url);
      const line = `${request.method} ${pathname}`;
      asked.push(line);
      return answer(pathname, request.method, asked.filter((one) => one === line).length);
    },
  );
  return {
    base: `http://127.0.0.1:${server.addr.port}`,
    asked,
    [Symbol.asyncDispose]: () => server.shutdown(),
  };
}

const image = (type = "image/png") => new Response(PNG, { headers: { "content-type": type } });
const status = (code: number, headers: HeadersInit = {}) =>
  new Response("no", { status: code, headers });
const quickly: CheckImageUrlsOptions = { wait: () => Promise.resolve() };

/** Path, what the server does, what is found, and how often it was asked at most. */
const WAYS: readonly (readonly [
  string,
  (method: string, times: number) => Response,
  string | null,
  RegExp,
  number,
])[] = [
  ["/ok.png", () => image(), null, /^$/, 1],
  ["/typed.jpg", () => image("IMAGE/JPEG; charset=binary"), null, /^$/, 1],
  ["/no-head.png", (method) => method === "HEAD" ? status(405) : image(), null, /^$/, 2],
  ["/head-lies.png", (method) => method === "HEAD" ? status(404) : image(), null, /^$/, 2],
  ["/untyped", () => image("application/octet-stream"), null, /^$/, 2],
  ["/redirect.png", () => status(302, { location: "/ok.png" }), null, /^$/, 2],
  ["/gone.png", () => status(404), "missing", /HTTP 404/, 2],
  ["/was.png", () => status(410), "missing", /HTTP 410/, 2],
  ["/closed.png", () => status(403), "refused", /HTTP 403/, 2],
  [
    "/page.png",
    () => new Response("<html>", { headers: { "content-type": "text/html" } }),
    "not_an_image",
    /it is text\/html/,
    2,
  ],
  [
    "/empty.png",
    () => new Response("", { headers: { "content-type": "image/png" } }),
    "empty",
    /no content/,
    2,
  ],
  ["/broken.png", () => status(500), "unreachable", /HTTP 500/, 6],
  ["/busy.png", (_, times) => times < 3 ? status(503) : image(), null, /^$/, 5],
  ["/limited.png", (_, times) => times < 2 ? status(429) : image(), null, /^$/, 3],
];

for (const [path, respond, problem, reason, most] of WAYS) {
  Deno.test(`checkImageUrls() finds ${problem ?? "an image"} at ${path}`, async () => {
    await using server = serve((asked, method, times) =>
      asked === path ? respond(method, times) : image()
    );
    const [found] = await checkImageUrls([server.base + path], quickly);
    assert.equal(found?.problem, problem);
    assert.match(found?.reason ?? "", reason);
    const asked = server.asked.filter((line) => line.endsWith(path)).length;
    assert.ok(asked <= most, `asked ${asked} times: ${server.asked}`);
    if (problem === null) {
      assert.match(found?.mediaType ?? "", /^image\/(png|jpeg)$/);
      assert.equal(found?.status, 200);
    }
  });
}

Deno.test("checkImageUrls() asks for each URL once and answers in the order given", async () => {
  await using server = serve((path) => path === "/gone" ? status(404) : image());
  const urls = ["/a", "/gone", "/a", "/b", "/gone"].map((path) => server.base + path);
  const told: number[] = [];
  const found = await checkImageUrls(urls, {
    ...quickly,
    onProgress: ({ done, total }) => told.push(done * 10 + total),
  });
  assert.deepEqual(
    found.map(({ url }) => url),
    ["/a", "/gone", "/b"].map((at) => server.base + at),
  );
  assert.deepEqual(told, [13, 23, 33]);
  assert.equal(server.asked.length, 4);
  assert.deepEqual(await checkImageUrls([]), []);
});

Deno.test("checkImageUrls() has no more requests under way than it may", async () => {
  let now = 0;
  let most = 0;
  const found = await checkImageUrls(Array.from({ length: 30 }, (_, n) => `https://x.org/${n}`), {
    concurrency: 4,
    fetch: async () => {
      most = Math.max(most, ++now);
      await new Promise((resolve) => setTimeout(resolve, 0));
      now--;
      return new Response(null, {
        headers: { "content-type": "image/png", "content-length": "9" },
      });
    },
  });
  assert.equal(found.length, 30);
  assert.equal(most, 4);
});

Deno.test("checkImageUrls() waits as long as a server asks, and half a minute at most", async () => {
  await using server = serve(() => status(429, { "retry-after": "2" }));
  const waits: number[] = [];
  const wait = (ms: number) => Promise.resolve(void waits.push(ms));
  await checkImageUrls([`${server.base}/a`], { wait });
  await using later = serve(() => status(503, { "retry-after": "9999" }));
  await checkImageUrls([`${later.base}/a`], { wait, tries: 2 });
  await using odd = serve(() => status(503, { "retry-after": "-5" }));
  await checkImageUrls([`${odd.base}/a`], { wait, tries: 2 });
  assert.deepEqual(waits, [2000, 2000, 30_000, 0]);
});

Deno.test("checkImageUrls() calls silence, a refused connection and a wrong address unreachable", async () => {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr;
  const silent = await checkImageUrls([`http://127.0.0.1:${port}/a`], {
    timeoutMs: 30,
    tries: 1,
  });
  assert.match(silent[0]?.reason ?? "", /no answer within 0.03 s/);
  listener.close();
  const [refused] = await checkImageUrls([`http://127.0.0.1:${freePort()}/a`], quickly);
  assert.deepEqual([refused?.problem, refused?.status], ["unreachable", null]);
  const [wrong] = await checkImageUrls(["no address"], quickly);
  assert.equal(wrong?.problem, "unreachable");
});

Deno.test("checkImageUrls() ends with the signal's reason", async () => {
  const stop = new AbortController();
  const check = checkImageUrls(["https://x.org/a", "https://x.org/b"], {
    signal: stop.signal,
    fetch: () => {
      stop.abort(new Error("enough"));
      return Promise.reject(new Error("cut"));
    },
  });
  await assert.rejects(check, /enough/);
});

Deno.test("checkImageUrls() opens nothing but web addresses", async () => {
  const asked: string[] = [];
  const fetch = (url: string | URL | Request) => {
    asked.push(String(url));
    return Promise.resolve(image());
  };
  const urls = ["file:///etc/hostname", "data:image/png;base64,AA==", "ftp://a/b.png", "b.png"];
  const found = await checkImageUrls(urls, { ...quickly, fetch });
  assert.deepEqual(found.map(({ problem }) => problem), urls.map(() => "unreachable"));
  assert.match(found[0]?.reason ?? "", /no http or https address/);
  assert.deepEqual(asked, []);
});
