import assert from "node:assert/strict";
import { signatures } from "../../tasks/check/signatures.ts";
import { findingsIn } from "./_findings_in.ts";

Deno.test("signatures() accepts two positional arguments and an options object", async () => {
  const text =
    "export function a(x: number, y: number, options: object): void {}\nexport function b(x: number, y: number, { z }: { z: number }): void {}\nfunction own(a: number, b: number, c: number, d: number): void {}";
  assert.deepEqual(await findingsIn(signatures, { "lib/stats/a.ts": text }), []);
});

Deno.test("signatures() finds a third positional argument and a fourth of any kind", async () => {
  const findings = await findingsIn(signatures, {
    "lib/stats/a.ts":
      "export function a(x: number, y: number, z: number): void {}\nexport const b = (x: number, y: number, z: number, options: object): void => {};",
  });
  assert.deepEqual(findings, [
    "lib/stats/a.ts:1 a(x, y, z): at most two positional arguments, then one object named options",
    "lib/stats/a.ts:2 b(x, y, z, options): at most two positional arguments, then one object named options",
  ]);
});
