import type { Point } from "./point.ts";
import { svgText } from "./svg_text.ts";

/** One axis of a chart: where values stand, in pixels, and which are marked. */
export interface Axis {
  /** What is measured, with its unit. */
  readonly label: string;
  /** Pixel of a value. */
  readonly place: (value: number) => number;
  /** Marked values and their texts. */
  readonly ticks: readonly (readonly [value: number, text: string])[];
}

/** Grid, tick texts and axis labels of a chart inside `box` (left, top, right, bottom in pixels). */
export function plotFrame(
  box: readonly [left: number, top: number, right: number, bottom: number],
  { x, y, ink = "#333" }: { readonly x: Axis; readonly y: Axis; readonly ink?: string },
): string {
  const [left, top, right, bottom] = box;
  const middle: Point = [(left + right) / 2, (top + bottom) / 2];
  return [
    ...x.ticks.map(([value]) =>
      `<path d="M${x.place(value).toFixed(1)} ${top}V${bottom}" stroke="#dcdcdc"/>`
    ),
    ...y.ticks.map(([value]) =>
      `<path d="M${left} ${y.place(value).toFixed(1)}H${right}" stroke="#dcdcdc"/>`
    ),
    ...x.ticks.map(([value, text]) =>
      svgText(text, [x.place(value), bottom + 18], { fill: ink, anchor: "middle" })
    ),
    ...y.ticks.map(([value, text]) =>
      svgText(text, [left - 8, y.place(value) + 5], { fill: ink, anchor: "end" })
    ),
    `<path d="M${left} ${top}V${bottom}H${right}" fill="none" stroke="${ink}" stroke-width="1.3"/>`,
    svgText(x.label, [middle[0], bottom + 38], { fill: ink, anchor: "middle", size: 14 }),
    svgText(y.label, [left - 44, middle[1]], { fill: ink, anchor: "middle", size: 14, turn: -90 }),
  ].join("");
}
