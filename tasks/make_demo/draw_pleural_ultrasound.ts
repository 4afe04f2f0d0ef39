import type { Point } from "./point.ts";
import { seededRandom } from "./seeded_random.ts";
import { smoothPath } from "./smooth_path.ts";
import { svgText } from "./svg_text.ts";
import { ultrasoundField } from "./ultrasound_field.ts";

/** Fluid above the diaphragm cut into pockets by many bright strands; compressed lung beside it. */
export function drawPleuralUltrasound(): string {
  const random = seededRandom(19);
  // Strands arch between two places of the rim, each its own way.
  const strands = Array.from({ length: 15 }, (_, index) => {
    const from = 0.7 + index * 0.42 + 0.5 * random();
    const to = from + 1.5 + 1.7 * random();
    const pull = 0.15 + 0.5 * random();
    const rim = (
      angle: number,
    ): Point => [270 + 190 * Math.cos(angle), 224 + 130 * Math.sin(angle)];
    const [start, end] = [rim(from), rim(to)];
    const bend = (a: number, b: number, center: number): number =>
      (a + b) / 2 + ((a + b) / 2 - center) * pull * 0.6;
    const path = smoothPath([
      start,
      [bend(start[0], end[0], 270), bend(start[1], end[1], 224)],
      end,
    ]);
    return `<path d="${path}" stroke-width="${(1.8 + 2.6 * random()).toFixed(1)}"/>`;
  });
  const fluid =
    "M150 108C240 96 330 98 408 116C440 170 452 230 440 292C380 330 250 352 120 344C76 300 86 190 150 108Z";
  const echoes = `<path d="M0 30H560V104H0Z" fill="#9a9a9a" filter="url(#soft)"/>` +
    `<path d="M170 52C210 44 250 44 270 52L262 66C240 60 208 60 182 66Z" fill="#e8e8e8" filter="url(#soft)"/>` +
    `<path d="M182 68L150 200H300L262 68Z" fill="#2e2e2e" opacity="0.35" filter="url(#softer)"/>` +
    `<path d="${fluid}" fill="#070707" stroke="#d6d6d6" stroke-width="4"/>` +
    `<path d="M60 190C84 160 120 200 116 260C110 310 80 330 40 330Z" fill="#a9a9a9" filter="url(#soft)"/>`;
  const diaphragm = "M70 356C200 366 350 352 470 288";
  const overlay =
    `<g clip-path="url(#fluid)"><g fill="none" stroke="#cfcfcf" opacity="0.85">${
      strands.join("")
    }</g></g>` +
    `<path d="${diaphragm}" fill="none" stroke="#f4f4f4" stroke-width="6"/>`;
  const labels = svgText("diaphragm", [476, 292], { fill: "#f0f0f0", weight: "bold" });
  return ultrasoundField(`<clipPath id="fluid"><path d="${fluid}"/></clipPath>${echoes}`, {
    shape: "fan",
    seed: 15,
    overlay,
    labels,
  });
}
