import type { RowLayout } from "./_row_layout_types.ts";

/** One estimate in a row of its own. */
export interface ChartRow {
  /** Written on the left. */
  readonly label: string;
  /** The estimate; null when there is none. */
  readonly value: number | null;
  /** Lower limit. */
  readonly lo: number | null;
  /** Upper limit. */
  readonly hi: number | null;
  /** An interval inside that one, drawn thick; null or absent for none. */
  readonly inner?: { readonly lo: number; readonly hi: number } | null;
  /** Colour of dot and interval. */
  readonly color: string;
  /** Name of a shape. */
  readonly symbol: string;
  /** Hollow when false. */
  readonly filled: boolean;
  /** Written on the right, one for each header. */
  readonly cells: readonly string[];
  /** Neighbouring rows of one tier stand on one tinted field; null for none. */
  readonly tier: string | null;
  /** Rows of one section stand below its heading; null without sections. */
  readonly section: string | null;
  /** What a browser shows when the pointer rests on the row's mark. */
  readonly tip: string;
}

/** A row and where it stands, CSS pixels from the top. */
export interface PlacedRow extends ChartRow {
  /** Middle of its drawing. */
  readonly y: number;
  /** Top. */
  readonly y1: number;
  /** Bottom. */
  readonly y2: number;
}

/**
 * Rows where a layout has put them.
 */
export function placedRows(rows: readonly ChartRow[], { places }: RowLayout): readonly PlacedRow[] {
  return rows.map((row, k) => ({ ...row, ...places[k] ?? { y: 0, y1: 0, y2: 0 } }));
}

/**
 * The fields tiers stand on: from the first row of each to its last.
 */
export function tierFields(rows: readonly PlacedRow[]): readonly { y1: number; y2: number }[] {
  const found: { y1: number; y2: number }[] = [];
  rows.forEach(({ tier, y1, y2 }, k) => {
    const last = found.at(-1);
    if (tier === null) return;
    if (last !== undefined && rows[k - 1]?.tier === tier) last.y2 = y2;
    else found.push({ y1, y2 });
  });
  return found;
}
