import assert from "node:assert/strict";
import { DatasetError } from "../../lib/datasets/dataset_error.ts";
import { downloadFile } from "../../lib/datasets/_hub/download_file.ts";
import { downloadFiles } from "../../lib/datasets/_hub/download_files.ts";
import { downloadLayout } from "../../lib/datasets/_hub/download_layout.ts";
import { downloadCounter } from "../../lib/datasets/_hub/download_counter.ts";
import { digestBuilder } from "../../lib/datasets/_files/digest_builder.ts";
import { digestFile } from "../../lib/datasets/_files/digest_file.ts";
import { hubFetch } from "../../lib/datasets/_hub/hub_fetch.ts";
import { HubStatusError } from "../../lib/datasets/_hub/hub_status_error.ts";
import { listHubFiles } from "../../lib/datasets/_hub/list_hub_files.ts";
import { retryHub } from "../../lib/datasets/_hub/retry_hub.ts";
import { temporaryFolder } from "./fixtures.ts";
import { localHub, REPO } from "./local_hub.ts";

const HUB = { hubUrl: "https://hub.example/prefix", repo: REPO };

Deno.test("hubFetch() drops the token on the way to another origin and takes it up again on the way back", async () => {
  const seen: string[] = [];
  const hops = new Map([
    ["https://hub.example/a", "https://cdn.example/b?signature=1"],
    ["https://cdn.example/b?signature=1", "https://hub.example/c"],
  ]);
  const get = hubFetch({
    ...HUB,
    accessToken: "hf_x",
    fetch: (url, init) => {
      seen.push(`${url} ${new Headers(init?.headers).get("authorization")}`);
      const location = hops.get(String(url));
      return Promise.resolve(
        location === undefined
          ? new Response("ok")
          : new Response(null, { status: 302, headers: { location } }),
      );
    },
  });
  assert.equal(await (await get("https://hub.example/a")).text(), "ok");
  assert.deepEqual(seen, [
    "https://hub.example/a Bearer hf_x",
    "https://cdn.example/b?signature=1 null",
    "https://hub.example/c Bearer hf_x",
  ]);
});

Deno.test("hubFetch() sends no token to another port or scheme of the same host", async () => {
  for (const url of ["https://hub.example:444/a", "http://hub.example/a"]) {
    const get = hubFetch({
      ...HUB,
      accessToken: "hf_x",
      fetch: (_, init) => {
        assert.equal(new Headers(init?.headers).get("authorization"), null);
        return Promise.resolve(new Response());
      },
    });
    await get(url, { headers: { authorization: "Bearer hf_x" } });
  }
});

Deno.test("hubFetch() takes the token out of whatever a hub, or the way to it, says of it", async () => {
  const token = "hf_planted-token-1234567890";
  const answers: readonly (() => Promise<Response>)[] = [
    () =>
      Promise.resolve(
        new Response("no", {
          status: 401,
          headers: { "x-error-message": `bad token Bearer ${token}`, "x-error-code": token },
        }),
      ),
    () => Promise.resolve(new Response("no", { status: 500, headers: { "x-error-code": token } })),
    () => Promise.reject(new TypeError(`proxy says no to ${btoa(token)} and ${token}`)),
  ];
  for (const fetch of answers) {
    const get = hubFetch({ ...HUB, accessToken: token, fetch });
    await assert.rejects(get(`https://hub.example/${token}`), (error) => {
      assert.ok(error instanceof DatasetError);
      assert.match(error.message, /\[key\]/);
      assert.doesNotMatch(error.message, /planted|aGZfcGxhbnRlZC/);
      if (error instanceof HubStatusError) assert.notEqual(error.code, token);
      return true;
    });
  }
});

Deno.test("hubFetch() ends an endless redirect", async () => {
  const location = "https://hub.example/again";
  const fetch = () => Promise.resolve(new Response(null, { status: 307, headers: { location } }));
  await assert.rejects(hubFetch({ ...HUB, fetch })(location), /More than 10 redirects/);
});

