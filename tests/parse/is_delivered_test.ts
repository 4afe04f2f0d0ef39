import assert from "node:assert/strict";
import { isDelivered } from "../../mod.ts";

Deno.test("isDelivered() counts what was part of the request, as it is or resized, and nothing else", () => {
  assert.ok(isDelivered({ delivery: "sent" }));
  assert.ok(isDelivered({ delivery: "resized" }));
  for (
    const delivery of [
      ...["missing", "outside_root", "unreadable", "not_an_image", "too_large"] as const,
      ...["no_caption_prefix", "withheld"] as const,
    ]
  ) {
    assert.ok(!isDelivered({ delivery }), delivery);
  }
});
