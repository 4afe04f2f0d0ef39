import type { AccuracyData } from "./_accuracy_data.ts";

/**
 * The stretch of accuracy to draw, in [0,1]: all intervals, out to full tenths, and from 0 or to 1 where that is near.
 */
export function accuracyDomain(
  data: { readonly points: readonly Pick<AccuracyData["points"][number], "value" | "lo" | "hi">[] },
): readonly [low: number, high: number] {
  const values = data.points.flatMap(({ value, lo, hi }) =>
    [value, lo, hi].filter((x) => x !== null)
  );
  if (values.length === 0) return [0, 1];
  // Tenths of a wide interval's end: 0.30000000000000004 must not become 0.4.
  const low = Math.floor(Math.min(...values) * 10 + 1e-9) / 10;
  const high = Math.ceil(Math.max(...values) * 10 - 1e-9) / 10;
  const [from, to] = [low <= 0.2 ? 0 : low, high >= 0.9 ? 1 : high];
  return to - from >= 0.15 ? [from, to] : [Math.max(0, from - 0.1), Math.min(1, to + 0.1)];
}
