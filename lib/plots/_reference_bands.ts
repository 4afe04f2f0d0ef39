import { wilson } from "../stats/uncertainty/wilson.ts";
import { cleanText } from "./_clean_text.ts";
import type { ReferenceLine } from "./figure.ts";
import { shareText } from "./_share_text.ts";

/** A reference line with its band. */
export interface ReferenceBand {
  /** Written on the line, with its value. */
  readonly label: string;
  /** Proportion. */
  readonly value: number;
  /** Lower limit; null when unknown. */
  readonly lo: number | null;
  /** Upper limit; null when unknown. */
  readonly hi: number | null;
}

/**
 * Reference lines from the lowest to the highest, each with its band where one can be known.
 *
 * Throws `RangeError` for a value outside [0,1].
 */
export function referenceBands(lines: readonly ReferenceLine[]): ReferenceBand[] {
  return lines.map(({ label, value, n, lo, hi }) => {
    if (!(value >= 0 && value <= 1)) {
      throw new RangeError(`The reference "${label}" is ${value}, expected a proportion in [0,1]`);
    }
    const own = typeof n === "number" ? wilson({ x: value * n, n }) : { lo: null, hi: null };
    return {
      label: `${cleanText(label)} ${shareText(value)}`,
      value,
      lo: lo ?? own.lo,
      hi: hi ?? own.hi,
    };
  }).toSorted((a, b) => a.value - b.value);
}

/**
 * What a caption says about reference lines; empty without any.
 */
export function referenceNote(bands: readonly ReferenceBand[]): string {
  if (bands.length === 0) return "";
  const bare = bands.filter((band) => band.lo === null).map((band) => band.label);
  const lines = `Dashed: ${bands.map((band) => band.label).join(", ")}`;
  if (bare.length === 0) return `${lines}, each with its 95 % band.`;
  if (bare.length < bands.length) {
    return `${lines}; without a band, as its number of cases is not known: ${bare.join(", ")}.`;
  }
  return bands.length === 1
    ? `${lines}, without a band: its number of cases is not known.`
    : `${lines}, without bands: their numbers of cases are not known.`;
}
