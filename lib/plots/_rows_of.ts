import type { PlotRow, PlotRows } from "./figure.ts";
import { shortNames } from "./_short_names.ts";

/** Columns that hold names of runs and models. */
const NAMES = ["run", "model", "a", "b", "baseline", "judge", "family"];
/** Where a row keeps what it was before its names were shortened. */
const FULL = Symbol("rounds.full");

/**
 * The records of what a function was given: themselves, or what `toRecords()` gives.
 */
export function recordsOf(rows: PlotRows): readonly PlotRow[] {
  return isList(rows) ? rows.filter(isRow) : rows.toRecords();
}

/**
 * The records a figure is drawn from: names of runs too long for a label are shortened, and `fullRow` has the row as it
 * was.
 */
export function rowsOf(rows: PlotRows): readonly PlotRow[] {
  const records = recordsOf(rows);
  const shorts = shortNames(records.flatMap(namesOf));
  return shorts.size === 0 ? records : records.map((row) => shortened(row, shorts));
}

/**
 * The row that was given, with its names in full.
 */
export function fullRow(row: PlotRow): PlotRow {
  const full: unknown = Reflect.get(row, FULL);
  return typeof full === "object" && full !== null && isRow(full) ? full : row;
}

/**
 * Names that were shortened in these rows, in full, by what is drawn.
 */
export function fullNames(rows: readonly PlotRow[]): ReadonlyMap<string, string> {
  return new Map(rows.flatMap((row) => {
    const full = fullRow(row);
    if (full === row) return [];
    return NAMES.flatMap((column): [string, string][] => {
      const [short, long] = [row[column], full[column]];
      return typeof short === "string" && typeof long === "string" && short !== long
        ? [[short, long]]
        : [];
    });
  }));
}

function namesOf(row: PlotRow): readonly string[] {
  return NAMES.flatMap((column) => {
    const name = row[column];
    return typeof name === "string" ? [name] : [];
  });
}

function shortened(row: PlotRow, shorts: ReadonlyMap<string, string>): PlotRow {
  const cut = NAMES.flatMap((column): [string, string][] => {
    const short = shorts.get(String(row[column]));
    return typeof row[column] === "string" && short !== undefined ? [[column, short]] : [];
  });
  return cut.length === 0 ? row : { ...row, ...Object.fromEntries(cut), [FULL]: fullRow(row) };
}

/** Not by asking for `toRecords`: a Polars frame answers `in` for its columns only. */
function isList(rows: PlotRows): rows is readonly object[] {
  return Array.isArray(rows);
}

/** Any object has columns: what an interface declares is read by name like the rest. */
function isRow(row: object): row is PlotRow {
  return row !== null;
}
