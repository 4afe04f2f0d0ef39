import { cleanText } from "./_clean_text.ts";
import type { PlotRow } from "./figure.ts";
import { intervalMethods } from "./_interval_note.ts";
import { counted, drawsNote, joinNotes, provenance } from "./_notes.ts";
import { type ReferenceBand, referenceNote } from "./_reference_bands.ts";

/** A run on a leaderboard. */
export interface Place {
  /** Label of the run. */
  readonly run: string;
  /** Score; null when there is none. */
  readonly value: number | null;
  /** Lower limit. */
  readonly lo: number | null;
  /** Upper limit. */
  readonly hi: number | null;
  /** What it is counted over. */
  readonly n: number;
  /** Best rank it may have. */
  readonly rankLo: number | null;
  /** Worst rank it may have. */
  readonly rankHi: number | null;
  /** Probability of the first place. */
  readonly pBest: number | null;
  /** Type of the model. */
  readonly type: string | null;
  /** The row it was read from. */
  readonly row: PlotRow;
}

/** Names of what is counted. */
export function whatText(unit: string): string {
  if (unit === "case") return "Cases with every question right";
  return unit === "case score" ? "Mean case score" : `${unit}s right`;
}

/** Another run has the same ranks: a tier of one would tell nothing. */
export function isTied(place: Place, places: readonly Place[]): boolean {
  return place.rankLo !== null &&
    places.some((other) =>
      other !== place && other.rankLo === place.rankLo && other.rankHi === place.rankHi
    );
}

/** The rows are those of a published leaderboard: models, not runs. */
export function arePublished(places: readonly Place[]): boolean {
  return places.length > 0 &&
    places.every(({ row }) => `${row["method"]}`.startsWith("published/"));
}

/** A score by points whose interval ends where scores were cut. */
export function isCut({ row, lo }: Place): boolean {
  return row["method"] === "published/normal" && lo === 0;
}

/**
 * What stands below a leaderboard: what is counted and how, and what its ranks mean.
 */
export function leaderboardCaption(
  places: readonly Place[],
  { references, unit }: { readonly references: readonly ReferenceBand[]; readonly unit: string },
): string {
  if (places.length === 0) return "Nothing to draw: there are no rows.";
  const rows = places.map(({ row }) => row);
  const isShared = rows.some((row) => typeof row["rank_method"] === "string");
  const types = new Set(places.map(({ type }) => type));
  const excluded = isShared ? Number(rows[0]?.["n_excluded"] ?? 0) : 0;
  const none = places.filter(({ value }) => value === null).map(({ run }) => run);
  const made = (by: string): boolean => rows.every((row) => `${row["method"]}`.startsWith(by));
  const isPublished = arePublished(places);
  const isJudged = made("judged-ranks/");
  const noun = isPublished ? "model" : "run";
  const bare = places.filter(({ value, lo }) => value !== null && lo === null);
  return joinNotes([
    `${whatText(unit)}${
      places.every(({ lo }) => lo === null)
        ? ""
        : `; lines: 95 % intervals${linesText(places, { unit, isPublished, isJudged })}`
    }.`,
    places.some(({ rankLo }) => rankLo !== null) &&
    `Rank: every place the ${noun} may hold${
      isJudged
        ? " in 95 % of draws of the cases, the judges and their verdicts"
        : `, right for all runs at once (${
          isPublished ? "normal" : flipText(rows, { unit })
        } tests of all pairs, Holm)`
    }.${
      places.some((place) => isTied(place, places))
        ? ` ${
          noun === "run" ? "Runs" : "Models"
        } on one tinted field share their rank set: the data cannot order them.`
        : ""
    }`,
    isPublished && typeof rows[0]?.["warnings"] === "string" &&
    `Not published, so: ${cleanText(rows[0]["warnings"])}.`,
    places.some(({ pBest }) => pBest !== null) &&
    `P(best): share of ${
      isJudged ? "these draws" : "bootstrap samples of cases"
    } in which the run is first${drawsNote(rows)}.`,
    places.some(isCut) &&
    "*: the interval is cut at 0; a score published as 0 may stand for less.",
    places.some(({ lo }) => lo !== null) && bare.length > 0 &&
    `Without an interval: ${bare.map(({ run }) => run).join(", ")}.`,
    excluded > 0 &&
    `${counted(excluded, unit === "case score" ? "case" : unit)} left out: not valid in every run.`,
    types.has("open") && "Hollow: open weights.",
    types.has("medical") && "Diamonds: medical models.",
    referenceNote(references),
    none.length > 0 && `Nothing to count: ${none.join(", ")}.`,
    provenance(rows),
  ]);
}

/** How the lines were made, as the rows say; rows that say nothing and have no limits got Wilson's on cases. */
function linesText(
  places: readonly Place[],
  { unit, isPublished, isJudged }: {
    readonly unit: string;
    readonly isPublished: boolean;
    readonly isJudged: boolean;
  },
): string {
  if (isJudged) {
    return " (normal, by the standard deviation over draws of the cases, the judges and their verdicts)";
  }
  const methods = intervalMethods(places);
  if (methods !== null) return ` (${methods})`;
  if (isPublished) return "";
  return unit === "case" ? " (Wilson, on cases)" : ", clustered by case";
}

/** Scores on no common grid have no exact test. */
function flipText(rows: readonly PlotRow[], { unit }: { readonly unit: string }): string {
  const methods = rows.map((row) => row["rank_method"]).filter((one) => typeof one === "string");
  const isDrawn = methods.length > 0
    ? methods.some((one) => one.includes("monte-carlo"))
    : unit === "case score";
  return isDrawn ? "sign-flip" : "exact sign-flip";
}
