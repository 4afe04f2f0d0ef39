import type { Summary } from "../../types.ts";
import { isRecord } from "../../parse/is_record.ts";
import { pythonFixed } from "../../parse/python_fixed.ts";

type Fields = Readonly<Record<string, unknown>>;
type Named = readonly [name: string, block: Fields];

const WIDTH = 60;
/** How many groups of each end are shown. */
const ENDS = 5;
/** Characters of a group's name that are shown. */
const NAME = 40;

/**
 * The terminal text of an official summary, in the blocks of the reference evaluator. The best and the worst groups are
 * named once: a group among the best is not repeated among the worst. Equal groups keep the summary's order.
 */
export function renderSummary(
  summary: Summary,
  meta: { readonly model: string; readonly dataset: string },
): string {
  if (Object.keys(summary).length === 0) return "No results to summarize.";
  const chapters = groups(summary.by_chapter);
  const subcategories = groups(summary.by_subcategory).flatMap(([, inner]) => groups(inner));
  const blocks = [
    [`  LiveClin Results: ${shown(meta.model)} (${shown(meta.dataset)})`],
    [
      `  Question Accuracy:  ${fraction(summary, "mcqs")} (${percent(summary.question_accuracy)})`,
      `  Case Accuracy:      ${fraction(summary, "cases")} (${percent(summary.case_accuracy)})`,
    ],
    ends(chapters, "Chapter"),
    ends(subcategories, "Subcategory"),
    rows(
      summary.by_rarity,
      "By Rarity:",
      ([name, block]) =>
        `    ${padded(capitalized(name), 12)} (${count(block.cases, 4)} cases)  ` +
        `Q-Acc ${percent(block.question_accuracy)}  C-Acc ${percent(block.case_accuracy)}`,
    ),
    rows(summary.by_stage, "By Clinical Stage:", questionRow(30)),
    rows(
      summary.by_position,
      "By Question Position:",
      ([name, block]) => `${questionRow(6)([name, block])}  Err ${percent(block.error_rate)}`,
    ),
    rows(summary.by_image_modality, "By Image Modality:", questionRow(20)),
    rows(summary.by_table_modality, "By Table Modality:", questionRow(20)),
  ].filter((block) => block.length > 0).map((block) => block.join("\n"));
  const [title = "", ...rest] = blocks;
  const heavy = "=".repeat(WIDTH);
  const light = "-".repeat(WIDTH);
  return [heavy, title, heavy, rest.join(`\n${light}\n`), heavy].join("\n");
}

function ends(all: readonly Named[], label: string): readonly string[] {
  if (all.length === 0) return [];
  const accuracy = ([, block]: Named) => number(block.case_accuracy);
  const best = all.toSorted((left, right) => accuracy(right) - accuracy(left)).slice(0, ENDS);
  const worst = all.filter((group) => !best.includes(group))
    .sort((left, right) => accuracy(left) - accuracy(right)).slice(0, ENDS);
  const hidden = all.length - best.length - worst.length;
  return [
    `  By ${label} (Top-${ENDS} Case Accuracy):`,
    ...best.map(caseRow),
    ...(worst.length > 0 ? [`  By ${label} (Bottom-${ENDS} Case Accuracy):`] : []),
    ...worst.map(caseRow),
    ...(hidden > 0 ? [`    ... and ${hidden} more`] : []),
  ];
}

function caseRow([name, block]: Named): string {
  const characters = [...name];
  const short = characters.slice(0, NAME).join("") + (characters.length > NAME ? "..." : "");
  return `    ${padded(short, NAME + 4)} (${count(block.cases, 3)} cases)  ` +
    `C-Acc ${percent(block.case_accuracy)}  Q-Acc ${percent(block.question_accuracy)}`;
}

function questionRow(width: number): (group: Named) => string {
  return ([name, block]) =>
    `    ${padded(name, width)} (${count(block.mcqs, 4)} MCQs)  ` +
    `Q-Acc ${percent(block.question_accuracy)}`;
}

function rows(block: unknown, title: string, row: (group: Named) => string): readonly string[] {
  const all = groups(block);
  return all.length === 0 ? [] : [`  ${title}`, ...all.map(row)];
}

function groups(block: unknown): readonly Named[] {
  if (!isRecord(block)) return [];
  return Object.entries(block).map(([name, inner]) => [shown(name), isRecord(inner) ? inner : {}]);
}

function fraction(summary: Summary, unit: "mcqs" | "cases"): string {
  return `${number(summary[`correct_${unit}`])}/${number(summary[`total_${unit}`])}`;
}

function percent(rate: unknown): string {
  return `${pythonFixed(number(rate) * 100, 1)}%`;
}

function count(value: unknown, width: number): string {
  return String(number(value)).padStart(width);
}

function number(value: unknown): number {
  return typeof value === "number" ? value : 0;
}

/** By characters, as a terminal counts them, not by UTF-16 units. */
function padded(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - [...text].length));
}

function capitalized(text: string): string {
  const [first = "", ...rest] = text;
  return first.toUpperCase() + rest.join("").toLowerCase();
}

/** Control and direction characters of a file's own words would act on the terminal. */
function shown(text: string): string {
  return text.replace(
    /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
