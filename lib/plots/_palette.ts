/** How one of several series is drawn: colour and shape always change together. */
export interface SeriesStyle {
  /** A colour that can be told from the others with any colour vision, on white and on dark. */
  readonly color: string;
  /** Name of the shape in Observable Plot. */
  readonly symbol: string;
  /** Name or path of the shape in Vega. */
  readonly vegaShape: string;
}

/** The styles of up to eight series, in order: six colours of Okabe and Ito, then brown and grey. */
export const SERIES_STYLES: readonly SeriesStyle[] = [
  { color: "#0072B2", symbol: "circle", vegaShape: "circle" },
  { color: "#D55E00", symbol: "triangle", vegaShape: "triangle-up" },
  { color: "#009E73", symbol: "square", vegaShape: "square" },
  { color: "#CC79A7", symbol: "diamond", vegaShape: "diamond" },
  {
    color: "#E69F00",
    symbol: "star",
    vegaShape:
      "M0,-1L0.225,-0.309L0.951,-0.309L0.363,0.118L0.588,0.809L0,0.382L-0.588,0.809L-0.363,0.118L-0.951,-0.309L-0.225,-0.309Z",
  },
  { color: "#56B4E9", symbol: "wye", vegaShape: "triangle-down" },
  { color: "#8C6D31", symbol: "cross", vegaShape: "cross" },
  { color: "#7F7F7F", symbol: "hexagon", vegaShape: "triangle-right" },
];

/** A scale that takes a shape's name for the shape; without it Plot would assign shapes of its own. */
export const SYMBOL_SCALE: { readonly domain: string[]; readonly range: string[] } = {
  domain: SERIES_STYLES.map(({ symbol }) => symbol),
  range: SERIES_STYLES.map(({ symbol }) => symbol),
};
