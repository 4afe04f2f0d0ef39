import assert from "node:assert/strict";
import { exports } from "../../tasks/check/exports.ts";
import { findingsIn } from "./_findings_in.ts";

Deno.test("exports() accepts public symbols in mod.ts and internal ones out of it", async () => {
  assert.deepEqual(
    await findingsIn(exports, {
      "mod.ts":
        `export type * from "./lib/types.ts";\nexport { type Options, readThing } from "./lib/parse/read_thing.ts";\nexport { CaseError } from "./lib/parse/case_error.ts";`,
      "lib/types.ts": "export interface Case {}\nexport type Id = string;",
      "lib/parse/read_thing.ts":
        "export interface Options {}\n/** Reads. */\nexport function readThing(): void {}\nfunction own(): void {}",
      "lib/parse/case_error.ts": "export class CaseError extends Error {}",
      "lib/parse/own_thing.ts":
        "/**\n * Helps.\n * @internal\n */\nexport function ownThing(): void {}",
      "lib/parse/_helpers.ts": "export function one(): void {}\nexport function two(): void {}",
      "lib/parse/_inner/deep.ts": "export function deep(): void {}",
    }),
    [],
  );
});

Deno.test("exports() finds a symbol that mod.ts lacks, a value exported as a type, and an internal one exported", async () => {
  const findings = await findingsIn(exports, {
    "mod.ts":
      `export type * from "./lib/parse/one.ts";\nexport { type two } from "./lib/parse/two.ts";\nexport * from "./lib/parse/three.ts";`,
    "lib/parse/one.ts": "export function one(): void {}",
    "lib/parse/two.ts": "export function two(): void {}\nexport const TWO = 2;",
    "lib/parse/three.ts": "/** @internal */\nexport function three(): void {}",
  });
  assert.deepEqual(findings, [
    "lib/parse/one.ts:1 one is not exported by mod.ts: export it there, or tag it @internal",
    "lib/parse/three.ts:2 three is internal but mod.ts exports it: decide which",
    "lib/parse/two.ts:1 two is not exported by mod.ts: export it there, or tag it @internal",
    "lib/parse/two.ts:2 TWO is not exported by mod.ts: export it there, or tag it @internal",
  ]);
});

Deno.test("exports() finds a second exported function, whichever way it is written", async () => {
  const findings = await findingsIn(exports, {
    "mod.ts": `export * from "./lib/stats/mean_of.ts";`,
    "lib/stats/mean_of.ts":
      "export function meanOf(): void {}\nexport const sumOf = (): void => {};\nfunction listed(): void {}\nexport { listed };\nexport class Broken {}",
  });
  assert.deepEqual(
    findings.map((finding) => finding.split(":").slice(0, 2).join(":")),
    [
      "lib/stats/mean_of.ts:2 sumOf belongs in sum_of.ts",
      "lib/stats/mean_of.ts:5 Broken belongs in broken.ts",
      "lib/stats/mean_of.ts:3 listed belongs in listed.ts",
    ].map((finding) => finding),
  );
});

Deno.test("exports() finds defaults, re-exports and file names that are not snake_case", async () => {
  const findings = await findingsIn(exports, {
    "mod.ts": `export * from "./lib/stats/one.ts";`,
    "lib/stats/one.ts": `export default function one(): void {}`,
    "lib/stats/two.ts": `export { one } from "./one.ts";\nexport * from "./one.ts";`,
    "lib/stats/threeThings.ts": `const three = 3;\nconsole.log(three);`,
  });
  assert.equal(findings.length, 4);
  assert.match(findings[0] ?? "", /exports a default|belongs in/);
  assert.ok(
    findings.some((finding) => finding.includes("threeThings.ts:1 name the file in snake_case")),
  );
  assert.equal(findings.filter((finding) => finding.includes("only mod.ts re-exports")).length, 2);
});
