import type { ChecklistRow } from "./checklist_row.ts";
import { escapeMarkdown } from "./_escape_markdown.ts";

/** How to write a checklist. */
export interface ChecklistToMarkdownOptions {
  /** Language of the headings; default English. Give the one of `reportingChecklist`. */
  readonly language?: "en" | "zh";
}

/**
 * Writes a filled reporting checklist as a Markdown table: question, answer, where, and the answer in words.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { checklistToMarkdown, reportingChecklist } from "@rounds/rounds";
 *
 * const text = checklistToMarkdown(reportingChecklist([]));
 * assert.match(text, /^\| Item \| Question \| Answer \| Where \| Text \|\n/);
 * assert.match(text, /\| plan \| Was there a plan.* \| no \| – \| No plan was given/);
 * ```
 */
export function checklistToMarkdown(
  rows: readonly ChecklistRow[],
  options: ChecklistToMarkdownOptions = {},
): string {
  const chinese = options.language === "zh";
  const heads = chinese
    ? ["条目", "问题", "回答", "位置", "内容"]
    : ["Item", "Question", "Answer", "Where", "Text"];
  return [
    heads,
    heads.map(() => "---"),
    ...rows.map(({ item, question, answer, where, text }) =>
      [
        chinese ? ITEMS[item] ?? item : item,
        question,
        chinese ? ANSWERS[answer] : answer,
        where === null ? "–" : chinese ? PLACES[where] ?? where : where,
        text,
      ].map(escapeMarkdown)
    ),
  ].map((cells) => `| ${cells.join(" | ")} |\n`).join("");
}

const ANSWERS = { yes: "是", no: "否", unknown: "不明" };

const PLACES: Readonly<Record<string, string>> = { runs: "运行表", plan: "计划", software: "软件" };

const ITEMS: Readonly<Record<string, string>> = {
  estimand: "估计目标",
  unit: "分析单位",
  interval: "区间",
  test: "检验",
  multiplicity: "多重性",
  exclusions: "排除与结局",
  denominators: "分母",
  seeds: "种子",
  software: "软件与版本",
  models: "模型",
  data: "数据版本",
  prompts: "提示与参数",
  judge: "评判者",
  plan: "分析计划",
};
