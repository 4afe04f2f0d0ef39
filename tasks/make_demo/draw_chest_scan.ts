import { blobPath } from "./blob_path.ts";
import { blurFilter } from "./blur_filter.ts";
import { grainFilter } from "./grain_filter.ts";
import type { Point } from "./point.ts";
import { seededRandom } from "./seeded_random.ts";
import { smoothPath } from "./smooth_path.ts";
import { svgPage } from "./svg_page.ts";
import { svgText } from "./svg_text.ts";

/** Outline of the lung on the left of the picture, which is the patient's right; the other mirrors it. */
const LUNG: readonly Point[] = [
  [232, 92],
  [168, 96],
  [104, 150],
  [76, 230],
  [92, 312],
  [150, 358],
  [212, 342],
  [238, 290],
  [226, 236],
  [240, 170],
];
const CENTER = 285;

/** Axial chest CT in the lung window: thin-walled cysts throughout, or nodules of which two have cavities. */
export function drawChestScan(finding: "cysts" | "nodules"): string {
  const width = 570;
  const height = 450;
  const random = seededRandom(finding === "cysts" ? 11 : 23);
  const lungs = [LUNG, LUNG.map(([x, y]): Point => [2 * CENTER - x, y])];
  const paths = lungs.map((lung) => smoothPath(lung, { closed: true }));
  const defs = [
    blurFilter("slight", 1.2),
    blurFilter("soft", 3),
    grainFilter("grain", {
      frequency: "0.55",
      seed: 4,
      color: [0.7, 0.7, 0.7],
      contrast: 1.4,
      level: 0.3,
    }),
    `<clipPath id="lungs">${paths.map((path) => `<path d="${path}"/>`).join("")}</clipPath>`,
  ];
  const spots = finding === "cysts" ? cysts(lungs, random) : nodules();
  const body = [
    `<ellipse cx="285" cy="226" rx="272" ry="192" fill="#8f8f8f" filter="url(#slight)"/>`,
    `<ellipse cx="285" cy="226" rx="246" ry="168" fill="#c9c9c9" filter="url(#soft)"/>`,
    bones(),
    ...paths.map((path) => `<path d="${path}" fill="#3d3d3d" filter="url(#slight)"/>`),
    `<g clip-path="url(#lungs)"><rect width="${width}" height="${height}" fill="#fff" filter="url(#grain)" opacity="0.2"/>` +
    `${vessels(random)}${spots}</g>`,
    `<path d="M262 100C250 130 262 150 260 176C244 214 262 262 300 276C352 280 366 236 344 196C326 168 312 150 314 100Z" ` +
    `fill="#dadada" filter="url(#soft)"/>`,
    `<ellipse cx="284" cy="152" rx="15" ry="13" fill="#111"/>`,
    `<circle cx="314" cy="300" r="19" fill="#e2e2e2" filter="url(#slight)"/>`,
    svgText("R", [16, 32], { fill: "#f2f2f2", size: 20, weight: "bold" }),
    svgText("L", [536, 32], { fill: "#f2f2f2", size: 20, weight: "bold" }),
  ];
  return svgPage(body.join(""), {
    width,
    height,
    background: "#050505",
    ink: "#f0f0f0",
    defs: defs.join(""),
  });
}

function bones(): string {
  const ribs = [[60, 190], [56, 270], [96, 350], [128, 110]].flatMap((
    [x = 0, y = 0],
  ) => [[x, y], [2 * CENTER - x, y]]);
  return ribs.map(([x = 0, y = 0]) =>
    `<ellipse cx="${x}" cy="${y}" rx="9" ry="22" fill="#f4f4f4" transform="rotate(${
      ((x - CENTER) * (y - 226)) / -700
    } ${x} ${y})"/>`
  ).join("") +
    `<path d="M258 320H312C322 340 316 362 300 366L285 398L270 366C254 362 248 340 258 320Z" fill="#f2f2f2"/>` +
    `<circle cx="285" cy="372" r="8" fill="#9a9a9a"/><rect x="262" y="66" width="46" height="14" rx="6" fill="#f0f0f0"/>`;
}

function vessels(random: () => number): string {
  const branches = [-1, 1].flatMap((sign) =>
    Array.from({ length: 11 }, (_, index) => {
      const angle = (-75 + index * 15 + 8 * random()) * Math.PI / 180;
      const length = 80 + 60 * random();
      const [x, y] = [CENTER + sign * 48, 220];
      const middle: Point = [
        x + sign * Math.cos(angle) * length * 0.5,
        y + Math.sin(angle) * length * 0.5 + 8 * random(),
      ];
      const end: Point = [x + sign * Math.cos(angle) * length, y + Math.sin(angle) * length];
      return `<path d="${smoothPath([[x, y], middle, end])}" stroke-width="${
        (1.6 + 2.4 * random()).toFixed(1)
      }"/>`;
    })
  );
  return `<g fill="none" stroke="#b5b5b5" stroke-linecap="round">${branches.join("")}</g>`;
}

/** Black discs with a fine pale wall, as many as fit without touching, in both lungs alike. */
function cysts(lungs: readonly (readonly Point[])[], random: () => number): string {
  const placed: (readonly [x: number, y: number, radius: number])[] = [];
  for (let attempt = 0; attempt < 2600 && placed.length < 120; attempt++) {
    const radius = 5 + 11 * random() ** 2;
    const [x, y] = [70 + 430 * random(), 90 + 270 * random()];
    const isInside = lungs.some((lung) => contains(lung, [x, y]));
    const isFree = placed.every(([otherX, otherY, other]) =>
      Math.hypot(x - otherX, y - otherY) > radius + other + 2
    );
    if (isInside && isFree) placed.push([x, y, radius]);
  }
  return placed.map(([x, y, radius]) =>
    `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="${
      radius.toFixed(1)
    }" fill="#080808" stroke="#a8a8a8" stroke-width="1.3"/>`
  ).join("");
}

/** Even-odd rule on the corners of the outline. */
function contains(outline: readonly Point[], [x, y]: Point): boolean {
  return outline.reduce((inside, [toX, toY], index) => {
    const [fromX, fromY] = outline.at(index - 1) ?? [0, 0];
    const crosses = (fromY > y) !== (toY > y) &&
      x < fromX + (y - fromY) / (toY - fromY) * (toX - fromX);
    return crosses ? !inside : inside;
  }, false);
}

function nodules(): string {
  const random = seededRandom(5);
  const places: readonly (readonly [x: number, y: number, radius: number, cavity: number])[] = [
    [138, 206, 30, 15],
    [178, 306, 17, 0],
    [446, 282, 36, 20],
    [402, 140, 15, 0],
    [474, 190, 13, 0],
  ];
  return places.map(([x, y, radius, cavity]) => {
    const solid = blobPath([x, y], { radius: [radius, radius], wobble: 0.1, random });
    const hole = blobPath([x + 2, y - 1], { radius: [cavity, cavity * 0.9], wobble: 0.14, random });
    return `<path d="${solid}" fill="#dcdcdc" filter="url(#slight)"/>` +
      (cavity === 0 ? "" : `<path d="${hole}" fill="#0d0d0d"/>`);
  }).join("");
}
