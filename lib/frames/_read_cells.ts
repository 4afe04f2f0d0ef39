import type { Column, ColumnType, FrameDefinition } from "./column.ts";

/** The cells of a column, all of its declared type, in the form that is quickest handed over. */
export type Cells =
  | {
    /** Numbers, whole numbers, and true or false as 1 or 0. */
    readonly kind: "numbers";
    /** Not-a-number is null. */
    readonly values: Float64Array;
  }
  | {
    /** Texts. */
    readonly kind: "texts";
    /** For each row its place in `distinct`. */
    readonly places: Uint32Array;
    /** Each text once, and null where one is. */
    readonly distinct: readonly (string | null)[];
  }
  | {
    /** The rest. */
    readonly kind: "values";
    /** As they were read. */
    readonly values: readonly unknown[];
  };

/** Rows whose cells are read together: what one column has fetched from memory is still at hand for the next. */
const BLOCK = 256;

/**
 * Reads the cells of all columns out of all rows. Throws a `TypeError` for one that is not of its column's type.
 */
export function readCells<Row>(
  definition: FrameDefinition<Row>,
  rows: readonly Row[],
): readonly Cells[] {
  const readers = definition.columns.map((column) =>
    readerOf(readOnce(column), { definition, rows })
  );
  for (let start = 0; start < rows.length; start += BLOCK) {
    const end = Math.min(start + BLOCK, rows.length);
    for (const { read } of readers) read(start, end);
  }
  return readers.map(({ cells }) => cells());
}

/** A column whose value hangs on less than the row is read once for neighbouring rows that share it. */
function readOnce<Row>(column: Column<Row>): Column<Row> {
  const { of, read } = column;
  if (of === undefined) return column;
  let owner: object | null = null;
  let value: unknown = null;
  return {
    ...column,
    read: (row) => {
      const own = of(row);
      if (own !== owner) [owner, value] = [own, read(row)];
      return value;
    },
  };
}

/** Takes a column's cells, block by block. */
interface CellReader {
  readonly read: (start: number, end: number) => void;
  readonly cells: () => Cells;
}

interface Source<Row> {
  readonly definition: FrameDefinition<Row>;
  readonly rows: readonly Row[];
}

function readerOf<Row>(column: Column<Row>, source: Source<Row>): CellReader {
  switch (column.type) {
    case "string":
      return textReader(column, source);
    case "integer":
      return numberReader(column, { ...source, isOfType: Number.isSafeInteger });
    case "number":
      return numberReader(column, { ...source, isOfType: Number.isFinite });
    case "boolean":
      return numberReader(column, { ...source, isOfType: isFlag });
    case "datetime":
      return valueReader(column, { ...source, isOfType: isMoment });
    case "strings":
      return valueReader(column, { ...source, isOfType: isTexts });
  }
}

type Check = (value: unknown) => boolean;

function numberReader<Row>(
  column: Column<Row>,
  { definition, rows, isOfType }: Source<Row> & { readonly isOfType: Check },
): CellReader {
  const values = new Float64Array(rows.length);
  const read = (start: number, end: number) => {
    for (let index = start; index < end; index++) {
      const value = column.read(at(rows, index));
      if (value !== null && !isOfType(value)) {
        throw unfit(definition, column, { row: at(rows, index), index, value });
      }
      values[index] = value === null ? NaN : Number(value);
    }
  };
  return { read, cells: () => ({ kind: "numbers", values }) };
}

function textReader<Row>(column: Column<Row>, { definition, rows }: Source<Row>): CellReader {
  const places = new Uint32Array(rows.length);
  const known = new Map<string | null, number>();
  let last: string | null = null;
  let place = -1;
  const read = (start: number, end: number) => {
    for (let index = start; index < end; index++) {
      const value = column.read(at(rows, index));
      if (value !== null && typeof value !== "string") {
        throw unfit(definition, column, { row: at(rows, index), index, value });
      }
      // Most texts stand in many rows one after the other.
      if (value !== last || place < 0) {
        place = known.get(value) ?? known.size;
        if (place === known.size) known.set(value, place);
        last = value;
      }
      places[index] = place;
    }
  };
  return { read, cells: () => ({ kind: "texts", places, distinct: [...known.keys()] }) };
}

function valueReader<Row>(
  column: Column<Row>,
  { definition, rows, isOfType }: Source<Row> & { readonly isOfType: Check },
): CellReader {
  const values: unknown[] = [];
  const read = (start: number, end: number) => {
    for (let index = start; index < end; index++) {
      const value = column.read(at(rows, index));
      if (value !== null && !isOfType(value)) {
        throw unfit(definition, column, { row: at(rows, index), index, value });
      }
      values.push(value);
    }
  };
  return { read, cells: () => ({ kind: "values", values }) };
}

function at<Row>(rows: readonly Row[], index: number): Row {
  const row = rows[index];
  if (row === undefined) throw new RangeError(`There is no row ${index}`);
  return row;
}

function isFlag(value: unknown): boolean {
  return typeof value === "boolean";
}

function isMoment(value: unknown): boolean {
  return value instanceof Date && Number.isFinite(value.getTime());
}

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((entry) => typeof entry === "string");
}

const EXPECTED: Readonly<Record<ColumnType, string>> = {
  string: "text",
  integer: "a whole number",
  number: "a finite number",
  boolean: "true or false",
  datetime: "a valid Date",
  strings: "a list of texts",
};

function unfit<Row>(
  definition: FrameDefinition<Row>,
  column: Column<Row>,
  { row, index, value }: { readonly row: Row; readonly index: number; readonly value: unknown },
): TypeError {
  return new TypeError(
    `Cannot build the ${definition.name} frame: row ${index + 1} (${
      definition.describeRow(row)
    }), column "${column.name}" is ${shown(value)}, expected ${EXPECTED[column.type]} or null`,
  );
}

function shown(value: unknown): string {
  if (typeof value === "number" || typeof value === "bigint" || value === undefined) {
    return String(value);
  }
  const text = value instanceof Date ? "an invalid Date" : JSON.stringify(value) ?? typeof value;
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
