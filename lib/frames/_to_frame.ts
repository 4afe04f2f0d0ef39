import defer * as pl from "nodejs-polars";
import type { ColumnDescription } from "./column.ts";
import type { Frame } from "./frame.ts";
import type { Cells } from "./_read_cells.ts";
import { shownSafely } from "./_shown_safely.ts";

/** Below so many rows a column's cost is that of the calls alone. */
const FEW = 1000;

/** The cells of all columns. */
export interface ToFrameOptions {
  /** In the order of the columns. */
  readonly cells: readonly Cells[];
  /** Number of rows. */
  readonly rows: number;
}

/**
 * Checked cells as a Polars frame, every column of its declared type.
 *
 * Integers are 64 bit on purpose: a null in a 32-bit column of nodejs-polars 0.25 comes out as 0. Cells go over as typed
 * arrays, texts as their distinct ones with places, which is ten times as fast as value by value; one expression for each
 * column then makes of them what was declared.
 */
export function toFrame(columns: readonly ColumnDescription[], options: ToFrameOptions): Frame {
  const parts = columns.map((column, place) => {
    const cells = options.cells[place];
    if (cells === undefined) throw new RangeError(`Column "${column.name}" has no cells`);
    return partsOf(column, { cells, rows: options.rows, prefix: `${place} ` });
  });
  const series = parts.flatMap((part) => part.series);
  return shownSafely(pl.DataFrame(series).select(...parts.map((part) => part.expression)));
}

/** Series of one length that go over, and what they are made into. */
interface ColumnParts {
  readonly series: readonly pl.Series[];
  readonly expression: pl.Expr;
}

function partsOf(
  { name, type }: ColumnDescription,
  { cells, rows, prefix }: {
    readonly cells: Cells;
    readonly rows: number;
    readonly prefix: string;
  },
): ColumnParts {
  const whole = (series: pl.Series): ColumnParts => ({
    series: [series],
    expression: pl.col(series.name).alias(name),
  });
  if (cells.kind === "numbers") {
    const series = pl.Series(prefix, cells.values);
    return { series: [series], expression: declared(pl.col(prefix), type).alias(name) };
  }
  if (cells.kind === "values") {
    return whole(
      type === "datetime"
        ? pl.Series(prefix, [...cells.values], pl.Datetime("ms"))
        // A list column without a single list cannot be made directly: lend it one and take it away again.
        : pl.Series(prefix, [[""], ...cells.values], pl.List(pl.Utf8)).slice(1, rows),
    );
  }
  const { places, distinct } = cells;
  if (rows < FEW || distinct.length * 4 > rows) {
    const texts = Array.from(places, (place) => distinct[place] ?? null);
    return whole(pl.Series(prefix, texts, pl.Utf8));
  }
  // Places are looked up in a column of the same frame only: the list of texts is made as long as the rows.
  const list = pl.Series(prefix, [...distinct], pl.Utf8)
    .extendConstant(null, rows - distinct.length);
  const index = `${prefix}places`;
  return {
    series: [list, pl.Series(index, places)],
    expression: pl.col(prefix).gather(pl.col(index)).alias(name),
  };
}

/** Not-a-number stands for a missing one: a cast to whole numbers that need not succeed makes it null. */
function declared(values: pl.Expr, type: ColumnDescription["type"]): pl.Expr {
  if (type === "integer") return values.cast(pl.Int64, false);
  if (type === "boolean") return values.cast(pl.Int64, false).cast(pl.Bool);
  return pl.when(values.isNan()).then(pl.lit(null)).otherwise(values);
}
