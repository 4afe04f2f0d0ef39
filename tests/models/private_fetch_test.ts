import assert from "node:assert/strict";
import { httpModel, isPrivateAddress, ModelError, privateFetch, retryingModel } from "../../mod.ts";
import { freePort } from "./fake_python.ts";
import { serveOnce } from "./serve_once.ts";

const NO_PROXY = () => undefined;
const answer = () =>
  Response.json({ choices: [{ message: { content: "A" }, finish_reason: "stop" }] });
const HELLO = [{ role: "user", content: "Case 17: Mr Example" }] as const;

/** Serves GET too, and remembers what was asked for. */
function servePlain(respond: (request: Request) => Response): AsyncDisposable & {
  readonly origin: string;
  readonly seen: string[];
} {
  const seen: string[] = [];
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, (request) => {
    seen.push(`${request.method} ${new URL(request.url).pathname}`);
    return respond(request);
  });
  return {
    origin: `http://127.0.0.1:${server.addr.port}`,
    seen,
    [Symbol.asyncDispose]: () => server.shutdown(),
  };
}

Deno.test("privateFetch() sends nothing to a host that is not listed", async () => {
  let sent = 0;
  const send = privateFetch({
    hosts: ["gpu1.ward.lan"],
    environment: NO_PROXY,
    fetch: () => Promise.resolve(new Response(String(++sent))),
  });
  await assert.rejects(send("https://api.example.org/v1"), (error) => {
    assert.ok(error instanceof ModelError && error.stopsRun);
    assert.match(error.message, /nothing is sent to api\.example\.org .*--private-host/);
    return true;
  });
  await assert.rejects(send(new Request("http://gpu2.ward.lan/")), /nothing is sent to gpu2/);
  assert.equal(sent, 0);
  assert.equal(await (await send("http://gpu1.ward.lan/")).text(), "1");
  assert.equal(await (await send("http://localhost:1234/")).text(), "2");
});

Deno.test("privateFetch() follows a redirect only with a GET and only to where it may go", async () => {
  await using end = servePlain(() => new Response("end"));
  await using start = servePlain((request) => {
    const to = new URL(request.url).searchParams.get("to") ?? "";
    return new Response(null, { status: 307, headers: { location: to } });
  });
  const send = privateFetch({ environment: NO_PROXY });
  const to = (address: string) => `${start.origin}/?to=${encodeURIComponent(address)}`;
  assert.equal(await (await send(to(`${end.origin}/file`))).text(), "end");
  await assert.rejects(
    send(to("http://elsewhere.invalid/")),
    /nothing is sent to elsewhere\.invalid/,
  );
  await assert.rejects(
    send(to(end.origin), { method: "POST", body: "Mr Example" }),
    /redirects to 127\.0\.0\.1:\d+: not followed, nothing is sent there/,
  );
  assert.deepEqual(end.seen, ["GET /file"]);
  const byHand = await send(to("http://elsewhere.invalid/"), { redirect: "manual" });
  assert.equal(byHand.status, 307);
  await byHand.body?.cancel();
  await assert.rejects(send(to(to(to(to(start.origin)))), {}), /not|redirects/);
});

Deno.test("privateFetch() refuses a proxy of the environment unless NO_PROXY excepts the host", async () => {
  const with_ = (variables: Readonly<Record<string, string>>) =>
    privateFetch({
      hosts: ["gpu1.ward.lan"],
      environment: (name) => variables[name],
      fetch: () => Promise.resolve(new Response("sent")),
    });
  const local = "http://127.0.0.1:8000/v1";
  await assert.rejects(
    with_({ HTTP_PROXY: "http://proxy:3128" })(local),
    /HTTP_PROXY is set, so 127\.0\.0\.1:8000 would be reached through a proxy: put 127\.0\.0\.1 into NO_PROXY/,
  );
  await assert.rejects(with_({ all_proxy: "socks5://proxy" })(local), /all_proxy is set/);
  await assert.rejects(
    with_({ https_proxy: "http://proxy:3128" })("https://gpu1.ward.lan/v1"),
    /https_proxy is set, so gpu1\.ward\.lan/,
  );
  await assert.rejects(
    with_({ http_proxy: "http://proxy", NO_PROXY: "127.0.0.1", no_proxy: "localhost" })(local),
    /is set/,
    "it is not known which of the two counts",
  );
  for (
    const variables of [
      {},
      { HTTPS_PROXY: "http://proxy" },
      { HTTP_PROXY: "http://proxy", NO_PROXY: "localhost, 127.0.0.1" },
      { HTTP_PROXY: "http://proxy", no_proxy: "*" },
    ]
  ) assert.equal(await (await with_(variables)(local)).text(), "sent", JSON.stringify(variables));
});

