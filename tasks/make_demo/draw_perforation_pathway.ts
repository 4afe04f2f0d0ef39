import type { Point } from "./point.ts";
import { svgPage } from "./svg_page.ts";
import { svgText } from "./svg_text.ts";

const INK = "#1f2d3d";

/** Invented unit pathway: free air, then weight and stability, decide what to do. */
export function drawPerforationPathway(): string {
  const body = [
    svgText("Unit pathway (invented)", [300, 24], {
      fill: INK,
      size: 15,
      weight: "bold",
      anchor: "middle",
    }),
    diamond([300, 96], ["Free air", "on the film?"]),
    box([110, 206], ["Film again in 6 hours,", "antibiotics, no feeds"], "#e8eef5"),
    diamond([430, 210], ["Under 1,000 g, or", "needs vasoactive drugs?"]),
    box([250, 352], ["Peritoneal drain", "at the bedside"], "#fdf0dc"),
    box([490, 352], ["Laparotomy"], "#e3f1e4"),
    arrow("M210 96H110V176", "no", [150, 88]),
    arrow("M390 96H430V144", "yes", [402, 88]),
    arrow("M298 210H250V322", "yes", [262, 202]),
    arrow("M430 276V300H490V322", "no", [446, 296]),
  ];
  const head =
    `<marker id="head" markerWidth="9" markerHeight="9" refX="6" refY="4.5" orient="auto">` +
    `<path d="M0 0L8 4.5L0 9Z" fill="${INK}"/></marker>`;
  return svgPage(body.join(""), {
    width: 600,
    height: 430,
    background: "#ffffff",
    ink: "#555",
    defs: head,
  });
}

function lines([x, y]: Point, texts: readonly string[]): string {
  return texts.map((text, index) =>
    svgText(text, [x, y + 5 + (index - (texts.length - 1) / 2) * 18], {
      fill: INK,
      size: 13.5,
      anchor: "middle",
    })
  ).join("");
}

function box([x, y]: Point, texts: readonly string[], fill: string): string {
  return `<rect x="${x - 92}" y="${
    y - 28
  }" width="184" height="56" rx="8" fill="${fill}" stroke="${INK}" stroke-width="1.5"/>` +
    lines([x, y], texts);
}

function diamond([x, y]: Point, texts: readonly string[]): string {
  const [across, down] = texts.some((text) => text.length > 16) ? [132, 66] : [90, 50];
  return `<path d="M${x - across} ${y}L${x} ${y - down}L${x + across} ${y}L${x} ${
    y + down
  }Z" fill="#f6f1fb" ` +
    `stroke="${INK}" stroke-width="1.5"/>` + lines([x, y], texts);
}

function arrow(path: string, label: string, at: Point): string {
  return `<path d="${path}" fill="none" stroke="${INK}" stroke-width="1.8" marker-end="url(#head)"/>` +
    svgText(label, at, { fill: INK, size: 14, weight: "bold" });
}
