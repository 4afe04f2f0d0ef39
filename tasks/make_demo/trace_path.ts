import type { Point } from "./point.ts";

/** Path data of straight lines through the points. */
export function tracePath(points: readonly Point[]): string {
  return points.map(([x, y], index) => `${index === 0 ? "M" : "L"}${x.toFixed(1)} ${y.toFixed(1)}`)
    .join("");
}
