import assert from "node:assert/strict";
import { notebookModule } from "../../lib/notebook/_cells/notebook_module.ts";

/** The cells as they stand in the module. */
function cellsOf(sources: readonly string[]): readonly string[] {
  const lines = notebookModule(sources).text.split("\n");
  return sources.map((source, index) => {
    const start = sources.slice(0, index).reduce(
      (sum, text) => sum + text.split("\n").length + 1,
      0,
    );
    return lines.slice(start, start + source.split("\n").length).join("\n");
  });
}

Deno.test("notebookModule() maps every line back to its cell, and lines between cells to none", () => {
  const { locate, text } = notebookModule(["a\nb", "c"]);
  assert.equal(text, "a\nb\n;\nc\n;\nexport {};\n");
  assert.deepEqual([1, 2, 3, 4, 5, 6].map(locate), [
    { cell: 1, line: 1 },
    { cell: 1, line: 2 },
    null,
    { cell: 2, line: 1 },
    null,
    null,
  ]);
  assert.equal(notebookModule([]).locate(1), null);
});

Deno.test("notebookModule() blanks repeated imports of every form and keeps columns", () => {
  const first = 'import d, { a, b as c, type T } from "m";\nimport * as n from "n";';
  const [, second, third, fourth] = cellsOf([
    first,
    first,
    'import { a, x } from "m"; x;',
    'import d, { y } from "m";\nimport {\n  a,\n  z,\n} from "m";',
  ]);
  assert.match(second ?? "", /^ +;\n +;$/);
  assert.equal(third, 'import {    x } from "m"; x;');
  assert.equal(fourth, 'import    { y } from "m";\nimport {\n    \n  z,\n} from "m";');
});

Deno.test("notebookModule() tells of imports that contradict each other, with the line", () => {
  const { problems } = notebookModule([
    'import { a } from "m";\nimport type { T } from "m";',
    '\nimport { a } from "other";',
    'import { b as a } from "m";',
    'import { T } from "m";',
    'import a from "m";',
  ]);
  assert.deepEqual(problems.map(({ cell, line }) => [cell, line]), [[2, 2], [3, 1], [4, 1], [
    5,
    1,
  ]]);
  assert.match(
    problems[0]?.message ?? "",
    /"a" is imported from "other" here and from "m" in cell 1/,
  );
  assert.match(
    problems[2]?.message ?? "",
    /"T" is imported as a value here and as a type in cell 1/,
  );
});

Deno.test("notebookModule() leaves imports inside strings and comments alone", () => {
  const first = 'import { a } from "m";';
  const second =
    'const s = `\nimport { a } from "m";`;\n/*\nimport { a } from "m";\n*/ // import { a }';
  assert.deepEqual(cellsOf([first, second]), [first, second]);
  const commented = '/*\nimport { a } from "m";\n*/';
  assert.deepEqual(cellsOf([commented, first]), [commented, first]);
});

Deno.test("notebookModule() leaves side-effect, dynamic and deferred imports as they are", () => {
  const cell = 'import "m";\nimport defer * as p from "p";\nawait import("m");';
  const [first, second] = cellsOf([cell, cell]);
  assert.equal(first, cell);
  assert.match(second ?? "", /^import "m";\n +;\nawait import\("m"\);$/);
});
