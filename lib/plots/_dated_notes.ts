import type { PlotRow } from "./figure.ts";
import { counted } from "./_notes.ts";

const SCORES: Readonly<Record<string, string>> = {
  clipped: "mean case score, clipped to 0 to 100 %",
  unclipped: "mean case score, not clipped",
  official: "mean case score, official reading",
};

const INTERVALS: Readonly<Record<string, string>> = {
  case: "Wilson on the effective number, clustered by case",
  "case score": "t, clustered by case",
};

/**
 * What dated rows are means of, e.g. `mean case score, clipped to 0 to 100 %`.
 */
export function datedEstimand(rows: readonly PlotRow[]): string {
  const [row] = rows;
  if (row?.["unit"] === "case") return "share of cases with every question right";
  return SCORES[String(row?.["score"])] ?? "mean case score";
}

/**
 * How the intervals of their means were made, in brackets after a blank; empty when the rows do not say.
 */
export function datedIntervals(rows: readonly PlotRow[]): string {
  const names = new Set(rows.flatMap((row) => INTERVALS[String(row["unit"])] ?? []));
  return names.size === 0 ? "" : ` (${[...names].join("; ")})`;
}

/**
 * A range of counts, `380 to 412 cases`, or `412 cases`.
 */
export function countRange(counts: readonly number[], noun: string): string {
  const [low, high] = [Math.min(...counts), Math.max(...counts)];
  return low === high
    ? counted(high, noun)
    : `${low.toLocaleString("en-US")} to ${counted(high, noun)}`;
}

/** The text with its first letter as a capital. */
export function sentence(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}
