import type { Frame } from "../frames/frame.ts";
import type { RunKey } from "./accuracy_row.ts";
import { runsOf } from "./_run_keys.ts";
import { requireColumns } from "./_score_rows.ts";

/** One judged criterion of one answer, with what people say of it. */
export interface RatedCriterion {
  /** The run the answer is of. */
  readonly run: RunKey;
  /** Case. */
  readonly caseId: string;
  /** Repetition. */
  readonly trial: number;
  /** Id of the criterion. */
  readonly item: string;
  /** Points when met. */
  readonly points: number;
  /** The verdict that counts: 1 met, 0 not, null none. */
  readonly judged: 0 | 1 | null;
  /** Who judged. */
  readonly judge: string | null;
  /** Verdict of each single judge, first repetition; empty without a `verdictsFrame`. */
  readonly verdicts: ReadonlyMap<string, 0 | 1 | null>;
  /** What each person says who was asked: 1 met, 0 not, null not rated. */
  readonly ratings: ReadonlyMap<string, 0 | 1 | null>;
}

/** Criteria with their ratings. */
export interface RatedCriteria {
  /** In the order of the criteria frame; those without a rating too. */
  readonly criteria: readonly RatedCriterion[];
  /** People, in order of first appearance. */
  readonly raters: readonly string[];
  /** Single judges, in order of first appearance. */
  readonly judges: readonly string[];
  /** Ratings that belong to no criterion here, in words; null when all do. */
  readonly unmatched: string | null;
}

/** What is put together. */
export interface RatedCriteriaFrames {
  /** A `ratingsFrame`. */
  readonly ratings: Frame;
  /** A `verdictsFrame`, where single judges are wanted. */
  readonly verdicts?: Frame | undefined;
}

/**
 * Puts the ratings to the criteria they are of: by run (or by model, where that names one run), case, trial, and the
 * criterion's id or, without one, its text.
 *
 * Throws `RangeError` for frames without the columns, and for a criterion rated twice by one person.
 */
export function ratedCriteria(frame: Frame, frames: RatedCriteriaFrames): RatedCriteria {
  requireColumns(frame, ["run_id", "case_id", "trial", "item", "points", "met"]);
  requireColumns(frames.ratings, ["case_id", "rater", "met"]);
  const rows = someColumns(frame, [
    "run_id",
    "case_id",
    "trial",
    "item",
    "criterion",
    "points",
    "met",
    "judge",
  ]);
  const runs = runsOf(frame, rows.map((row) => String(row["run_id"])));
  const keys = [...runs.values()];
  const places = new Map<string, number | null>();
  const keep = (key: string, place: number): void => {
    places.set(key, places.has(key) ? null : place);
  };
  rows.forEach((row, place) => {
    const start = [row["run_id"], row["case_id"], Number(row["trial"])];
    keep(JSON.stringify([...start, "id", row["item"]]), place);
    if (typeof row["criterion"] === "string") {
      keep(JSON.stringify([...start, "text", squeezed(row["criterion"])]), place);
    }
  });
  const found = rows.map(() => new Map<string, 0 | 1 | null>());
  const raters = new Set<string>();
  const lost = {
    "no such criterion": 0,
    "which run is meant is not clear: give one run of a model, or run_id": 0,
    "no criterion named": 0,
  };
  for (const rating of frames.ratings.toRecords()) {
    const rater = String(rating["rater"]);
    const criterion = rating["item"] ?? rating["criterion"] ?? null;
    if (criterion === null) {
      // A rating of the whole answer is not meant for a criterion.
      if (rating["met"] !== null) lost["no criterion named"]++;
      continue;
    }
    const meant = meantRuns(rating, keys);
    const hits = meant.map((run) => {
      const start = [run.run_id, rating["case_id"], Number(rating["trial"] ?? 1)];
      const byId = places.get(JSON.stringify([...start, "id", rating["item"]]));
      return byId ??
        places.get(JSON.stringify([...start, "text", squeezed(String(rating["criterion"]))]));
    }).filter((place) => place !== undefined && place !== null);
    const [place, ...more] = hits;
    if (place === undefined) lost["no such criterion"]++;
    else if (more.length > 0) {
      lost["which run is meant is not clear: give one run of a model, or run_id"]++;
    } else {
      raters.add(rater);
      if (found[place]?.has(rater)) {
        throw new RangeError(
          `${rater} rates criterion ${rows[place]?.["item"]} of case ${
            rating["case_id"]
          } twice, expected once`,
        );
      }
      found[place]?.set(rater, binary(rating["met"]));
    }
  }
  const single = singleVerdicts(frames.verdicts);
  const unmatched = Object.entries(lost).filter(([, count]) => count > 0)
    .map(([why, count]) => `${count} (${why})`).join(", ");
  return {
    criteria: rows.flatMap((row, place) => {
      const run = runs.get(String(row["run_id"]));
      if (run === undefined) return [];
      return [{
        run,
        caseId: String(row["case_id"]),
        trial: Number(row["trial"]),
        item: String(row["item"]),
        points: Number(row["points"] ?? 0),
        judged: binary(row["met"]),
        judge: typeof row["judge"] === "string" ? row["judge"] : null,
        verdicts: single.get(keyOf(row)) ?? new Map(),
        ratings: found[place] ?? new Map(),
      }];
    }),
    raters: [...raters],
    judges: [...new Set([...single.values()].flatMap((verdicts) => [...verdicts.keys()]))],
    unmatched: unmatched === "" ? null : `ratings of no criterion here: ${unmatched}`,
  };
}

/** The rows with these columns only, which is a fraction of the time. */
function someColumns(
  frame: Frame,
  names: readonly string[],
): readonly Readonly<Record<string, unknown>>[] {
  return frame.select(...names.filter((name) => frame.columns.includes(name))).toRecords();
}

function meantRuns(rating: Readonly<Record<string, unknown>>, runs: readonly RunKey[]): RunKey[] {
  const { run_id, model, dataset } = rating;
  return runs.filter((run) =>
    (typeof run_id !== "string" || run.run_id === run_id) &&
    (typeof model !== "string" || run.model === model) &&
    (typeof dataset !== "string" || run.dataset === null || run.dataset === dataset)
  );
}

function singleVerdicts(frame: Frame | undefined): ReadonlyMap<string, Map<string, 0 | 1 | null>> {
  const found = new Map<string, Map<string, 0 | 1 | null>>();
  for (const row of frame?.toRecords() ?? []) {
    if (Number(row["repeat"]) !== 1 || typeof row["judge"] !== "string") continue;
    const verdicts = found.get(keyOf(row)) ?? new Map<string, 0 | 1 | null>();
    verdicts.set(row["judge"], binary(row["met"]));
    found.set(keyOf(row), verdicts);
  }
  return found;
}

function keyOf(row: Readonly<Record<string, unknown>>): string {
  return JSON.stringify([row["run_id"], row["case_id"], Number(row["trial"]), row["item"]]);
}

function squeezed(text: string): string {
  return text.normalize("NFC").replace(/\s+/g, " ").trim();
}

function binary(value: unknown): 0 | 1 | null {
  return typeof value === "boolean" ? (value ? 1 : 0) : null;
}
