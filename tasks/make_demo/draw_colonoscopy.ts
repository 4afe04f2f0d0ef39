import { blobPath } from "./blob_path.ts";
import { blurFilter } from "./blur_filter.ts";
import { grainFilter } from "./grain_filter.ts";
import type { Point } from "./point.ts";
import { seededRandom } from "./seeded_random.ts";
import { smoothPath } from "./smooth_path.ts";
import { svgPage } from "./svg_page.ts";

/** View through a colonoscope: a lobulated mass with a central ulcer leaves only a slit of the lumen. */
export function drawColonoscopy(): string {
  const size = 500;
  const random = seededRandom(41);
  const folds = [205, 168, 132, 104].map((radius, index) => {
    const path = blobPath([250 + index * 9, 240 - index * 9], {
      radius: [radius * 1.08, radius],
      wobble: 0.07,
      random,
      corners: 9,
    });
    return `<path d="${path}" fill="${
      ["#d9826f", "#cb6f5f", "#b75b4e", "#9c473e"][index]
    }" stroke="#f0b3a2" ` +
      `stroke-width="${7 - index}" stroke-opacity="0.55" filter="url(#soft)"/>`;
  });
  const lobes: readonly (readonly [x: number, y: number, radius: number])[] = [
    [160, 196, 62],
    [128, 268, 66],
    [168, 336, 60],
    [248, 362, 60],
    [322, 338, 52],
    [214, 160, 46],
    [348, 284, 40],
  ];
  const mass = lobes.map(([x, y, radius]) => {
    const lobe = blobPath([x, y], { radius: [radius, radius * 0.92], wobble: 0.12, random });
    return `<path d="${lobe}" fill="url(#lobe)" stroke="#7d1f22" stroke-width="2" stroke-opacity="0.6"/>`;
  });
  const shine = Array.from(
    { length: 13 },
    () =>
      `<ellipse cx="${(110 + 130 * random()).toFixed(0)}" cy="${
        (150 + 230 * random()).toFixed(0)
      }" rx="${
        (4 + 5 * random()).toFixed(0)
      }" ry="3" fill="#fff" opacity="0.75" filter="url(#slight)"/>`,
  );
  const body = [
    `<g clip-path="url(#view)"><rect width="${size}" height="${size}" fill="#e39a86"/>${
      folds.join("")
    }${vessels(random)}`,
    `<path d="M268 170C306 150 336 176 330 218C322 254 292 262 272 246C250 226 248 186 268 170Z" fill="#1c0707" filter="url(#soft)"/>`,
    `<path d="${
      blobPath([196, 268], { radius: [112, 120], wobble: 0.08, random })
    }" fill="#8f2b2e" filter="url(#soft)"/>`,
    ...mass,
    // Ulcer with a grey-yellow floor and a raised red edge.
    `<path d="${
      blobPath([196, 268], { radius: [62, 50], wobble: 0.14, random })
    }" fill="#8e2b2b" filter="url(#slight)"/>`,
    `<path d="${
      blobPath([196, 268], { radius: [50, 38], wobble: 0.16, random })
    }" fill="#c9b489" filter="url(#slight)"/>`,
    `<path d="${
      blobPath([206, 276], { radius: [26, 17], wobble: 0.2, random })
    }" fill="#9a8660" filter="url(#slight)"/>`,
    `<path d="M236 300C244 322 240 350 252 380M140 300C132 318 136 332 128 350" fill="none" stroke="#8b0f14" stroke-width="6" ` +
    `stroke-linecap="round" opacity="0.8" filter="url(#slight)"/>`,
    ...shine,
    `<rect width="${size}" height="${size}" filter="url(#grain)" opacity="0.12"/>`,
    `<rect width="${size}" height="${size}" fill="url(#shade)"/></g>`,
  ];
  const defs = blurFilter("soft", 5) + blurFilter("slight", 1.6) +
    grainFilter("grain", {
      frequency: "0.35",
      seed: 8,
      color: [0.3, 0, 0],
      contrast: 1.6,
      level: 0.2,
    }) +
    `<clipPath id="view"><path d="M138 22H362L466 126V352L392 448H108L34 352V126Z"/></clipPath>` +
    `<radialGradient id="lobe"><stop offset="0" stop-color="#c8504b"/><stop offset="0.7" stop-color="#ad383a"/>` +
    `<stop offset="1" stop-color="#85272b"/></radialGradient>` +
    `<radialGradient id="shade" r="0.62"><stop offset="0.6" stop-opacity="0"/><stop offset="1" stop-opacity="0.55"/></radialGradient>`;
  return svgPage(body.join(""), {
    width: size,
    height: size,
    background: "#050505",
    ink: "#f0f0f0",
    defs,
  });
}

/** Fine vessels of the normal wall. */
function vessels(random: () => number): string {
  const branches = Array.from({ length: 12 }, () => {
    const start: Point = [300 + 160 * random(), 40 + 130 * random()];
    const middle: Point = [start[0] + 30 * (random() - 0.5), start[1] + 26];
    return smoothPath([start, middle, [middle[0] + 34 * (random() - 0.5), middle[1] + 24]]);
  });
  return `<path d="${
    branches.join("")
  }" fill="none" stroke="#b8463f" stroke-width="1.6" opacity="0.55"/>`;
}
