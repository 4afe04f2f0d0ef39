import type { Frame } from "../frames/frame.ts";
import { OUTCOMES } from "../graders/outcomes.ts";
import {
  methodsText,
  type MethodsTextOptions,
  type MethodUse,
} from "../stats/report/methods_text.ts";

/** A table that says how its numbers came about: a frame, or plain rows, with a column `method`. */
export type MethodTable = Frame | readonly object[];

/**
 * The methods paragraph of the tables of a report: every method, test and adjustment once, levels, seeds, what was left
 * out, on which reading, and whether answers are simulated.
 *
 * `tables` are any of this room (`accuracyTable`, `compareRuns`, `shortcutRows`, …), frames or rows: the columns `method`,
 * `test`, `adjust`, `rank_method`, `level`, `seed`, `n_excluded` and `excluded_why` are read where present. A table
 * without a method is refused by a `RangeError`, so that nothing goes unsaid.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { tableMethods } from "@rounds/rounds";
 *
 * const text = tableMethods([[{ method: "wilson", level: 0.95, reading: "clean", simulated: true }]]);
 * assert.match(text, /Wilson intervals.* 95 %.*All answers are simulated/);
 * ```
 */
export function tableMethods(
  tables: readonly MethodTable[],
  options: MethodsTextOptions = {},
): string {
  const rows = tables.flatMap((table, index) => {
    const own = recordsOf(table);
    if (own.length > 0 && own.every((row) => textsOf(row).length === 0)) {
      throw new RangeError(
        `Table ${
          index + 1
        } has no "method" in any row: expected a table that says how its numbers came about`,
      );
    }
    return own;
  });
  // Counts and runs differ from row to row; the outcomes they count are the same few.
  const words = new Set(
    rows.flatMap(({ excluded_why: text }) =>
      typeof text === "string" ? text.match(/\b[a-z_]{3,}\b/g) ?? [] : []
    ).filter((word) => REASONS.has(word)),
  );
  const why = words.size === 0 ? null : [...words].join(", ");
  const uses = rows.flatMap((row): MethodUse[] =>
    textsOf(row).map((method) => ({
      method,
      level: numberOf(row["level"]),
      seed: numberOf(row["seed"]),
      n_excluded: numberOf(row["n_excluded"]),
      excluded_why: why,
    }))
  );
  const chinese = options.language === "zh";
  const { software, ...rest } = options;
  return [
    methodsText(uses, rest),
    ...furtherSentences(rows, { chinese }),
    ...(software === undefined ? [] : [chinese ? `软件：${software}。` : `Software: ${software}.`]),
  ].filter((sentence) => sentence !== "").join(chinese ? "" : " ");
}

type Row = Readonly<Record<string, unknown>>;

/** What `excluded_why` names: outcomes, and what a run does not hold at all. */
const REASONS: ReadonlySet<string> = new Set([...OUTCOMES, "absent"]);

/** Not by asking for `toRecords`: a Polars frame answers `in` for its columns only. */
function isList(table: MethodTable): table is readonly object[] {
  return Array.isArray(table);
}

function recordsOf(table: MethodTable): readonly Row[] {
  return isList(table) ? table.map((row) => ({ ...row })) : table.toRecords();
}

/** Ids of everything a row rests on; several stand in one cell where a table ranks. */
function textsOf(row: Row): readonly string[] {
  const found = ["method", "rank_method", "test"].flatMap((name) => {
    const value = row[name];
    return typeof value === "string" && value !== "" ? value.split(", ") : [];
  });
  const adjust = row["adjust"];
  const isTested = typeof row["p_adj"] === "number";
  return typeof adjust === "string" && isTested ? [...found, adjust] : found;
}

function numberOf(value: unknown): number | null {
  return typeof value === "number" ? value : null;
}

function furtherSentences(
  rows: readonly Row[],
  { chinese }: { readonly chinese: boolean },
): readonly string[] {
  const readings = new Set(rows.map((row) => row["reading"]));
  const simulated = rows.filter((row) => row["simulated"] === true).length;
  const say = (en: string, zh: string): string => chinese ? zh : en;
  return [
    ...(readings.has("clean")
      ? [
        say(
          "In the clean reading answers are read strictly, failures of the model are wrong, and what failed otherwise is left out and bounded.",
          "“clean”读法严格提取答案，模型自身的失败计为错误，其他故障予以排除并给出上下界。",
        ),
      ]
      : []),
    ...(readings.has("official")
      ? [
        say(
          "The official reading counts as the reference evaluator does: whatever failed is wrong.",
          "“official”读法与参考评测程序一致：任何失败均计为错误。",
        ),
      ]
      : []),
    ...(simulated === 0 ? [] : [
      simulated === rows.length
        ? say("All answers are simulated.", "所有回答均为模拟。")
        : say("Some answers are simulated.", "部分回答为模拟。"),
    ]),
  ];
}
