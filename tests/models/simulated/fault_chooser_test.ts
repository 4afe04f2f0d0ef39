import assert from "node:assert/strict";
import { faultChooser } from "../../../lib/models/simulated/fault_chooser.ts";
import type { SimulatedFault } from "../../../lib/models/simulated/fault_types.ts";
import type { ChatRequest } from "../../../lib/models/simulated/types.ts";

function request(text: string, extra: readonly string[] = []): ChatRequest {
  const messages = [text, ...extra].map((said) => ({ role: "user", text: said, images: [] }));
  return { model: "m", messages, maxTokens: null, temperature: null, body: {} };
}

const PROMPTS = Array.from({ length: 1000 }, (_, index) => `prompt ${index}`);

/** The prompts struck, in the order asked. */
function struck(faults: readonly SimulatedFault[], prompts: readonly string[]): readonly string[] {
  const choose = faultChooser(faults, { seed: 1 });
  return prompts.filter((prompt) => choose(request(prompt)) !== null);
}

Deno.test("faultChooser() strikes nothing without faults and everything without limits", () => {
  assert.equal(struck([], PROMPTS).length, 0);
  assert.equal(struck([{ kind: "500" }], PROMPTS).length, PROMPTS.length);
});

Deno.test("faultChooser() strikes a share of the prompts, the same whatever their order", () => {
  const faults: readonly SimulatedFault[] = [{ kind: "500", share: 0.2 }];
  const hit = struck(faults, PROMPTS);
  assert.ok(hit.length > 160 && hit.length < 240, `${hit.length}`);
  assert.deepEqual(struck(faults, PROMPTS.toReversed()).toSorted(), hit.toSorted());
  assert.deepEqual(struck([{ kind: "500", share: 0 }], PROMPTS), []);
  assert.equal(struck([{ kind: "500", share: 1 }], PROMPTS).length, PROMPTS.length);
});

Deno.test("faultChooser() strikes other prompts for another kind and another seed", () => {
  const hit = struck([{ kind: "500", share: 0.2 }], PROMPTS);
  assert.notDeepEqual(struck([{ kind: "503", share: 0.2 }], PROMPTS), hit);
  const choose = faultChooser([{ kind: "500", share: 0.2 }], { seed: 2 });
  assert.notDeepEqual(PROMPTS.filter((prompt) => choose(request(prompt)) !== null), hit);
});

Deno.test("faultChooser() lets a prompt through after the attempts of a passing fault", () => {
  const faults: readonly SimulatedFault[] = [{ kind: "500", attempts: 2 }];
  assert.deepEqual(struck(faults, ["a", "a", "b", "a", "b", "b"]), ["a", "a", "b", "b"]);
});

Deno.test("faultChooser() strikes a prompt of a permanent fault at every attempt", () => {
  const faults: readonly SimulatedFault[] = [{ kind: "500", share: 0.5 }];
  const thrice = PROMPTS.slice(0, 40).flatMap((prompt) => [prompt, prompt, prompt]);
  const hit = struck(faults, PROMPTS.slice(0, 40));
  assert.ok(hit.length > 0 && hit.length < 40);
  assert.deepEqual(struck(faults, thrice), hit.flatMap((prompt) => [prompt, prompt, prompt]));
});

Deno.test("faultChooser() counts every n-th and at most so many times", () => {
  assert.deepEqual(struck([{ kind: "500", every: 3 }], ["a", "b", "c", "d", "e", "f"]), ["c", "f"]);
  assert.deepEqual(struck([{ kind: "500", times: 2 }], ["a", "b", "c"]), ["a", "b"]);
});

Deno.test("faultChooser() asks match with the request and its attempt, and takes the first fault that applies", () => {
  const choose = faultChooser([
    {
      kind: "500",
      match: ({ messages }, attempt) => messages[0]?.text === "a" && attempt === 2,
    },
    { kind: "503", times: 1 },
  ], { seed: 1 });
  assert.equal(choose(request("a"))?.kind, "503");
  assert.equal(choose(request("a"))?.kind, "500");
  assert.equal(choose(request("b")), null);
});

Deno.test("faultChooser() cuts the context of whole conversations", () => {
  const choose = faultChooser([{ kind: "context_cut", share: 0.5 }], { seed: 1 });
  for (const prompt of PROMPTS.slice(0, 50)) {
    const first = choose(request(prompt));
    assert.equal(choose(request(prompt, ["more"])), first);
    assert.equal(choose(request(prompt, ["more", "and more"])), first);
  }
});

Deno.test("faultChooser() leaves requests without images alone when it refuses images", () => {
  const choose = faultChooser([{ kind: "image_refused" }], { seed: 1 });
  assert.equal(choose(request("a")), null);
  const messages = [{ role: "user", text: "a", images: ["https://example.org/a.png"] }];
  assert.equal(choose({ ...request("a"), messages })?.kind, "image_refused");
});

Deno.test("faultChooser() refuses impossible settings by name", () => {
  const refuse = (fault: SimulatedFault): () => unknown => () => faultChooser([fault], { seed: 1 });
  assert.throws(refuse({ kind: "500", share: 2 }), /share of fault 500 is 2, expected a number/);
  assert.throws(refuse({ kind: "500", share: NaN }), /share of fault 500 is NaN/);
  assert.throws(refuse({ kind: "500", every: 0 }), /every of fault 500 is 0, expected a whole/);
  assert.throws(refuse({ kind: "500", attempts: 1.5 }), /attempts of fault 500 is 1.5/);
  assert.throws(refuse({ kind: "500", times: -1 }), /times of fault 500 is -1/);
});
