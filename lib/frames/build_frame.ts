import { toFrame } from "./_to_frame.ts";
import type { FrameDefinition } from "./column.ts";
import type { Frame } from "./frame.ts";
import { readCells } from "./_read_cells.ts";

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
  return toFrame(definition.columns, { cells: readCells(definition, rows), rows: rows.length });
}
