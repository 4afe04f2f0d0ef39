import type { Point } from "./point.ts";
import { seededRandom } from "./seeded_random.ts";
import { smoothPath } from "./smooth_path.ts";
import { svgPage } from "./svg_page.ts";
import { svgText } from "./svg_text.ts";

const SPACING = 42;

/** Direct immunofluorescence: green lines between all cells of the epidermis, none along its lower border, dark dermis. */
export function drawImmunofluorescence(): string {
  const width = 560;
  const height = 440;
  const random = seededRandom(83);
  // Jitter belongs to a corner, so that neighbors share it and the net closes.
  const jitter = new Map<string, Point>();
  const corner = (x: number, y: number): Point => {
    const key = `${x.toFixed(0)} ${y.toFixed(0)}`;
    const shift = jitter.get(key) ?? [(random() - 0.5) * 16, (random() - 0.5) * 16];
    jitter.set(key, shift);
    return [x + shift[0], y + shift[1]];
  };
  const cells = Array.from({ length: 11 }, (_, row) =>
    Array.from({ length: 16 }, (_, column) => {
      const x = column * SPACING + (row % 2) * SPACING / 2 - 12;
      const y = row * SPACING * 0.86 + 54;
      if (y > border(x) - 26) return "";
      const half = SPACING / 2;
      const corners = [[0, -0.667], [1, -0.333], [1, 0.333], [0, 0.667], [-1, 0.333], [-1, -0.333]]
        .map(([right = 0, down = 0]) => corner(x + right * half, y + down * SPACING * 0.86));
      return `M${
        corners.map(([cornerX, cornerY]) => `${cornerX.toFixed(1)} ${cornerY.toFixed(1)}`).join("L")
      }Z`;
    }).join("")).join("");
  const edge = Array.from({ length: 29 }, (_, index): Point => [index * 20, border(index * 20)]);
  const body = [
    `<path d="M0 28H560V440H0Z" fill="#04140a"/>`,
    `<path d="M0 28H560V${border(560).toFixed(0)}${
      [...edge].reverse().map(([x, y]) => `L${x} ${y.toFixed(0)}`).join("")
    }Z" fill="#07301a"/>`,
    `<path d="${cells}" fill="none" stroke="#1fa457" stroke-width="7" stroke-opacity="0.7"/>`,
    `<path d="${cells}" fill="none" stroke="#7dffac" stroke-width="2.6"/>`,
    `<path d="${smoothPath(edge)}" fill="none" stroke="#0c4a28" stroke-width="2"/>`,
    svgText("epidermis", [552, 18], { fill: "#d6f5e2", size: 13, anchor: "end" }),
    svgText("dermis", [552, 428], { fill: "#d6f5e2", size: 13, anchor: "end" }),
    svgText("IgG", [10, 18], { fill: "#d6f5e2", size: 14, weight: "bold" }),
  ];
  return svgPage(body.join(""), {
    width,
    height,
    background: "#020503",
    ink: "#d6f5e2",
  });
}

/** Height of the wavy lower border of the epidermis. */
function border(x: number): number {
  return 318 + 34 * Math.sin(x / 62) + 12 * Math.sin(x / 23);
}
