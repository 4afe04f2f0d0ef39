import { cleanText } from "./_clean_text.ts";
import type { PlotRow } from "./figure.ts";

/** Reads the columns of one row. */
export interface RowReader {
  /** The first of these columns that holds text, on one line; null when none does. */
  text(...names: readonly string[]): string | null;
  /** The first of these columns that holds a finite number; null when none does. */
  number(...names: readonly string[]): number | null;
  /** A number or null; throws `TypeError` when the column is absent or holds anything else. */
  need(name: string): number | null;
  /** What the row is called: its run, else its model; throws `TypeError` when it has neither. */
  run(): string;
  /** Whether the column holds `true`. */
  is(name: string): boolean;
}

/**
 * Reads a row of a table by column names; what is optional and absent is null.
 */
export function rowReader(
  row: PlotRow,
  { index, from }: { readonly index: number; readonly from: string },
): RowReader {
  const text = (...names: readonly string[]): string | null => {
    const value = names.map((name) => row[name]).find((found) => typeof found === "string");
    return typeof value === "string" ? cleanText(value) : null;
  };
  return {
    text,
    number: (...names) => {
      const value = names.map((name) => row[name]).find(isFinite);
      return isFinite(value) ? value : null;
    },
    need: (name) => {
      const value = row[name];
      if (value === null || isFinite(value)) return value;
      throw new TypeError(
        `Row ${index + 1} has ${value === undefined ? "no" : "an unusable"} "${name}", ` +
          `expected a number or null: draw rows of ${from}`,
      );
    },
    run: () => {
      const name = text("run") ?? text("model");
      if (name !== null) return name;
      throw new TypeError(`Row ${index + 1} has no "run" and no "model", expected text`);
    },
    is: (name) => row[name] === true,
  };
}

function isFinite(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value);
}
