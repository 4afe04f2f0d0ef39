import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { decode, encode, type ImageData } from "fast-png";
import jpeg from "jpeg-js";
import { imageStore, liveclin, resizeImage, sha256Hex } from "../../mod.ts";
import { LFS_POINTER, temporaryFolder, writeFiles } from "./fixtures.ts";

const png = (image: ImageData) => Uint8Array.from(encode(image));

/** A grey picture whose levels a function of the place gives. */
function grey(
  { width, height }: { readonly width: number; readonly height: number },
  level: (x: number, y: number) => number,
): Uint8Array {
  const data = Uint8Array.from(
    { length: width * height },
    (_, n) => level(n % width, Math.floor(n / width)),
  );
  return png({ width, height, channels: 1, data });
}

/** A JPEG whose left third is red, the rest blue. */
function redLeft(width: number, height: number): Uint8Array {
  const data = Buffer.alloc(width * height * 4, 255);
  for (let at = 0; at < width * height; at++) {
    const isRed = at % width < width / 3;
    data.set(isRed ? [230, 20, 20] : [20, 20, 230], at * 4);
  }
  return Uint8Array.from(jpeg.encode({ data, width, height }, 95).data);
}

/** The same JPEG with an EXIF orientation. */
function withOrientation(content: Uint8Array, orientation: number): Uint8Array {
  const tiff = [0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation];
  const body = [...new TextEncoder().encode("Exif\0\0"), ...tiff, 0, 0, 0, 0, 0, 0];
  const head = [0xff, 0xe1, 0, body.length + 2];
  return Uint8Array.from([...content.subarray(0, 2), ...head, ...body, ...content.subarray(2)]);
}

const resized = (content: Uint8Array, maxPixels: number) => {
  const made = resizeImage(content, { maxPixels });
  if (made === null) throw new Error("it was not resized");
  return made;
};

Deno.test("resizeImage() keeps the aspect, never exceeds the limit and nearly reaches it", () => {
  for (const [width, height] of [[640, 480], [333, 77], [50, 999], [1, 4000], [4000, 1]] as const) {
    const content = grey({ width, height }, () => 128);
    for (const maxPixels of [1000, 12_345]) {
      if (width * height <= maxPixels) continue;
      const made = resized(content, maxPixels);
      assert.ok(made.width * made.height <= maxPixels, `${made.width} × ${made.height}`);
      if (width > 1 && height > 1) {
        assert.ok(made.width * made.height > maxPixels * 0.7, `${made.width} × ${made.height}`);
        const factor = Math.sqrt(maxPixels / (width * height));
        assert.ok(Math.abs(made.width - width * factor) <= 1);
        assert.ok(Math.abs(made.height - height * factor) <= 1);
      }
    }
  }
  const tiny = resized(grey({ width: 300, height: 200 }, () => 5), 1);
  assert.deepEqual([tiny.width, tiny.height], [1, 1]);
});

Deno.test("resizeImage() leaves alone what is small enough", () => {
  const content = grey({ width: 40, height: 25 }, () => 0);
  assert.equal(resizeImage(content, { maxPixels: 1000 }), null);
  assert.notEqual(resizeImage(content, { maxPixels: 999 }), null);
});

Deno.test("resizeImage() keeps an even area even, edges straight and the mean what it was", () => {
  const flat = decode(resized(grey({ width: 200, height: 100 }, () => 137), 500).content);
  assert.ok([...flat.data].every((level) => level === 137));
  const half = grey({ width: 400, height: 200 }, (x) => x < 200 ? 0 : 200);
  const { data, width } = decode(resized(half, 800).content);
  assert.deepEqual([data[0], data[width - 1]], [0, 200]);
  const mean = (levels: ArrayLike<number>) =>
    Array.from(levels).reduce((sum, level) => sum + level, 0) / levels.length;
  const noise = grey({ width: 320, height: 320 }, (x, y) => 60 + (x * 7919 + y * 104729) % 120);
  const made = decode(resized(noise, 1024).content);
  assert.ok(Math.abs(mean(made.data) - mean(decode(noise).data)) < 1.5);
});

Deno.test("resizeImage() keeps thin lines: each is as dark as its share, wherever it falls", () => {
  const lines = grey({ width: 1000, height: 50 }, (x) => x % 97 === 3 ? 0 : 255);
  const { data, width } = decode(resized(lines, 500).content);
  const dark = Array.from({ length: width }, (_, x) => 255 - (data[x] ?? 0));
  const total = dark.reduce((sum, value) => sum + value, 0);
  // Eleven lines of one pixel, each shared by ten; what would be whiter than white beside them is cut off.
  assert.ok(total > 10.5 * 25.5 && total < 13.5 * 25.5, String(total));
  assert.equal(dark.filter((value) => value > 8).length >= 11, true);
});

