import type { ChecklistRow } from "./checklist_row.ts";
import { allRows, type ChecklistMaterial, tablesWith, textsIn } from "./_checklist_material.ts";

/** What was planned before looking. */
export function planAnswer(given: ChecklistMaterial): ChecklistRow {
  const { say, options: { plan, planSha256 } } = given;
  const rows = allRows(given);
  const names = plan === undefined ? textsIn(rows, "plan") : [plan.name];
  const digest = planSha256 ?? textsIn(rows, "plan_sha256")[0];
  const stamped = rows.filter((row) => typeof row["status"] === "string");
  const exploratory = stamped.filter((row) => row["status"] === "exploratory").length;
  return {
    item: "plan",
    question: say(
      "Was there a plan, and is what lies outside it marked?",
      "是否有分析计划并标明计划外的内容？",
    ),
    answer: names.length === 0 || stamped.length === 0 ? "no" : "yes",
    where: names.length === 0
      ? null
      : tablesWith(given, (row) => typeof row["status"] === "string") ?? "plan",
    text: names.length === 0
      ? say("No plan was given: everything is exploratory.", "没有分析计划：全部结果均为探索性。")
      : [
        say(`Plan ${names.join(", ")}`, `计划：${names.join("、")}`) +
        (digest === undefined
          ? ""
          : say(` (${digest.slice(0, 12)})`, `（${digest.slice(0, 12)}）`)) +
        say(".", "。"),
        stamped.length === 0
          ? say("No table is held against it: see stampPlan.", "没有表格与计划对照：见 stampPlan。")
          : say(
            `${exploratory} of ${stamped.length} rows are exploratory.`,
            `${stamped.length} 行中 ${exploratory} 行为探索性。`,
          ),
        plan === undefined || plan.exclusions.length === 0 ? "" : say(
          `Planned exclusions: ${plan.exclusions.join("; ")}.`,
          `计划的排除：${plan.exclusions.join("；")}。`,
        ),
      ].filter((part) => part !== "").join(say(" ", "")),
  };
}
