import assert from "node:assert/strict";
import { testPairing } from "../../tasks/check/test_pairing.ts";
import { findingsIn } from "./_findings_in.ts";

const FUNCTION = "export function mean(): void {}\nexport interface Mean {}";

Deno.test("testPairing() accepts a function imported by name, from mod.ts, or through a namespace", async () => {
  const ways = [
    'import { mean } from "../../lib/stats/mean.ts";',
    'import { mean as average } from "../../mod.ts";',
    'import { mean } from "@rounds/rounds";',
    'import * as rounds from "../../mod.ts";\nrounds.mean();',
    'const { mean } = await import("../../lib/stats/mean.ts");',
  ];
  for (const way of ways) {
    const files = { "lib/stats/mean.ts": FUNCTION, "tests/stats/mean_test.ts": way };
    assert.deepEqual(await findingsIn(testPairing, files), [], way);
  }
});

Deno.test("testPairing() finds a function no test of its room imports", async () => {
  const findings = await findingsIn(testPairing, {
    "lib/stats/errors/mean.ts": FUNCTION,
    "lib/stats/_own.ts": "export function own(): void {}",
    "tests/stats/other_test.ts":
      '// import { mean } from "../../mod.ts";\nimport * as rounds from "../../mod.ts";\nimport type { Mean } from "../../lib/stats/errors/mean.ts";\nimport { mean } from "some-package";',
    "tests/run/mean_test.ts": 'import { mean } from "../../mod.ts";',
  });
  assert.deepEqual(findings, [
    "lib/stats/errors/mean.ts:1 no test below tests/stats/ imports mean: add tests/stats/errors/mean_test.ts",
  ]);
});
