import { textWidth } from "./_text_width.ts";

const FONT_SIZE = 12;
/** Between two labels, CSS pixels. */
const GAP = 6;

/**
 * Those of the ticks whose labels leave each other room; the last is kept, and what is too near to a kept one goes.
 */
export function spacedTicks(
  ticks: readonly number[],
  options: {
    /** Where a tick stands, CSS pixels. */
    place(tick: number): number;
    /** Writes a tick. */
    label(tick: number): string;
  },
): readonly number[] {
  const { place, label } = options;
  const kept: number[] = [];
  let free = Infinity;
  for (const tick of ticks.toReversed()) {
    const half = textWidth(label(tick), { fontSize: FONT_SIZE }) / 2;
    if (place(tick) + half > free) continue;
    kept.unshift(tick);
    free = place(tick) - half - GAP;
  }
  return kept;
}
