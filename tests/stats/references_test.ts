import assert from "node:assert/strict";
import { compareReference, runReference } from "../../mod.ts";
import file from "./stat-references.json" with { type: "json" };

for (const one of file.cases) {
  Deno.test(`${one.fn} gives the reference value of ${one.name}`, () => {
    const got = runReference(one, file.fixtures);
    assert.notEqual(got, undefined, "not implemented");
    assert.deepEqual(compareReference(one.expected, got, { tol: one.tol }), []);
  });
}

Deno.test("compareReference() wants null where null is expected, and a warning where one is expected", () => {
  assert.equal(compareReference({ p: null }, { p: 0 }, { tol: 1 }).length, 1);
  assert.equal(compareReference({ warning: "no data" }, { warning: null }, { tol: 1 }).length, 1);
  assert.deepEqual(
    compareReference({ warning: "no data" }, { warning: "nothing" }, { tol: 0 }),
    [],
  );
});

Deno.test("compareReference() compares relatively above 1 and absolutely below", () => {
  assert.deepEqual(compareReference(1000, 1000.5, { tol: 1e-3 }), []);
  assert.equal(compareReference(0.001, 0.0025, { tol: 1e-3 }).length, 1);
  assert.equal(compareReference([1, 2], [1], { tol: 1 }).length, 1);
});

Deno.test("runReference() names an unknown frame and a missing input", () => {
  const unknown = { name: "x", fn: "wilson", inputs: { frame: "F9" } };
  assert.throws(() => runReference(unknown, {}), /frame is "F9"/);
  const missing = { name: "x", fn: "wilson", inputs: { x: 1 } };
  assert.throws(() => runReference(missing, {}), /input "n" is missing/);
});
