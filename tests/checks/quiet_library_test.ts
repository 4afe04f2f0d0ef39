import assert from "node:assert/strict";
import { quietLibrary } from "../../tasks/check/quiet_library.ts";
import { findingsIn } from "./_findings_in.ts";

Deno.test("quietLibrary() finds printing and exiting in lib/ only", async () => {
  const findings = await findingsIn(quietLibrary, {
    "lib/run/a.ts":
      `// console.log(1)\nexport const f = () => console.log(1);\nexport const g = () => Deno.exit(1);`,
    "tasks/a.ts": `console.log(1);\nDeno.exit(0);`,
  });
  assert.deepEqual(findings.map((finding) => finding.split(": ")[0]), [
    "lib/run/a.ts:2 console.log",
    "lib/run/a.ts:3 Deno.exit",
  ]);
});
