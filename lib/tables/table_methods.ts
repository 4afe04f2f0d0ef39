import type { Frame } from "../frames/frame.ts";
import { OUTCOMES } from "../graders/outcomes.ts";
import {
  methodsText,
  type MethodsTextOptions,
  type MethodUse,
} from "../stats/report/methods_text.ts";
import { estimands } from "./_estimands.ts";
import { rowMethods, type TableRecord, tableRecords } from "./_table_records.ts";

/** A table that says how its numbers came about: a frame, or plain rows, with a column `method`. */
export type MethodTable = Frame | readonly object[];

/**
 * The methods paragraph of the tables of a report: what is estimated, every method, test and adjustment once, levels,
 * seeds, what was left out, on which reading, and whether answers are simulated.
 *
 * `tables` are any of this room (`accuracyTable`, `compareRuns`, `shortcutRows`, …), frames or rows: the columns `unit`,
 * `method`, `test`, `adjust`, `rank_method`, `simultaneous`, `lo_simultaneous`, `level`, `seed`, `n_excluded` and
 * `excluded_why` are read where present. A table without a method is refused by a `RangeError`, so that nothing goes unsaid.
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
    const own = tableRecords(table);
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
    ...estimands(rows, { language: options.language ?? "en" }),
    methodsText(uses, rest),
    ...furtherSentences(rows, { chinese }),
    ...(software === undefined ? [] : [chinese ? `软件：${software}。` : `Software: ${software}.`]),
  ].filter((sentence) => sentence !== "").join(chinese ? "" : " ");
}

/** What `excluded_why` names: outcomes, and what a run does not hold at all. */
const REASONS: ReadonlySet<string> = new Set([...OUTCOMES, "absent"]);

function textsOf(row: TableRecord): readonly string[] {
  const { estimate, test, adjust } = rowMethods(row);
  return [...estimate, ...test, ...adjust];
}

function numberOf(value: unknown): number | null {
  return typeof value === "number" ? value : null;
}

function furtherSentences(
  rows: readonly TableRecord[],
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
          "严格读法（clean）从严提取答案，模型自身的失败计为错误，其他故障予以排除并给出上下界。",
        ),
      ]
      : []),
    ...(readings.has("official")
      ? [
        say(
          "The official reading counts as the reference evaluator does: whatever failed is wrong.",
          "官方读法（official）与参考评测程序一致：任何失败均计为错误。",
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
