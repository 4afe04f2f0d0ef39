import type { Point } from "./point.ts";

/** A line of text; `anchor` is the side of it that stands at the point. */
export function svgText(
  text: string,
  [x, y]: Point,
  options: {
    readonly fill: string;
    readonly size?: number;
    readonly anchor?: "start" | "middle" | "end";
    readonly weight?: "normal" | "bold";
    /** Degrees clockwise about the point. */
    readonly turn?: number;
  },
): string {
  const { fill, size = 13, anchor = "start", weight = "normal", turn = 0 } = options;
  const rotate = turn === 0 ? "" : ` transform="rotate(${turn} ${x} ${y})"`;
  const escaped = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  return `<text x="${x}" y="${y}" fill="${fill}" font-size="${size}" text-anchor="${anchor}" ` +
    `font-weight="${weight}"${rotate}>${escaped}</text>`;
}
