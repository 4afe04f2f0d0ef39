import { blurFilter } from "./blur_filter.ts";
import { svgPage } from "./svg_page.ts";
import { svgText } from "./svg_text.ts";

/** Center, radii, and darkness of uptake. */
type Uptake = readonly [x: number, y: number, radiusX: number, radiusY: number, opacity: number];

const NORMAL: readonly Uptake[] = [
  [230, 66, 40, 34, 0.92],
  [262, 246, 26, 24, 0.7],
  [186, 330, 11, 20, 0.62],
  [274, 330, 11, 20, 0.62],
  [230, 496, 24, 18, 0.95],
];
/** Fainter normal tissue: liver, spleen, bowel, marrow. */
const FAINT: readonly Uptake[] = [
  [196, 286, 46, 30, 0.2],
  [292, 284, 18, 22, 0.14],
  [230, 400, 52, 34, 0.1],
  [230, 350, 9, 130, 0.1],
];
const ABNORMAL: readonly Uptake[] = [[176, 272, 12, 11, 0.97], [206, 294, 9, 9, 0.95]];

/** Frontal PET projection: normal uptake in brain, heart, kidneys and bladder, and two foci in the right lobe of the liver. */
export function drawTracerProjection(): string {
  const width = 460;
  const height = 580;
  const outline =
    "M230 24C268 24 284 54 276 92C272 112 262 124 256 132C262 150 292 156 322 166C346 176 352 210 358 250" +
    "L388 402C390 420 378 426 370 412L330 266C326 300 322 340 328 388C336 440 334 500 330 566H254L232 470H228L206 566H130" +
    "C126 500 124 440 132 388C138 340 134 300 130 266L90 412C82 426 70 420 72 402L102 250C108 210 114 176 138 166" +
    "C168 156 198 150 204 132C198 124 188 112 184 92C176 54 192 24 230 24Z";
  const spot = ([x, y, radiusX, radiusY, opacity]: Uptake): string =>
    `<ellipse cx="${x}" cy="${y}" rx="${radiusX}" ry="${radiusY}" fill="#000" opacity="${opacity}"/>`;
  const body = [
    `<path d="${outline}" fill="#dcdcdc" stroke="#c4c4c4" stroke-width="3" filter="url(#slight)"/>`,
    `<path d="M170 190C196 176 214 186 216 256L152 262C150 230 156 204 170 190ZM290 190C264 176 246 186 244 256L308 262` +
    `C310 230 304 204 290 190Z" fill="#efefef" filter="url(#slight)"/>`,
    `<g filter="url(#glow)">${FAINT.map(spot).join("")}</g>`,
    `<g filter="url(#focus)">${[...NORMAL, ...ABNORMAL].map(spot).join("")}</g>`,
    svgText("R", [30, 60], { fill: "#222", size: 22, weight: "bold" }),
    svgText("L", [414, 60], { fill: "#222", size: 22, weight: "bold" }),
    svgText("front view", [450, 572], { fill: "#444", size: 12, anchor: "end" }),
  ];
  const defs = blurFilter("slight", 3) + blurFilter("glow", 7) + blurFilter("focus", 3.2);
  return svgPage(body.join(""), { width, height, background: "#fbfbfb", ink: "#444", defs });
}
