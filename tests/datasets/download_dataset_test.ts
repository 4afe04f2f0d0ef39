import assert from "node:assert/strict";
import { DatasetError } from "../../lib/datasets/dataset_error.ts";
import {
  downloadDataset,
  type DownloadDatasetOptions,
  type DownloadedDataset,
} from "../../lib/datasets/download_dataset.ts";
import type { DownloadProgress } from "../../lib/datasets/download_progress.ts";
import { readDownloadRecord } from "../../lib/datasets/_files/read_download_record.ts";
import { findDataset } from "../../lib/datasets/find_dataset.ts";
import { lockFolder } from "../../lib/datasets/_hub/lock_folder.ts";
import { verifyDataset } from "../../lib/datasets/verify_dataset.ts";
import { sha256Hex } from "../../lib/parse/sha256_hex.ts";
import { temporaryFolder, tinySource, writeFiles } from "./fixtures.ts";
import { type LocalHub, localHub } from "./local_hub.ts";

const COMMIT = "a".repeat(40);
const RECORDS = '{"id":"a","key":"A","images":["big one.png"]}\n';
const BIG = Uint8Array.from({ length: 300_000 }, (_, index) => (index * 7919) % 251);

const FILES = {
  "README.md": "# not asked for",
  "data/demo/demo.jsonl": RECORDS,
  "data/demo/image/big one.png": BIG,
  "data/demo/image/ä#1.png": "small",
  "data/demo/notes.txt": "x",
  "data/demo2/demo2.jsonl": "not asked for",
  "data/full/full.jsonl": "not asked for",
};

function download(
  hub: LocalHub,
  dataDir: string,
  options: Partial<DownloadDatasetOptions> = {},
): Promise<DownloadedDataset> {
  return downloadDataset({
    source: tinySource,
    dataset: "demo",
    dataDir,
    hubUrl: hub.url,
    wait: () => Promise.resolve(),
    now: () => new Date("2025-01-02T03:04:05Z"),
    ...options,
  });
}

async function failure(work: Promise<unknown>): Promise<DatasetError> {
  const error = await work.then(() => null, (reason) => reason);
  assert.ok(error instanceof DatasetError, String(error));
  return error;
}

async function filesBelow(folder: string): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const { name, isDirectory, isFile } of Deno.readDir(folder)) {
    if (isDirectory) {
      found.push(...(await filesBelow(`${folder}/${name}`)).map((inner) => `${name}/${inner}`));
    } else {
      assert.ok(isFile, `${name} is a regular file`);
      found.push(name);
    }
  }
  return found.sort();
}

Deno.test("downloadDataset() brings the asked configuration only, as regular files, with a record of the commit", async () => {
  await using folder = await temporaryFolder();
  await using hub = localHub(FILES);
  const seen: DownloadProgress[] = [];
  const done = await download(hub, folder.path, { onProgress: (event) => seen.push(event) });
  assert.deepEqual(await filesBelow(folder.path), [
    "demo/.rounds-download.json",
    "demo/demo.jsonl",
    "demo/image/big one.png",
    "demo/image/ä#1.png",
    "demo/notes.txt",
  ]);
  assert.deepEqual(await Deno.readFile(`${folder.path}/demo/image/big one.png`), BIG);
  assert.deepEqual(done.files, {
    name: "demo",
    recordsPath: `${folder.path}/demo/demo.jsonl`,
    imageRoot: `${folder.path}/demo/image`,
    imageProblem: null,
    revision: COMMIT,
    sha256: sha256Hex(RECORDS),
    origin: "data_dir",
  });
  assert.deepEqual(await findDataset({ source: tinySource, dataDir: folder.path }), done.files);
  const bytes = RECORDS.length + BIG.length + 6;
  assert.deepEqual([done.bytesFetched, done.filesReused], [bytes, 0]);
  const record = await readDownloadRecord(`${folder.path}/demo`);
  assert.deepEqual(record, done.record);
  assert.deepEqual(
    { ...record, files: record?.files.map(({ path, bytes, sha256 }) => [path, bytes, sha256]) },
    {
      schema: "rounds.download/1",
      hub: hub.url,
      repo: "owner/set",
      config: "demo",
      revision: COMMIT,
      requestedRevision: "main",
      complete: true,
      time: "2025-01-02T03:04:05.000Z",
      files: [
        ["demo.jsonl", RECORDS.length, sha256Hex(RECORDS)],
        ["image/big one.png", BIG.length, sha256Hex(BIG)],
        ["image/ä#1.png", 5, sha256Hex("small")],
        ["notes.txt", 1, sha256Hex("x")],
      ],
    },
  );
  const last = seen.at(-1);
  assert.deepEqual(last, {
    phase: "complete",
    filesDone: 4,
    filesTotal: 4,
    bytesDone: bytes,
    bytesTotal: bytes,
    note: null,
  });
  assert.ok(seen.every(({ bytesDone }, index) => bytesDone >= (seen[index - 1]?.bytesDone ?? 0)));
});

