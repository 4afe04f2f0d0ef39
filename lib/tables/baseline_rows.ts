import type { Frame } from "../frames/frame.ts";
import { poissonBinomialTest } from "../stats/shortcuts/poisson_binomial_test.ts";
import { clusteredMean } from "../stats/uncertainty/clustered_mean.ts";
import { fittingTexts } from "./_fitting_texts.ts";
import type { FlipCase } from "./flip_case.ts";
import { rowCodes } from "./_group_rows.ts";
import { requireColumns } from "./_score_rows.ts";

/** What a rule scores that reads no case. Proportions are in [0,1]. */
export interface BaselineRow {
  /** Name of the rule: `guessing`, `always A`, `longest option`. */
  readonly baseline: string;
  /** Dataset name; null when the frame does not say. */
  readonly dataset: string | null;
  /** Its accuracy. */
  readonly value: number | null;
  /** Lower limit, clustered by case; null for guessing, which is known. */
  readonly lo: number | null;
  /** Upper limit. */
  readonly hi: number | null;
  /** Questions hit; ties share a hit. */
  readonly right: number;
  /** Hits expected by guessing. */
  readonly expected: number;
  /** p of at least as many hits by guessing, exact for unequal numbers of options; null for guessing. */
  readonly p: number | null;
  /** Questions. */
  readonly n: number;
  /** Cases they belong to. */
  readonly clusters: number;
  /** Questions left out: no key, no options, or no text. */
  readonly n_excluded: number;
  /** Confidence level. */
  readonly level: number;
  /** Stable id of the method. */
  readonly method: string;
  /** What to know; null when nothing. */
  readonly warnings: string | null;
}

/** Texts, and how sure. */
export interface BaselineRowsOptions {
  /** Cases of the dataset with the texts of their options; without them there is no `longest option`. */
  readonly cases?: readonly FlipCase[];
  /** Confidence level; default 0.95. */
  readonly level?: number;
}

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/**
 * What rules score that know nothing of medicine: guessing, always the same letter, the longest option; a row for each
 * rule and dataset.
 *
 * `frame` is a `questionsFrame`; every question counts once, however many runs asked it. A model that is no better than
 * these has learned nothing from the case. Cases of another dataset (other keys or options) give no `longest option`, and the row of
 * guessing says so. Throws `RangeError` for a missing column.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { baselineRows, questionsFrame } from "@rounds/rounds";
 *
 * assert.deepEqual(baselineRows(questionsFrame([])), []);
 * ```
 */
export function baselineRows(
  frame: Frame,
  options: BaselineRowsOptions = {},
): readonly BaselineRow[] {
  const { level = 0.95, cases = [] } = options;
  requireColumns(frame, ["case_id", "item", "expected", "option_count"]);
  const column = (name: string): unknown[] =>
    frame.columns.includes(name) ? frame.getColumn(name).toArray() : [];
  const [datasets, ids, items] = [column("dataset"), column("case_id"), column("item")];
  const [keys, counts] = [column("expected"), column("option_count")];
  const first = new Map<number, number>();
  const rows = ids.map((_, row) => row);
  rowCodes([rows.map((row) => datasets[row]), ids, items])
    .forEach((code, row) => first.has(code) || first.set(code, row));
  const questions = [...first.values()].map((row): Question => ({
    dataset: typeof datasets[row] === "string" ? datasets[row] : null,
    case: String(ids[row]),
    item: String(items[row]),
    key: typeof keys[row] === "string" ? LETTERS.indexOf(keys[row]) : -1,
    size: typeof counts[row] === "number" ? counts[row] : 0,
  }));
  const { texts, warning } = fittingTexts(
    cases,
    () =>
      questions.map(({ key, size, item, ...one }) => ({
        caseId: one.case,
        item,
        expected: LETTERS[key] ?? null,
        optionCount: size === 0 ? null : size,
      })),
  );
  return [...Map.groupBy(questions, ({ dataset }) => dataset)].flatMap(([dataset, all]) => {
    const usable = all.filter(({ key, size }) => size >= 2 && key >= 0 && key < size);
    if (usable.length === 0) return [];
    const most = Math.max(...usable.map(({ size }) => size));
    const told = usable.flatMap((one) => {
      const hit = longestHit(one, texts.get(one.case));
      return hit === null ? [] : [{ ...one, hit }];
    });
    const expected = usable.reduce((sum, { size }) => sum + 1 / size, 0);
    const guessing: Estimate = {
      value: expected / usable.length,
      lo: null,
      hi: null,
      right: expected,
      expected,
      p: null,
      n: usable.length,
      clusters: new Set(usable.map((one) => one.case)).size,
      method: "guessing",
      warnings: warning,
    };
    const letters = Array.from({ length: most }, (_, letter) => ({
      baseline: `always ${LETTERS[letter]}`,
      ...estimate(usable.map((one) => ({ ...one, hit: Number(one.key === letter) })), { level }),
    }));
    const longest = told.length === 0
      ? []
      : [{ baseline: "longest option", ...estimate(told, { level }) }];
    return [{ baseline: "guessing", ...guessing }, ...letters, ...longest]
      .map((row) => ({ ...row, dataset, level, n_excluded: all.length - row.n }));
  });
}

interface Question {
  readonly dataset: string | null;
  readonly case: string;
  readonly item: string;
  readonly key: number;
  readonly size: number;
}

type Estimate = Omit<BaselineRow, "baseline" | "dataset" | "level" | "n_excluded">;

function estimate(
  questions: readonly (Question & { readonly hit: number })[],
  { level }: { readonly level: number },
): Estimate {
  const mean = clusteredMean({
    y: questions.map(({ hit }) => hit),
    cluster: questions.map((one) => one.case),
    level,
  });
  const right = questions.reduce((sum, { hit }) => sum + hit, 0);
  const chances = questions.map(({ size }) => 1 / size);
  const { value, lo, hi, n, clusters, method, warnings } = mean;
  return {
    value,
    lo,
    hi,
    right,
    expected: chances.reduce((sum, chance) => sum + chance, 0),
    p: poissonBinomialTest({ p: chances, observed: Math.floor(right + 1e-9) }).pUpper,
    n,
    clusters,
    method,
    warnings: warnings.join("; ") || null,
  };
}

/** Options that are equally long share the hit; null without texts. */
function longestHit(
  { item, key, size }: Question,
  one: FlipCase | undefined,
): number | null {
  const place = one?.items.findIndex(({ id }) => id === item) ?? -1;
  const options = one?.questions?.[place]?.options;
  if (options === undefined) return null;
  const lengths = Object.values(options).map((text) => text.trim().length);
  if (lengths.length !== size) return null;
  const longest = Math.max(...lengths);
  const ties = lengths.filter((length) => length === longest).length;
  const own = Object.entries(options).find(([letter]) => letter === LETTERS[key])?.[1] ?? "";
  return own.trim().length === longest ? 1 / ties : 0;
}
