import { adjustment, inWords, onWhat } from "./_comparison_notes.ts";
import type { PlotRow } from "./figure.ts";
import { counted, joinNotes, provenance } from "./_notes.ts";
import { pointsText } from "./_share_text.ts";

/** A paired difference as a forest draws it. */
export interface Difference {
  /** Written on the left. */
  readonly label: string;
  /** The heading it stands below; null for none. */
  readonly section: string | null;
  /** The first run. */
  readonly a: string | null;
  /** The second. */
  readonly b: string | null;
  /** First less second; null when nothing could be compared. */
  readonly value: number | null;
  /** Lower limit. */
  readonly lo: number | null;
  /** Upper limit. */
  readonly hi: number | null;
  /** Its own interval where `lo` and `hi` hold for all rows at once and differ from it. */
  readonly inner: { readonly lo: number; readonly hi: number } | null;
  /** `lo` and `hi` hold for all rows at once. */
  readonly isJoint: boolean;
  /** The p value drawn. */
  readonly p: number | null;
  /** It is adjusted. */
  readonly adjusted: boolean;
  /** What was compared. */
  readonly n: number | null;
  /** The row it was read from. */
  readonly row: PlotRow;
}

const METHODS: Readonly<Record<string, string>> = {
  "paired-difference/t": "t of the paired differences",
  "tango-score": "Tango's score interval",
};

/**
 * A difference with its interval, in points.
 */
export function written({ value, lo, hi }: Difference): string {
  if (value === null) return "nothing to compare";
  const limits = lo === null || hi === null ? "" : ` (${pointsText(lo)} to ${pointsText(hi)})`;
  return `${pointsText(value)}${limits}`;
}

/**
 * What is clear of chance, in a sentence.
 */
export function forestTitle(
  differences: readonly Difference[],
  { isClear }: { readonly isClear: (difference: Difference) => boolean },
): string {
  const known = differences.filter(({ value }) => value !== null);
  const [first] = known;
  if (first === undefined) return "No difference to show: nothing could be compared";
  const clear = known.filter(isClear);
  const rivals = new Set(known.map(({ b }) => b));
  const [rival] = rivals;
  if (known.length > 1 && rivals.size === 1 && rival && known.every((x) => x.section === null)) {
    const better = clear.filter((x) => (x.value ?? 0) > 0).length;
    const worse = clear.length - better;
    return `Against ${rival}, ${better} ${
      better === 1 ? "is" : "are"
    } better, ${worse} worse, and ${known.length - clear.length} cannot be told apart`;
  }
  if (known.length > 1) {
    const most = clear.length === 0 ? "None" : clear.length === known.length ? "All" : clear.length;
    return `${most} of ${known.length} differences ${
      clear.length === 1 ? "is" : "are"
    } clear of chance${known.some((x) => x.adjusted) ? " after adjustment" : ""}`;
  }
  const { a, b, value, label } = first;
  const [winner, loser] = (value ?? 0) >= 0 ? [a, b] : [b, a];
  const size = `${Math.abs((value ?? 0) * 100).toFixed(1)} points`;
  if (winner === null || loser === null) return `${label}: a difference of ${size}`;
  return clear.length === 1
    ? `${winner} is better than ${loser} by ${size}`
    : `${winner} is ${size} above ${loser}, which may be chance`;
}

/**
 * The differences in words.
 */
export function forestAlt(differences: readonly Difference[]): string {
  if (differences.length === 0) return "An empty figure: there are no rows to draw.";
  return `Forest plot of ${counted(differences.length, "paired difference")}, in points. ${
    differences.slice(0, 30).map((difference) =>
      `${difference.section === null ? "" : `${difference.section}, `}${difference.label}: ${
        written(difference)
      }`
    ).join("; ")
  }.`;
}

/**
 * What stands below a forest.
 */
export function forestCaption(
  differences: readonly Difference[],
  { alpha }: { readonly alpha: number },
): string {
  if (differences.length === 0) return "Nothing to draw: there are no rows.";
  const rows = differences.map(({ row }) => row);
  const level = Number(rows[0]?.["level"] ?? 0.95) * 100;
  const excluded = rows.reduce((sum, row) => sum + Number(row["n_excluded"] ?? 0), 0);
  const methods = new Set(rows.map((row) => row["method"]).filter((x) => typeof x === "string"));
  return joinNotes([
    `Paired differences ${onWhat(rows)}; ${
      linesNote(differences, { level: `${Number(level.toFixed(1))} %` })
    }${
      methods.size === 0
        ? ""
        : ` (${[...methods].map((id) => METHODS[id] ?? inWords(id)).join("; ")})`
    }.`,
    differences.some(({ p }) => p !== null) &&
    `Filled: p ${
      differences.some((x) => x.adjusted) ? `after adjustment${adjustment(rows)} ` : ""
    }at most ${alpha}.`,
    differences.some(isOdd) &&
    "A test can be clear where the simultaneous interval includes zero: it adjusts step by step, the interval for all at once.",
    differences.every(({ p }) => p === null) && "Filled: the interval leaves zero out.",
    excluded > 0 && `${counted(excluded, "pair")} left out: no valid answer on one side.`,
    provenance(rows),
  ]);
}

/** Which line is which. */
function linesNote(
  differences: readonly Difference[],
  { level }: { readonly level: string },
): string {
  if (differences.length === 1 || !differences.some(({ isJoint }) => isJoint)) {
    return `lines: ${level} intervals, each ${
      differences.length === 1 ? "of its own" : "by itself"
    }`;
  }
  const thick = differences.some(({ inner }) => inner !== null)
    ? `; thick: each row’s own ${level} interval`
    : "";
  return `thin lines and numbers: ${level} intervals for all compared rows of the table at once (Bonferroni)${thick}`;
}

/** Test and simultaneous interval do not say the same. */
function isOdd({ isJoint, adjusted, p, lo, hi }: Difference): boolean {
  return isJoint && adjusted && p !== null && p <= 0.05 && lo !== null && hi !== null &&
    lo <= 0 && hi >= 0;
}
