import assert from "node:assert/strict";
import { sizes } from "../../tasks/check/sizes.ts";
import { findingsIn } from "./_findings_in.ts";

Deno.test("sizes() accepts 250 lines and finds 251, in lib/ and tasks/ only", async () => {
  const findings = await findingsIn(sizes, {
    "lib/run/a.ts": "// x\n".repeat(250),
    "lib/run/b.ts": "// x\n".repeat(251),
    "tasks/c.ts": "// x\n".repeat(300),
    "tests/run/d_test.ts": "// x\n".repeat(300),
    "lib/types.ts": "// x\n".repeat(300),
  });
  assert.deepEqual(findings, [
    "lib/run/b.ts:251 251 lines, at most 250: split it, one exported function per file",
    "tasks/c.ts:251 300 lines, at most 250: split it, one exported function per file",
  ]);
});
