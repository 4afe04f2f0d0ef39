import type { Frame } from "../frames/frame.ts";
import { optionConfusion } from "../stats/errors/option_confusion.ts";
import { keyPositionTest } from "../stats/shortcuts/key_position_test.ts";
import { clusteredMean } from "../stats/uncertainty/clustered_mean.ts";
import type { Reading, RunKey } from "./accuracy_row.ts";
import { groupRows } from "./_group_rows.ts";
import { requireColumns } from "./_score_rows.ts";

/** How a run treats one letter, among the questions with as many options. Proportions are in [0,1]. */
export interface LetterRow extends RunKey {
  /** Options offered. */
  readonly option_count: number;
  /** The letter. */
  readonly letter: string;
  /** Which reading. */
  readonly reading: Reading;
  /** Questions with this key. */
  readonly keys: number;
  /** Questions answered with it. */
  readonly chosen: number;
  /** Its share of the keys. */
  readonly key_share: number | null;
  /** Its share of the answers; clearly above its share of the keys is a preference. */
  readonly chosen_share: number | null;
  /** `chosen_share` less `key_share`: how much more often it is answered than it is right. */
  readonly surplus: number | null;
  /** Lower limit, over the same questions, clustered by case; null where no question differs. */
  readonly surplus_lo: number | null;
  /** Upper limit. */
  readonly surplus_hi: number | null;
  /** Recall: share of the questions with this key that are right. */
  readonly value: number | null;
  /** Lower limit, clustered by case. */
  readonly lo: number | null;
  /** Upper limit. */
  readonly hi: number | null;
  /** Answered questions with this many options. */
  readonly n: number;
  /** Questions without a letter, left out. */
  readonly n_excluded: number;
  /** p that keys are spread evenly over the letters, chi-square; of the dataset, not of the run. */
  readonly p_keys: number | null;
  /** Standard deviation of the recalls over the letters; 0 is no preference. */
  readonly rstd: number | null;
  /** p of symmetric confusion (Bowker). */
  readonly p_symmetry: number | null;
  /** p that letters are chosen as often as they are keys (Stuart and Maxwell). */
  readonly p_margins: number | null;
  /** Confidence level. */
  readonly level: number;
  /** Stable id of the method. */
  readonly method: string;
  /** What to know; null when nothing. */
  readonly warnings: string | null;
}

/** Which reading, and how sure. */
export interface LetterRowsOptions {
  /** Default `clean`: the strict reading. */
  readonly reading?: Reading;
  /** Confidence level; default 0.95. */
  readonly level?: number;
}

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/**
 * Answer-position bias: how often each letter is the key, how often each run chooses it, and its recall, apart for each
 * number of options, as plain rows.
 *
 * `frame` is a `questionsFrame`; questions without key or options are left aside. The tests take questions for
 * independent: read them as a screen. Throws `RangeError` for a missing column.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { letterRows, questionsFrame } from "@rounds/rounds";
 *
 * assert.deepEqual(letterRows(questionsFrame([])), []);
 * ```
 */
export function letterRows(frame: Frame, options: LetterRowsOptions = {}): readonly LetterRow[] {
  const { reading = "clean", level = 0.95 } = options;
  const answer = reading === "clean" ? "strict_answer" : "official_answer";
  requireColumns(frame, ["option_count", "expected", answer, "case_id"]);
  if (frame.height === 0) return [];
  const [counts, keys, answers, cases] = ["option_count", "expected", answer, "case_id"]
    .map((name) => frame.getColumn(name).toArray());
  const items = frame.columns.includes("item") ? frame.getColumn("item").toArray() : null;
  return groupRows(frame, { by: [] }).groups.flatMap(({ run, rows }) => {
    const usable = rows.flatMap((row) => {
      const [key, choice, size] = [keys?.[row], answers?.[row], counts?.[row]];
      if (typeof key !== "string" || typeof size !== "number" || size < 2) return [];
      return [{
        key: LETTERS.indexOf(key),
        choice: typeof choice === "string" ? LETTERS.indexOf(choice) : -1,
        size,
        name: String(cases?.[row]),
        question: JSON.stringify([cases?.[row], items === null ? row : items[row]]),
      }];
    });
    return [...Map.groupBy(usable, ({ size }) => size)].sort(([a], [b]) => a - b)
      .flatMap(([size, some]) =>
        lettersOf(some, { size, level })
          .map((row): LetterRow => ({ ...run, option_count: size, reading, ...row }))
      );
  });
}

interface Answered {
  readonly key: number;
  readonly choice: number;
  readonly name: string;
  readonly question: string;
}

function lettersOf(
  some: readonly Answered[],
  { size, level }: { readonly size: number; readonly level: number },
): Omit<LetterRow, keyof RunKey | "option_count" | "reading">[] {
  const read = some.filter(({ key, choice }) => key < size && choice >= 0 && choice < size);
  const places = Array.from({ length: size }, (_, letter) => letter);
  const table = places.map((key) =>
    places.map((choice) => read.filter((one) => one.key === key && one.choice === choice).length)
  );
  const confusion = optionConfusion(table);
  // A question asked in several trials has its key once.
  const asked = [...new Map(some.map((one) => [one.question, one])).values()];
  const spread = keyPositionTest({
    counts: places.map((letter) => asked.filter(({ key }) => key === letter).length),
  });
  const n = read.length;
  const warnings = [
    ...confusion.warnings,
    ...spread.warnings,
    ...(n < some.length ? [`${some.length - n} questions without a letter are left out`] : []),
  ];
  return places.map((letter) => {
    const own = read.filter(({ key }) => key === letter);
    const chosen = read.filter(({ choice }) => choice === letter).length;
    const { value, lo, hi, method } = clusteredMean({
      y: own.map(({ choice }) => Number(choice === letter)),
      cluster: own.map(({ name }) => name),
      level,
    });
    const surplus = clusteredMean({
      y: read.map(({ key, choice }) => Number(choice === letter) - Number(key === letter)),
      cluster: read.map(({ name }) => name),
      interval: "t",
      level,
    });
    return {
      letter: LETTERS[letter] ?? "?",
      keys: own.length,
      chosen,
      key_share: n === 0 ? null : own.length / n,
      chosen_share: n === 0 ? null : chosen / n,
      surplus: surplus.value,
      surplus_lo: surplus.lo,
      surplus_hi: surplus.hi,
      value,
      lo,
      hi,
      n,
      n_excluded: some.length - n,
      p_keys: spread.p,
      rstd: confusion.rstd,
      p_symmetry: confusion.bowker.p,
      p_margins: confusion.stuartMaxwell.p,
      level,
      method,
      warnings: warnings.join("; ") || null,
    };
  });
}
