/** How a model of a type is drawn; shape and filling double the colour. */
export interface ModelStyle {
  /** Colour of dot, bar or interval. */
  readonly color: string;
  /** Name of the shape. */
  readonly symbol: string;
  /** Hollow when false. */
  readonly filled: boolean;
}

const STYLES: Readonly<Record<string, ModelStyle>> = {
  proprietary: { color: "#0072B2", symbol: "circle", filled: true },
  open: { color: "#D55E00", symbol: "circle", filled: false },
  medical: { color: "#009E73", symbol: "diamond", filled: false },
};

/**
 * The style of a model type; unknown types are drawn as plain dots.
 */
export function modelStyle(type: string | null): ModelStyle {
  return STYLES[type ?? ""] ?? { color: "#0072B2", symbol: "circle", filled: true };
}