Deno.test("downloadDataset() follows the pages of a listing", async () => {
  await using folder = await temporaryFolder();
  const images = Array.from({ length: 25 }, (_, index) => [`data/demo/image/${index}.png`, "i"]);
  await using hub = localHub({ ...FILES, ...Object.fromEntries(images) });
  hub.pageSize = 4;
  const { record } = await download(hub, folder.path);
  assert.equal(record.files.length, 29);
});

Deno.test("downloadDataset() fetches nothing twice when it is there already", async () => {
  await using folder = await temporaryFolder();
  await using hub = localHub(FILES);
  await download(hub, folder.path);
  hub.sent.clear();
  const again = await download(hub, folder.path);
  assert.deepEqual([again.bytesFetched, again.filesReused], [0, 4]);
  assert.equal(hub.sent.size, 0);
});

Deno.test("downloadDataset() continues an interrupted file where it stopped", async () => {
  await using folder = await temporaryFolder();
  await using hub = localHub(FILES);
  hub.faults.set("data/demo/image/big one.png", [{ kind: "hang", after: 100_000 }]);
  const interruption = new AbortController();
  const reason = new Error("interrupted by the test");
  const all = RECORDS.length + 100_000 + 6;
  const first = download(hub, folder.path, {
    signal: interruption.signal,
    onProgress: ({ bytesDone, filesDone }) => {
      if (bytesDone >= all && filesDone === 3) interruption.abort(reason);
    },
  });
  await assert.rejects(first, reason);

  const error = await failure(findDataset({ source: tinySource, dataDir: folder.path }));
  assert.equal(error.kind, "incomplete");
  const part = await Deno.stat(`${folder.path}/demo/image/big one.png.part`);
  assert.equal(part.size, 100_000);

  hub.requests.length = 0;
  const second = await download(hub, folder.path);
  assert.equal(second.bytesFetched, BIG.length - 100_000);
  assert.equal(hub.sent.get("data/demo/image/big one.png"), BIG.length);
  assert.equal(hub.sent.get("data/demo/demo.jsonl"), RECORDS.length);
  assert.deepEqual(await Deno.readFile(`${folder.path}/demo/image/big one.png`), BIG);
  assert.ok(hub.requests.some(({ range }) => range === "bytes=100000-"));
  assert.equal((await findDataset({ source: tinySource, dataDir: folder.path })).revision, COMMIT);
  assert.deepEqual((await filesBelow(folder.path)).filter((path) => /part|lock/.test(path)), []);
});

Deno.test("downloadDataset() goes on after broken transfers and busy answers, within one call", async () => {
  await using folder = await temporaryFolder();
  await using hub = localHub(FILES);
  hub.faults.set("data/demo/image/big one.png", [
    { kind: "status", status: 503 },
    { kind: "cut", after: 1000 },
    { kind: "status", status: 429, headers: { "retry-after": "7" } },
    { kind: "cut", after: 200_000 },
  ]);
  const waits: number[] = [];
  const notes: string[] = [];
  const done = await download(hub, folder.path, {
    wait: (ms) => Promise.resolve(void waits.push(ms)),
    onProgress: ({ note }) => note !== null && notes.push(note),
  });
  assert.equal(done.record.complete, true);
  assert.deepEqual(await Deno.readFile(`${folder.path}/demo/image/big one.png`), BIG);
  assert.ok(waits.includes(7000), `waits were ${waits}`);
  assert.equal(notes.length, 4);
  assert.match(notes[0] ?? "", /answered 503 for owner\/set.*trying again in 0\.5 s/);
  assert.ok(notes.every((note) => !note.includes("signature")), "signed addresses are not shown");
});

