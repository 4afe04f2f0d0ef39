import assert from "node:assert/strict";
import { buildFrame, type Column, type FrameDefinition } from "../../mod.ts";

/** More rows than are handed over value by value. */
const ROWS = Array.from({ length: 5000 }, (_, row) => row);
const WORDS = ["a", "", "日本", "a\nb", "null"];

const COLUMNS: readonly Column<number>[] = [
  column("word", "string", (row) => row % 7 === 3 ? null : WORDS[row % 5]),
  column("id", "string", (row) => `case-${row}`),
  column("run", "string", (row) => row < 2500 ? "r1" : null),
  column("none", "string", () => null),
  column("whole", "integer", (row) => row % 3 === 0 ? null : row),
  column("large", "integer", (row) => row % 2 === 0 ? Number.MAX_SAFE_INTEGER : -(2 ** 53 - 1)),
  column("part", "number", (row) => row % 4 === 0 ? null : row / 3),
  column("zero", "number", (row) => row % 2 === 0 ? 0 : null),
  column("known", "number", (row) => -row),
  column("unknown", "integer", () => null),
  column("flag", "boolean", (row) => row % 3 === 0 ? null : row % 3 === 1),
  column("sure", "boolean", (row) => row % 2 === 0),
  column("same", "string", () => "in every row"),
  column("same whole", "integer", () => Number.MAX_SAFE_INTEGER),
  column("same part", "number", () => -0.1),
  column("same flag", "boolean", () => true),
  column("unknown part", "number", () => null),
  column("unknown flag", "boolean", () => null),
  column("list", "strings", (row) => row % 5 === 0 ? null : row % 5 === 1 ? [] : [`${row}`]),
];

function column(
  name: string,
  type: Column<number>["type"],
  read: (row: number) => unknown,
): Column<number> {
  return { name, type, description: name, read };
}

function definitionOf(columns: readonly Column<number>[]): FrameDefinition<number> {
  return { name: "large", columns, describeRow: (row) => `row number ${row}` };
}

Deno.test("buildFrame() gives every cell of a large frame back, of its type, null where it was null", () => {
  const frame = buildFrame(definitionOf(COLUMNS), ROWS);
  assert.deepEqual(frame.columns, COLUMNS.map(({ name }) => name));
  assert.equal(frame.height, ROWS.length);
  for (const { name, read } of COLUMNS) {
    const expected = ROWS.map((row) => read(row) ?? null);
    assert.deepEqual(frame.getColumn(name).toArray(), expected, name);
  }
});

Deno.test("a frame whose columns are all alike in every row has all its rows, filtered and joined too", () => {
  const alike = COLUMNS.filter(({ name }) => /^(?:same|unknown|none)/.test(name));
  for (const rows of [ROWS, ROWS.slice(0, 3), ROWS.slice(0, 1)]) {
    for (let first = 0; first < alike.length; first++) {
      const columns = [...alike.slice(first), ...alike.slice(0, first)];
      const frame = buildFrame(definitionOf(columns), rows);
      assert.equal(frame.height, rows.length);
      const part = frame.slice(0, 1).vstack(frame.tail(1));
      for (const { name, read } of columns) {
        assert.deepEqual(frame.getColumn(name).toArray(), rows.map((row) => read(row)), name);
        assert.deepEqual(part.getColumn(name).toArray(), [read(0), read(0)], name);
      }
    }
  }
});

Deno.test("a large frame has the same types as a small one and as one without rows", () => {
  const types = (rows: readonly number[]) =>
    buildFrame(definitionOf(COLUMNS), rows).dtypes.map(String);
  assert.deepEqual(types(ROWS), types(ROWS.slice(0, 3)));
  assert.deepEqual(types(ROWS), types([]));
});

Deno.test("buildFrame() names the row of a wrong cell however far down it stands", () => {
  for (
    const [type, wrong, shown] of [
      ["string", 4, "4"],
      ["integer", 0.5, "0.5"],
      ["number", NaN, "NaN"],
      ["boolean", 1, "1"],
      ["string", undefined, "undefined"],
      ["integer", undefined, "undefined"],
      ["number", Infinity, "Infinity"],
    ] as const
  ) {
    const good = { string: "x", integer: 1, number: 1, boolean: true }[type];
    const bad = column("cell", type, (row) => row === 4321 ? wrong : good);
    assert.throws(
      () => buildFrame(definitionOf([bad]), ROWS),
      {
        name: "TypeError",
        message: new RegExp(`row 4322 \\(row number 4321\\), column "cell" is ${shown}, expected`),
      },
    );
  }
});
