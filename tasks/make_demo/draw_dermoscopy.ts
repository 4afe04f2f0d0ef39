import { blobPath } from "./blob_path.ts";
import { blurFilter } from "./blur_filter.ts";
import { grainFilter } from "./grain_filter.ts";
import { seededRandom } from "./seeded_random.ts";
import { svgPage } from "./svg_page.ts";
import { svgText } from "./svg_text.ts";

/** Dermoscopy of a lesion with an uneven outline, several colors, irregular dots and streaks, and a blue-white veil. */
export function drawDermoscopy(): string {
  const width = 560;
  const height = 460;
  const random = seededRandom(57);
  const part = (
    center: readonly [number, number],
    radius: readonly [number, number],
    fill: string,
    opacity: number,
  ): string =>
    `<path d="${
      blobPath(center, { radius, wobble: 0.2, random, corners: 16 })
    }" fill="${fill}" opacity="${opacity}" filter="url(#soft)"/>`;
  const streaks = Array.from({ length: 26 }, (_, index) => {
    const angle = (-60 + index * 6.5) * Math.PI / 180;
    const [inner, outer] = [132 + 10 * random(), 158 + 26 * random()];
    const [x, y] = [288 + Math.cos(angle) * inner, 214 + Math.sin(angle) * inner * 0.78];
    return `<path d="M${x.toFixed(1)} ${y.toFixed(1)}L${
      (288 + Math.cos(angle) * outer).toFixed(1)
    } ${(214 + Math.sin(angle) * outer * 0.78).toFixed(1)}" stroke-width="${
      (3 + 4 * random()).toFixed(1)
    }"/>`;
  });
  const dots = Array.from({ length: 70 }, () => {
    const angle = 2 * Math.PI * random();
    const reach = 30 + 120 * random();
    return `<circle cx="${(280 + Math.cos(angle) * reach).toFixed(1)}" cy="${
      (214 + Math.sin(angle) * reach * 0.75).toFixed(1)
    }" r="${(1.6 + 4.4 * random() ** 2).toFixed(1)}"/>`;
  });
  const ruler = Array.from(
    { length: 11 },
    (_, index) => `M${145 + index * 27} 430v${index % 5 === 0 ? -14 : -8}`,
  );
  const body = [
    `<circle cx="280" cy="222" r="212" fill="#e9c3a6"/><g clip-path="url(#view)">`,
    `<rect width="${width}" height="${height}" filter="url(#grain)" opacity="0.25"/>`,
    part([268, 214], [150, 116], "#a9714a", 0.95),
    part([300, 220], [120, 100], "#6d3d22", 0.95),
    `<g stroke="#3b1d10" stroke-linecap="round" opacity="0.85" filter="url(#slight)">${
      streaks.join("")
    }</g>`,
    network(),
    part([336, 232], [70, 62], "#24140f", 0.92),
    part([226, 190], [52, 44], "#c08a63", 0.8),
    part([250, 262], [56, 34], "#b8463c", 0.4),
    part([312, 196], [62, 44], "#6f86a6", 0.85),
    part([318, 192], [40, 26], "#b4c3d4", 0.7),
    `<g fill="#1b0d08" filter="url(#slight)">${dots.join("")}</g></g>`,
    `<circle cx="280" cy="222" r="212" fill="none" stroke="#111" stroke-width="8"/>`,
    `<path d="${ruler.join("")}M145 430H415" stroke="#f5f5f5" stroke-width="1.8"/>`,
    svgText("10 mm", [424, 434], { fill: "#f5f5f5", size: 13 }),
  ];
  const defs = blurFilter("soft", 4) + blurFilter("slight", 0.9) +
    grainFilter("grain", {
      frequency: "0.12",
      seed: 3,
      color: [0.6, 0.3, 0.2],
      contrast: 1.6,
      level: 0.1,
    }) +
    `<clipPath id="view"><circle cx="280" cy="222" r="212"/></clipPath>` +
    `<clipPath id="left"><ellipse cx="212" cy="214" rx="92" ry="92"/></clipPath>`;
  return svgPage(body.join(""), { width, height, background: "#1a1a1a", ink: "#f0f0f0", defs });
}

/** Coarse brown mesh over the left part of the lesion. */
function network(): string {
  const lines = Array.from(
    { length: 16 },
    (_, index) =>
      `M${100 + index * 15} 100q8 ${50} -4 ${110}t6 ${130}M100 ${
        110 + index * 15
      }q60 -10 110 4t130 -6`,
  );
  return `<path d="${
    lines.join("")
  }" clip-path="url(#left)" fill="none" stroke="#4a2816" stroke-width="2.6" opacity="0.55"/>`;
}
