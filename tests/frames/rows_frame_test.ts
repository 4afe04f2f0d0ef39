import assert from "node:assert/strict";
import { rowsFrame } from "../../lib/frames/rows_frame.ts";

Deno.test("rowsFrame() gives every column the type of its values", () => {
  const frame = rowsFrame([
    { run: "a", n: 1, share: null, after: null, names: ["x"], by: [1, "x"], none: null },
    { run: "b", n: null, share: 0.5, after: true, names: null, by: [], none: undefined },
  ]);
  assert.deepEqual(frame.columns, ["run", "n", "share", "after", "names", "by", "none"]);
  assert.deepEqual(frame.columns.map((name) => String(frame.getColumn(name).dtype)), [
    "DataType(String)",
    "DataType(Int64)",
    "DataType(Float64)",
    "DataType(Bool)",
    "DataType(List(DataType(String)))",
    "DataType(String)",
    "DataType(String)",
  ]);
  assert.deepEqual(frame.getColumn("n").toArray(), [1, null]);
  assert.deepEqual(frame.getColumn("by").toArray(), ['[1,"x"]', "[]"]);
  assert.equal(frame.getColumn("none").nullCount(), 2);
});

Deno.test("rowsFrame() takes the columns of all rows", () => {
  const frame = rowsFrame([{ a: 1 }, { b: new Date(0) }]);
  assert.deepEqual(frame.columns, ["a", "b"]);
  assert.deepEqual(frame.getColumn("a").toArray(), [1, null]);
});

Deno.test("rowsFrame() gives an empty frame for no rows", () => {
  assert.equal(rowsFrame([]).height, 0);
});

Deno.test("rowsFrame() refuses values of two kinds in one column, and numbers that are not finite", () => {
  assert.throws(
    () => rowsFrame([{ run: "m", value: 1 }, { run: "n", value: "x" }], { name: "gaps" }),
    /Cannot build the gaps frame: row 2 \(n, x\), column "value" is "x", expected a finite number or null/,
  );
  assert.throws(
    () => rowsFrame([{ value: NaN }]),
    /row 1 .*"value" is NaN, expected a finite number/,
  );
});

Deno.test("rowsFrame() takes the columns asked for, also without rows, and refuses one that no row has", () => {
  const rows = [{ run: "a", n: 1, value: 0.5 }];
  assert.deepEqual(rowsFrame(rows, { columns: ["value", "run"] }).columns, ["value", "run"]);
  assert.deepEqual(rowsFrame([], { columns: ["value", "run"] }).columns, ["value", "run"]);
  assert.throws(
    () => rowsFrame(rows, { columns: ["valeu"] }),
    /No column "valeu" in these rows; they have run, n, value/,
  );
});
