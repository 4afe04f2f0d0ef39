import { blurFilter } from "./blur_filter.ts";
import { grainFilter } from "./grain_filter.ts";
import { svgPage } from "./svg_page.ts";

/** An ultrasound picture: echoes drawn inside a fan or a rectangle, speckled, with a depth scale. */
export function ultrasoundField(
  echoes: string,
  { shape, seed, overlay = "", labels = "" }: {
    readonly shape: "fan" | "rectangle";
    readonly seed: number;
    /** Drawn over the speckle. */
    readonly overlay?: string;
    /** Drawn last, and also outside the field. */
    readonly labels?: string;
  },
): string {
  const width = 560;
  const height = 470;
  const outline = shape === "fan"
    ? "M232 24Q280 36 328 24L522 356Q280 494 38 356Z"
    : "M84 36H476V404H84Z";
  const scale = Array.from(
    { length: 9 },
    (_, index) => `M542 ${40 + index * 46}h${index % 2 === 0 ? 12 : 7}`,
  );
  const defs = blurFilter("soft", 3) + blurFilter("softer", 9) +
    grainFilter("speckle", {
      frequency: "0.3 0.45",
      seed,
      color: [0, 0, 0],
      contrast: 3,
      level: 0.4,
    }) +
    grainFilter("sparkle", {
      frequency: "0.28 0.42",
      seed: seed + 1,
      color: [1, 1, 1],
      contrast: 2.4,
      level: -0.35,
    }) +
    `<clipPath id="field"><path d="${outline}"/></clipPath>` +
    `<linearGradient id="depth" x1="0" y1="0" x2="0" y2="1"><stop offset="0.6" stop-opacity="0"/><stop offset="1" stop-opacity="0.55"/></linearGradient>`;
  const body =
    `<g clip-path="url(#field)"><rect width="${width}" height="${height}" fill="#6a6a6a"/>${echoes}` +
    `<rect width="${width}" height="${height}" filter="url(#speckle)" opacity="0.75"/>` +
    `<rect width="${width}" height="${height}" filter="url(#sparkle)" opacity="0.1"/>` +
    `<rect width="${width}" height="${height}" fill="url(#depth)"/>${overlay}</g>` +
    `<path d="${scale.join("")}" stroke="#cfcfcf" stroke-width="1.5"/>` + labels;
  return svgPage(body, { width, height, background: "#030303", ink: "#f0f0f0", defs });
}
