import type { Box } from "./_scatter_labels.ts";

/** Where the name of a curve stands, CSS pixels. */
export interface CurvePlace {
  /** Where the text begins or ends. */
  readonly x: number;
  /** Its middle. */
  readonly y: number;
  /** Which end of the text is at `x`. */
  readonly anchor: "start" | "end";
  /** What it covers. */
  readonly box: Box;
}

/** Along the curve, tried in turn. */
const PLACES = [0.35, 0.2, 0.5, 0.1, 0.65, 0.8, 0.92];

/**
 * A place beside a rising curve for its name, below it or above, where it covers as little as can be.
 */
export function curvePlace(
  points: readonly { readonly x: number; readonly y: number }[],
  options: {
    readonly wide: number;
    readonly room: Box;
    /** What the name should not cover. */
    readonly obstacles: readonly Box[];
  },
): CurvePlace | null {
  const { wide, room, obstacles } = options;
  const places = PLACES.flatMap((share): CurvePlace[] => {
    const point = points[Math.floor(share * points.length)];
    if (point === undefined) return [];
    return (["start", "end"] as const).flatMap((anchor): CurvePlace[] => {
      const [x, y] = anchor === "start"
        ? [point.x + 10, point.y + 10]
        : [point.x - 10, point.y - 10];
      const left = anchor === "start" ? x : x - wide;
      const box = { x1: left, x2: left + wide, y1: y - 8, y2: y + 8 };
      const inside = box.x1 >= room.x1 && box.x2 <= room.x2 && box.y1 >= room.y1 &&
        box.y2 <= room.y2;
      return inside ? [{ x, y, anchor, box }] : [];
    });
  });
  const covered = places.map(({ box }) =>
    obstacles.filter((other) =>
      box.x1 < other.x2 && box.x2 > other.x1 && box.y1 < other.y2 && box.y2 > other.y1
    ).length
  );
  return places[covered.indexOf(Math.min(...covered))] ?? null;
}
