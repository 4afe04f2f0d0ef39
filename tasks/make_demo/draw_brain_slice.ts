import { blurFilter } from "./blur_filter.ts";
import { grainFilter } from "./grain_filter.ts";
import type { Point } from "./point.ts";
import { seededRandom } from "./seeded_random.ts";
import { smoothPath } from "./smooth_path.ts";
import { svgPage } from "./svg_page.ts";
import { svgText } from "./svg_text.ts";

const CENTER: Point = [260, 276];

/** Axial fluid-attenuated slice at the temporal lobes: high signal in the patient's left medial temporal lobe and insula. */
export function drawBrainSlice(): string {
  const width = 520;
  const height = 560;
  const bright =
    "M306 246C330 236 352 250 360 276C366 304 350 330 326 332C308 330 300 312 304 290C296 276 296 256 306 246Z" +
    "M352 196C372 196 384 214 380 240C368 250 352 240 350 222C344 212 346 200 352 196Z";
  const body = [
    ring([190, 236], "#b9b9b9"),
    ring([180, 226], "#0a0a0a"),
    ring([168, 212], "#747474"),
    `<g clip-path="url(#brain)">${folds()}</g>`,
    `<path d="M260 66V196M260 372V486" stroke="#151515" stroke-width="4"/>`,
    // Sylvian fissures part frontal and temporal lobes.
    `<path d="M96 214C130 226 160 222 192 214M424 214C390 226 360 222 328 214" fill="none" stroke="#161616" stroke-width="8" ` +
    `stroke-linecap="round" filter="url(#slight)"/>`,
    `<path d="M260 204L278 222L300 220L290 240L298 262L272 256H248L222 262L230 240L220 220L242 222Z" fill="#101010" ` +
    `filter="url(#slight)"/>`,
    `<path d="M232 268C246 256 274 256 288 268C298 290 288 314 260 318C232 314 222 290 232 268Z" fill="#858585" filter="url(#slight)"/>`,
    `<circle cx="260" cy="312" r="5" fill="#111"/>`,
    // Tentorium and cerebellar vermis.
    `<path d="M128 350C180 340 222 330 250 322M392 350C340 340 298 330 270 322" fill="none" stroke="#1a1a1a" stroke-width="5" ` +
    `filter="url(#slight)"/>`,
    `<path d="M198 300C188 310 184 324 190 336M322 300C332 310 336 324 330 336" fill="none" stroke="#121212" stroke-width="5" ` +
    `stroke-linecap="round"/>`,
    `<path d="${bright}" fill="#e2e2e2" filter="url(#soft)"/><path d="${bright}" fill="#e6e6e6" opacity="0.5" filter="url(#slight)"/>`,
    `<ellipse cx="260" cy="276" rx="168" ry="212" fill="#fff" filter="url(#grain)" opacity="0.14"/>`,
    svgText("R", [20, 290], { fill: "#f2f2f2", size: 22, weight: "bold" }),
    svgText("L", [486, 290], { fill: "#f2f2f2", size: 22, weight: "bold" }),
    svgText("FLAIR, axial", [510, 548], { fill: "#d8d8d8", size: 13, anchor: "end" }),
  ];
  const defs = blurFilter("slight", 1.6) + blurFilter("soft", 7) +
    grainFilter("grain", {
      frequency: "0.4",
      seed: 6,
      color: [1, 1, 1],
      contrast: 1.5,
      level: 0.2,
    }) +
    `<clipPath id="brain"><ellipse cx="260" cy="276" rx="168" ry="212"/></clipPath>`;
  return svgPage(body.join(""), { width, height, background: "#030303", ink: "#f0f0f0", defs });
}

/** Head shapes are a little flatter at the sides than an ellipse. */
function ring([radiusX, radiusY]: Point, fill: string): string {
  const points = Array.from({ length: 24 }, (_, index): Point => {
    const angle = index / 24 * 2 * Math.PI;
    const [cosine, sine] = [Math.cos(angle), Math.sin(angle)];
    return [
      CENTER[0] + radiusX * Math.sign(cosine) * Math.abs(cosine) ** 0.92,
      CENTER[1] + radiusY * Math.sign(sine) * Math.abs(sine) ** 0.96,
    ];
  });
  return `<path d="${smoothPath(points, { closed: true })}" fill="${fill}" filter="url(#slight)"/>`;
}

/** Dark furrows from the rim inward, with a pale band of white matter inside. */
function folds(): string {
  const random = seededRandom(17);
  const furrows = Array.from({ length: 46 }, (_, index) => {
    const angle = (index + 0.4 * random()) / 46 * 2 * Math.PI;
    const depth = 0.74 + 0.12 * random();
    const at = (scale: number, turn: number): Point => [
      CENTER[0] + 170 * scale * Math.cos(angle + turn),
      CENTER[1] + 214 * scale * Math.sin(angle + turn),
    ];
    return smoothPath([
      at(1, 0),
      at((1 + depth) / 2, 0.03 * (random() - 0.5)),
      at(depth, 0.09 * (random() - 0.5)),
    ]);
  });
  return `<ellipse cx="260" cy="276" rx="118" ry="156" fill="#666" filter="url(#soft)"/>` +
    `<path d="${
      furrows.join("")
    }" fill="none" stroke="#1c1c1c" stroke-width="3.4" stroke-linecap="round" filter="url(#slight)"/>`;
}
