import type { Cells } from "./_read_cells.ts";

/**
 * The cells of columns in other rows: row n has what row `places[n]` had. What many rows share is read once and spread.
 * Columns come one by one, and the numbers or places of one are overwritten by the next: each is to be used at once.
 */
export function* spreadCells(columns: Iterable<Cells>, places: Uint32Array): Generator<Cells> {
  const values = new Float64Array(places.length);
  const spread = new Uint32Array(places.length);
  for (const cells of columns) {
    if (cells.kind === "numbers") {
      fill(values, { from: cells.values, places });
      yield { kind: "numbers", values };
    } else if (cells.kind === "texts") {
      fill(spread, { from: cells.places, places });
      yield { ...cells, places: spread };
    } else {
      yield { kind: "values", values: Array.from(places, (place) => cells.values[place]) };
    }
  }
}

function fill<List extends Float64Array | Uint32Array>(
  list: List,
  { from, places }: { readonly from: List; readonly places: Uint32Array },
): void {
  for (let row = 0; row < places.length; row++) list[row] = from[places[row] ?? 0] ?? NaN;
}
