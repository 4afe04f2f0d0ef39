import { svgText } from "./svg_text.ts";
import { ultrasoundField } from "./ultrasound_field.ts";

/** Gallbladder with three bright stones that cast shadows, and a wide bile duct above the portal vein. */
export function drawGallbladderUltrasound(): string {
  const stones = ([[176, 262, 17], [214, 270, 20], [254, 262, 15]] as const).map(
    ([x, y, radius]) => {
      const left = x - radius - (280 - x) * 0;
      const shadow = `M${left} ${y + 4}L${left - (280 - x) * 0.42} 480H${
        x + radius - (280 - x) * 0.36
      }L${x + radius} ${y + 4}Z`;
      return `<path d="${shadow}" fill="#0a0a0a" filter="url(#soft)"/>` +
        `<path d="M${x - radius} ${y + 5}Q${x} ${y - radius * 1.3} ${x + radius} ${y + 5}Q${x} ${
          y - 2
        } ${x - radius} ${y + 5}Z" ` +
        `fill="#ffffff"/>`;
    },
  );
  const echoes = `<path d="M0 60H560V120H0Z" fill="#8a8a8a" filter="url(#softer)"/>` +
    `<path d="M300 200C380 190 450 210 540 260V420H300Z" fill="#7b7b7b" filter="url(#softer)"/>` +
    // Gallbladder.
    `<path d="M132 226C150 170 230 160 282 196C308 214 310 246 286 264C246 292 170 302 142 276C128 262 126 244 132 226Z" ` +
    `fill="#050505" stroke="#bdbdbd" stroke-width="4"/>` +
    // Portal vein and, in front of it, the wide duct.
    `<path d="M306 322C340 296 380 290 452 300L448 326C390 318 350 324 320 348Z" fill="#101010" stroke="#a8a8a8" stroke-width="3"/>` +
    `<path d="M298 290C330 254 370 240 436 250L434 280C384 272 344 282 316 316Z" fill="#040404" stroke="#d4d4d4" stroke-width="3.4"/>`;
  const overlay = stones.join("") + caliper(376, 246) + caliper(378, 276);
  const labels = svgText("gallbladder", [154, 212], { fill: "#f0f0f0", weight: "bold" }) +
    svgText("bile duct", [470, 254], { fill: "#f0f0f0", weight: "bold" }) +
    svgText("12 mm", [470, 272], { fill: "#f4e04d", weight: "bold" }) +
    svgText("vein", [480, 318], { fill: "#f0f0f0", weight: "bold" });
  return ultrasoundField(echoes, { shape: "fan", seed: 5, overlay, labels });
}

function caliper(x: number, y: number): string {
  return `<path d="M${x - 6} ${y}h12M${x} ${y - 6}v12" stroke="#f4e04d" stroke-width="2"/>`;
}