Deno.test("resizeImage() reads every kind of PNG", () => {
  const width = 60;
  const height = 40;
  const of = (channels: number, values: readonly number[]) =>
    Uint8Array.from({ length: width * height * channels }, (_, n) => values[n % channels] ?? 0);
  const kinds: readonly (readonly [ImageData, readonly number[]])[] = [
    [{ width, height, channels: 1, data: of(1, [90]) }, [90]],
    [{ width, height, channels: 2, data: of(2, [90, 128]) }, [90, 128]],
    [{ width, height, channels: 3, data: of(3, [1, 100, 200]) }, [1, 100, 200]],
    [{ width, height, channels: 4, data: of(4, [1, 100, 200, 255]) }, [1, 100, 200, 255]],
    [{
      width,
      height,
      channels: 3,
      depth: 16,
      data: Uint16Array.from(of(3, [1, 100, 200]), (value) => value * 257),
    }, [1, 100, 200]],
  ];
  for (const [image, expected] of kinds) {
    const made = decode(resized(png(image), 600).content);
    const pixel = [...made.data.slice(0, expected.length)];
    assert.ok(
      pixel.every((value, n) => Math.abs(value - (expected[n] ?? 0)) <= 1),
      `${pixel} for ${expected}`,
    );
  }
});

Deno.test("resizeImage() lets transparent pixels give no colour to their neighbours", () => {
  const data = new Uint8Array(64 * 64 * 4);
  for (let at = 0; at < 64 * 64; at++) {
    data.set(at % 64 < 32 ? [255, 0, 0, 255] : [0, 255, 0, 0], at * 4);
  }
  const made = decode(resized(png({ width: 64, height: 64, channels: 4, data }), 49).content);
  const edge = [...made.data.slice(3 * 4, 4 * 4)];
  assert.deepEqual(edge.slice(0, 3), [255, 0, 0]);
  assert.ok((edge[3] ?? 0) > 60 && (edge[3] ?? 0) < 200);
});

Deno.test("resizeImage() turns a JPEG upright in all eight orientations", () => {
  const content = redLeft(120, 60);
  const isRed = (orientation: number, place: readonly [number, number]) => {
    const made = resized(withOrientation(content, orientation), 450);
    assert.equal(made.mediaType, "image/jpeg");
    assert.deepEqual(
      [made.width, made.height],
      orientation >= 5 ? [15, 30] : [30, 15],
      String(orientation),
    );
    const { data, width, height } = jpeg.decode(made.content, { useTArray: true });
    const x = Math.floor(place[0] * (width - 1));
    const y = Math.floor(place[1] * (height - 1));
    const at = (y * width + x) * 4;
    return (data[at] ?? 0) > (data[at + 2] ?? 0);
  };
  // Where the left edge of the stored picture is shown: left, right, right, left, top, top, bottom, bottom.
  const shown = [[0, 0.5], [1, 0.5], [1, 0.5], [0, 0.5], [0.5, 0], [0.5, 0], [0.5, 1], [0.5, 1]];
  for (const [n, [x = 0, y = 0]] of shown.entries()) {
    assert.ok(isRed(n + 1, [x, y]), `orientation ${n + 1}`);
    assert.ok(!isRed(n + 1, [1 - x, 1 - y]), `orientation ${n + 1}, other side`);
  }
});

/** A GIF of that size: its header is all that is read. */
const gif = (width: number, height: number) =>
  Uint8Array.from([
    ...new TextEncoder().encode("GIF89a"),
    ...[width & 255, width >> 8, height & 255, height >> 8, 0, 0, 0, 0x3b],
  ]);

Deno.test("resizeImage() refuses other formats, too many pixels, broken content and a senseless limit", () => {
  assert.throws(
    () => resizeImage(gif(100, 100), { maxPixels: 10 }),
    /GIF file, and only PNG and JPEG/,
  );
  const huge = grey({ width: 1, height: 1 }, () => 0);
  new DataView(huge.buffer).setUint32(16, 50_000);
  new DataView(huge.buffer).setUint32(20, 50_000);
  assert.throws(() => resizeImage(huge, { maxPixels: 10 }), /50000 × 50000 pixels, and more than/);
  assert.throws(() => resizeImage(redLeft(100, 100).slice(0, 700), { maxPixels: 10 }));
  for (const maxPixels of [0, -1, 1.5, NaN]) {
    assert.throws(() => resizeImage(huge, { maxPixels }), /expected a whole number of at least 1/);
  }
});

