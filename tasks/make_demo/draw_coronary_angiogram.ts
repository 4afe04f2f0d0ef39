import { blurFilter } from "./blur_filter.ts";
import { svgPage } from "./svg_page.ts";
import { svgText } from "./svg_text.ts";

/** Injection of the right coronary artery: contrast stops at a blunt proximal end, small early branches fill. */
export function drawCoronaryAngiogram(): string {
  const width = 520;
  const height = 500;
  const ribs = Array.from(
    { length: 5 },
    (_, index) =>
      `M-20 ${60 + index * 96}C140 ${30 + index * 96} 320 ${60 + index * 96} 540 ${
        170 + index * 96
      }`,
  );
  const spine = Array.from(
    { length: 7 },
    (_, index) =>
      `<rect x="390" y="${
        20 + index * 70
      }" width="92" height="56" rx="10" fill="#8a8a8a" opacity="0.35"/>`,
  );
  const vessel = "M196 128C168 132 146 150 134 178C128 194 126 204 126 214";
  const body = [
    `<rect width="${width}" height="${height}" fill="url(#field)"/>`,
    `<path d="${
      ribs.join("")
    }" fill="none" stroke="#9c9c9c" stroke-width="16" opacity="0.25" filter="url(#soft)"/>`,
    `<g filter="url(#soft)">${spine.join("")}</g>`,
    `<path d="M60 520C40 400 60 260 150 180C260 120 400 180 450 300C480 400 470 470 470 520Z" fill="#7a7a7a" opacity="0.3" ` +
    `filter="url(#soft)"/>`,
    // Catheter from above to the mouth of the vessel.
    `<path d="M330 -10C300 60 262 96 230 112C214 120 204 124 196 128" fill="none" stroke="#4a4a4a" stroke-width="6"/>`,
    `<path d="M330 -10C300 60 262 96 230 112C214 120 204 124 196 128" fill="none" stroke="#7b7b7b" stroke-width="2"/>`,
    `<g fill="none" stroke="#1d1d1d" stroke-linecap="round" filter="url(#slight)">` +
    `<path d="${vessel}" stroke-width="17" stroke-linecap="butt"/>` +
    `<path d="M178 131C176 108 160 84 134 70C124 64 112 60 104 52" stroke-width="4"/>` +
    `<path d="M150 152C124 146 98 150 76 166C66 174 58 184 48 188" stroke-width="3.4"/></g>`,
    // The blunt end of the column.
    `<path d="M118 212C120 220 132 220 134 212Z" fill="#1d1d1d"/>`,
    `<g fill="none" stroke="#3a3a3a" stroke-width="1.4"><path d="M420 470h60M420 464v12M480 464v12"/></g>`,
    svgText("LAO 45", [510, 26], { fill: "#161616", size: 15, anchor: "end", weight: "bold" }),
  ];
  const defs = blurFilter("slight", 0.9) + blurFilter("soft", 6) +
    `<radialGradient id="field" cx="0.45" cy="0.45" r="0.75"><stop offset="0" stop-color="#c9c9c9"/>` +
    `<stop offset="0.8" stop-color="#aaaaaa"/><stop offset="1" stop-color="#777"/></radialGradient>`;
  return svgPage(body.join(""), { width, height, background: "#999", ink: "#111", defs });
}
