import { blurFilter } from "./blur_filter.ts";
import { seededRandom } from "./seeded_random.ts";
import { svgPage } from "./svg_page.ts";
import { svgText } from "./svg_text.ts";

/** Center, radii, and brightness of uptake, relative to the panel. */
type Uptake = readonly [x: number, y: number, radiusX: number, radiusY: number, opacity: number];

const GLANDS: readonly Uptake[] = [
  [92, 78, 13, 17, 0.8],
  [208, 78, 13, 17, 0.8],
  [112, 46, 9, 8, 0.5],
  [188, 46, 9, 8, 0.5],
];
const THYROID: readonly Uptake[] = [[130, 190, 14, 30, 1], [170, 190, 14, 30, 1], [
  150,
  208,
  14,
  8,
  0.7,
]];
const HEART: Uptake = [176, 372, 50, 30, 0.75];
/** Below the lower pole of the lobe on the left of the picture, the patient's right. */
const FOCUS: Uptake = [127, 236, 9, 10, 1];

/** Sestamibi study of the neck, early and delayed: the thyroid fades, one focus stays. */
export function drawParathyroidScan(): string {
  const width = 640;
  const height = 440;
  const body = panel(10, { label: "15 minutes", thyroid: 1, seed: 3 }) +
    panel(325, { label: "2 hours", thyroid: 0.22, seed: 4 });
  return svgPage(body, {
    width,
    height,
    background: "#1a1a1a",
    ink: "#f0f0f0",
    defs: blurFilter("glow", 6) +
      `<clipPath id="panel"><rect width="305" height="380"/></clipPath>`,
  });
}

function panel(
  left: number,
  { label, thyroid, seed }: {
    readonly label: string;
    readonly thyroid: number;
    readonly seed: number;
  },
): string {
  const random = seededRandom(seed);
  const spot = ([x, y, radiusX, radiusY, opacity]: Uptake): string =>
    `<ellipse cx="${x}" cy="${y}" rx="${radiusX}" ry="${radiusY}" fill="#fff" opacity="${
      opacity.toFixed(2)
    }"/>`;
  const lobes = THYROID.map((
    [x, y, radiusX, radiusY, opacity],
  ): Uptake => [x, y, radiusX, radiusY, opacity * thyroid]);
  const counts = Array.from(
    { length: 420 },
    () =>
      `<rect x="${(305 * random()).toFixed(0)}" y="${
        (380 * random()).toFixed(0)
      }" width="3" height="3" fill="#fff" opacity="${(0.04 + 0.12 * random()).toFixed(2)}"/>`,
  );
  return `<g transform="translate(${left} 28)"><rect width="305" height="380" fill="#000"/><g clip-path="url(#panel)">` +
    `<path d="M96 20C96 130 110 250 96 270C60 290 20 300 0 320V380H305V320C285 300 245 290 209 270C195 250 209 130 209 20Z" ` +
    `fill="#fff" opacity="0.08" filter="url(#glow)"/>${counts.join("")}` +
    `<g filter="url(#glow)">${[...GLANDS, ...lobes, HEART, FOCUS].map(spot).join("")}</g></g>` +
    svgText("R", [12, 28], { fill: "#f2f2f2", size: 18, weight: "bold" }) +
    svgText("L", [282, 28], { fill: "#f2f2f2", size: 18, weight: "bold" }) +
    svgText(label, [152, -9], { fill: "#f2f2f2", size: 15, anchor: "middle" }) + "</g>";
}
