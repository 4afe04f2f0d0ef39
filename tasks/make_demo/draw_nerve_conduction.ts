import type { Point } from "./point.ts";
import { svgPage } from "./svg_page.ts";
import { svgText } from "./svg_text.ts";
import { tracePath } from "./trace_path.ts";

const WIDTH = 600;
const HEIGHT = 410;
const LEFT = 80;
const PIXELS_PER_MS = 16;
const PIXELS_PER_MV = 14;

/** Lobes of a response: millivolts, center and spread in milliseconds. */
type Lobes = readonly (readonly [size: number, center: number, spread: number])[];
const WRIST: Lobes = [[8.2, 6.2, 1.05], [-3.4, 9.3, 1.2]];
const ELBOW: Lobes = [[1.5, 13.2, 0.9], [1.9, 15.9, 1], [0.9, 18.4, 0.8], [1.4, 20.6, 1], [
  -1.3,
  24,
  1.5,
]];

/** Median motor study: a large compact response from the wrist, a small spread-out one from the elbow. */
export function drawNerveConduction(): string {
  const vertical = Array.from(
    { length: 17 },
    (_, index) => `M${LEFT + index * 2 * PIXELS_PER_MS} 24V352`,
  );
  const horizontal = Array.from(
    { length: 12 },
    (_, index) => `M${LEFT} ${32 + index * 2 * PIXELS_PER_MV}H${LEFT + 32 * PIXELS_PER_MS}`,
  );
  const body = [
    `<path d="${[...vertical, ...horizontal].join("")}" stroke="#d9e3dc" fill="none"/>`,
    response(WRIST, { y: 172, label: "Wrist", note: "8.2 mV" }),
    response(ELBOW, { y: 312, label: "Elbow", note: "2.1 mV" }),
    svgText("Median nerve, thumb muscle", [LEFT, 16], { fill: "#243", size: 13, weight: "bold" }),
    svgText("lines: 2 ms across, 2 mV up", [WIDTH - 10, 374], {
      fill: "#243",
      size: 12,
      anchor: "end",
    }),
    svgText("amplitude: baseline to highest point", [WIDTH - 10, 391], {
      fill: "#243",
      size: 12,
      anchor: "end",
    }),
  ];
  return svgPage(body.join(""), {
    width: WIDTH,
    height: HEIGHT,
    background: "#fbfdfb",
    ink: "#243",
  });
}

function response(
  lobes: Lobes,
  { y, label, note }: { readonly y: number; readonly label: string; readonly note: string },
): string {
  const points = Array.from({ length: 32 * 12 }, (_, sample): Point => {
    const ms = sample / 12;
    const artifact = ms < 0.9 ? 2.4 * Math.sin(ms * 7) * Math.exp(-ms * 4) : 0;
    const millivolts = lobes.reduce(
      (sum, [size, center, spread]) => sum + size * Math.exp(-(((ms - center) / spread) ** 2) / 2),
      artifact,
    );
    return [LEFT + ms * PIXELS_PER_MS, y - millivolts * PIXELS_PER_MV];
  });
  return `<path d="${tracePath(points)}" fill="none" stroke="#14532d" stroke-width="1.8"/>` +
    svgText(label, [10, y - 4], { fill: "#14532d", size: 14, weight: "bold" }) +
    svgText(note, [10, y + 14], { fill: "#14532d", size: 12 });
}