Deno.test("hubFetch() tells refusals, absences and passing failures apart", async () => {
  const kinds = new Map([
    [401, "access"],
    [403, "access"],
    [404, "not_on_hub"],
    [429, "network"],
    [500, "network"],
    [503, "network"],
    [400, "hub"],
    [304, "hub"],
  ]);
  for (const [status, kind] of kinds) {
    const headers = { "retry-after": "3", "x-error-code": "Code", "x-error-message": "Because" };
    const fetch = () => Promise.resolve(new Response(null, { status, headers }));
    const error = await hubFetch({ ...HUB, fetch })("https://hub.example/a?signature=1")
      .then(() => null, (reason) => reason);
    assert.ok(error instanceof HubStatusError);
    assert.deepEqual([error.kind, error.status, error.retryAfterMs], [kind, status, 3000]);
    assert.match(error.message, new RegExp(`answered ${status} \\(Because\\) for owner/set`));
    assert.ok(!error.message.includes("signature"));
  }
});

Deno.test("hubFetch() does not repeat a signed address from the runtime's message", async () => {
  const fetch = () =>
    Promise.reject(
      new TypeError("error sending request for url (https://cdn.example/b?signature=1): reset"),
    );
  await assert.rejects(hubFetch({ ...HUB, fetch })("https://cdn.example/b?signature=1"), {
    name: "DatasetError",
    message: "Cannot reach https://cdn.example: error sending request: reset",
  });
});

Deno.test("retryHub() counts only attempts that brought nothing", async () => {
  const waits: number[] = [];
  let bytes = 0;
  let attempts = 0;
  const work = () => {
    attempts++;
    if (attempts <= 6) bytes += 10;
    return Promise.reject(new DatasetError("reset", { kind: "network" }));
  };
  const wait = (ms: number) => Promise.resolve(void waits.push(ms));
  await assert.rejects(retryHub(work, { wait, tries: 3, progress: () => bytes }), /reset/);
  assert.equal(attempts, 8);
  assert.deepEqual(waits, [500, 500, 500, 500, 500, 500, 1000]);
});

Deno.test("retryHub() does not repeat a refusal, a mistake or a very long wait, and wrong content once", async () => {
  const answer = { kind: "network", status: 429, code: null, retryAfterMs: 3_600_000 } as const;
  const failures: readonly [Error, number][] = [
    [new DatasetError("no", { kind: "access" }), 1],
    [new DatasetError("wrong", { kind: "checksum" }), 2],
    [new HubStatusError("busy", answer), 1],
    [new TypeError("a mistake"), 1],
  ];
  for (const [failure, expected] of failures) {
    let attempts = 0;
    const work = () => {
      attempts++;
      return Promise.reject(failure);
    };
    await assert.rejects(retryHub(work, { wait: () => Promise.resolve() }), failure);
    assert.equal(attempts, expected, failure.message);
  }
});

Deno.test("listHubFiles() lists what lies below a folder, not what merely begins like it", async () => {
  await using hub = localHub({ "data/demo/a.png": "a", "data/demo2/b": "b", "data/demo/c": "c" });
  const fetch = hubFetch({ hubUrl: hub.url, repo: REPO });
  const options = { hubUrl: hub.url, repo: REPO, revision: "main", paths: ["data/demo"], fetch };
  const { files } = await listHubFiles(options);
  assert.deepEqual(
    files.map(({ path, sha256, gitSha1 }) => [path, sha256?.length, gitSha1?.length]),
    [
      ["data/demo/a.png", 64, undefined],
      ["data/demo/c", undefined, 40],
    ],
  );
});

Deno.test("downloadLayout() strips the folders that the layout does not have", () => {
  const file = (path: string) => ({ path, bytes: 1, sha256: null, gitSha1: null });
  const config = { name: "demo", revision: null, hubPaths: [] };
  const files = [file("README.md"), file("data/demo/image/a.png"), file("data/demo/demo.jsonl")];
  const at = (records: string) => {
    const layouts = [{ records: "other.jsonl", images: null }, { records, images: null }];
    const layout = downloadLayout(files, { config: { ...config, layouts }, dataDir: "/d" });
    return layout.files.map(({ target, relative }) => [target, relative]);
  };
  assert.deepEqual(at("demo/demo.jsonl"), [
    ["/d/demo/demo.jsonl", "demo.jsonl"],
    ["/d/README.md", "../README.md"],
    ["/d/demo/image/a.png", "image/a.png"],
  ]);
  assert.deepEqual(at("data/demo/demo.jsonl")[2], ["/d/data/demo/image/a.png", "image/a.png"]);
  assert.throws(
    () => at("absent.jsonl"),
    /lists 3 files for demo, but no records file \(expected other\.jsonl, absent\.jsonl\)/,
  );
});

