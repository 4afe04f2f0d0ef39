import { SERIES_STYLES, type SeriesStyle } from "./_palette.ts";

/**
 * The style of the n-th series, from 0; eight differ, then they begin again.
 */
export function seriesStyle(index: number): SeriesStyle {
  return SERIES_STYLES[index % SERIES_STYLES.length] ?? FALLBACK;
}

const FALLBACK: SeriesStyle = { color: "currentColor", symbol: "circle", vegaShape: "circle" };
