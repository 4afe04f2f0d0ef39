import { blurFilter } from "./blur_filter.ts";
import { grainFilter } from "./grain_filter.ts";
import { svgPage } from "./svg_page.ts";
import { svgText } from "./svg_text.ts";

/** Right fundus, disc on the right of the picture: pale swollen retina, thread-like arteries, cherry-red spot at the fovea. */
export function drawFundus(): string {
  const width = 520;
  const height = 500;
  const vessel = (path: string, color: string, size: number): string =>
    `<path d="${path}" fill="none" stroke="${color}" stroke-width="${size}" stroke-linecap="round" filter="url(#slight)"/>`;
  const arteries =
    "M366 236C352 180 300 120 220 104C180 96 140 100 110 118M366 250C350 306 300 370 220 386C180 394 140 388 112 374" +
    "M370 232C392 180 420 150 440 140M370 254C394 306 420 336 438 348M300 140C280 124 262 96 250 70M300 346C282 366 266 392 254 420";
  const veins =
    "M360 238C338 190 288 142 206 132C170 128 134 138 104 156M360 248C338 298 288 346 206 358C170 362 136 354 108 340" +
    "M374 234C402 196 428 176 448 168M374 252C402 290 426 312 446 320M262 138C236 116 216 92 206 66M262 352C238 374 220 400 208 426";
  const body = [
    `<circle cx="260" cy="245" r="218" fill="url(#retina)"/><g clip-path="url(#view)">`,
    `<ellipse cx="236" cy="245" rx="150" ry="132" fill="#f3e0bd" opacity="0.85" filter="url(#haze)"/>`,
    `<circle cx="260" cy="245" r="218" filter="url(#grain)" opacity="0.2"/>`,
    vessel(veins, "#8e2a22", 6),
    vessel(arteries, "#c0392b", 2.2),
    // Cherry-red spot.
    `<circle cx="214" cy="248" r="27" fill="#d8452f" opacity="0.55" filter="url(#soft)"/>`,
    `<circle cx="214" cy="248" r="17" fill="#b3160f" filter="url(#slight)"/>`,
    // Disc.
    `<ellipse cx="366" cy="243" rx="33" ry="37" fill="#f6d79d" filter="url(#slight)"/>`,
    `<ellipse cx="370" cy="243" rx="14" ry="16" fill="#fff0cf" filter="url(#slight)"/>`,
    vessel("M366 243C360 230 356 214 350 200M366 243C360 258 354 274 348 288", "#8e2a22", 4.5),
    `<circle cx="260" cy="245" r="218" fill="url(#shade)"/></g>`,
    svgText("right eye", [510, 490], { fill: "#f0f0f0", size: 14, anchor: "end" }),
  ];
  const defs = blurFilter("slight", 0.9) + blurFilter("soft", 7) + blurFilter("haze", 22) +
    grainFilter("grain", {
      frequency: "0.08",
      seed: 21,
      color: [0.6, 0.2, 0.05],
      contrast: 1.6,
      level: 0.1,
    }) +
    `<clipPath id="view"><circle cx="260" cy="245" r="218"/></clipPath>` +
    `<radialGradient id="retina"><stop offset="0" stop-color="#e6a672"/><stop offset="0.7" stop-color="#d07f4c"/>` +
    `<stop offset="1" stop-color="#a3512c"/></radialGradient>` +
    `<radialGradient id="shade"><stop offset="0.75" stop-opacity="0"/><stop offset="1" stop-opacity="0.5"/></radialGradient>`;
  return svgPage(body.join(""), { width, height, background: "#040404", ink: "#f0f0f0", defs });
}
