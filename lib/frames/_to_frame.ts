import defer * as pl from "nodejs-polars";
import type { ColumnDescription } from "./column.ts";
import type { Frame } from "./frame.ts";
import type { Cells } from "./_read_cells.ts";
import { shownSafely } from "./_shown_safely.ts";

/** Below so many rows a column's cost is that of the calls alone. */
const FEW = 1000;

/** The cells of all columns. */
export interface ToFrameOptions {
  /** In the order of the columns; taken one by one, and each handed over before the next is taken. */
  readonly cells: Iterable<Cells>;
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
  const { rows } = options;
  const texts: (string | null)[] = [];
  const places = new Uint32Array(rows);
  const parts: ColumnParts[] = [];
  for (const cells of options.cells) {
    const column = columns[parts.length];
    if (column === undefined) throw new RangeError("There are cells of more columns than declared");
    // What is alike in all rows takes no room as one value; the first column tells how many rows there are.
    const one = parts.length === 0 ? undefined : commonValue(cells);
    parts.push(
      one === undefined
        ? partsOf(column, { cells, rows, texts, places, prefix: `${parts.length}` })
        : { series: [], expression: literal(one, column.type).alias(column.name) },
    );
  }
  if (parts.length < columns.length) {
    throw new RangeError(`Column "${columns[parts.length]?.name}" has no cells`);
  }
  const series = parts.flatMap((part) => part.series);
  // Places are looked up in a column of the same frame only: the list of texts is made as long as the rows.
  if (texts.length > 0) {
    series.push(pl.Series(TEXTS, texts, pl.Utf8).extendConstant(null, rows - texts.length));
  }
  return shownSafely(pl.DataFrame(series).select(...parts.map((part) => part.expression)));
}

/** The distinct texts of all columns, one after the other; columns of cells are named by their place. */
const TEXTS = "texts";

/** What goes over of a column, and what it is made into. */
interface ColumnParts {
  readonly series: readonly pl.Series[];
  readonly expression: pl.Expr;
}

function partsOf(
  { name, type }: ColumnDescription,
  { cells, rows, texts, places, prefix }: {
    readonly cells: Cells;
    readonly rows: number;
    /** Grows by this column's distinct texts. */
    readonly texts: (string | null)[];
    /** To write on. */
    readonly places: Uint32Array;
    readonly prefix: string;
  },
): ColumnParts {
  const cell = pl.col(prefix);
  const whole = (series: pl.Series): ColumnParts => ({
    series: [series],
    expression: cell.alias(name),
  });
  if (cells.kind === "numbers") {
    return {
      series: [pl.Series(prefix, cells.values)],
      expression: declared(cell, type).alias(name),
    };
  }
  if (cells.kind === "values") {
    return whole(
      type === "datetime"
        ? pl.Series(prefix, [...cells.values], pl.Datetime("ms"))
        // A list column without a single list cannot be made directly: lend it one and take it away again.
        : pl.Series(prefix, [[""], ...cells.values], pl.List(pl.Utf8)).slice(1, rows),
    );
  }
  const { distinct } = cells;
  const start = texts.length;
  if (rows < FEW || distinct.length * 4 > rows || start + distinct.length > rows) {
    return whole(
      pl.Series(prefix, Array.from(cells.places, (place) => distinct[place] ?? null), pl.Utf8),
    );
  }
  for (const text of distinct) texts.push(text);
  for (let row = 0; row < rows; row++) places[row] = start + (cells.places[row] ?? 0);
  return {
    series: [pl.Series(prefix, places)],
    expression: pl.col(TEXTS).gather(cell).alias(name),
  };
}

/** The cell that all rows have, numbers as they stand in the list; undefined where they differ, or where there are none. */
function commonValue(cells: Cells): string | number | null | undefined {
  if (cells.kind === "values") return undefined;
  if (cells.kind === "texts") return cells.distinct.length === 1 ? cells.distinct[0] : undefined;
  const { values } = cells;
  const [first] = values;
  for (let row = 1; row < values.length; row++) {
    if (!Object.is(values[row], first)) return undefined;
  }
  return first;
}

function literal(value: string | number | null, type: ColumnDescription["type"]): pl.Expr {
  if (typeof value === "number") return declared(pl.lit(value).cast(pl.Float64), type);
  return pl.lit(value).cast(pl.Utf8);
}

/** Not-a-number stands for a missing one: a cast to whole numbers that need not succeed makes it null. */
function declared(values: pl.Expr, type: ColumnDescription["type"]): pl.Expr {
  if (type === "integer") return values.cast(pl.Int64, false);
  if (type === "boolean") return values.cast(pl.Int64, false).cast(pl.Bool);
  return pl.when(values.isNan()).then(pl.lit(null)).otherwise(values);
}
