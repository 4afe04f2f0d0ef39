import assert from "node:assert/strict";
import { imageStore } from "../../lib/datasets/image_store.ts";
import { sha256Hex } from "../../lib/parse/sha256_hex.ts";
import { blackPng, LFS_POINTER, temporaryFolder, writeFiles } from "./fixtures.ts";

Deno.test("imageStore() gives digest, length, type and size of an image it can send", async () => {
  await using folder = await temporaryFolder();
  const png = blackPng(7, 5);
  await writeFiles(folder.path, { "a b.PNG": png });
  assert.deepEqual(await imageStore(folder.path).find("a b.PNG"), {
    record: {
      source: "a b.PNG",
      delivery: "sent",
      sha256: sha256Hex(png),
      bytes: png.length,
      mediaType: "image/png",
      width: 7,
      height: 5,
    },
    url: `file://${folder.path}/a%20b.PNG`,
    reason: null,
  });
});

Deno.test("imageStore() sends an image whose size it cannot tell, with null for it", async () => {
  await using folder = await temporaryFolder();
  await writeFiles(folder.path, { "a.jpg": "not really" });
  const { record } = await imageStore(folder.path).find("a.jpg");
  assert.deepEqual([record.delivery, record.width, record.height], ["sent", null, null]);
});

Deno.test("imageStore() never looks outside its root", async () => {
  await using folder = await temporaryFolder();
  const root = `${folder.path}/root`;
  await writeFiles(folder.path, {
    "secret.png": blackPng(1, 1),
    "root/sub/in.png": blackPng(1, 1),
  });
  await Deno.symlink("../secret.png", `${root}/link.png`);
  await Deno.symlink("..", `${root}/up`);
  await Deno.symlink("sub/in.png", `${root}/inside.png`);
  const images = imageStore(root);
  const outside = [
    "../secret.png",
    "sub/../../secret.png",
    "../root/sub/in.png",
    `${folder.path}/secret.png`,
    `${root}/sub/in.png`,
    "C:\\secret.png",
    "link.png",
    "up/secret.png",
    "..",
  ];
  for (const name of outside) {
    const { record, url } = await images.find(name);
    assert.deepEqual([name, record.delivery, url], [name, "outside_root", null]);
    assert.deepEqual([record.sha256, record.bytes], [null, null]);
  }
  assert.equal((await images.find("inside.png")).record.delivery, "sent");
  assert.equal((await images.find("sub/in.png")).record.delivery, "sent");
  assert.equal((await images.find("sub/../sub/in.png")).record.delivery, "sent");
});

Deno.test("imageStore() follows the links of a hub cache into its blobs, and no further", async () => {
  await using folder = await temporaryFolder();
  const repository = `${folder.path}/datasets--owner--set`;
  const root = `${repository}/snapshots/${"0123456789".repeat(4)}/data/demo/image`;
  await writeFiles(repository, { "blobs/abc": blackPng(2, 2), "secret.png": blackPng(1, 1) });
  await Deno.mkdir(root, { recursive: true });
  await Deno.symlink("../../../../../blobs/abc", `${root}/a.png`);
  await Deno.symlink("../../../../../secret.png", `${root}/b.png`);
  const images = imageStore(root);
  const found = await images.find("a.png");
  assert.deepEqual([found.record.delivery, found.record.mediaType], ["sent", "image/png"]);
  assert.equal((await images.find("b.png")).record.delivery, "outside_root");
});

Deno.test("imageStore() tells apart what is missing, unreadable, no image and too large", async () => {
  await using folder = await temporaryFolder();
  await writeFiles(folder.path, {
    "empty.png": "",
    "pointer.png": LFS_POINTER,
    "text.txt": "text",
    "noname": "bytes",
    "large.png": new Uint8Array(100),
    "folder.png/x": "",
  });
  const images = imageStore(folder.path, { maxDataUrlLength: 150 });
  const expected = [
    ["absent.png", "missing", /no such file/, null],
    ["", "missing", /names no file/, null],
    ["text.txt/a.png", "missing", /not a folder/, null],
    ["folder.png", "unreadable", /not a file/, null],
    ["empty.png", "unreadable", /empty/, "empty.png"],
    ["text.txt", "not_an_image", /text\/plain/, "text.txt"],
    ["noname", "not_an_image", /says nothing/, "noname"],
    ["large.png", "too_large", /158 characters, allowed are 150/, "large.png"],
  ] as const;
  for (const [name, delivery, reason, there] of expected) {
    const found = await images.find(name);
    assert.deepEqual([name, found.record.delivery], [name, delivery]);
    assert.match(found.reason ?? "", reason);
    assert.equal(found.record.sha256, null);
    assert.equal(found.url, there === null ? null : `file://${folder.path}/${there}`);
  }
  const pointer = await imageStore(folder.path).find("pointer.png");
  assert.equal(pointer.record.delivery, "unreadable");
  assert.match(pointer.reason ?? "", /Git LFS pointer.*git lfs pull/);
});

Deno.test("imageStore() allows a data URL of exactly the limit", async () => {
  await using folder = await temporaryFolder();
  await writeFiles(folder.path, { "a.png": new Uint8Array(99) });
  const length = "data:image/png;base64,".length + 132;
  const at = async (maxDataUrlLength: number) =>
    (await imageStore(folder.path, { maxDataUrlLength }).find("a.png")).record.delivery;
  assert.equal(await at(length), "sent");
  assert.equal(await at(length - 1), "too_large");
});

Deno.test("imageStore() has nothing without a root, or with one that is not there", async () => {
  const none = await imageStore(null).find("a.png");
  assert.deepEqual([none.record.delivery, none.reason], ["missing", "no image root is known"]);
  const gone = await imageStore("/nonexistent/root").find("a.png");
  assert.match(gone.reason ?? "", /there is no image root \/nonexistent\/root/);
  assert.equal((await imageStore(null).find("../a.png")).record.delivery, "outside_root");
});

Deno.test("imageStore() reads each file once, however often and however many it is asked", async () => {
  await using folder = await temporaryFolder();
  const names = Array.from({ length: 40 }, (_, index) => `${index}.png`);
  await writeFiles(
    folder.path,
    Object.fromEntries(names.map((name, index) => [name, blackPng(index + 1, 1)])),
  );
  const images = imageStore(folder.path, { filesAtOnce: 2 });
  const first = images.find("3.png");
  assert.equal(images.find("3.png"), first);
  const found = await Promise.all([...names, ...names].map((name) => images.find(name)));
  assert.deepEqual(found.map(({ record }) => record.width).slice(0, 3), [1, 2, 3]);
  await Deno.remove(`${folder.path}/3.png`);
  assert.equal(await images.find("3.png"), await first);
});
