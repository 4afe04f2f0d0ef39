import type { Point } from "./point.ts";
import { smoothPath } from "./smooth_path.ts";

/** Path data of an irregular oval: radii vary by the share `wobble`. */
export function blobPath(
  [x, y]: Point,
  options: {
    readonly radius: Point;
    readonly wobble: number;
    readonly random: () => number;
    /** Corners of the outline; 12 unless told. */
    readonly corners?: number;
  },
): string {
  const { radius: [radiusX, radiusY], wobble, random, corners = 12 } = options;
  const points = Array.from({ length: corners }, (_, index): Point => {
    const angle = index / corners * 2 * Math.PI;
    const scale = 1 + wobble * (2 * random() - 1);
    return [x + radiusX * scale * Math.cos(angle), y + radiusY * scale * Math.sin(angle)];
  });
  return smoothPath(points, { closed: true });
}
