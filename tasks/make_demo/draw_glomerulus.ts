import { blobPath } from "./blob_path.ts";
import { blurFilter } from "./blur_filter.ts";
import type { Point } from "./point.ts";
import { seededRandom } from "./seeded_random.ts";
import { svgPage } from "./svg_page.ts";

const CENTER: Point = [286, 222];

/** A glomerulus whose urinary space is filled by a cellular crescent that presses the tuft to one side; tubules around. */
export function drawGlomerulus(): string {
  const random = seededRandom(97);
  const capsule = blobPath(CENTER, { radius: [146, 140], wobble: 0.02, random, corners: 18 });
  const space = blobPath([CENTER[0] + 46, CENTER[1] - 6], {
    radius: [88, 92],
    wobble: 0.04,
    random,
  });
  const body = [
    ...tubules(random),
    `<path d="${capsule}" fill="#d9b6d2" stroke="#7c3f86" stroke-width="5"/>`,
    `<g clip-path="url(#capsule)">${crescentCells(random)}</g>`,
    `<path d="${space}" fill="#fdf7fb"/>`,
    tuft(random),
  ];
  const defs = blurFilter("slight", 0.7) +
    `<clipPath id="capsule"><path d="${capsule}"/></clipPath>`;
  return svgPage(body.join(""), {
    width: 580,
    height: 450,
    background: "#f6e4ef",
    ink: "#4a2350",
    defs,
  });
}

/** Rings of cuboidal cells with a pale lumen. */
function tubules(random: () => number): readonly string[] {
  const places: readonly Point[] = [
    [70, 70],
    [64, 210],
    [80, 356],
    [190, 400],
    [330, 408],
    [470, 380],
    [512, 250],
    [500, 110],
    [400, 50],
    [220, 40],
  ];
  return places.map(([x, y]) => {
    const radius: Point = [46 + 8 * random(), 42 + 8 * random()];
    const cells = Array.from({ length: 10 }, (_, index) => {
      const angle = (index + 0.5 * random()) / 10 * 2 * Math.PI;
      return nucleus(
        [x + Math.cos(angle) * radius[0] * 0.74, y + Math.sin(angle) * radius[1] * 0.74],
        6,
        random,
      );
    });
    return `<path d="${
      blobPath([x, y], { radius, wobble: 0.05, random })
    }" fill="#e8a9c4" stroke="#c47fa3" stroke-width="2"/>` +
      `<path d="${
        blobPath([x, y], { radius: [radius[0] * 0.42, radius[1] * 0.4], wobble: 0.15, random })
      }" fill="#fdf4f9"/>` +
      cells.join("");
  });
}

/** Crowded dark nuclei in several layers along the capsule, thickest on the left. */
function crescentCells(random: () => number): string {
  const placed: Point[] = [];
  for (let attempt = 0; attempt < 2600; attempt++) {
    const angle = 2 * Math.PI * random();
    const reach = Math.sqrt(random()) * 140;
    const [x, y] = [
      CENTER[0] + Math.cos(angle) * reach,
      CENTER[1] + Math.sin(angle) * reach * 0.96,
    ];
    const isInCrescent = Math.hypot(x - CENTER[0] - 46, (y - CENTER[1] + 6) * 0.96) > 94;
    if (
      isInCrescent && placed.every(([otherX, otherY]) => Math.hypot(x - otherX, y - otherY) > 16)
    ) placed.push([x, y]);
  }
  return placed.map((place) => nucleus(place, 7.6, random)).join("");
}

/** Capillary loops with thin walls, squeezed together. */
function tuft(random: () => number): string {
  const loops = Array.from({ length: 19 }, (_, index) => {
    const angle = index * 2.4;
    const reach = 14.5 * Math.sqrt(index);
    const [x, y] = [
      CENTER[0] + 52 + Math.cos(angle) * reach,
      CENTER[1] - 6 + Math.sin(angle) * reach,
    ];
    const loop = blobPath([x, y], {
      radius: [16 + 5 * random(), 14 + 5 * random()],
      wobble: 0.16,
      random,
    });
    return `<path d="${loop}" fill="#f7d3e3" stroke="#a2558f" stroke-width="2.6"/>` +
      nucleus([x + 10 * (random() - 0.5), y + 10 * (random() - 0.5)], 4.5, random) +
      (index % 3 === 0
        ? `<circle cx="${(x + 5).toFixed(1)}" cy="${(y - 4).toFixed(1)}" r="4" fill="#d8475a"/>`
        : "");
  });
  return loops.join("");
}

function nucleus(place: Point, size: number, random: () => number): string {
  const outline = blobPath(place, {
    radius: [size * (0.8 + 0.4 * random()), size * (0.7 + 0.3 * random())],
    wobble: 0.12,
    random,
    corners: 7,
  });
  return `<path d="${outline}" fill="#5b2c7d"/>`;
}
