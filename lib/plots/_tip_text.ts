import { cleanText } from "./_clean_text.ts";
import type { PlotRow } from "./figure.ts";
import { fullRow } from "./_rows_of.ts";

/** More marks than this have no tooltips: their text would outweigh the drawing. */
const MOST = 2000;

/** What a row is called by, the wider first. */
const NAMES = [
  "run",
  "model",
  "a",
  "b",
  "judge",
  "case_id",
  "item",
  "item_id",
  "question",
] as const;
const GROUPS = ["group", "condition", "type", "label", "month"] as const;
/** What was asked and answered, and how it is written. */
const ANSWERS: readonly (readonly [column: string, words: string])[] = [
  ["expected", "key"],
  ["alternative", "most runs say"],
  ["answer", "answer"],
  ["a_answer", "answer of the first"],
  ["b_answer", "answer of the second"],
];

/**
 * What a mark is, in a line: names, value with interval, n, and the answers where the row has them. A browser shows it when
 * the pointer rests on the mark.
 */
export function tipText(row: PlotRow, estimate: string): string {
  const full = fullRow(row);
  const text = (column: string): string[] => {
    const value = full[column];
    const isGiven = typeof value === "string" ? value !== "" && value !== "all" : false;
    return isGiven ? [cleanText(String(value))] : [];
  };
  const n = full["n"];
  return [
    [...new Set(NAMES.flatMap(text))].join(", "),
    [...new Set(GROUPS.flatMap(text))].join(", "),
    cleanText(estimate),
    typeof n === "number" ? `n ${n.toLocaleString("en-US")}` : "",
    ...ANSWERS.flatMap(([column, words]) => text(column).map((one) => `${words}: ${one}`)),
  ].filter((part) => part !== "").join(" · ");
}

/**
 * The option that gives marks their tooltips, where they are not too many.
 */
export function tipped(marks: number): { readonly title?: "tip" } {
  return marks > MOST ? {} : { title: "tip" };
}