Deno.test("downloadFile() reports a transfer that ends early as a network failure and keeps the part", async () => {
  await using folder = await temporaryFolder();
  const path = `${folder.path}/deep/a.bin`;
  const options = { url: "https://hub.example/a", path, bytes: 10, sha256: null, gitSha1: null };
  await assert.rejects(
    downloadFile({ ...options, fetch: () => Promise.resolve(new Response("hello")) }),
    { name: "DatasetError", message: /a\.bin is not complete: the transfer ended after 5 of 10/ },
  );
  assert.equal(await Deno.readTextFile(`${path}.part`), "hello");
  const rest = () =>
    Promise.resolve(
      new Response("world", { status: 206, headers: { "content-range": "bytes 5-9/10" } }),
    );
  assert.equal((await downloadFile({ ...options, fetch: rest })).fetched, 5);
  assert.equal(await Deno.readTextFile(path), "helloworld");
});

Deno.test("downloadFile() trusts a continuation only when it starts where the part ends", async () => {
  for (const range of ["bytes 4-9/10", "bytes 5-9/11", "nonsense", null]) {
    await using folder = await temporaryFolder();
    const path = `${folder.path}/a.bin`;
    await Deno.writeTextFile(`${path}.part`, "hello");
    const fetch = (_: unknown, init?: RequestInit) =>
      Promise.resolve(
        new Headers(init?.headers).has("range")
          ? new Response("XXXXX", {
            status: 206,
            headers: range === null ? {} : { "content-range": range },
          })
          : new Response("helloworld"),
      );
    await downloadFile({ url: "https://h/a", path, bytes: 10, sha256: null, gitSha1: null, fetch });
    assert.equal(await Deno.readTextFile(path), "helloworld");
  }
});

Deno.test("downloadFile() brings an empty file", async () => {
  await using folder = await temporaryFolder();
  const path = `${folder.path}/empty`;
  const fetch = () => Promise.resolve(new Response(null));
  const options = { url: "https://h/a", path, bytes: 0, sha256: null, gitSha1: null, fetch };
  assert.equal((await downloadFile(options)).bytes, 0);
  assert.equal((await Deno.stat(path)).size, 0);
});

Deno.test("downloadFiles() lists every file that could not be had, and stops at once when the hub refuses", async () => {
  await using folder = await temporaryFolder();
  const plan = (name: string) => ({
    path: name,
    target: `${folder.path}/${name}`,
    relative: name,
    bytes: 1,
    sha256: null,
    gitSha1: null,
  });
  const files = ["a", "b", "c", "d"].map(plan);
  let requests = 0;
  const run = (kind: "not_on_hub" | "access") =>
    downloadFiles(files, {
      address: "https://hub.example",
      concurrency: 1,
      counter: downloadCounter(),
      fetch: (url) => {
        requests++;
        return String(url).endsWith("/b") || String(url).endsWith("/c")
          ? Promise.reject(new DatasetError(`no ${url}`, { kind }))
          : Promise.resolve(new Response("x"));
      },
    });
  await assert.rejects(run("not_on_hub"), {
    message:
      "2 of 4 files could not be downloaded:\n  no https://hub.example/b\n  no https://hub.example/c",
  });
  assert.equal(requests, 4);
  requests = 0;
  await assert.rejects(run("access"), /^DatasetError: no https:\/\/hub\.example\/b$/);
  assert.equal(requests, 1);
});

Deno.test("digestFile() agrees with Git and with SHA-256 for content longer than one read", async () => {
  await using folder = await temporaryFolder();
  const content = new Uint8Array(200_000).fill(97);
  await Deno.writeFile(`${folder.path}/a`, content);
  const builder = digestBuilder(content.length);
  await digestFile(`${folder.path}/a`, builder);
  assert.deepEqual(builder.digest(), {
    bytes: 200_000,
    sha256: "2287d207f24a941ff3b56c04c8a25ad56b63e3023207b3bb5b4ac0c9869d74be",
    gitSha1: "42b8cf7fc8396422e1c666ca97b6d4541073d850",
  });
});
