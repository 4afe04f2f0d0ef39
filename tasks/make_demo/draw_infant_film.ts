import { blobPath } from "./blob_path.ts";
import { blurFilter } from "./blur_filter.ts";
import type { Point } from "./point.ts";
import { seededRandom } from "./seeded_random.ts";
import { smoothPath } from "./smooth_path.ts";
import { svgPage } from "./svg_page.ts";
import { svgText } from "./svg_text.ts";

/** Center, radii and turn of a bowel loop seen end-on or lengthwise. */
type Loop = readonly [x: number, y: number, radiusX: number, radiusY: number, turn: number];
const LOOPS: readonly Loop[] = [
  [196, 262, 52, 26, -18],
  [302, 248, 58, 27, 10],
  [188, 330, 30, 44, 8],
  [262, 322, 50, 25, -8],
  [352, 322, 30, 46, -10],
  [226, 396, 50, 25, 12],
  [318, 398, 48, 24, -14],
];

/** Supine film of an infant: gas in the walls of dilated loops, or air in stomach and duodenum only. */
export function drawInfantFilm(finding: "pneumatosis" | "double bubble"): string {
  const width = 520;
  const height = 520;
  const defs = blurFilter("soft", 6) + blurFilter("slight", 1.6);
  const trunk =
    "M150 0C146 60 128 110 118 190C104 270 112 380 150 452C200 500 320 500 372 452C408 380 418 270 402 190" +
    "C392 110 376 60 370 0Z";
  const body = [
    `<path d="${trunk}" fill="#7d7d7d" filter="url(#soft)"/>`,
    `<path d="M172 40C150 90 150 130 160 160C190 146 224 146 246 156L250 30Z" fill="#333" filter="url(#soft)"/>`,
    `<path d="M350 40C372 90 372 130 362 162C334 150 320 152 312 160L280 40Z" fill="#333" filter="url(#soft)"/>`,
    `<path d="M232 70C250 52 284 60 304 96C316 120 316 150 300 160H236C224 130 222 96 232 70Z" fill="#a4a4a4" ` +
    `opacity="0.85" filter="url(#soft)"/>`,
    bones(),
    finding === "pneumatosis" ? pneumatosis() : doubleBubble(),
    svgText("R", [58, 46], { fill: "#f2f2f2", size: 22, weight: "bold" }),
  ];
  return svgPage(body.join(""), { width, height, background: "#0b0b0b", ink: "#f0f0f0", defs });
}

function bones(): string {
  const ribs = Array.from({ length: 7 }, (_, index) => {
    const top = 34 + index * 21;
    const reach = 88 + index * 4;
    return [1, -1].map((sign) =>
      `M${260 + sign * 12} ${top}C${260 + sign * reach * 0.6} ${top - 8} ${260 + sign * reach} ${
        top + 4
      } ` +
      `${260 + sign * (reach + 6)} ${top + 26}`
    ).join("");
  });
  const spine = Array.from(
    { length: 20 },
    (_, index) =>
      `<rect x="250" y="${
        6 + index * 22.5
      }" width="21" height="16" rx="5" fill="#dedede" opacity="0.4"/>`,
  );
  const pelvis =
    "M176 430C190 404 226 408 236 436C232 466 196 470 182 452ZM346 430C332 404 296 408 286 436C290 466 326 470 340 452Z";
  return `<path d="${
    ribs.join("")
  }" fill="none" stroke="#dadada" stroke-width="6" opacity="0.3"/>` + spine.join("") +
    `<path d="${pelvis}" fill="#d6d6d6" opacity="0.35"/>`;
}

/** Dark gas in the loops, pale wall, and dark curved lines and small bubbles within that wall. */
function pneumatosis(): string {
  const random = seededRandom(7);
  return LOOPS.map(([x, y, radiusX, radiusY, turn], index) => {
    const lumen = blobPath([0, 0], { radius: [radiusX, radiusY], wobble: 0.05, random });
    const wall = blobPath([0, 0], { radius: [radiusX + 11, radiusY + 11], wobble: 0.03, random });
    const arc = ring([radiusX + 6, radiusY + 6], index * 50, 215);
    const bubbles = Array.from({ length: 26 }, () => {
      const angle = 2 * Math.PI * random();
      const scale = 6 + 3 * (random() - 0.5);
      return `<circle cx="${((radiusX + scale) * Math.cos(angle)).toFixed(1)}" cy="${
        ((radiusY + scale) * Math.sin(angle)).toFixed(1)
      }" r="${(1.3 + 1.3 * random()).toFixed(1)}" fill="#141414"/>`;
    });
    return `<g transform="translate(${x} ${y}) rotate(${turn})"><path d="${wall}" fill="#a9a9a9" filter="url(#slight)"/>` +
      `<path d="${lumen}" fill="#2a2a2a" filter="url(#slight)"/>` +
      `<path d="${arc}" fill="none" stroke="#121212" stroke-width="2.6"/>${bubbles.join("")}</g>`;
  }).join("");
}

function ring([radiusX, radiusY]: Point, startDegrees: number, lengthDegrees: number): string {
  const points = Array.from({ length: 20 }, (_, index): Point => {
    const angle = (startDegrees + index / 19 * lengthDegrees) * Math.PI / 180;
    return [radiusX * Math.cos(angle), radiusY * Math.sin(angle)];
  });
  return smoothPath(points);
}

/** Large bubble of the stomach on the patient's left, smaller one of the duodenum on the right; grey below. */
function doubleBubble(): string {
  const stomach =
    "M286 196C332 172 392 200 386 256C380 306 318 316 288 290C268 270 262 216 286 196Z";
  return `<path d="${stomach}" fill="#171717" filter="url(#slight)"/>` +
    `<ellipse cx="206" cy="262" rx="42" ry="37" fill="#171717" filter="url(#slight)"/>`;
}
