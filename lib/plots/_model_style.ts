/** How a model of a type is drawn; shape, filling or texture double the colour. */
export interface ModelStyle {
  /** As a reader calls the type. */
  readonly name: string;
  /** Colour of dot and interval. */
  readonly color: string;
  /** Name of the shape. */
  readonly symbol: string;
  /** Hollow when false. */
  readonly filled: boolean;
  /** Colour or texture of a bar. */
  readonly texture: string;
}

const UNKNOWN: ModelStyle = {
  name: "type unknown",
  color: "#0072B2",
  symbol: "circle",
  filled: true,
  texture: "#8A8A8A",
};

const STYLES: Readonly<Record<string, ModelStyle>> = {
  proprietary: {
    name: "proprietary",
    color: "#0072B2",
    symbol: "circle",
    filled: true,
    texture: "#0072B2",
  },
  open: {
    name: "open weights",
    color: "#D55E00",
    symbol: "circle",
    filled: false,
    texture: "url(#rounds-open)",
  },
  medical: {
    name: "medical",
    color: "#009E73",
    symbol: "diamond",
    filled: false,
    texture: "url(#rounds-medical)",
  },
};

/**
 * The style of a model type; unknown types are drawn as plain dots.
 */
export function modelStyle(type: string | null): ModelStyle {
  return STYLES[type ?? ""] ?? UNKNOWN;
}

/** The textures of bars, for light and dark. */
export const MODEL_PATTERNS: string =
  `<defs><pattern id="rounds-open" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">` +
  `<rect width="6" height="6" fill="#D55E00" fill-opacity="0.25"/><line x1="0" y1="0" x2="0" y2="6" stroke="#D55E00" stroke-width="3.5"/></pattern>` +
  `<pattern id="rounds-medical" width="6" height="6" patternUnits="userSpaceOnUse">` +
  `<rect width="6" height="6" fill="#009E73" fill-opacity="0.3"/><circle cx="3" cy="3" r="1.6" fill="#009E73"/></pattern></defs>`;
