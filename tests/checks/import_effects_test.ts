import assert from "node:assert/strict";
import { importEffects } from "../../tasks/check/import_effects.ts";
import { findingsIn } from "./_findings_in.ts";

Deno.test("importEffects() accepts declarations and constants that compute in place", async () => {
  const text = [
    'import defer * as pl from "nodejs-polars";',
    "const PATTERN = new RegExp('a');",
    "export const NAMES: ReadonlySet<string> = new Set(['Deno']);",
    "export const read = () => Deno.readTextFile('x');",
    "export function frame(): typeof pl { return pl; }",
    "export class Own { at = () => Deno.pid; }",
  ].join("\n");
  assert.deepEqual(await findingsIn(importEffects, { "lib/frames/a.ts": text }), []);
});

Deno.test("importEffects() finds statements, awaits, Deno and deferred packages at the top level", async () => {
  const findings = await findingsIn(importEffects, {
    "lib/frames/a.ts": [
      'import defer * as pl from "nodejs-polars";',
      'import "./other.ts";',
      "console.log(1);",
      "const home = Deno.env.get('HOME');",
      "const text = await read();",
      "const type = pl.Int64;",
      "for (const x of [1]) use(x);",
    ].join("\n"),
    "mod.ts": "start();",
  });
  assert.deepEqual(findings.map((finding) => finding.replace(/ runs on import.*/, "")), [
    'lib/frames/a.ts:2 import "./other.ts"',
    "lib/frames/a.ts:3 a statement at the top level",
    "lib/frames/a.ts:4 Deno at the top level",
    "lib/frames/a.ts:5 await at the top level",
    "lib/frames/a.ts:6 pl at the top level",
    "lib/frames/a.ts:7 a statement at the top level",
    "mod.ts:1 a statement at the top level",
  ]);
});
