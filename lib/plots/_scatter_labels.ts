import { textWidth } from "./_text_width.ts";

/** A point that wants a name beside it. */
export interface NamedPoint {
  /** The name. */
  readonly name: string;
  /** CSS pixels from the left. */
  readonly x: number;
  /** CSS pixels from the top. */
  readonly y: number;
  /** The name before it was cut; absent when it is whole. */
  readonly full?: string;
}

/** A name and where it stands. */
export interface PlacedName {
  /** The name. */
  readonly name: string;
  /** Where the text begins, CSS pixels from the left. */
  readonly x: number;
  /** Its middle, CSS pixels from the top. */
  readonly y: number;
  /** The point it belongs to. */
  readonly point: NamedPoint;
  /** Where a line from the point meets the name; null when the name is near enough without one. */
  readonly joint: { readonly x: number; readonly y: number } | null;
}

/** A rectangle, CSS pixels. */
export interface Box {
  /** Left. */
  readonly x1: number;
  /** Right. */
  readonly x2: number;
  /** Top. */
  readonly y1: number;
  /** Bottom. */
  readonly y2: number;
}

const TALL = 13;
/** Tried in turn: beside, above and below the point, then further and further away. */
const DISTANCES = [0, 1, 2, 3, 4, 6, 8, 10, 13, 16];

/**
 * Finds a place for the name of every point where it covers neither a point nor another name, as far as there is one.
 */
export function scatterLabels(
  points: readonly NamedPoint[],
  options: {
    readonly fontSize: number;
    readonly room: Box;
    /** Lines that names should not cover either. */
    readonly obstacles: readonly Box[];
  },
): PlacedName[] {
  const { fontSize, room, obstacles } = options;
  const around = points.map(({ x, y }) => ({ x1: x - 6, x2: x + 6, y1: y - 6, y2: y + 6 }));
  const taken: Box[] = [...around, ...obstacles];
  return points.toSorted((a, b) => a.y - b.y).map((point) => {
    const wide = textWidth(point.name, { fontSize });
    const candidates = DISTANCES.flatMap((step) =>
      [-1, 1].flatMap((up) =>
        [point.x + 9 + step * 2, point.x - 9 - step * 2 - wide].map((x) => ({
          x: Math.min(Math.max(room.x1, x), room.x2 - wide),
          y: Math.min(Math.max(room.y1 + TALL / 2, point.y + up * step * 7), room.y2 - TALL / 2),
        }))
      )
    );
    const cost = ({ x, y }: { readonly x: number; readonly y: number }): number =>
      taken.reduce(
        (sum, box) =>
          sum + overlap(box, { x1: x, x2: x + wide, y1: y - TALL / 2, y2: y + TALL / 2 }),
        0,
      );
    let best = candidates[0] ?? { x: point.x, y: point.y };
    for (const candidate of candidates) {
      if (cost(best) === 0) break;
      if (cost(candidate) < cost(best)) best = candidate;
    }
    taken.push({ x1: best.x, x2: best.x + wide, y1: best.y - TALL / 2, y2: best.y + TALL / 2 });
    const isNear = Math.abs(best.y - point.y) <= 14;
    return {
      name: point.name,
      ...best,
      point,
      joint: isNear ? null : jointOf(best, { wide, point }),
    };
  });
}

function jointOf(
  { x, y }: { readonly x: number; readonly y: number },
  { wide, point }: { readonly wide: number; readonly point: NamedPoint },
): { readonly x: number; readonly y: number } {
  if (x > point.x) return { x: x - 2, y };
  if (x + wide < point.x) return { x: x + wide + 2, y };
  return { x: point.x, y: y + (y > point.y ? -TALL / 2 : TALL / 2) };
}

function overlap(a: Box, b: Box): number {
  const wide = Math.min(a.x2, b.x2) - Math.max(a.x1, b.x1);
  const tall = Math.min(a.y2, b.y2) - Math.max(a.y1, b.y1);
  return wide > 0 && tall > 0 ? wide * tall : 0;
}
