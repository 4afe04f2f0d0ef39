import defer * as pl from "nodejs-polars";
import { buildFrame } from "./build_frame.ts";
import { csvCells } from "./_csv_cells.ts";
import { inferType, moment, readCell, unguarded } from "./_cell_text.ts";
import type { ColumnDescription, ColumnType } from "./column.ts";
import type { Frame } from "./frame.ts";
import { COLUMNS_SCHEMA, columnsPath, type FileColumn, formatOf } from "./_frame_file.ts";
import { shownSafely } from "./_shown_safely.ts";

/** How a frame is read. */
export interface ReadFrameOptions {
  /** What the columns of a text file hold, e.g. `frameSchema("questions")`; columns left out are looked at. */
  readonly columns?: readonly Pick<ColumnDescription, "name" | "type">[];
}

/** A line of a text file: its place, and a value by column. */
interface FileRow {
  readonly line: number;
  readonly values: readonly unknown[];
}

/**
 * Reads a frame that `saveFrame` wrote, with the same columns, types and missing values; any Parquet, CSV or JSON Lines file
 * of other hands too.
 *
 * What the columns of a text file hold says `columns`, else the `<path>.columns.json` beside it, else the values themselves: whole
 * numbers, numbers, true and false, moments and lists of texts are read as such where all of a column are, everything else as text.
 *
 * Throws a RangeError for another ending, `Deno.errors.NotFound` for no file, a SyntaxError naming file, line and column for
 * what does not fit.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { readFrame } from "@rounds/rounds";
 *
 * const path = `${await Deno.makeTempDir()}/mine.csv`;
 * await Deno.writeTextFile(path, "model;score\na;0.5\nb;\n");
 * assert.deepEqual((await readFrame(path)).toRecords(), [{ model: "a", score: 0.5 }, { model: "b", score: null }]);
 * ```
 */
export async function readFrame(path: string, options: ReadFrameOptions = {}): Promise<Frame> {
  const format = formatOf(path);
  if (format === "parquet") {
    await Deno.stat(path);
    try {
      return shownSafely(pl.readParquet(path));
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : String(cause);
      throw new SyntaxError(`Cannot read ${path}: ${why}`, { cause });
    }
  }
  const text = await Deno.readTextFile(path);
  const known = options.columns ?? await storedColumns(path);
  const { names, rows, read } = format === "csv"
    ? csvFile(text, path)
    : jsonFile(text, { where: path, known });
  const columns = names.map((name, index): FileColumn => {
    const type = known.find((column) => column.name === name)?.type;
    if (type !== undefined) return { name, type };
    const values = rows.map(({ values }) => values[index] ?? null).filter((value) =>
      value !== null
    );
    const fits = (type: ColumnType) => values.every((value) => read(value, type) !== undefined);
    return { name, type: values.length === 0 ? "string" : inferType(fits) };
  });
  return buildFrame(
    {
      name: path,
      columns: columns.map(({ name, type }, index) => ({
        ...{ name, type, description: "" },
        read: ({ values, line }: FileRow) => {
          const value = values[index] ?? null;
          const found = value === null ? null : read(value, type);
          if (found !== undefined) return found;
          throw new SyntaxError(
            `Cannot read ${path}:${line}: "${name}" is ${
              shown(value)
            }, expected ${type} or nothing`,
          );
        },
      })),
      describeRow: ({ line }) => `line ${line}`,
    },
    rows,
  );
}

/** The text file as rows, and how its values become those of a type. */
interface TextFile {
  readonly names: readonly string[];
  readonly rows: readonly FileRow[];
  readonly read: (value: unknown, type: ColumnType) => unknown;
}

function csvFile(text: string, where: string): TextFile {
  const [header, ...lines] = csvCells(text, where);
  const cells = header?.cells ?? [];
  const names = cells.every((name) => name === null)
    ? []
    : cells.map((name) => unguarded(name ?? ""));
  refuseTwice(names, where);
  const rows = lines.flatMap(({ line, cells }): FileRow[] => {
    if (cells.length === names.length) return [{ line, values: cells }];
    if (cells.length === 1 && cells[0] === null) return [];
    throw new SyntaxError(
      `Cannot read ${where}:${line}: ${cells.length} cells, expected ${names.length} as in the header`,
    );
  });
  return { names, rows, read: (value, type) => readCell(String(value), type) };
}

function jsonFile(
  text: string,
  { where, known }: { readonly where: string; readonly known: readonly Pick<FileColumn, "name">[] },
): TextFile {
  const lines = text.split("\n").flatMap((content, n) =>
    content.trim() === "" ? [] : [{ line: n + 1, fields: parseLine(content, `${where}:${n + 1}`) }]
  );
  const found = new Set<string>();
  for (const { fields } of lines) for (const name of Object.keys(fields)) found.add(name);
  const names = lines.length === 0 ? known.map(({ name }) => name) : [...found];
  return {
    names,
    rows: lines.map(({ line, fields }) => ({
      line,
      values: names.map((name) => Object.hasOwn(fields, name) ? fields[name] : null),
    })),
    read: readJsonValue,
  };
}

function parseLine(content: string, where: string): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new SyntaxError(`Cannot read ${where}: no JSON: ${why}`, { cause });
  }
  if (isFields(value)) return value;
  throw new SyntaxError(`Cannot read ${where}: ${shown(value)}, expected an object`);
}

function isFields(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function readJsonValue(value: unknown, type: ColumnType): unknown {
  switch (type) {
    case "string":
      return typeof value === "string" ? value : JSON.stringify(value);
    case "integer":
      return Number.isSafeInteger(value) ? value : undefined;
    case "number":
      return typeof value === "number" ? value : undefined;
    case "boolean":
      return typeof value === "boolean" ? value : undefined;
    case "datetime":
      return typeof value === "string" ? moment(value) : undefined;
    case "strings":
      return Array.isArray(value) && value.every((entry) => typeof entry === "string")
        ? value
        : undefined;
  }
}

async function storedColumns(path: string): Promise<readonly FileColumn[]> {
  const where = columnsPath(path);
  let text: string;
  try {
    text = await Deno.readTextFile(where);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return [];
    throw error;
  }
  const { schema, columns } = Object(JSON.parse(text));
  if (schema !== COLUMNS_SCHEMA || !Array.isArray(columns) || !columns.every(isColumn)) {
    throw new SyntaxError(
      `Cannot read ${where}: expected what saveFrame wrote (${COLUMNS_SCHEMA}); without the file, columns are looked at`,
    );
  }
  return columns;
}

const TYPES: readonly string[] = [
  ...["string", "integer", "number", "boolean", "datetime", "strings"],
];

function isColumn(value: unknown): value is FileColumn {
  const { name, type } = Object(value);
  return typeof name === "string" && TYPES.includes(type);
}

function refuseTwice(names: readonly string[], where: string): void {
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) {
    throw new SyntaxError(`Cannot read ${where}:1: column "${twice}" is there twice`);
  }
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
