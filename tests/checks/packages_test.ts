import assert from "node:assert/strict";
import { packages } from "../../tasks/check/packages.ts";
import { findingsIn } from "./_findings_in.ts";

const CONFIGURATION = JSON.stringify(
  { imports: { "nodejs-polars": "npm:nodejs-polars@0.25.2", valibot: "npm:valibot@1.5.0" } },
  null,
  2,
);

Deno.test("packages() accepts a heavy package deferred in its room, and a light one anywhere", async () => {
  assert.deepEqual(
    await findingsIn(packages, {
      "deno.json": CONFIGURATION,
      "lib/frames/a.ts":
        `import defer * as pl from "nodejs-polars";\nimport type { DataFrame } from "nodejs-polars";`,
      "lib/parse/a.ts":
        `import * as v from "valibot";\nimport { readFile } from "node:fs/promises";`,
      "tests/frames/a_test.ts": `import pl from "nodejs-polars";`,
    }),
    [],
  );
});

Deno.test("packages() finds a heavy package in another room, even its types", async () => {
  const findings = await findingsIn(packages, {
    "deno.json": CONFIGURATION,
    "lib/plots/a.ts": `import type { DataFrame } from "nodejs-polars";`,
    "lib/parse/a.ts": `import * as v from "valibot";`,
  });
  assert.deepEqual(findings, [
    "lib/plots/a.ts:1 only frames and tables may import nodejs-polars: take what you need as an argument",
  ]);
});

Deno.test("packages() finds a heavy package imported eagerly, in lib/ and in tasks/", async () => {
  const findings = await findingsIn(packages, {
    "deno.json": CONFIGURATION,
    "lib/frames/a.ts":
      `import pl from "nodejs-polars";\nexport const f = () => import("nodejs-polars");`,
    "tasks/a.ts": `import { col } from "nodejs-polars"; import * as v from "valibot";`,
  });
  assert.equal(findings.length, 3);
  assert.ok(findings.every((finding) => finding.includes("import defer * as x")));
});

Deno.test("packages() finds inline specifiers, undeclared, unpinned and unused packages", async () => {
  const findings = await findingsIn(packages, {
    "deno.json":
      `{\n  "imports": {\n    "valibot": "npm:valibot@^1.5.0",\n    "ajv": "npm:ajv@8.20.0"\n  }\n}`,
    "lib/parse/a.ts":
      `import "npm:chalk@5.0.0";\nimport { x } from "@scope/thing/sub";\nimport * as v from "valibot";\nimport ts from "typescript";`,
  });
  assert.deepEqual(
    findings.map((finding) => finding.replace(/:? (name|add|pin|remove|lib).*/, "")),
    [
      "lib/parse/a.ts:1 npm:chalk@5.0.0",
      "lib/parse/a.ts:2 @scope/thing is not in the imports of deno.json",
      "lib/parse/a.ts:4 typescript is for the project's own scripts",
      'deno.json:3 "valibot" is npm:valibot@^1.5.0',
      'deno.json:4 "ajv" is imported nowhere',
    ],
  );
});
