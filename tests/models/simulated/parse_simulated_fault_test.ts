import assert from "node:assert/strict";
import { parseSimulatedFault } from "../../../lib/models/simulated/parse_simulated_fault.ts";
import { SIMULATED_FAULTS } from "../../../lib/models/simulated/simulated_faults.ts";

Deno.test("parseSimulatedFault() reads every kind, alone, with a share and with attempts", () => {
  for (const kind of Object.keys(SIMULATED_FAULTS)) {
    assert.deepEqual(parseSimulatedFault(kind), { kind });
    assert.deepEqual(parseSimulatedFault(`${kind}=0.25`), { kind, share: 0.25 });
    assert.deepEqual(parseSimulatedFault(`${kind}=1:3`), { kind, share: 1, attempts: 3 });
  }
});

Deno.test("parseSimulatedFault() refuses another form, an unknown kind and numbers out of range", () => {
  assert.throws(
    () => parseSimulatedFault(""),
    /^SyntaxError: Cannot parse fault "", expected KIND/,
  );
  assert.throws(() => parseSimulatedFault("5 00"), SyntaxError);
  assert.throws(() => parseSimulatedFault("toString"), /No fault is named "toString", expected/);
  assert.throws(() => parseSimulatedFault("418=1"), /No fault is named "418", expected one of 429/);
  for (const share of ["", "2", "-1", "many"]) {
    assert.throws(() => parseSimulatedFault(`500=${share}`), /Share ".*" of fault .* is not a/);
  }
  for (const attempts of ["", "0", "1.5", "x"]) {
    assert.throws(() => parseSimulatedFault(`500=1:${attempts}`), /Attempts ".*" of fault/);
  }
});
