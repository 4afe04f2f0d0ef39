import type { Point } from "./point.ts";

/** Path data of a smooth curve through the points (Catmull-Rom), closed if asked. */
export function smoothPath(
  points: readonly Point[],
  { closed = false }: { readonly closed?: boolean } = {},
): string {
  const count = points.length;
  const at = (index: number): Point => {
    const place = closed ? (index + count) % count : Math.min(Math.max(index, 0), count - 1);
    return points[place] ?? [0, 0];
  };
  const [x, y] = at(0);
  const curves = Array.from({ length: closed ? count : count - 1 }, (_, index) => {
    const [before, start, end, after] = [at(index - 1), at(index), at(index + 1), at(index + 2)];
    const numbers = [
      start[0] + (end[0] - before[0]) / 6,
      start[1] + (end[1] - before[1]) / 6,
      end[0] - (after[0] - start[0]) / 6,
      end[1] - (after[1] - start[1]) / 6,
      end[0],
      end[1],
    ];
    return `C${numbers.map((number) => number.toFixed(1)).join(" ")}`;
  });
  return `M${x.toFixed(1)} ${y.toFixed(1)}${curves.join("")}${closed ? "Z" : ""}`;
}