Deno.test("downloadDataset() ends a transfer that stalls, and tries again", async () => {
  await using folder = await temporaryFolder();
  await using hub = localHub(FILES);
  hub.faults.set("data/demo/notes.txt", [{ kind: "hang", after: 0 }]);
  const notes: string[] = [];
  const done = await download(hub, folder.path, {
    stallTimeoutMs: 100,
    onProgress: ({ note }) => note !== null && notes.push(note),
  });
  assert.equal(done.record.complete, true);
  assert.match(notes.join("\n"), /notes\.txt is not complete: no byte came for 0\.1 s/);
});

Deno.test("downloadDataset() gives up on a hub that stays away, keeping what it has", async () => {
  await using folder = await temporaryFolder();
  await using hub = localHub(FILES);
  const status = { kind: "status", status: 500 } as const;
  hub.faults.set("data/demo/image/big one.png", Array.from({ length: 9 }, () => status));
  const error = await failure(download(hub, folder.path, { concurrency: 1 }));
  assert.equal(error.kind, "network");
  assert.match(error.message, /answered 500/);
  assert.equal(hub.faults.get("data/demo/image/big one.png")?.length, 4, "five attempts");
  assert.equal(await Deno.readTextFile(`${folder.path}/demo/demo.jsonl`), RECORDS);
  assert.equal((await readDownloadRecord(`${folder.path}/demo`))?.complete, false);
});

Deno.test("downloadDataset() starts a file afresh where the server does not continue it", async () => {
  await using folder = await temporaryFolder();
  await using hub = localHub(FILES);
  hub.ranges = false;
  await writeFiles(folder.path, { "demo/image/big one.png.part": BIG.subarray(0, 5000) });
  const done = await download(hub, folder.path);
  assert.equal(hub.sent.get("data/demo/image/big one.png"), BIG.length);
  assert.equal(done.record.complete, true);
  assert.deepEqual(await Deno.readFile(`${folder.path}/demo/image/big one.png`), BIG);
});

Deno.test("downloadDataset() drops a part that turns out wrong, and one that is too long", async () => {
  for (const part of [new Uint8Array(5000), new Uint8Array(BIG.length), new Uint8Array(400_000)]) {
    await using folder = await temporaryFolder();
    await using hub = localHub(FILES);
    await writeFiles(folder.path, { "demo/image/big one.png.part": part });
    const done = await download(hub, folder.path);
    assert.equal(done.record.complete, true);
    assert.deepEqual(await Deno.readFile(`${folder.path}/demo/image/big one.png`), BIG);
  }
});

Deno.test("downloadDataset() replaces a file whose content is not the listed one, a Git LFS pointer for one", async () => {
  await using folder = await temporaryFolder();
  await using hub = localHub(FILES);
  await writeFiles(folder.path, {
    "demo/image/ä#1.png": "wrong",
    "demo/demo.jsonl": "version https://git-lfs.github.com/spec/v1\n",
  });
  await download(hub, folder.path);
  assert.equal(await Deno.readTextFile(`${folder.path}/demo/image/ä#1.png`), "small");
  assert.equal(await Deno.readTextFile(`${folder.path}/demo/demo.jsonl`), RECORDS);
});

