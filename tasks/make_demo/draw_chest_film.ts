import { blurFilter } from "./blur_filter.ts";
import type { Point } from "./point.ts";
import { smoothPath } from "./smooth_path.ts";
import { svgPage } from "./svg_page.ts";
import { svgText } from "./svg_text.ts";

/** Outline of the lung on the left of the picture, which is the patient's right. */
const RIGHT_LUNG: readonly Point[] = [
  [206, 62],
  [238, 92],
  [252, 160],
  [250, 250],
  [236, 330],
  [222, 372],
  [170, 358],
  [112, 388],
  [88, 400],
  [92, 300],
  [112, 190],
  [150, 96],
];
/** Outline of the lung on the right of the picture; the heart takes its notch. */
const LEFT_LUNG: readonly Point[] = [
  [346, 62],
  [402, 96],
  [440, 190],
  [462, 300],
  [466, 404],
  [440, 394],
  [400, 372],
  [392, 340],
  [370, 288],
  [322, 240],
  [306, 160],
  [316, 92],
];

/** Frontal chest film with fluid at the left base, or with air around a collapsed right lung. */
export function drawChestFilm(finding: "left effusion" | "right pneumothorax"): string {
  const width = 560;
  const height = 500;
  const lungs = [RIGHT_LUNG, LEFT_LUNG].map((lung) => smoothPath(lung, { closed: true }));
  const defs = [
    blurFilter("soft", 5),
    blurFilter("slight", 1.5),
    `<clipPath id="lungs">${lungs.map((lung) => `<path d="${lung}"/>`).join("")}</clipPath>`,
    `<clipPath id="chest"><path d="M60 60H500V440H60Z"/></clipPath>`,
    `<linearGradient id="fluid" x1="0" y1="0" x2="0" y2="1"><stop offset="0.7" stop-color="#b8b8b8"/>` +
    `<stop offset="0.98" stop-color="#b8b8b8" stop-opacity="0"/></linearGradient>`,
    `<linearGradient id="body" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#6d6d6d"/>` +
    `<stop offset="0.75" stop-color="#8c8c8c"/><stop offset="1" stop-color="#a8a8a8"/></linearGradient>`,
  ];
  const shoulders =
    "M10 500C14 300 36 170 96 108C150 70 210 66 232 20H326C346 66 400 70 456 108C520 170 546 300 550 500Z";
  const body = [
    `<path d="${shoulders}" fill="url(#body)" filter="url(#soft)"/>`,
    ...lungs.map((lung) => `<path d="${lung}" fill="#262626" filter="url(#soft)"/>`),
    `<g clip-path="url(#lungs)">${vessels()}</g>`,
    finding === "right pneumothorax" ? pneumothorax() : "",
    ribs(),
    spine(),
    `<path d="M262 150C236 190 222 270 226 330C240 372 330 392 396 366C402 320 372 262 322 232C312 200 312 160 300 138Z" ` +
    `fill="#b4b4b4" opacity="0.92" filter="url(#soft)"/>`,
    finding === "left effusion" ? effusion() : "",
    clavicles(),
    svgText("R", [34, 44], { fill: "#f2f2f2", size: 22, weight: "bold" }),
  ];
  return svgPage(body.join(""), {
    width,
    height,
    background: "#0b0b0b",
    ink: "#f0f0f0",
    defs: defs.join(""),
  });
}

function ribs(): string {
  const pairs = Array.from({ length: 9 }, (_, index) => {
    const top = 84 + index * 37;
    const reach = 96 + Math.sin(Math.min(1, index / 5) * Math.PI / 2) * 96;
    const side = (sign: 1 | -1): string =>
      `M${279 + sign * 16} ${top}C${279 + sign * reach * 0.55} ${top - 14} ${
        279 + sign * reach * 0.95
      } ${top + 2} ` +
      `${279 + sign * (reach + 4)} ${top + 46}`;
    return side(1) + side(-1);
  });
  return `<g clip-path="url(#chest)" fill="none" stroke-linecap="round"><path d="${
    pairs.join("")
  }" stroke="#d0d0d0" ` +
    `stroke-width="12" opacity="0.17"/><path d="${
      pairs.join("")
    }" stroke="#e6e6e6" stroke-width="1.6" opacity="0.3" ` +
    `transform="translate(0 6)"/></g>`;
}

function spine(): string {
  const bodies = Array.from(
    { length: 15 },
    (_, index) =>
      `<rect x="262" y="${
        26 + index * 31
      }" width="34" height="25" rx="5" fill="#c4c4c4" opacity="0.32"/>`,
  );
  return `<rect x="258" y="16" width="42" height="480" fill="#a8a8a8" opacity="0.5" filter="url(#soft)"/>${
    bodies.join("")
  }`;
}

function clavicles(): string {
  const path = "M264 92C220 74 160 74 104 92M294 92C338 74 398 74 452 92";
  return `<path d="${path}" fill="none" stroke="#d6d6d6" stroke-width="11" stroke-linecap="round" opacity="0.42"/>`;
}

function vessels(): string {
  const fan = (x: number, y: number, sign: 1 | -1): string =>
    Array.from({ length: 9 }, (_, index) => {
      const angle = (-70 + index * 19) * Math.PI / 180;
      const [dx, dy] = [sign * Math.cos(angle) * 120, Math.sin(angle) * 150];
      return `M${x} ${y}q${(dx * 0.4).toFixed(0)} ${(dy * 0.3).toFixed(0)} ${dx.toFixed(0)} ${
        dy.toFixed(0)
      }`;
    }).join("");
  return `<path d="${fan(236, 220, -1)}${
    fan(322, 214, 1)
  }" fill="none" stroke="#8a8a8a" stroke-width="3.2" opacity="0.5" ` +
    `filter="url(#soft)"/>`;
}

/** White at the base, its upper edge rising to the side. */
function effusion(): string {
  return `<path d="M352 440L366 344C414 324 440 286 456 206L470 206L486 440Z" fill="url(#fluid)" filter="url(#soft)"/>`;
}

/** Black rim without vessels outside the edge of the smaller lung. */
function pneumothorax(): string {
  const edge: readonly Point[] = [
    [232, 116],
    [196, 138],
    [166, 200],
    [154, 270],
    [164, 322],
    [190, 348],
  ];
  const medial: readonly Point[] = [[226, 350], [240, 290], [250, 210], [248, 150]];
  const rim = smoothPath(RIGHT_LUNG, { closed: true });
  const lung = smoothPath([...edge, ...medial], { closed: true });
  return `<path d="${rim}${lung}" fill="#020202" fill-rule="evenodd" filter="url(#slight)"/>` +
    `<path d="${lung}" fill="#7a7a7a" opacity="0.4"/>` +
    `<path d="${smoothPath(edge)}" fill="none" stroke="#e2e2e2" stroke-width="2.2"/>`;
}
