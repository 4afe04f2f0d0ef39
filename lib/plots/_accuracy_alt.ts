import type { AccuracyData, AccuracyPoint } from "./_accuracy_data.ts";
import { groupNoun } from "./_group_noun.ts";
import { percentText } from "./_percent_text.ts";

/** A longer list is no help to a listener. */
const MOST_POINTS = 24;

/**
 * An accuracy figure in words, for readers who cannot see it: what it is, and its first estimates.
 */
export function accuracyAlt(data: AccuracyData): string {
  const { points, runs, groups, by, level } = data;
  if (points.length === 0) return "An empty figure: there are no rows to draw.";
  const measure = data.measure.toLowerCase();
  const what = by === "all" ? measure : `${measure} by ${groupNoun(by, { count: 1 })}`;
  const listed = points.slice(0, MOST_POINTS)
    .map((point) => `${point.run}, ${point.group}: ${described(point)}`).join("; ");
  return `Dot plot of ${what}, ${counted(runs.length, "run")}, ${
    counted(groups.length, "group")
  }, with ` +
    `${percentText(level, { digits: 2 })} intervals. ${listed}${
      points.length > MOST_POINTS ? "; and more." : "."
    }`;
}

function described({ value, lo, hi, n }: AccuracyPoint): string {
  if (value === null) return "nothing to count";
  const limits = lo === null || hi === null
    ? "no interval"
    : `${percentText(lo)} to ${percentText(hi)}`;
  return `${percentText(value)} (${limits}, n ${n.toLocaleString("en-US")})`;
}

function counted(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? "" : "s"}`;
}
