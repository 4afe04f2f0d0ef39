import { methodsText } from "../stats/report/methods_text.ts";
import type { ChecklistRow } from "./checklist_row.ts";
import {
  allRows,
  type ChecklistMaterial,
  hasText,
  hasValue,
  tablesWith,
  textsIn,
} from "./_checklist_material.ts";
import { estimands } from "./_estimands.ts";
import { rowMethods, type TableRecord } from "./_table_records.ts";

/** What each number estimates. */
export function estimandAnswer(given: ChecklistMaterial): ChecklistRow {
  const { say, language } = given;
  const texts = estimands(allRows(given), { language });
  const others = textsIn(allRows(given), "measure");
  const named = [
    ...texts,
    ...(others.length === 0
      ? []
      : [say(`Further measures: ${others.join(", ")}.`, `其他指标：${others.join("、")}。`)]),
  ];
  return {
    item: "estimand",
    question: say("Is it said what each number estimates?", "是否说明每个数字的估计目标？"),
    answer: named.length === 0 ? "unknown" : "yes",
    where: tablesWith(given, (row) => hasText(row, "unit") || hasText(row, "measure")),
    text: named.join(say(" ", "")) ||
      say(
        "No table has a column that names the unit or the measure.",
        "没有表格注明单位或指标。",
      ),
  };
}

/** On what numbers rest, and what is independent. */
export function unitAnswer(given: ChecklistMaterial): ChecklistRow {
  const { say } = given;
  const rows = allRows(given).filter(hasValue);
  const counted = rows.filter((row) => typeof row["clusters"] === "number");
  const most = Math.max(0, ...counted.map((row) => Number(row["clusters"])));
  const share = `${counted.length}/${rows.length}`;
  return {
    item: "unit",
    question: say(
      "Is the unit of analysis the case, or are answers clustered by case?",
      "分析单位是否为病例，或按病例聚类？",
    ),
    answer: counted.length === 0 ? "unknown" : "yes",
    where: tablesWith(given, (row) => hasValue(row) && typeof row["clusters"] === "number"),
    text: counted.length === 0 ? say("No table counts its cases.", "没有表格给出病例数。") : say(
      `Errors allow for the answers of one case belonging together; ${share} estimates count their cases, at most ${most}.`,
      `误差估计考虑同一病例内回答的相关；${share} 个估计值给出病例数，最多 ${most} 个。`,
    ),
  };
}

/** Methods that describe the data at hand, and say so in their sentence. */
const DESCRIPTIVE = /^(first-errors|rubric\/official|item-analysis|guessing|repeat-variance)/;

/** Which interval goes with each estimate. */
export function intervalAnswer(given: ChecklistMaterial): ChecklistRow {
  const { say, language } = given;
  const rows = allRows(given).filter(hasValue);
  const has = (row: TableRecord): boolean =>
    typeof row["lo"] === "number" || typeof row["hi"] === "number";
  const bare = rows.filter((row) => !has(row));
  const silent = bare.filter((row) =>
    !hasText(row, "warnings") && !isList(row["warnings"]) &&
    !rowMethods(row).estimate.some((id) => DESCRIPTIVE.test(id))
  );
  const text = methodsText(
    rows.filter(has).flatMap((row) =>
      rowMethods(row).estimate.map((method) => ({
        method,
        level: typeof row["level"] === "number" ? row["level"] : null,
      }))
    ),
    { language },
  );
  const missing = bare.length === 0 ? "" : say(
    `${bare.length} of ${rows.length} estimates have no interval, ${silent.length} of them without a reason.`,
    `${rows.length} 个估计值中 ${bare.length} 个无区间，其中 ${silent.length} 个未说明原因。`,
  );
  return {
    item: "interval",
    question: say(
      "Has every estimate an interval of a named method and level?",
      "每个估计值是否附有注明方法与水平的区间？",
    ),
    answer: rows.length === 0 ? "unknown" : silent.length > 0 ? "no" : "yes",
    where: tablesWith(given, (row) => hasValue(row) && has(row)),
    text: [text, missing].filter((part) => part !== "").join(say(" ", "")) ||
      say("There is no estimate.", "没有估计值。"),
  };
}

/** Methods that give no p: where no test is named, one of the others gave it. */
const NO_TEST = /^(wilson|clustered-mean|case-accuracy|rank-intervals|bonferroni-limits|max-t)/;

/** Which test goes with each p. */
export function testAnswer(given: ChecklistMaterial): ChecklistRow {
  const { say, language } = given;
  const tested = allRows(given).filter(hasP);
  const methods = (row: TableRecord): readonly string[] => {
    const { test, estimate } = rowMethods(row);
    return test.length > 0 ? test : estimate.filter((id) => !NO_TEST.test(id));
  };
  const unnamed = tested.filter((row) => methods(row).length === 0).length;
  return {
    item: "test",
    question: say("Is the test behind every p-value named?", "每个 p 值所用的检验是否注明？"),
    answer: unnamed > 0 ? "no" : "yes",
    where: tablesWith(given, hasP),
    text: tested.length === 0 ? say("No p-value is reported.", "未报告 p 值。") : [
      methodsText(tested.flatMap(methods).map((method) => ({ method })), { language }),
      unnamed === 0 ? "" : say(
        `${unnamed} of ${tested.length} p-values do not name their test.`,
        `${tested.length} 个 p 值中 ${unnamed} 个未注明检验。`,
      ),
    ].filter((part) => part !== "").join(say(" ", "")),
  };
}

/** How many p-values there are, and how they were adjusted. */
export function adjustmentAnswer(given: ChecklistMaterial): ChecklistRow {
  const { say, language } = given;
  const families = given.tables.map(({ rows }) => rows.filter(hasP));
  const isRaw = (row: TableRecord): boolean =>
    typeof row["p_adj"] !== "number" || row["adjust"] === "none";
  const raw = families.filter((rows) => rows.length > 1).flatMap((rows) => rows.filter(isRaw));
  const count = families.reduce((sum, rows) => sum + rows.length, 0);
  const adjust = families.flat().flatMap((row) => rowMethods(row).adjust);
  const named = textsIn(families.flat(), "family");
  return {
    item: "multiplicity",
    question: say(
      "Are the p-values of a table adjusted for their number, and is the family named?",
      "同一表格的 p 值是否作多重性校正并注明检验族？",
    ),
    answer: raw.length > 0 ? "no" : "yes",
    where: tablesWith(given, (row) => typeof row["p_adj"] === "number"),
    text: count === 0 ? say("No p-value is reported.", "未报告 p 值。") : [
      methodsText(adjust.map((method) => ({ method })), { language }),
      named.length === 0
        ? ""
        : say(`Families: ${named.join("; ")}.`, `检验族数：${named.length}。`),
      raw.length === 0 ? say(`${count} p-values are reported.`, `共报告 ${count} 个 p 值。`) : say(
        `${raw.length} of ${count} p-values are not adjusted: give adjust, or report one.`,
        `${count} 个 p 值中 ${raw.length} 个未校正：请设定校正方法，或仅报告一个。`,
      ),
    ].filter((part) => part !== "").join(say(" ", "")),
  };
}

function isList(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0;
}

function hasP(row: TableRecord): boolean {
  return typeof row["p"] === "number";
}
