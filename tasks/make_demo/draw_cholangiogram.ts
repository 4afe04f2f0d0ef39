import { blurFilter } from "./blur_filter.ts";
import { svgPage } from "./svg_page.ts";

/** Retrograde cholangiogram: the contrast column of the wide bile duct holds three round gaps. */
export function drawCholangiogram(): string {
  const width = 520;
  const height = 540;
  const duct = "M250 132C262 170 276 220 282 270C288 320 286 366 276 402";
  const branches =
    "M250 132C236 110 206 96 172 84M250 132C262 108 292 90 330 78M206 98C188 112 168 118 146 120" +
    "M290 92C306 104 326 110 348 108M172 84C156 72 142 66 124 62M330 78C346 66 360 58 380 54";
  const stones = [[281, 296, 12], [284, 340, 13], [279, 376, 9]].map(([x, y, radius]) =>
    `<circle cx="${x}" cy="${y}" r="${radius}" fill="#a9a9a9"/><circle cx="${x}" cy="${y}" r="${
      (radius ?? 0) - 2
    }" fill="#b4b4b4"/>`
  );
  const vertebrae = Array.from(
    { length: 8 },
    (_, index) =>
      `<rect x="334" y="${
        10 + index * 68
      }" width="96" height="54" rx="10" fill="#dcdcdc" opacity="0.4"/>`,
  );
  const scope = "M330 -10C310 60 250 110 214 170C176 240 176 350 214 404C226 420 244 424 258 416";
  const body = [
    `<rect width="${width}" height="${height}" fill="url(#field)"/>`,
    `<g filter="url(#soft)">${vertebrae.join("")}</g>`,
    `<path d="M60 470C120 430 190 440 216 500L200 560H40Z" fill="#8b8b8b" opacity="0.4" filter="url(#soft)"/>`,
    // The duodenoscope with its segments.
    `<path d="${scope}" fill="none" stroke="#2b2b2b" stroke-width="30" opacity="0.88"/>`,
    `<path d="${scope}" fill="none" stroke="#5a5a5a" stroke-width="22" stroke-dasharray="3 6" opacity="0.8"/>`,
    `<g fill="none" stroke="#1b1b1b" stroke-linecap="round" filter="url(#slight)"><path d="${duct}" stroke-width="34"/>` +
    `<path d="${branches}" stroke-width="9"/>` +
    `<path d="M272 206C252 214 240 220 226 226" stroke-width="6"/></g>`,
    `<g filter="url(#slight)">${stones.join("")}</g>`,
    `<path d="M258 416C264 414 270 408 276 396" fill="none" stroke="#050505" stroke-width="3"/>`,
  ];
  const defs = blurFilter("slight", 0.9) + blurFilter("soft", 5) +
    `<radialGradient id="field" cx="0.5" cy="0.45" r="0.8"><stop offset="0" stop-color="#c6c6c6"/>` +
    `<stop offset="0.75" stop-color="#a4a4a4"/><stop offset="1" stop-color="#6f6f6f"/></radialGradient>`;
  return svgPage(body.join(""), { width, height, background: "#999", ink: "#111", defs });
}
