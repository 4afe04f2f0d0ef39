import assert from "node:assert/strict";
import { examples } from "../../tasks/check/examples.ts";
import { findingsIn } from "./_findings_in.ts";

Deno.test("examples() accepts an example that imports from the package and asserts", async () => {
  const text = documented([
    'import { mean, sum } from "@rounds/rounds";',
    "assert.equal(mean([1]), 1);",
  ]);
  assert.deepEqual(
    await findingsIn(examples, {
      "lib/stats/mean.ts": text,
      "lib/stats/_own.ts": "export function own(): void {}",
      "lib/stats/other.ts": "/** @internal */\nexport function other(): void {}",
    }),
    [],
  );
});

Deno.test("examples() finds a missing example, one that asserts nothing, and one that shows another function", async () => {
  const findings = await findingsIn(examples, {
    "lib/stats/a.ts": "/** Averages. */\nexport function mean(): void {}",
    "lib/stats/b.ts": documented(['import { mean } from "@rounds/rounds";', "mean([1]);"]),
    "lib/stats/c.ts": documented([
      'import { sum } from "@rounds/rounds";',
      "assert.equal(sum([1]), 1);",
    ]),
  });
  assert.deepEqual(findings, [
    "lib/stats/a.ts:2 mean has no @example with a ```ts block: add one that runs",
    "lib/stats/b.ts:11 mean has an example that asserts nothing: use node:assert/strict",
    'lib/stats/c.ts:11 mean is not imported from "@rounds/rounds" in its example: show it, or tag it @internal',
  ]);
});

function documented(code: readonly string[]): string {
  const lines = [
    "Averages.",
    "",
    "@example",
    "```ts",
    'import assert from "node:assert/strict";',
    ...code,
    "```",
  ];
  return ["/**", ...lines.map((line) => ` * ${line}`), " */", "export function mean(): void {}"]
    .join("\n");
}
