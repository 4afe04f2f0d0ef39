import assert from "node:assert/strict";
import { join } from "node:path";
import { imageDoubt } from "../../lib/datasets/_image_doubt.ts";
import { imageStore } from "../../lib/datasets/image_store.ts";

const PNG = Uint8Array.fromBase64(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
);

Deno.test("imageDoubt() doubts what has no size, and what is cut off, and nothing else", () => {
  assert.match(imageDoubt(new TextEncoder().encode("<html>"), null) ?? "", /no known format/);
  assert.equal(imageDoubt(PNG, 1), null);
  assert.match(imageDoubt(PNG.subarray(0, 33), 1) ?? "", /cut off/);
  const jpeg = Uint8Array.from([
    0xff,
    0xd8,
    0xff,
    0xe0,
    0,
    4,
    0xff,
    0xd9,
    1,
    2,
    3,
    4,
    5,
    6,
    7,
    8,
    9,
    9,
  ]);
  assert.match(imageDoubt(jpeg, 1) ?? "", /cut off/, "the end of a thumbnail is none");
  assert.equal(imageDoubt(Uint8Array.from([...jpeg, 0xff, 0xd9, 0]), 1), null);
  assert.equal(
    imageDoubt(new Uint8Array([0x47, 0x49, 0x46]), 1),
    null,
    "other formats are not looked into",
  );
});

Deno.test("imageStore() tells once of each file that is sent though it seems to be no whole image", async () => {
  const root = await Deno.makeTempDir();
  await Deno.writeTextFile(join(root, "text.png"), "hello");
  await Deno.writeFile(join(root, "cut.png"), PNG.subarray(0, 33));
  await Deno.writeFile(join(root, "whole.png"), PNG);
  const told: string[] = [];
  const images = imageStore(root, {
    onDoubt: ({ file, reason }) => void told.push(`${file}: ${reason}`),
  });
  for (const file of ["text.png", "cut.png", "whole.png", "text.png", "absent.png"]) {
    const { record } = await images.find(file);
    assert.equal(record.delivery, file === "absent.png" ? "missing" : "sent");
  }
  assert.deepEqual(told, [
    "text.png: its content is of no known format",
    "cut.png: it is cut off: its end is missing",
  ]);
  await Deno.remove(root, { recursive: true });
});
