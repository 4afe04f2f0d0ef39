import { csvRows } from "./_csv_rows.ts";
import type { HumanRating } from "./human_rating.ts";

/** Where ratings come from. */
export interface ParseRatingsOptions {
  /** Name of the file, for messages; default `ratings.csv`. */
  readonly where?: string;
}

const YES: ReadonlySet<string> = new Set(["1", "true", "yes", "y", "met", "x", "是"]);
const NO: ReadonlySet<string> = new Set(["0", "false", "no", "n", "not met", "not_met", "否"]);
/** More faults than this are counted. */
const MOST_SHOWN = 10;

/**
 * Reads human ratings from CSV text: what a filled `ratingSheet` holds, or any file with the columns `case_id` and `rater`
 * and one of `met`, `score` or `label`.
 *
 * Further columns read where present: `run_id`, `model`, `dataset`, `trial` (default 1), `item`, `criterion`, `comment`.
 * `met` is yes/no, true/false, 1/0, y/n or met/not met; an empty cell is not rated and stays null. Comma, semicolon and
 * tab are read. All faults are told at once, each with its line and field, in one `SyntaxError`; so is the same rater
 * rating the same thing twice.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { parseRatings } from "@rounds/rounds";
 *
 * const [first] = parseRatings("case_id,criterion,model,rater,met\n7,asks for age,m,dr-a,yes\n");
 * assert.deepEqual([first?.case_id, first?.met, first?.line], ["7", true, 2]);
 * assert.throws(() => parseRatings("case_id,rater,met\n7,a,maybe\n"), /ratings.csv:2: "met" is "maybe"/);
 * ```
 */
export function parseRatings(
  text: string,
  options: ParseRatingsOptions = {},
): readonly HumanRating[] {
  const { where = "ratings.csv" } = options;
  const { columns, rows } = csvRows(text, { where });
  const lacking = ["case_id", "rater"].filter((name) => !columns.includes(name));
  if (!["met", "score", "label"].some((name) => columns.includes(name))) {
    lacking.push("met (or score, or label)");
  }
  if (lacking.length > 0) {
    throw new SyntaxError(
      `Cannot read ${where}:1: no column ${lacking.join(", ")}; it has ${
        columns.join(", ") || "none"
      }`,
    );
  }
  const faults: string[] = [];
  const seen = new Map<string, number>();
  const ratings = rows.map(({ line, cells }): HumanRating => {
    const text = (name: string): string | null => cells[name]?.trim() || null;
    const wrong = (name: string, expected: string): null => {
      faults.push(
        `${where}:${line}: "${name}" is ${JSON.stringify(text(name))}, expected ${expected}`,
      );
      return null;
    };
    const need = (name: string): string => {
      const value = text(name);
      if (value === null) faults.push(`${where}:${line}: "${name}" is empty, expected text`);
      return value ?? "";
    };
    const met = text("met")?.toLowerCase() ?? null;
    const score = text("score")?.replace(/^(-?\d+),(\d+)$/, "$1.$2") ?? null;
    const trial = text("trial") ?? "1";
    const rating: HumanRating = {
      run_id: text("run_id"),
      model: text("model"),
      dataset: text("dataset"),
      case_id: need("case_id"),
      trial: /^[1-9]\d{0,8}$/.test(trial)
        ? Number(trial)
        : wrong("trial", "a whole number from 1") ?? 1,
      item: text("item"),
      criterion: text("criterion"),
      rater: need("rater"),
      met: met === null
        ? null
        : YES.has(met)
        ? true
        : NO.has(met)
        ? false
        : wrong("met", "yes, no or nothing"),
      score: score === null
        ? null
        : /^[-+]?(\d+\.?\d*|\.\d+)$/.test(score)
        ? Number(score)
        : wrong("score", "a number or nothing"),
      label: text("label"),
      comment: text("comment"),
      line,
    };
    const { run_id, model, dataset, case_id, item, criterion, rater } = rating;
    const thing = JSON.stringify([
      run_id,
      model,
      dataset,
      case_id,
      trial,
      item ?? criterion,
      rater,
    ]);
    const before = seen.get(thing);
    if (before === undefined) seen.set(thing, line);
    else {
      faults.push(
        `${where}:${line}: ${rater} rates case ${case_id}${
          item ?? criterion ? `, ${item ?? criterion},` : ""
        } a second time, expected once (first at line ${before})`,
      );
    }
    return rating;
  });
  if (faults.length > 0) {
    const more = faults.length - MOST_SHOWN;
    throw new SyntaxError(
      `Cannot read ${faults.slice(0, MOST_SHOWN).join("\n")}${
        more > 0 ? `\nand ${more} more` : ""
      }`,
    );
  }
  return ratings;
}
