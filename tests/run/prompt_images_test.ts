import assert from "node:assert/strict";
import { type ImagePart, promptSha256 } from "../../mod.ts";

const digest = (part: ImagePart) =>
  promptSha256({ messages: [{ role: "user", content: [part] }], items: ["q1"], images: [] });

Deno.test("promptSha256() does not depend on whether an image part tells its digest and size", () => {
  const part = { type: "image", url: "file:///here/a.png", mediaType: "image/png" } as const;
  assert.equal(digest({ ...part, sha256: "aa", bytes: 5 }), digest(part));
  assert.notEqual(digest({ ...part, url: "file:///here/b.png" }), digest(part));
});

Deno.test("promptSha256() tells a resized image from the original and from another size", () => {
  const name = (pixels: string) =>
    digest({ type: "image", url: `file:///kept/abc${pixels}.png`, mediaType: "image/png" });
  assert.equal(new Set(["", "-1000", "-2000"].map(name)).size, 3);
});
