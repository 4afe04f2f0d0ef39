import { seriesStyle } from "./_series_style.ts";

/** How a curve is drawn: colour and dashes change together. */
export interface CurveStyle {
  /** Colour. */
  readonly color: string;
  /** Dashes, as SVG has them; empty for none. */
  readonly dashes: string;
  /** Drawn strong. */
  readonly marked: boolean;
}

const DASHES = ["", "7,3", "2,2", "9,3,2,3", "", "7,3", "2,2", "9,3,2,3"];
/** More curves than this are grey but for those marked. */
const MOST_COLOURS = 8;

/**
 * Styles of so many curves in order: up to eight differ in colour and dashes; of more, the first and the last are marked and
 * the others grey.
 */
export function curveStyles(count: number): readonly CurveStyle[] {
  return Array.from({ length: count }, (_, k) => {
    if (count <= MOST_COLOURS) {
      return { color: seriesStyle(k).color, dashes: DASHES[k] ?? "", marked: count <= 3 };
    }
    const marked = k === 0 || k === count - 1;
    const place = k === 0 ? 0 : 1;
    return {
      color: marked ? seriesStyle(place).color : "#8A8A8A",
      dashes: marked ? DASHES[place] ?? "" : "",
      marked,
    };
  });
}