Deno.test("httpModel() with private hosts refuses another base before anything, and a redirect to it", async () => {
  assert.throws(
    () => httpModel({ model: "m", apiBase: "https://api.example.org/v1", privateHosts: [] }),
    { name: "RangeError", message: /api\.example\.org is neither this machine nor a listed host/ },
  );
  await using elsewhere = serveOnce(answer);
  await using redirecting = serveOnce(() =>
    new Response(null, { status: 308, headers: { location: `${elsewhere.base}/chat/completions` } })
  );
  const model = httpModel({
    model: "m",
    apiBase: redirecting.base,
    privateHosts: [],
    limiter: null,
  });
  await assert.rejects(model.reply(HELLO), (error) => {
    assert.ok(error instanceof ModelError && error.stopsRun, String(error));
    assert.match(error.message, /redirects to .*not followed/);
    return true;
  });
  assert.equal(redirecting.requests.length, 1, "it is not tried again");
  assert.equal(elsewhere.requests.length, 0);
  await using here = serveOnce(answer);
  const allowed = httpModel({ model: "m", apiBase: here.base, privateHosts: [], limiter: null });
  assert.equal((await allowed.reply(HELLO)).content, "A");
  assert.ok(isPrivateAddress(allowed.origin));
});

Deno.test("httpModel() names the models an endpoint offers when it does not know the one asked for, closest first", async () => {
  await using server = servePlain((request) =>
    request.method === "GET"
      ? Response.json({ data: [{ id: "llama-70b" }, { id: "qwen3-vl-32b" }, { id: 7 }] })
      : Response.json({ error: { message: "The model `x` does not exist." } }, { status: 404 })
  );
  const ask = (model: string) =>
    httpModel({ model, apiBase: `${server.origin}/v1`, limiter: null }).reply(HELLO);
  await assert.rejects(
    ask("qwen3-vl-32"),
    /does not exist\. Did you mean qwen3-vl-32b\? The endpoint offers qwen3-vl-32b, llama-70b$/,
  );
  await assert.rejects(ask("something-else-entirely"), (error) => {
    assert.ok(error instanceof Error);
    assert.doesNotMatch(error.message, /Did you mean|v1/);
    assert.match(error.message, /The endpoint offers /);
    return true;
  });
  assert.deepEqual(server.seen.filter((one) => one === "GET /v1/models").length, 2);
});

Deno.test("httpModel() says nothing of models when the list cannot be had", async () => {
  await using server = servePlain((request) =>
    request.method === "GET"
      ? new Response("<html>", { status: 500 })
      : Response.json({ error: { message: "model x not found" } }, { status: 404 })
  );
  const model = httpModel({ model: "x", apiBase: `${server.origin}/v1`, limiter: null });
  await assert.rejects(model.reply(HELLO), {
    message: "unknown_model (HTTP 404): model x not found",
  });
});

Deno.test("httpModel() hints at /v1 only where the path is not known and the base lacks it", async () => {
  const said: Readonly<Record<string, Response>> = {
    "Not Found": new Response("Not Found", { status: 404 }),
    "detail": Response.json({ detail: "Not Found" }, { status: 404 }),
    "no such adapter for this tenant, contact the operator of the service": Response.json({
      error: { message: "no such adapter for this tenant, contact the operator of the service" },
    }, { status: 404 }),
  };
  for (const [name, response] of Object.entries(said)) {
    for (const path of ["", "/v1"]) {
      await using server = servePlain(() => response.clone());
      const model = httpModel({
        model: "m",
        apiBase: `${server.origin}${path}`,
        limiter: null,
        maxRetries: 1,
      });
      const error = await model.reply(HELLO).then(() => null, (error: Error) => error);
      const hints = name.startsWith("no such")
        ? /^((?!--api-base).)*$/
        : path === ""
        ? /does --api-base end where the API begins, often in \/v1\?/
        : /is the path of --api-base right\?/;
      assert.match(error?.message ?? "", hints, `${name} ${path}`);
    }
  }
});

Deno.test("httpModel() keeps a key or a secret header that comes back in a reply out of it, and nothing else", async () => {
  const key = "sk-planted-7Zq9XbT4kLmN2vRw";
  const secret = "tenant-secret-0123456789";
  await using server = serveOnce(() =>
    Response.json({
      model: key,
      choices: [{
        message: { content: `A bearer of news: ${key} ${btoa(`user:${key}`)} ${secret}.` },
        finish_reason: "stop",
      }],
    })
  );
  const headers = { "x-api-key": secret, "x-team": "cardiology-department" };
  const model = httpModel({
    model: "m",
    apiBase: server.base,
    apiKey: key,
    headers,
    limiter: null,
  });
  const reply = await model.reply(HELLO);
  assert.match(reply.content, /^A bearer of news: \[key\] \S*\[key\]\S* \[key\]\.$/);
  assert.equal(reply.servedModel, "[key]");
  const port = freePort();
  for (
    const apiBase of [
      `http://127.0.0.1:${port}/v1?key=${key}`,
      `http://me:${key}@127.0.0.1:${port}/v1`,
    ]
  ) {
    const error = await httpModel({ model: "m", apiBase, maxRetries: 1, limiter: null }).reply(
      HELLO,
    )
      .then(() => null, (error: Error) => error);
    assert.match(error?.message ?? "", /connection/);
    assert.doesNotMatch(`${error?.stack}${error?.cause}${error?.message}`, /sk-plant/);
  }
  const { text } = await retryingModel(
    httpModel({ model: "m", apiBase: server.base, apiKey: "token", limiter: null }),
  ).reply(HELLO);
  assert.match(text, /sk-planted/, "another's text is left as it came");
});
