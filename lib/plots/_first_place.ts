import { shareText } from "./_share_text.ts";

/** A run or model that may be first. */
export interface Contender {
  /** Its label. */
  readonly run: string;
  /** Its score; null when there is none. */
  readonly value: number | null;
  /** Lower limit. */
  readonly lo: number | null;
  /** Upper limit. */
  readonly hi: number | null;
  /** Best rank it may have; null when no ranks were computed. */
  readonly rankLo: number | null;
}

/**
 * Who is first, said only as far as rank sets, or else intervals, tell it. `contenders` have scores, the best first.
 */
export function firstPlace(
  contenders: readonly Contender[],
  options: { readonly noun: string },
): string {
  const [first] = contenders;
  if (first === undefined) return "";
  const possible = contenders.filter(({ rankLo }) => rankLo === 1);
  if (possible.length === 1 && possible[0] !== undefined) {
    return `${possible[0].run} is first, and the data can tell it from all others`;
  }
  if (possible.length > 1) {
    return `${possible.length} of ${contenders.length} ${options.noun}s could be first: the tests cannot rule it out`;
  }
  const { lo } = first;
  const near = contenders.slice(1).filter(({ hi }) => lo !== null && hi !== null && hi >= lo);
  const highest = `${first.run} has the highest score, ${shareText(first.value)}`;
  if (contenders.length === 1 || near.length > 0) {
    const isOne = near.length === 1;
    return near.length === 0
      ? highest
      : `${highest}, but could be second: the ${
        isOne ? "interval" : "intervals"
      } of ${near.length} ${isOne ? "other overlaps" : "others overlap"} with its own`;
  }
  return lo === null ? `${highest}; without intervals nobody knows who is first` : highest;
}
