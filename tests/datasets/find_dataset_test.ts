import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { DatasetError } from "../../lib/datasets/dataset_error.ts";
import { datasetConfig } from "../../lib/datasets/dataset_config.ts";
import { writeDownloadRecord } from "../../lib/datasets/_files/write_download_record.ts";
import { embeddedDataset } from "../../lib/datasets/embedded_dataset.ts";
import { findDataset, type FindDatasetOptions } from "../../lib/datasets/find_dataset.ts";
import { imageFolder } from "../../lib/datasets/_files/image_folder.ts";
import { enclosingSnapshot } from "../../lib/datasets/_files/enclosing_snapshot.ts";
import { snapshotOf } from "../../lib/datasets/_files/snapshot_of.ts";
import { isLfsPointer } from "../../lib/datasets/_files/is_lfs_pointer.ts";
import { isLfsPointerFile } from "../../lib/datasets/_files/is_lfs_pointer_file.ts";
import { sha256Hex } from "../../lib/parse/sha256_hex.ts";
import { blackPng, LFS_POINTER, temporaryFolder, tinySource, writeFiles } from "./fixtures.ts";

const RECORD = '{"id":"a","key":"A"}\n';
const COMMIT = "0123456789abcdef0123456789abcdef01234567";

const find = (options: Omit<FindDatasetOptions, "source">) =>
  findDataset({ source: tinySource, ...options });

async function failure(options: Omit<FindDatasetOptions, "source">): Promise<DatasetError> {
  const error = await find(options).then(() => null, (reason) => reason);
  assert.ok(error instanceof DatasetError, String(error));
  return error;
}

Deno.test("findDataset() finds each layout below the data directory", async () => {
  const layouts = [
    ["demo/demo.jsonl", "demo/image"],
    ["data/demo/demo.jsonl", "data/demo/image"],
    ["first/Demo.jsonl", "first/images"],
  ] as const;
  for (const [records, images] of layouts) {
    await using folder = await temporaryFolder();
    await writeFiles(folder.path, { [records]: RECORD, [`${images}/a.png`]: blackPng(1, 1) });
    assert.deepEqual(await find({ dataDir: folder.path }), {
      name: "demo",
      recordsPath: `${folder.path}/${records}`,
      imageRoot: `${folder.path}/${images}`,
      imageProblem: null,
      revision: null,
      sha256: sha256Hex(RECORD),
      origin: "data_dir",
    });
  }
});

Deno.test("findDataset() takes the image folder that is there where layouts share their records", async () => {
  const layouts = [
    { records: "demo/demo.jsonl", images: "demo/image" },
    { records: "demo/demo.jsonl", images: "demo/images" },
  ];
  const config = { name: "demo", revision: null, hubPaths: ["data/demo"], layouts };
  const source = { ...tinySource, configs: [config] };
  await using folder = await temporaryFolder();
  const options = { source, dataDir: folder.path };
  const absent = await findDataset(options).then(() => null, (reason) => reason);
  assert.deepEqual(absent.paths, [`${folder.path}/demo/demo.jsonl`], "tried once");
  await writeFiles(folder.path, { "demo/demo.jsonl": RECORD });
  assert.match((await findDataset(options)).imageProblem ?? "", /no image folder .*demo\/image$/);
  await writeFiles(folder.path, { "demo/images/a.png": blackPng(1, 1) });
  assert.equal((await findDataset(options)).imageRoot, `${folder.path}/demo/images`);
});

Deno.test("findDataset() prefers a given path to the data directory, and a given image folder to the layout's", async () => {
  await using folder = await temporaryFolder();
  await writeFiles(folder.path, {
    "data/demo/demo.jsonl": RECORD,
    "data/demo/image/a.png": blackPng(1, 1),
    "mine/other.jsonl": `${RECORD}\n`,
    "mine/images/a.png": blackPng(1, 1),
    "pictures/a.png": blackPng(1, 1),
  });
  const dataDir = folder.path;
  const jsonlPath = `${folder.path}/mine/other.jsonl`;
  const imageRoot = `${folder.path}/pictures`;
  const byPath = await find({ dataDir, jsonlPath });
  assert.deepEqual([byPath.name, byPath.origin], ["other", "file"]);
  assert.equal(byPath.imageRoot, `${folder.path}/mine/images`);
  assert.equal((await find({ dataDir, jsonlPath, imageRoot })).imageRoot, imageRoot);
  assert.equal((await find({ dataDir, jsonlPath, dataset: "demo" })).name, "demo");
  const mixed = await find({ dataDir, imageRoot });
  assert.equal(mixed.recordsPath, `${folder.path}/data/demo/demo.jsonl`);
  assert.equal(mixed.imageRoot, imageRoot);
});

