import { wilson } from "../stats/uncertainty/wilson.ts";
import type { RowReader } from "./_row_reader.ts";

/**
 * The limits of a row; where it has none but counts cases, those of Wilson, for cases are independent.
 */
export function limitsOf(reader: RowReader): {
  readonly lo: number | null;
  readonly hi: number | null;
} {
  const [lo, hi] = [reader.number("lo"), reader.number("hi")];
  const [value, n] = [reader.number("value"), reader.number("n")];
  if (lo !== null || hi !== null || value === null || n === null || n <= 0) return { lo, hi };
  return reader.text("unit") === "case" ? wilson({ x: value * n, n }) : { lo, hi };
}