Deno.test("imageStore() sends the original bytes of what is small enough, and resizes the rest once for all runs", async () => {
  await using folder = await temporaryFolder();
  const small = grey({ width: 20, height: 20 }, () => 1);
  const large = grey({ width: 200, height: 100 }, (x) => x);
  await writeFiles(folder.path, { "in/small.png": small, "in/large.png": large });
  const open = () =>
    imageStore(`${folder.path}/in`, { maxPixels: 800, resizedFolder: `${folder.path}/kept` });
  const plain = await open().find("small.png");
  assert.deepEqual([plain.record.delivery, plain.record.sent], ["sent", undefined]);
  assert.equal(plain.url, `file://${folder.path}/in/small.png`);
  const found = await open().find("large.png");
  const sha256 = sha256Hex(large);
  const path = `${folder.path}/kept/${sha256}-800.png`;
  const content = await Deno.readFile(path);
  assert.deepEqual(found, {
    record: {
      source: "large.png",
      delivery: "resized",
      sha256,
      bytes: large.length,
      mediaType: "image/png",
      width: 200,
      height: 100,
      sent: {
        sha256: sha256Hex(content),
        bytes: content.length,
        mediaType: "image/png",
        width: 40,
        height: 20,
      },
    },
    url: `file://${path}`,
  });
  const before = await Deno.stat(path);
  assert.deepEqual((await open().find("large.png")).record, found.record);
  assert.deepEqual((await Deno.stat(path)).mtime, before.mtime);
  assert.deepEqual((await Array.fromAsync(Deno.readDir(`${folder.path}/kept`))).length, 1);
});

Deno.test("imageStore() never sends an image above the limit that it cannot resize", async () => {
  await using folder = await temporaryFolder();
  await writeFiles(folder.path, {
    "a.gif": gif(100, 100),
    "small.gif": gif(10, 10),
    "cut.jpg": redLeft(100, 100).slice(0, 700),
    "cut.png": grey({ width: 100, height: 100 }, (x) => x).slice(0, 60),
    "odd.png": "no picture",
    "pointer.png": LFS_POINTER,
    "empty.png": "",
  });
  const images = imageStore(folder.path, {
    maxPixels: 200,
    resizedFolder: `${folder.path}/kept`,
  });
  const expected = [
    ["a.gif", "too_large", /100 × 100 pixels, allowed are 200, .* GIF file/],
    ["small.gif", "sent", /^$/],
    ["cut.jpg", "unreadable", /100 × 100 pixels, but its content is broken/],
    ["cut.png", "unreadable", /100 × 100 pixels, but its content is broken/],
    ["odd.png", "unreadable", /its size cannot be told/],
    ["pointer.png", "unreadable", /Git LFS pointer/],
    ["empty.png", "unreadable", /empty/],
    ["absent.png", "missing", /no such file/],
  ] as const;
  for (const [name, delivery, reason] of expected) {
    const found = await images.find(name);
    assert.deepEqual([name, found.record.delivery], [name, delivery]);
    assert.match(found.reason ?? "", reason);
    assert.equal(found.record.sent, undefined);
  }
});

Deno.test("imageStore() holds what is resized, not the original, to the length of a data URL", async () => {
  await using folder = await temporaryFolder();
  const noise = grey(
    { width: 300, height: 300 },
    (x, y) => Math.imul(x * 300 + y, 0x9e3779b1) >>> 24,
  );
  await writeFiles(folder.path, { "a.png": noise });
  const find = async (maxDataUrlLength: number) =>
    await imageStore(folder.path, {
      maxDataUrlLength,
      maxPixels: 100,
      resizedFolder: `${folder.path}/kept`,
    }).find("a.png");
  assert.ok(noise.length > 2000);
  assert.equal((await find(2000)).record.delivery, "resized");
  const refused = await find(50);
  assert.equal(refused.record.delivery, "too_large");
  assert.match(refused.reason ?? "", /resized, as a data URL it has/);
});

Deno.test("imageStore() says in the run's identity to how many pixels it resizes", () => {
  const images = imageStore("images", { maxPixels: 1_000_000, resizedFolder: "kept" });
  const { identity } = liveclin({ imageMode: "local", images });
  assert.equal(identity.image_max_pixels, "1000000");
  assert.equal(liveclin({ imageMode: "url", images }).identity.image_max_pixels, undefined);
  const plain = liveclin({ imageMode: "local", images: imageStore("images") });
  assert.ok(!("image_max_pixels" in plain.identity));
  assert.throws(() => imageStore("images", { maxPixels: 5 }), /needs a resizedFolder/);
  assert.throws(
    () => imageStore("images", { maxPixels: 0.5, resizedFolder: "kept" }),
    /maxPixels is 0.5/,
  );
});