Deno.test("findDataset() lists every path tried and the download command", async () => {
  await using folder = await temporaryFolder();
  const error = await failure({ dataDir: folder.path });
  assert.equal(error.kind, "not_found");
  assert.deepEqual(error.paths, [
    `${folder.path}/demo/demo.jsonl`,
    `${folder.path}/data/demo/demo.jsonl`,
    `${folder.path}/first/Demo.jsonl`,
  ]);
  for (const path of error.paths) assert.ok(error.message.includes(path));
  assert.match(error.message, /deno task data download --dataset demo --data-dir \S+/);
});

Deno.test("findDataset() names a missing file, a folder in its place, an empty file and a missing image folder", async () => {
  await using folder = await temporaryFolder();
  await writeFiles(folder.path, { "empty.jsonl": "", "set.jsonl": RECORD });
  const at = (jsonlPath: string) => ({ jsonlPath: `${folder.path}/${jsonlPath}` });
  assert.match((await failure(at("absent.jsonl"))).message, /There is no file .*absent\.jsonl/);
  assert.match((await failure(at("empty.jsonl"))).message, /empty\.jsonl is empty/);
  assert.match((await failure({ jsonlPath: folder.path })).message, /is not a file/);
  const images = await failure({ ...at("set.jsonl"), imageRoot: `${folder.path}/nowhere` });
  assert.match(images.message, /There is no image folder .*nowhere/);
});

Deno.test("findDataset() refuses a Git LFS pointer in place of the records", async () => {
  await using folder = await temporaryFolder();
  await writeFiles(folder.path, { "data/demo/demo.jsonl": LFS_POINTER });
  const error = await failure({ dataDir: folder.path });
  assert.equal(error.kind, "lfs_pointer");
  assert.match(error.message, /demo\.jsonl is a Git LFS pointer.*git lfs pull/);
});

Deno.test("findDataset() says when images are pointers, zipped or absent, and throws where they are needed", async () => {
  const cases = [
    { files: { "first/images/a.png": LFS_POINTER }, kind: "lfs_pointer", says: /git lfs pull/ },
    { files: { "first/images.zip": "PK" }, kind: "zipped_images", says: /unzip images\.zip/ },
    { files: {}, kind: "not_found", says: /There is no image folder .*first\/images/ },
  ];
  for (const { files, kind, says } of cases) {
    await using folder = await temporaryFolder();
    await writeFiles(folder.path, { "first/Demo.jsonl": RECORD, ...files });
    const found = await find({ dataDir: folder.path });
    assert.match(found.imageProblem ?? "", says);
    const error = await failure({ dataDir: folder.path, needsImages: true });
    assert.equal(error.kind, kind);
    assert.match(error.message, says);
  }
});

Deno.test("findDataset() notices an interrupted download and says how to continue", async () => {
  await using folder = await temporaryFolder();
  await writeFiles(folder.path, { "demo/demo.jsonl": RECORD });
  const record = {
    schema: "rounds.download/1" as const,
    hub: "https://hub.example",
    repo: "owner/set",
    config: "demo",
    revision: COMMIT,
    requestedRevision: "main",
    complete: false,
    time: "2025-01-01T00:00:00.000Z",
    files: [{
      path: "demo.jsonl",
      bytes: RECORD.length,
      sha256: sha256Hex(RECORD),
      gitSha1: null,
    }],
  };
  await writeDownloadRecord(`${folder.path}/demo`, record);
  const error = await failure({ dataDir: folder.path });
  assert.equal(error.kind, "incomplete");
  assert.match(
    error.message,
    /download of demo into .*demo was interrupted.*deno task data download/,
  );

  await writeDownloadRecord(`${folder.path}/demo`, { ...record, complete: true });
  assert.equal((await find({ dataDir: folder.path })).revision, COMMIT);
  await Deno.writeTextFile(`${folder.path}/demo/demo.jsonl`, `${RECORD}${RECORD}`);
  assert.equal((await find({ dataDir: folder.path })).revision, null, "an edited file has none");

  await Deno.writeTextFile(`${folder.path}/demo/.rounds-download.json`, '{"schema":"other"}');
  assert.match((await failure({ dataDir: folder.path })).message, /download record .* is damaged/);
});

