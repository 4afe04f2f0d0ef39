import assert from "node:assert/strict";
import { importEdges } from "../../tasks/check/import_edges.ts";
import { roomOf } from "../../tasks/check/room_of.ts";
import { ROOMS } from "../../tasks/check/rooms.ts";
import { findingsIn } from "./_findings_in.ts";

Deno.test("importEdges() accepts every edge of the table and imports within a room", async () => {
  assert.deepEqual(
    await findingsIn(importEdges, {
      "mod.ts": `export { a } from "./lib/run/a.ts";`,
      "lib/run/a.ts":
        `import type { Case } from "../types.ts";\nimport { b } from "./b.ts";\nimport { c } from "../results/c.ts";`,
      "lib/benchmarks/list.ts": `import { x } from "./one/x.ts";\nimport { y } from "./two/y.ts";`,
      "lib/report/a.ts":
        `import { a } from "../tables/a.ts"; import { b } from "../plots/b.ts"; import data from "../../deno.json" with { type: "json" };`,
      "tasks/eval.ts":
        `import { a } from "../mod.ts"; import { b } from "./shared/b.ts"; import fs from "node:fs";`,
      "tests/run/a_test.ts": `import { a } from "../../lib/run/a.ts";`,
      "notebooks/a.ipynb": notebook(
        `import { a } from "../mod.ts";\nimport { b } from "@rounds/rounds";`,
      ),
    }),
    [],
  );
});

Deno.test("importEdges() finds an edge the table does not have, at its line", async () => {
  assert.deepEqual(
    await findingsIn(importEdges, { "lib/plots/a.ts": `\nimport { b } from "../tables/b.ts";` }),
    ["lib/plots/a.ts:2 plots may not import tables (only types, stats): pass it in, or move the function"],
  );
  const [finding] = await findingsIn(importEdges, {
    "lib/stats/a.ts": `/** d */\nimport type { Case } from "../types.ts";`,
  });
  assert.match(
    finding ?? "",
    /^lib\/stats\/a\.ts:2 stats may not import types \(it imports nothing of ours\)/,
  );
});

Deno.test("importEdges() finds edges in re-exports, dynamic imports, deferred imports and import types", async () => {
  const files = {
    "lib/parse/a.ts": `export * from "../run/a.ts";`,
    "lib/parse/b.ts": `export const f = () => import("../run/a.ts");`,
    "lib/parse/c.ts": `import defer * as a from "../run/a.ts";`,
    "lib/parse/d.ts": `export type T = typeof import("../run/a.ts");`,
  };
  assert.equal((await findingsIn(importEdges, files)).length, 4);
});

Deno.test("importEdges() does not take an import in a comment or a string for an import", async () => {
  const text =
    `/**\n * import { x } from "../run/x.ts";\n */\nexport const s = 'import { x } from "../run/x.ts"';`;
  assert.deepEqual(await findingsIn(importEdges, { "lib/parse/a.ts": text }), []);
});

Deno.test("importEdges() keeps run and benchmarks apart, and one benchmark from another", async () => {
  const findings = await findingsIn(importEdges, {
    "lib/run/a.ts": `import { b } from "../benchmarks/one/b.ts";`,
    "lib/benchmarks/one/b.ts":
      `import { y } from "../two/y.ts";\nimport { r } from "../../run/a.ts";`,
  });
  assert.equal(findings.length, 3);
  assert.ok(
    findings.some((finding) => finding.includes("benchmark one may not import benchmark two")),
  );
});

Deno.test("importEdges() keeps mod.ts, tasks, notebooks and the world out of lib/", async () => {
  const findings = await findingsIn(importEdges, {
    "mod.ts": `export { a } from "./tasks/a.ts";`,
    "lib/run/a.ts": `import { x } from "@rounds/rounds";\nimport { t } from "../../tasks/t.ts";`,
    "lib/run/b.ts": `import { x } from "../../../elsewhere/x.ts";`,
    "tasks/a.ts": `import { x } from "../lib/run/a.ts";`,
    "notebooks/a.ipynb": notebook(`const x = 1;\nimport { x } from "../lib/run/a.ts";`),
  });
  assert.deepEqual(findings.map((finding) => finding.split(" ")[0]), [
    "lib/run/a.ts:1",
    "lib/run/a.ts:2",
    "lib/run/b.ts:1",
    "mod.ts:1",
    "notebooks/a.ipynb#cell2:2",
    "tasks/a.ts:1",
  ]);
});

Deno.test("importEdges() finds a room that is not in the table", async () => {
  const [finding] = await findingsIn(importEdges, { "lib/utils/a.ts": "export const a = 1;" });
  assert.match(finding ?? "", /^lib\/utils\/a\.ts:1 lib\/utils is no room/);
});

Deno.test("ROOMS names only rooms, and its edges have no cycle", () => {
  const depth = (room: string, trail: readonly string[]): number => {
    assert.ok(!trail.includes(room), `cycle at ${room}`);
    const next = ROOMS[room];
    assert.ok(next !== undefined, `${room} is no room`);
    return 1 + Math.max(0, ...next.map((other) => depth(other, [...trail, room])));
  };
  for (const room of Object.keys(ROOMS)) assert.ok(depth(room, []) > 0);
});

Deno.test("roomOf() names the room of a file at any depth and is null outside lib/", () => {
  assert.equal(roomOf("lib/types.ts"), "types");
  assert.equal(roomOf("lib/benchmarks/one/a.ts"), "benchmarks");
  assert.equal(roomOf("tests/lib/a.ts"), null);
});

function notebook(code: string): string {
  const cells = [{ cell_type: "markdown", source: ["text"] }, {
    cell_type: "code",
    source: code.split(/(?<=\n)/),
  }];
  return JSON.stringify({ cells, nbformat: 4 });
}
