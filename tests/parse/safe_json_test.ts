import assert from "node:assert/strict";
import { safeJson } from "../../mod.ts";
import { CONTROLS, HOSTILE_TEXTS } from "../hostile_texts.ts";

Deno.test("safeJson() reads back the same and holds nothing a terminal obeys", () => {
  const value = { [HOSTILE_TEXTS[0] ?? ""]: HOSTILE_TEXTS, nested: [null, 1, { a: "é日本" }] };
  for (const indent of [undefined, 2]) {
    const text = safeJson(value, indent);
    assert.deepEqual(JSON.parse(text), value);
    assert.doesNotMatch(text, CONTROLS);
  }
  assert.equal(safeJson({ a: 1 }, 2), '{\n  "a": 1\n}');
  assert.equal(safeJson(undefined), "null");
});
