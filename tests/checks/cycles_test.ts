import assert from "node:assert/strict";
import { cycles } from "../../tasks/check/cycles.ts";
import { findingsIn } from "./_findings_in.ts";

Deno.test("cycles() finds nothing where two ways lead to one file", async () => {
  const files = {
    "lib/a/a.ts": `import "./b.ts"; import "./c.ts";`,
    "lib/a/b.ts": `import "./d.ts";`,
    "lib/a/c.ts": `import "./d.ts";`,
    "lib/a/d.ts": `import fs from "node:fs";`,
  };
  assert.deepEqual(await findingsIn(cycles, files), []);
});

Deno.test("cycles() tells a cycle once, from its first file, with the line", async () => {
  const files = {
    "lib/a/a.ts": `\nimport { c } from "./c.ts";`,
    "lib/a/b.ts": `import type { A } from "./a.ts";`,
    "lib/a/c.ts": `import { b } from "./b.ts";`,
    "lib/a/entry.ts": `import { a } from "./a.ts"; import { b } from "./b.ts";`,
  };
  assert.deepEqual(await findingsIn(cycles, files), [
    "lib/a/a.ts:2 import cycle lib/a/a.ts -> lib/a/c.ts -> lib/a/b.ts -> lib/a/a.ts: move what both need to a file of its own",
  ]);
});

Deno.test("cycles() finds a file that imports itself", async () => {
  const [finding] = await findingsIn(cycles, { "lib/a/a.ts": `import { a } from "./a.ts";` });
  assert.match(finding ?? "", /lib\/a\/a\.ts -> lib\/a\/a\.ts/);
});
