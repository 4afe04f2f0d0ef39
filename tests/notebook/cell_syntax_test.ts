import assert from "node:assert/strict";
import { cellSyntax } from "../../lib/notebook/_cells/cell_syntax.ts";

Deno.test("cellSyntax() names cell, line and fault of each cell that cannot be parsed, in order", async () => {
  const problems = await cellSyntax([
    "1 +",
    "const fine = await Promise.resolve(1);",
    "const a = 1;\nconst b = ;",
    "if (true) {\n  1",
    "const s = 'open\n",
  ]);
  assert.deepEqual(problems.map(({ cell, line, kind }) => [cell, line, kind]), [
    [1, 1, "syntax"],
    [3, 2, "syntax"],
    [4, 1, "syntax"],
    [5, 1, "syntax"],
  ]);
  assert.equal(problems[1]?.message, "Expression expected");
});

Deno.test("cellSyntax() takes everything a cell may hold, in whatever layout", async () => {
  const sources = [
    "",
    "// only a comment",
    "enum E {A}; type T=1",
    "export const x = 1;;",
    "x\n,y",
  ];
  assert.deepEqual(await cellSyntax(sources), []);
  assert.deepEqual(await cellSyntax([]), []);
});
