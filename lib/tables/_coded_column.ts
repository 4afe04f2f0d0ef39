import defer * as pl from "nodejs-polars";
import type { Frame } from "../frames/frame.ts";
import { frameMemo } from "./_frame_memo.ts";

/** A column whose values are numbered in order of first appearance. */
export interface CodedColumn {
  /** For each row the number of its value. */
  readonly codes: Uint32Array;
  /** Each value once; null where one is. */
  readonly values: readonly unknown[];
}

const codedColumns = frameMemo<CodedColumn>();
const numberColumns = frameMemo<Float64Array>();

/** What no text is numbered by. */
const MISSING = 0xffffffff;

/**
 * Numbers the values of a column. Texts are told apart inside Polars, and each is taken out once: a frame of all models
 * has hundreds of thousands of rows and a few thousand texts.
 */
export function codedColumn(frame: Frame, name: string): CodedColumn {
  return codedColumns(frame, name, () => numbered(frame, name));
}

function numbered(frame: Frame, name: string): CodedColumn {
  const series = frame.getColumn(name);
  const type = String(series.dtype);
  if (/^DataType\(U?Int/.test(type)) {
    const numbers = numberColumn(frame, name);
    const { codes, first } = number(numbers);
    return { codes, values: first.map((row) => knownOrNull(numbers[row])) };
  }
  if (!/^DataType\((?:String|Utf8)\)/.test(type) || frame.height === 0) {
    return code(series.toArray());
  }
  const places = frame.select(pl.col(name).cast(pl.Categorical).toPhysical().alias(name))
    .select(pl.col(name).fillNull(pl.lit(MISSING)).cast(pl.UInt32)).getColumn(name).toTypedArray();
  const { codes, first } = number(places);
  return { codes, values: series.gather([...first]).toArray() };
}

/** A number of `numberColumn`; null where it is missing. */
export function knownOrNull(value: number | undefined): number | null {
  return value === undefined || Number.isNaN(value) ? null : value;
}

/**
 * The numbers of a column; what is missing, or no number, is not-a-number. Throws a `RangeError` for a column that holds
 * not-a-number itself: it would be taken for missing.
 */
export function numberColumn(frame: Frame, name: string): Float64Array {
  return numberColumns(frame, name, () => numbersOf(frame, name));
}

function numbersOf(frame: Frame, name: string): Float64Array {
  const series = frame.getColumn(name);
  const isNumeric = /^DataType\((?:U?Int|Float)/.test(String(series.dtype));
  const numbers = isNumeric && frame.height > 0
    ? Float64Array.from(
      frame.select(pl.col(name).cast(pl.Float64).fillNull(pl.lit(NaN))).getColumn(name)
        .toTypedArray(),
    )
    : Float64Array.from(series.toArray(), (value) => typeof value === "number" ? value : NaN);
  if (isNumeric && numbers.reduce(countUnknown, 0) > series.nullCount()) {
    throw new RangeError(`Column "${name}" holds not-a-number, expected null for what is unknown`);
  }
  return numbers;
}

function countUnknown(count: number, value: number): number {
  return Number.isNaN(value) ? count + 1 : count;
}

/** For each row a number, equal where the rows agree in all columns, in order of first appearance. */
export function jointCodes(columns: readonly CodedColumn[], rows: number): JointCodes {
  const all: JointCodes = { codes: new Uint32Array(rows), first: rows === 0 ? [] : [0] };
  return columns.reduce(join, all);
}

/** Numbers of rows that agree in several columns. */
export interface JointCodes {
  /** For each row its number. */
  readonly codes: Uint32Array;
  /** The first row of each number. */
  readonly first: readonly number[];
}

/** Up to so many pairs are looked up in a list, which is several times as fast as a map. */
const MOST_LISTED = 2 ** 22;

function join(outer: JointCodes, { codes: inner, values }: CodedColumn): JointCodes {
  const codes = new Uint32Array(inner.length);
  const first: number[] = [];
  const pairs = outer.first.length * values.length;
  const listed = pairs <= MOST_LISTED ? new Uint32Array(pairs) : null;
  const mapped = new Map<number, number>();
  for (let row = 0; row < inner.length; row++) {
    // Fewer than 2²⁶ rows: the pair is exact in a double.
    const pair = (outer.codes[row] ?? 0) * values.length + (inner[row] ?? 0);
    let next = (listed === null ? mapped.get(pair) : listed[pair]) ?? 0;
    if (next === 0) {
      next = first.push(row);
      if (listed === null) mapped.set(pair, next);
      else listed[pair] = next;
    }
    codes[row] = next - 1;
  }
  return { codes, first };
}

/** Numbers any values, which are told apart as keys of a map are. */
export function code(list: readonly unknown[]): CodedColumn {
  const { codes, first } = number(list);
  return { codes, values: first.map((row) => list[row] ?? null) };
}

function number(list: ArrayLike<unknown>): JointCodes {
  const codes = new Uint32Array(list.length);
  const known = new Map<unknown, number>();
  const first: number[] = [];
  let last: unknown;
  let place = 0;
  for (let row = 0; row < list.length; row++) {
    const value = list[row] ?? null;
    // Rows of one run and case follow each other.
    if (value !== last || row === 0) {
      const found = known.get(value);
      if (found === undefined) {
        known.set(value, first.length);
        place = first.length;
        first.push(row);
      } else place = found;
      last = value;
    }
    codes[row] = place;
  }
  return { codes, first };
}
