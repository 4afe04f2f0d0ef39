import assert from "node:assert/strict";
import { buildFrame } from "../../lib/frames/build_frame.ts";
import type { Column, ColumnType, FrameDefinition } from "../../lib/frames/column.ts";

type Row = Readonly<Record<string, unknown>>;

const TYPES: readonly ColumnType[] = [
  "string",
  "integer",
  "number",
  "boolean",
  "datetime",
  "strings",
];

function definition(types: readonly ColumnType[]): FrameDefinition<Row> {
  const columns = types.map((type): Column<Row> => ({
    name: type,
    type,
    description: type,
    read: (row) => row[type] ?? null,
  }));
  return { name: "test", columns, describeRow: (row) => `row ${row["string"]}` };
}

const FULL: Row = {
  string: "=1+1",
  integer: 9007199254740991,
  number: 0.5,
  boolean: true,
  datetime: new Date("2026-03-01T08:00:00Z"),
  strings: ["a,b", "c"],
};

Deno.test("buildFrame() keeps every type, with nulls before and after", () => {
  const rows = [{}, FULL, {}];
  const records = buildFrame(definition(TYPES), rows).toRecords();
  const empty = Object.fromEntries(TYPES.map((type) => [type, null]));
  assert.deepEqual(records[0], empty);
  assert.deepEqual(records[2], empty);
  assert.equal(JSON.stringify(records[1]), JSON.stringify(FULL));
});

Deno.test("buildFrame() gives columns of no rows and of nulls only their types", () => {
  for (const rows of [[], [{}, {}]]) {
    const frame = buildFrame(definition(TYPES), rows);
    assert.equal(frame.height, rows.length);
    assert.deepEqual(frame.dtypes.map(String), [
      "DataType(String)",
      "DataType(Int64)",
      "DataType(Float64)",
      "DataType(Bool)",
      "DataType(Datetime(ms,))",
      "DataType(List(DataType(String)))",
    ]);
  }
});

Deno.test("buildFrame() keeps whole numbers and fractions in one number column, a late value included", () => {
  const rows = Array.from({ length: 300 }, (_, index) => ({ number: index < 299 ? 1 : 1.5 }));
  const column = buildFrame(definition(["number"]), rows).getColumn("number").toArray();
  assert.equal(column.at(-1), 1.5);
});

Deno.test("buildFrame() names frame, row, column, what came and what was expected", () => {
  const wrong: readonly (readonly [ColumnType, unknown, RegExp])[] = [
    ["string", 3, /column "string" is 3, expected text or null/],
    ["integer", 1.5, /column "integer" is 1.5, expected a whole number or null/],
    ["integer", 2 ** 60, /expected a whole number or null/],
    ["number", NaN, /column "number" is NaN, expected a finite number or null/],
    ["number", Infinity, /is Infinity, expected a finite number or null/],
    ["number", "1", /is "1", expected a finite number or null/],
    ["boolean", 1, /is 1, expected true or false or null/],
    ["datetime", new Date(NaN), /is an invalid Date, expected a valid Date or null/],
    ["strings", ["a", 1], /is \["a",1\], expected a list of texts or null/],
    ["string", { a: "x".repeat(100) }, /is \{"a":"x{54}…, expected text/],
  ];
  for (const [type, value, message] of wrong) {
    const build = () => buildFrame(definition([type]), [{}, { [type]: value }]);
    assert.throws(build, { name: "TypeError", message });
    assert.throws(build, /Cannot build the test frame: row 2 \(row /);
  }
});

Deno.test("buildFrame() refuses undefined, which is neither a value nor missing", () => {
  const columns: readonly Column<Row>[] = [
    { name: "a", type: "string", description: "a", read: () => undefined },
  ];
  assert.throws(
    () => buildFrame({ name: "test", columns, describeRow: () => "it" }, [{}]),
    /column "a" is undefined, expected text or null/,
  );
});

Deno.test("buildFrame() refuses a column declared twice", () => {
  assert.throws(() => buildFrame(definition(["string", "string"]), []), {
    name: "RangeError",
    message: /column "string" is declared twice/,
  });
});