Deno.test("findDataset() finds a snapshot in the hub's own cache and takes its commit", async () => {
  await using folder = await temporaryFolder();
  const repository = `${folder.path}/datasets--owner--set`;
  const snapshot = `${repository}/snapshots/${COMMIT}`;
  await writeFiles(repository, {
    "refs/main": `${COMMIT}\n`,
    "blobs/1": RECORD,
    "snapshots/ffffffffffffffffffffffffffffffffffffffff/x": "",
  });
  await Deno.mkdir(`${snapshot}/data/demo/image`, { recursive: true });
  await Deno.symlink("../../../../blobs/1", `${snapshot}/data/demo/demo.jsonl`);
  for (const dataDir of [snapshot, repository, folder.path]) {
    const found = await find({ dataDir });
    assert.equal(found.recordsPath, `${snapshot}/data/demo/demo.jsonl`);
    assert.equal(found.revision, COMMIT);
  }
});

Deno.test("snapshotOf() takes the only snapshot, and none of several without a reference", async () => {
  await using folder = await temporaryFolder();
  const repository = `${folder.path}/datasets--owner--set`;
  await Deno.mkdir(`${repository}/snapshots/${COMMIT}`, { recursive: true });
  assert.equal((await snapshotOf(repository))?.revision, COMMIT);
  await Deno.mkdir(`${repository}/snapshots/${"f".repeat(40)}`);
  assert.equal(await snapshotOf(repository), null);
  assert.equal(enclosingSnapshot(`/x/snapshots/${COMMIT}`), null);
});

Deno.test("datasetConfig() takes the first unless told, and names the known ones", () => {
  assert.equal(datasetConfig(tinySource, undefined).name, "demo");
  assert.throws(() => datasetConfig(tinySource, "Demo2"), {
    name: "DatasetError",
    message: /No dataset "Demo2": known are demo, full, no_such_embedded_set; did you mean demo\?/,
  });
});

Deno.test("embeddedDataset() finds the synthetic set and its images whatever the working directory", async () => {
  await using folder = await temporaryFolder();
  // In a process of its own: the working directory of this one belongs to every test file that runs beside it.
  const code = `
    import { embeddedDataset } from "${new URL("../../mod.ts", import.meta.url).href}";
    console.log(JSON.stringify([Deno.cwd(), await embeddedDataset()]));
  `;
  const config = fileURLToPath(new URL("../../deno.json", import.meta.url));
  await writeFiles(folder.path, { "elsewhere/.keep": "", "find.ts": code });
  const { stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "-q", "--no-check", "--config", config, `${folder.path}/find.ts`],
    cwd: `${folder.path}/elsewhere`,
    env: { NO_COLOR: "1" },
  }).output();
  const [said, told] = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes));
  assert.match(said ?? "", /^\[/, told);
  const [cwd, files] = JSON.parse(said ?? "");
  assert.equal(cwd, `${folder.path}/elsewhere`);
  assert.deepEqual([files.name, files.origin, files.revision], ["rounds_demo", "embedded", null]);
  assert.equal(files.sha256, sha256Hex(await Deno.readFile(files.recordsPath)));
  assert.equal((await imageFolder(files.imageRoot ?? "")).problem, null);
});

Deno.test("embeddedDataset() finds a set that is one JSON list", async () => {
  const { name, recordsPath, sha256 } = await embeddedDataset("rounds_meddemo");
  assert.equal(name, "rounds_meddemo");
  assert.match(recordsPath, /rounds_meddemo\.json$/);
  assert.equal(sha256, sha256Hex(await Deno.readFile(recordsPath)));
});

Deno.test("embeddedDataset() is looked up beside the package, and named when absent", async () => {
  await assert.rejects(embeddedDataset("no_such_set"), {
    name: "DatasetError",
    message: /No embedded dataset "no_such_set": there is no \/.*data\/demo\/no_such_set\.jsonl/,
  });
  await using folder = await temporaryFolder();
  const error = await failure({ dataset: "no_such_embedded_set", dataDir: folder.path });
  assert.match(error.message, /No embedded dataset "no_such_embedded_set"/);
});

Deno.test("imageFolder() accepts a folder of images", async () => {
  await using folder = await temporaryFolder();
  await writeFiles(folder.path, { "a.png": blackPng(1, 1) });
  assert.deepEqual(await imageFolder(folder.path), {
    root: folder.path,
    problem: null,
    kind: null,
  });
  const file = await imageFolder(`${folder.path}/a.png`);
  assert.equal(file.root, null);
  assert.equal(file.kind, "unreadable");
});

Deno.test("isLfsPointer() needs the whole first line, and isLfsPointerFile() is false for what is not there", async () => {
  assert.equal(isLfsPointer(new TextEncoder().encode(LFS_POINTER)), true);
  assert.equal(isLfsPointer(new TextEncoder().encode("version 1")), false);
  assert.equal(isLfsPointer(new TextEncoder().encode(LFS_POINTER.padEnd(2000))), false);
  assert.equal(await isLfsPointerFile("/nonexistent/file"), false);
});