Deno.test("downloadDataset() refuses content that does not match the listing, large or small, and brings the rest", async () => {
  const wrong = {
    "data/demo/image/big one.png": { content: BIG.map((byte) => byte ^ 1), says: /SHA-256 is/ },
    "data/demo/notes.txt": { content: new TextEncoder().encode("y"), says: /Git object id is/ },
    "data/demo/image/ä#1.png": {
      content: new TextEncoder().encode("smaller"),
      says: /7 bytes, expected 5/,
    },
  };
  for (const [path, { content, says }] of Object.entries(wrong)) {
    await using folder = await temporaryFolder();
    await using hub = localHub(FILES);
    const fault = { kind: "content", content } as const;
    hub.faults.set(path, [fault, fault]);
    const error = await failure(download(hub, folder.path));
    assert.equal(error.kind, "checksum");
    assert.match(
      error.message,
      /^1 of 4 files could not be downloaded:\n {2}\S+.* arrived wrong: /,
    );
    assert.match(error.message, says);
    assert.equal((await readDownloadRecord(`${folder.path}/demo`))?.complete, false);
    const there = await filesBelow(`${folder.path}/demo`);
    assert.equal(there.length, 4, there.join());
    assert.equal((await download(hub, folder.path)).filesReused, 3);
  }
});

Deno.test("downloadDataset() fetches only what changed when the hub moved on", async () => {
  await using folder = await temporaryFolder();
  await using hub = localHub(FILES);
  await download(hub, folder.path);
  const next = "b".repeat(40);
  const changed = new Map(hub.revisions.get(COMMIT));
  changed.set("data/demo/notes.txt", new TextEncoder().encode("changed"));
  hub.revisions.set(next, changed);
  hub.refs.set("main", next);
  const again = await download(hub, folder.path);
  assert.deepEqual([again.bytesFetched, again.filesReused], [7, 3]);
  assert.equal(again.files.revision, next);
  const pinned = await download(hub, folder.path, { revision: COMMIT });
  assert.deepEqual([pinned.bytesFetched, pinned.files.revision], [1, COMMIT]);
});

Deno.test("downloadDataset() resolves a branch once, so that all files are of one commit", async () => {
  await using folder = await temporaryFolder();
  await using hub = localHub(FILES);
  hub.refs.set("refs/pr/1", COMMIT);
  const { record } = await download(hub, folder.path, { revision: "refs/pr/1" });
  assert.deepEqual([record.revision, record.requestedRevision], [COMMIT, "refs/pr/1"]);
  const resolved = hub.requests.filter(({ path }) => path.includes("/resolve/"));
  assert.ok(resolved.every(({ path }) => path.includes(`/resolve/${COMMIT}/`)));
});

Deno.test("downloadDataset() uses the revision as asked where a mirror cannot name its commit", async () => {
  await using folder = await temporaryFolder();
  await using hub = localHub(FILES);
  hub.revisionEndpoint = false;
  assert.equal((await download(hub, folder.path)).files.revision, "main");
});

Deno.test("downloadDataset() says which paths the hub has instead, and which revision it lacks", async () => {
  await using folder = await temporaryFolder();
  const { "data/demo/demo.jsonl": _, "data/demo2/demo2.jsonl": other } = FILES;
  await using hub = localHub({ "data/demo2/demo2.jsonl": other, "data/full/full.jsonl": "" });
  const config = await failure(download(hub, folder.path));
  assert.equal(config.kind, "not_on_hub");
  assert.match(
    config.message,
    /has no data\/demo at revision a{40}; it has data\/demo2, data\/full/,
  );
  const revision = await failure(download(hub, folder.path, { revision: "v9" }));
  assert.match(revision.message, /datasets\/owner\/set has no revision v9/);
  const unknown = await failure(download(hub, folder.path, { dataset: "nothing" }));
  assert.equal(unknown.kind, "unknown_dataset");
  assert.deepEqual(await filesBelow(folder.path), []);
});

Deno.test("downloadDataset() finds a single file that the configuration names", async () => {
  await using folder = await temporaryFolder();
  await using hub = localHub(FILES);
  const layouts = [{ records: "demo.jsonl", images: null }];
  const config = { name: "one", revision: null, hubPaths: ["data/demo/demo.jsonl"], layouts };
  const source = { ...tinySource, configs: [config] };
  const done = await download(hub, folder.path, { source, dataset: "one" });
  assert.deepEqual(done.record.files.map(({ path }) => path), ["demo.jsonl"]);
  assert.equal(done.files.imageRoot, null);
});

