import assert from "node:assert/strict";
import { estimateTokens } from "../../mod.ts";

Deno.test("estimateTokens() counts Latin letters by four, other characters singly, images by a thousand", () => {
  assert.equal(estimateTokens([{ role: "user", content: "患者胸痛" }]).tokens, 4);
  const image = { type: "image", url: "https://example.org/a.png", mediaType: null } as const;
  const content = [{ type: "text", text: "x".repeat(8) }, image] as const;
  assert.deepEqual(estimateTokens([{ role: "user", content }]), { images: 1, tokens: 1002 });
});

Deno.test("estimateTokens() of no messages is nothing", () => {
  assert.deepEqual(estimateTokens([]), { images: 0, tokens: 0 });
});
