import assert from "node:assert/strict";
import { neutrality } from "../../tasks/check/neutrality.ts";
import { findingsIn } from "./_findings_in.ts";

Deno.test("neutrality() finds shared code that names a benchmark, and leaves the benchmark's own room alone", async () => {
  const findings = await findingsIn(neutrality, {
    "lib/benchmarks/ward/index.ts": `export const NAME = "ward";`,
    "lib/benchmarks/list.ts": `export const NAMES = ["ward"];`,
    "lib/run/a.ts": `// "ward"\nexport const f = (name: string) => name === "Ward";`,
    "lib/run/b.ts": `export const title = "ward round";`,
  });
  assert.deepEqual(findings, [
    'lib/run/a.ts:2 "Ward" names a benchmark: give the benchmark a field that says what differs',
  ]);
});