Deno.test("downloadDataset() tells a reader without a token to set HF_TOKEN", async () => {
  await using folder = await temporaryFolder();
  await using hub = localHub(FILES);
  hub.token = "hf_right";
  const without = await failure(download(hub, folder.path));
  assert.equal(without.kind, "access");
  assert.match(without.message, /answered 401 \(GatedRepo\) for owner\/set.*set HF_TOKEN/);
  const wrong = await failure(download(hub, folder.path, { accessToken: "hf_wrong" }));
  assert.match(wrong.message, /the token in HF_TOKEN was not accepted/);
  assert.ok(!wrong.message.includes("hf_wrong"));
  assert.equal(hub.requests.length, 2, "a refusal is not repeated");
});

Deno.test("downloadDataset() sends the token to the hub and to no other origin, and keeps it nowhere", async () => {
  await using folder = await temporaryFolder();
  await using hub = localHub(FILES);
  hub.token = "not-an-hf-prefix";
  await download(hub, folder.path, { accessToken: " not-an-hf-prefix\n" });
  const storage = hub.requests.filter(({ server }) => server === "storage");
  assert.equal(storage.length, 2);
  assert.ok(storage.every(({ authorization }) => authorization === null));
  assert.ok(
    hub.requests.every(({ server, authorization }) =>
      server === "storage" || authorization === "Bearer not-an-hf-prefix"
    ),
  );
  const record = await Deno.readTextFile(`${folder.path}/demo/.rounds-download.json`);
  assert.ok(!record.includes("not-an-hf-prefix"));
  assert.ok(
    hub.requests.filter(({ path }) => !path.startsWith("/api"))
      .every(({ acceptEncoding }) => acceptEncoding === "identity"),
  );
});

Deno.test("downloadDataset() refuses a token that cannot be sent, without showing it", async () => {
  for (const accessToken of ["", "  ", "hf_a b", "hf_a\u0000b"]) {
    const error = await failure(downloadDataset({ source: tinySource, accessToken }));
    assert.equal(error.message.includes("hf_a"), false);
    assert.match(error.message, /access token is empty or holds/);
  }
});

Deno.test("downloadDataset() writes nothing for a listing with a path that leaves the data directory", async () => {
  const paths = [
    "data/demo/../../../evil",
    "data/demo//x",
    "data/demo/a\\..\\b",
    "data/demo/C:x",
    "data/demo/x.part",
    "data/demo/.rounds-download.json",
  ];
  for (const path of paths) {
    await using folder = await temporaryFolder();
    await using hub = localHub({ ...FILES, [path]: "evil" });
    const error = await failure(download(hub, folder.path));
    assert.equal(error.kind, "unsafe_path", path);
    assert.ok(error.message.includes(JSON.stringify(path)));
    assert.deepEqual(await filesBelow(folder.path), []);
  }
});

Deno.test("downloadDataset() refuses a second download into one folder at a time", async () => {
  await using folder = await temporaryFolder();
  await using hub = localHub(FILES);
  await Deno.mkdir(`${folder.path}/demo`);
  {
    await using _lock = await lockFolder(`${folder.path}/demo`);
    const error = await failure(download(hub, folder.path));
    assert.equal(error.kind, "locked");
  }
  assert.equal((await download(hub, folder.path)).record.complete, true);
});

Deno.test("downloadDataset() names a hub it cannot reach, an address that is none and a set that is on no hub", async () => {
  await using folder = await temporaryFolder();
  const hub = localHub(FILES);
  await hub[Symbol.asyncDispose]();
  const gone = await failure(download(hub, folder.path));
  assert.equal(gone.kind, "network");
  assert.match(gone.message, /^Cannot reach http:\/\/127\.0\.0\.1:\d+: /);
  const address = await failure(downloadDataset({ source: tinySource, hubUrl: "hub.example" }));
  assert.match(address.message, /expected an http or https address/);
  const dataset = "no_such_embedded_set";
  const embedded = await failure(downloadDataset({ source: tinySource, dataset }));
  assert.match(embedded.message, /is not on a hub/);
});

