import assert from "node:assert/strict";
import { inflateSync } from "node:zlib";
import { checkVision, type Message, type Model, scriptedModel } from "../../mod.ts";
import { yellowSquare } from "../../lib/models/yellow_square.ts";
import { pngColour } from "../../lib/models/simulated/png_colour.ts";

Deno.test("checkVision() sends one message each: text and a data URL, text and a public https URL", async () => {
  const seen: (readonly Message[])[] = [];
  const scripted = scriptedModel(["yellow", "Four dice of different colours."]);
  const model: Model = {
    ...scripted,
    reply: (messages, options) => {
      seen.push(messages);
      return scripted.reply(messages, options);
    },
  };
  const check = await checkVision(model);
  assert.equal(check.imageMode, "either");
  const urls = seen.map(([message, ...more]) => {
    assert.deepEqual(more, []);
    assert.equal(message?.role, "user");
    assert.ok(Array.isArray(message.content));
    const [text, image] = message.content;
    assert.equal(text?.type, "text");
    return image?.type === "image" ? image.url : "";
  });
  assert.match(urls[0] ?? "", /^data:image\/png;base64,/);
  assert.match(urls[1] ?? "", /^https:\/\/upload\.wikimedia\.org\/.*\.png$/);
});

Deno.test("checkVision() passes a colour in any case and sentence, and a description of more than 10 characters", async () => {
  const judge = async (colour: string, description: string) => {
    const { local, url, imageMode } = await checkVision(scriptedModel([colour, description]));
    return [local.passed, url.passed, imageMode];
  };
  assert.deepEqual(await judge("It is YELLOW.", "Some dice on nothing"), [true, true, "either"]);
  assert.deepEqual(await judge("Yellow", "0123456789"), [true, false, "local"]);
  assert.deepEqual(await judge("Green", "01234567890"), [false, true, "url"]);
  assert.deepEqual(await judge("I cannot see", "No image."), [false, false, "none"]);
});

Deno.test("checkVision() does not count a colour the model only thought of", async () => {
  const { local } = await checkVision(
    scriptedModel(["<think>maybe yellow</think>Blue", "Four dice, it seems."]),
  );
  assert.equal(local.passed, false);
  assert.equal(local.reply, "Blue");
});

Deno.test("checkVision() makes a failed call a failed test with its reason", async () => {
  const { local, url } = await checkVision(
    scriptedModel([new Error("image refused"), "Four dice, it seems."]),
  );
  assert.deepEqual(local, {
    passed: false,
    reply: null,
    error: "image refused",
    kind: null,
  });
  assert.equal(url.passed, true);
});

Deno.test("checkVision() takes another image and hands its signal on", async () => {
  const controller = new AbortController();
  const scripted = scriptedModel(["yellow", "A picture of something"]);
  const urls: string[] = [];
  const model: Model = {
    ...scripted,
    reply: (messages, options) => {
      assert.equal(options?.signal, controller.signal);
      urls.push(JSON.stringify(messages));
      return scripted.reply(messages);
    },
  };
  const imageUrl = "http://127.0.0.1:1/picture.png";
  const { url, imageMode } = await checkVision(model, { imageUrl, signal: controller.signal });
  assert.deepEqual([url.passed, url.reply, imageMode], [null, "A picture of something", "local"]);
  assert.match(urls[1] ?? "", /127\.0\.0\.1:1\/picture\.png/);
});

Deno.test("the yellow square is a PNG of 64 x 64 pixels, all yellow", () => {
  const url = yellowSquare();
  assert.equal(pngColour(url), "Yellow");
  const png = Uint8Array.fromBase64(url.replace(/^[^,]*,/, ""));
  const view = new DataView(png.buffer);
  assert.deepEqual([view.getUint32(16), view.getUint32(20)], [64, 64]);
  const length = view.getUint32(33);
  const pixels = inflateSync(png.subarray(41, 41 + length));
  assert.equal(pixels.length, 64 * (1 + 64 * 3));
  for (let row = 0; row < 64; row++) {
    const line = [...pixels.subarray(row * 193, (row + 1) * 193)];
    assert.deepEqual(line, [0, ...Array.from({ length: 64 }, () => [255, 255, 0]).flat()]);
  }
});
