import { OUTCOMES } from "../graders/outcomes.ts";
import { inChinese } from "../stats/report/_in_chinese.ts";
import type { ChecklistRow } from "./checklist_row.ts";
import {
  allRows,
  type ChecklistMaterial,
  hasText,
  hasValue,
  tablesWith,
  textsIn,
} from "./_checklist_material.ts";
import { rowMethods, type TableRecord } from "./_table_records.ts";

/** What was left out, and why. */
export function exclusionAnswer(given: ChecklistMaterial): ChecklistRow {
  const { say } = given;
  const rows = allRows(given);
  const counted = rows.filter((row) => typeof row["n_excluded"] === "number");
  const lost = counted.filter((row) => Number(row["n_excluded"]) > 0);
  // A leaderboard leaves out what is not valid in every run: the reason may stand in the row of another.
  const unexplained = lost.filter((row) =>
    !hasText(row, "excluded_why") && !hasText(row, "rank_method")
  );
  const bounded = rows.some((row) => typeof row["low"] === "number");
  const counts = outcomesOf(given);
  const isTold = counts !== "" || rows.some((row) => hasText(row, "outcomes"));
  const most = Math.max(0, ...lost.map((row) => Number(row["n_excluded"])));
  const why = textsIn(lost, "excluded_why");
  return {
    item: "exclusions",
    question: say(
      "Is it counted what was left out, and why, with the outcomes of all that was planned?",
      "是否报告排除的数量与原因以及全部计划项目的结局？",
    ),
    answer: counted.length === 0 ? "unknown" : unexplained.length > 0 || !isTold ? "no" : "yes",
    where: tablesWith(given, (row) => typeof row["n_excluded"] === "number"),
    text: [
      counted.length === 0
        ? say("No table counts what it leaves out.", "没有表格给出排除数。")
        : most === 0
        ? say("Nothing was left out.", "没有排除。")
        : why.length === 0
        ? say(`Up to ${most} were left out, without a reason.`, `最多排除 ${most} 项，未注明原因。`)
        : say(`Up to ${most} were left out (${reasonsOf(why)}).`, leftOut(most, reasonsOf(why))),
      bounded ? say("Bounds count it all wrong and all right.", "上下界按全错与全对计算。") : "",
      counts,
      isTold ? "" : say(
        "The outcomes of what was planned are not given: give runs, accuracyTable or outcomesTable.",
        "未给出计划项目的结局：请提供运行表、准确率表或结局表。",
      ),
    ].filter((part) => part !== "").join(say(" ", "")),
  };
}

/** Counts of outcomes over all that was planned; empty where nothing tells. */
function outcomesOf({ runs, say, tables }: ChecklistMaterial): string {
  const sum = (rows: readonly TableRecord[], name: string): number =>
    rows.reduce((total, row) => total + Number(row[name] ?? 0), 0);
  // Rows of outcomesTable are by run, or by run and group: all of one table add up.
  const table = tables.find(({ rows }) =>
    rows.length > 0 && rows.every((row) => typeof row["graded"] === "number")
  );
  const [rows, name] = runs !== null && runs.some((row) => typeof row["n_graded"] === "number")
    ? [runs, (outcome: string) => `n_${outcome}`] as const
    : [table?.rows ?? [], (outcome: string) => outcome] as const;
  const counts = OUTCOMES.map((outcome) => ({ outcome, count: sum(rows, name(outcome)) }))
    .filter(({ count }) => count > 0);
  if (counts.length === 0) return "";
  const total = counts.reduce((all, { count }) => all + count, 0);
  const [english, chinese] = [
    counts.map(({ outcome, count }) => `${outcome} ${count}`).join(", "),
    counts.map(({ outcome, count }) => `${inChinese(outcome) ?? outcome} ${count}`).join("、"),
  ];
  return say(`Outcomes of ${total} planned: ${english}.`, `计划的 ${total} 项的结局：${chinese}。`);
}

/** The n of each estimate. */
export function denominatorAnswer(given: ChecklistMaterial): ChecklistRow {
  const { say } = given;
  const rows = allRows(given).filter(hasValue);
  const bare = rows.filter((row) => typeof row["n"] !== "number");
  const counts = rows.flatMap((row) => typeof row["n"] === "number" ? [row["n"]] : []);
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  const coverage = rows.flatMap((row) =>
    typeof row["coverage"] === "number" ? [row["coverage"]] : []
  );
  const covered = `${(100 * Math.min(...coverage)).toFixed(1)} %`;
  return {
    item: "denominators",
    question: say("Has every estimate its denominator?", "每个估计值是否给出分母？"),
    answer: rows.length === 0 ? "unknown" : bare.length > 0 ? "no" : "yes",
    where: tablesWith(given, (row) => hasValue(row) && typeof row["n"] === "number"),
    text: [
      counts.length === 0
        ? say("There is no estimate with a denominator.", "没有给出分母的估计值。")
        : say(`n is ${least} to ${most}.`, `分母为 ${least} 至 ${most}。`),
      bare.length === 0 ? "" : say(
        `${bare.length} of ${rows.length} estimates have none.`,
        `${rows.length} 个估计值中 ${bare.length} 个未给出。`,
      ),
      coverage.length === 0 ? "" : say(
        `At least ${covered} of what was planned is counted.`,
        `计入的至少为计划数的 ${covered}。`,
      ),
    ].filter((part) => part !== "").join(say(" ", "")),
  };
}

/** The seeds of what was drawn. */
export function seedAnswer(given: ChecklistMaterial): ChecklistRow {
  const { say } = given;
  const isDrawn = (row: TableRecord): boolean => {
    const { estimate, test, adjust } = rowMethods(row);
    return [...estimate, ...test, ...adjust].some((id) => /bootstrap|monte-carlo|max-t/.test(id));
  };
  const drawn = allRows(given).filter((row) => isDrawn(row) || typeof row["seed"] === "number");
  const bare = drawn.filter((row) => typeof row["seed"] !== "number" && hasValue(row));
  const seeds = new Set(drawn.flatMap(({ seed }) => typeof seed === "number" ? [seed] : []));
  const replicates = new Set(
    drawn.flatMap(({ replicates }) => typeof replicates === "number" ? [replicates] : []),
  );
  return {
    item: "seeds",
    question: say("Are the seeds of all resampling given?", "全部重抽样的种子是否给出？"),
    answer: bare.length > 0 ? "no" : "yes",
    where: tablesWith(given, (row) => typeof row["seed"] === "number"),
    text: drawn.length === 0 ? say("Nothing was resampled.", "没有重抽样。") : [
      say(`PCG32, seed ${[...seeds].join(", ")}.`, `PCG32，种子 ${[...seeds].join("、")}。`),
      replicates.size === 0 ? "" : say(
        `Resamples: ${[...replicates].join(", ")}.`,
        `重抽样次数：${[...replicates].join("、")}。`,
      ),
      bare.length === 0
        ? ""
        : say(`${bare.length} rows have no seed.`, `${bare.length} 行没有种子。`),
    ].filter((part) => part !== "").join(say(" ", "")),
  };
}

/** Counts differ from row to row; the reasons are the same few. */
function reasonsOf(texts: readonly string[]): string {
  const parts = texts.flatMap((text) => text.split(/, | and /)).map((part) =>
    part.replace(/^[ab] /, "").replace(/ \d+$/, "")
  );
  return [...new Set(parts)].join(", ");
}

function leftOut(most: number, reasons: string): string {
  return `最多排除 ${most} 项（${inChinese(reasons) ?? `“${reasons}”`}）。`;
}
