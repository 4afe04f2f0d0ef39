import assert from "node:assert/strict";
import { defaultPrices, priceOf, readModelFacts } from "../../mod.ts";

Deno.test("every fact about a model and every price says where it is from", async () => {
  for (const { model, source } of await readModelFacts()) {
    assert.match(source, /https:\/\/\S+|arXiv:\d{4}\.\d{5}/, model);
  }
  for (const { model, source, source_date } of defaultPrices()) {
    assert.match(source ?? "", /^https:\/\//, model);
    assert.match(source_date ?? "", /^20\d\d-\d\d$/, model);
  }
});

Deno.test("no price is that of a dearer variant with a longer name", () => {
  const prices = defaultPrices();
  for (
    const name of [
      "gpt-5-pro",
      "gpt-5.4-pro",
      "gpt-5.4-nano",
      "o3-pro",
      "o3-deep-research",
      "o4-mini-deep-research",
      "gpt-4o-mini-audio-preview",
      "gpt-4o-realtime-preview",
    ]
  ) assert.equal(priceOf(name, prices), null, name);
  for (const name of ["gpt-5.4-2026-03-05", "openai/o4-mini-2025-04-16", "gpt-4.1-2025-04-14"]) {
    assert.notEqual(priceOf(name, prices), null, name);
  }
});

Deno.test("no model is said to know more than it could when it was released", async () => {
  for (const { model, cutoff, release } of await readModelFacts()) {
    if (cutoff !== null && release !== null) assert.ok(cutoff < release, model);
  }
});
