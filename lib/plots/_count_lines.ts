import type { AccuracyData } from "./_accuracy_data.ts";
import { wrapCount } from "./_wrap_count.ts";
import { wrapText } from "./_wrap_text.ts";

const FONT_SIZE = 12;

/**
 * The counts of groups along an axis: below each tick where they fit, else all together below the axis, for a number is
 * not broken. `slot` is the room of a tick.
 */
export function countLines(
  { groups }: AccuracyData,
  options: { readonly slot: number; readonly width: number },
): { readonly counts: readonly (readonly string[])[]; readonly below: readonly string[] } {
  const counts = groups.map(({ count }) =>
    wrapCount(count, { width: options.slot - 4, fontSize: FONT_SIZE })
  );
  const isWhole = counts.every((lines, k) => {
    const count = groups[k]?.count ?? "";
    return lines.every((line) => line === count || count.split(/(?<=–)/).includes(line));
  });
  if (isWhole) return { counts, below: [] };
  const all = groups.map(({ name, count }) => `${name}\u00a0${count.replace(" ", "\u00a0")}`);
  const below = wrapText(all.join(", "), { width: options.width - 8, fontSize: FONT_SIZE });
  return { counts: [], below };
}
