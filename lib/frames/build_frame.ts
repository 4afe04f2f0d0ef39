import defer * as pl from "nodejs-polars";
import { toSeries } from "./_to_series.ts";
import type { Column, ColumnType, FrameDefinition } from "./column.ts";
import type { Frame } from "./frame.ts";

/**
 * Builds a Polars frame from declared columns, checking every cell first.
 *
 * Polars infers silently (lists become text, late keys vanish, mixed columns turn null), so nothing reaches it that is
 * not of the declared type, and every column is handed over with its type; that also gives frames of no rows their
 * columns. Throws `TypeError` naming frame, row, column, what was expected and what came.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { buildFrame } from "@rounds/rounds";
 *
 * const definition = {
 *   name: "heights",
 *   columns: [
 *     { name: "who", type: "string", description: "Name", read: (row: [string, number | null]) => row[0] },
 *     { name: "cm", type: "integer", description: "Height, cm", read: (row: [string, number | null]) => row[1] },
 *   ],
 *   describeRow: (row: [string, number | null]) => row[0],
 * } as const;
 * assert.deepEqual(buildFrame(definition, [["Ada", 165], ["Bo", null]]).toRecords(), [
 *   { who: "Ada", cm: 165 },
 *   { who: "Bo", cm: null },
 * ]);
 * ```
 */
export function buildFrame<Row>(definition: FrameDefinition<Row>, rows: readonly Row[]): Frame {
  const names = definition.columns.map((column) => column.name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) {
    throw new RangeError(
      `Cannot build the ${definition.name} frame: column "${twice}" is declared twice`,
    );
  }
  return pl.DataFrame(
    definition.columns.map((column) => toSeries(column, readColumn(definition, column, rows))),
  );
}

function readColumn<Row>(
  definition: FrameDefinition<Row>,
  column: Column<Row>,
  rows: readonly Row[],
): unknown[] {
  return rows.map((row, index) => {
    const value = column.read(row);
    if (value === null || isOfType(value, column.type)) return value;
    throw new TypeError(
      `Cannot build the ${definition.name} frame: row ${index + 1} (${
        definition.describeRow(row)
      }), column ` +
        `"${column.name}" is ${shown(value)}, expected ${EXPECTED[column.type]} or null`,
    );
  });
}

const EXPECTED: Readonly<Record<ColumnType, string>> = {
  string: "text",
  integer: "a whole number",
  number: "a finite number",
  boolean: "true or false",
  datetime: "a valid Date",
  strings: "a list of texts",
};

function isOfType(value: unknown, type: ColumnType): boolean {
  switch (type) {
    case "string":
      return typeof value === "string";
    case "integer":
      return Number.isSafeInteger(value);
    case "number":
      return Number.isFinite(value);
    case "boolean":
      return typeof value === "boolean";
    case "datetime":
      return value instanceof Date && Number.isFinite(value.getTime());
    case "strings":
      return Array.isArray(value) && value.every((entry) => typeof entry === "string");
  }
}

function shown(value: unknown): string {
  if (typeof value === "number" || typeof value === "bigint" || value === undefined) {
    return String(value);
  }
  const text = value instanceof Date ? "an invalid Date" : JSON.stringify(value) ?? typeof value;
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
