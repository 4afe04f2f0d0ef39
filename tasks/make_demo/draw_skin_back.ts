import { blobPath } from "./blob_path.ts";
import { blurFilter } from "./blur_filter.ts";
import { grainFilter } from "./grain_filter.ts";
import { seededRandom } from "./seeded_random.ts";
import { svgPage } from "./svg_page.ts";

/** Center and size of a lesion. */
type Lesion = readonly [x: number, y: number, radius: number];
const BLISTERS: readonly Lesion[] = [
  [196, 196, 30],
  [372, 168, 24],
  [300, 300, 34],
  [430, 296, 20],
  [154, 316, 22],
];
const EROSIONS: readonly Lesion[] = [
  [262, 152, 26],
  [348, 238, 28],
  [212, 276, 24],
  [398, 366, 26],
  [250, 372, 30],
  [132, 226, 18],
];

/** Upper back with slack, thin-roofed blisters and round raw areas. */
export function drawSkinBack(): string {
  const width = 560;
  const height = 460;
  const random = seededRandom(71);
  const body = [
    `<path d="M0 460V170C40 110 130 84 214 74C230 60 234 30 232 0H328C326 30 330 60 346 74C430 84 520 110 560 170V460Z" fill="url(#skin)"/>`,
    `<path d="M280 60C276 160 284 300 280 460" fill="none" stroke="#b57f60" stroke-width="9" opacity="0.5" filter="url(#soft)"/>`,
    `<path d="M150 170C180 230 190 300 170 372M410 170C380 230 370 300 390 372" fill="none" stroke="#bd8767" stroke-width="12" ` +
    `opacity="0.45" filter="url(#soft)"/>`,
    `<path d="M0 460V170C40 110 130 84 214 74H346C430 84 520 110 560 170V460Z" filter="url(#grain)" opacity="0.22"/>`,
    ...EROSIONS.map((lesion) => erosion(lesion, random)),
    ...BLISTERS.map((lesion) => blister(lesion, random)),
  ];
  const defs = blurFilter("soft", 6) + blurFilter("slight", 1.2) +
    grainFilter("grain", {
      frequency: "0.4",
      seed: 14,
      color: [0.5, 0.25, 0.15],
      contrast: 1.5,
      level: 0.1,
    }) +
    `<linearGradient id="skin" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#e0b090"/>` +
    `<stop offset="1" stop-color="#cf9c7c"/></linearGradient>` +
    `<radialGradient id="roof" cx="0.4" cy="0.35"><stop offset="0" stop-color="#fbeed2" stop-opacity="0.95"/>` +
    `<stop offset="0.7" stop-color="#e8c49a" stop-opacity="0.85"/><stop offset="1" stop-color="#c98d68" stop-opacity="0.7"/></radialGradient>`;
  return svgPage(body.join(""), { width, height, background: "#42505c", ink: "#3a1d10", defs });
}

/** Red weeping floor and a loose grey-white shred of roof along one side. */
function erosion([x, y, radius]: Lesion, random: () => number): string {
  const floor = blobPath([x, y], { radius: [radius, radius * 0.9], wobble: 0.12, random });
  const halo = blobPath([x, y], { radius: [radius + 8, radius + 6], wobble: 0.1, random });
  return `<path d="${halo}" fill="#c0584d" opacity="0.55" filter="url(#soft)"/>` +
    `<path d="${floor}" fill="#b3322f" stroke="#7c1f1f" stroke-width="1.5" filter="url(#slight)"/>` +
    `<path d="M${x - radius} ${y}q4 ${-radius} ${radius} ${
      -radius * 0.95
    }" fill="none" stroke="#efdccb" stroke-width="5" ` +
    `stroke-linecap="round" opacity="0.85"/>` +
    `<ellipse cx="${x + radius * 0.25}" cy="${y - radius * 0.2}" rx="${radius * 0.25}" ry="${
      radius * 0.12
    }" fill="#fff" opacity="0.55" filter="url(#slight)"/>`;
}

/** Wrinkled sac, its fluid sunk to the lower part. */
function blister([x, y, radius]: Lesion, random: () => number): string {
  const sac = blobPath([x, y], { radius: [radius * 1.15, radius], wobble: 0.1, random });
  const wrinkles = [-0.45, -0.1, 0.25].map((part) =>
    `M${x - radius * 0.7} ${y + part * radius}q${radius * 0.7} ${radius * 0.22} ${radius * 1.4} 0`
  );
  return `<path d="${sac}" fill="#7a4a33" opacity="0.35" transform="translate(3 5)" filter="url(#soft)"/>` +
    `<path d="${sac}" fill="url(#roof)" stroke="#b9805b" stroke-width="1.6"/>` +
    `<path d="${
      wrinkles.join("")
    }" fill="none" stroke="#b58a66" stroke-width="1.3" opacity="0.7"/>` +
    `<ellipse cx="${x}" cy="${y + radius * 0.55}" rx="${radius * 0.75}" ry="${
      radius * 0.3
    }" fill="#d9a960" opacity="0.5" filter="url(#slight)"/>`;
}