Deno.test("downloadDataset() can be interrupted while it waits to try again", async () => {
  await using folder = await temporaryFolder();
  await using hub = localHub(FILES);
  hub.faults.set("data/demo/notes.txt", [{ kind: "status", status: 503 }]);
  const interruption = new AbortController();
  const reason = new Error("interrupted by the test");
  await assert.rejects(
    download(hub, folder.path, {
      signal: interruption.signal,
      wait: (_, signal) =>
        new Promise((_resolve, reject) => {
          signal?.addEventListener("abort", () => reject(new Error("the wait ended")));
          interruption.abort(reason);
        }),
    }),
    reason,
  );
});

Deno.test("verifyDataset() finds nothing wrong with a fresh download, and everything that was broken since", async () => {
  await using folder = await temporaryFolder();
  const text = `${RECORDS}{"id":"b","key":"B","images":["gone.png","../x.png"]}\n`;
  await using hub = localHub({ ...FILES, "data/demo/demo.jsonl": text });
  hub.revisions.get(COMMIT)?.set("data/demo/image/gone.png", new TextEncoder().encode("gone"));
  const { files } = await download(hub, folder.path);
  const source = { imageFiles: (record: unknown) => tinySource.imageFiles?.(record) ?? [] };
  const outside = { path: "../x.png", problem: /^outside_root: .*\(first used at demo\.jsonl:2\)/ };
  const good = await verifyDataset(files, { source });
  assert.deepEqual({ ...good, problems: good.problems.length }, {
    ok: false,
    record: "complete",
    revision: COMMIT,
    filesChecked: 5,
    bytesChecked: text.length + BIG.length + 10,
    records: 2,
    imagesReferenced: 3,
    imagesFound: 2,
    problems: 1,
  });
  assert.match(good.problems[0]?.problem ?? "", outside.problem);
  assert.equal((await verifyDataset(files, { source: {} })).ok, true);

  const image = `${folder.path}/demo/image`;
  await Deno.remove(`${image}/gone.png`);
  await Deno.writeTextFile(`${image}/ä#1.png`, "SMALL");
  await Deno.writeTextFile(`${folder.path}/demo/notes.txt`, "xx");
  await Deno.writeTextFile(
    `${image}/big one.png`,
    `version https://git-lfs.github.com/spec/v1\noid sha256:${"0".repeat(64)}\n`,
  );
  const bad = await verifyDataset(files, { source });
  const problems = bad.problems.map(({ path, problem }) => `${path.split("/").at(-1)}: ${problem}`);
  const expected = [
    /^x\.png: outside_root/,
    /^notes\.txt: it has 2 bytes, expected 1/,
    /^big one\.png: it is a Git LFS pointer/,
    /^gone\.png: it is missing/,
    /^ä#1\.png: its SHA-256 is/,
    /^big one\.png: unreadable: it is a Git LFS pointer/,
    /^gone\.png: missing: there is no such file \(first used at demo\.jsonl:2\)/,
  ];
  for (const pattern of expected) {
    assert.ok(problems.some((problem) => pattern.test(problem)), `${pattern} in ${problems}`);
  }
  assert.equal(problems.length, expected.length);
});

Deno.test("verifyDataset() checks a file given by path by its images, and says once that they are nowhere", async () => {
  await using folder = await temporaryFolder();
  await writeFiles(folder.path, { "set.jsonl": `${RECORDS}nonsense\n` });
  const files = await findDataset({ source: tinySource, jsonlPath: `${folder.path}/set.jsonl` });
  const found = await verifyDataset(files, { source: tinySource });
  assert.equal(found.record, "none");
  assert.deepEqual([found.imagesReferenced, found.imagesFound], [1, 0]);
  assert.deepEqual(found.problems.length, 2);
  assert.match(found.problems[0]?.problem ?? "", /set\.jsonl:2: it is no JSON/);
  assert.match(found.problems[1]?.problem ?? "", /1 images are referred to and none can be found/);
});
