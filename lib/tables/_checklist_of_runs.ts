import type { ChecklistRow } from "./checklist_row.ts";
import {
  allRows,
  type ChecklistMaterial,
  hasValue,
  tablesWith,
  textsIn,
} from "./_checklist_material.ts";
import { rowMethods, type TableRecord } from "./_table_records.ts";

/** What computed the numbers. */
export function softwareAnswer({ say, runs, options }: ChecklistMaterial): ChecklistRow {
  const made = textsIn(runs ?? [], "toolkit");
  return {
    item: "software",
    question: say("Are software and versions named?", "软件及版本是否注明？"),
    answer: options.software !== undefined ? "yes" : "unknown",
    where: options.software !== undefined ? "software" : made.length > 0 ? "runs" : null,
    text: [
      options.software === undefined
        ? say("The software of the analysis was not given.", "未给出分析所用软件。")
        : say(`Analysis: ${options.software}.`, `分析软件：${options.software}。`),
      made.length === 0
        ? ""
        : say(`Runs made by version ${made.join(", ")}.`, `运行由版本 ${made.join("、")} 产生。`),
    ].filter((part) => part !== "").join(say(" ", "")),
  };
}

/** Who answered. */
export function modelAnswer(given: ChecklistMaterial): ChecklistRow {
  const { say, runs } = given;
  const rows = runs ?? allRows(given);
  const models = textsIn(rows, "model");
  const simulated = rows.filter((row) => row["simulated"] === true).length;
  const dates = textsIn(
    (runs ?? []).map((row) => ({
      started_at: row["started_at"] instanceof Date
        ? row["started_at"].toISOString().slice(0, 10)
        : row["started_at"],
    })),
    "started_at",
  ).toSorted();
  const span = dates.length === 0
    ? ""
    : dates[0] === dates.at(-1)
    ? `${dates[0]}`
    : `${dates[0]} – ${dates.at(-1)}`;
  return {
    item: "models",
    question: say(
      "Are the models, the dates of their runs and simulated answers named?",
      "模型、运行日期以及模拟回答是否注明？",
    ),
    answer: models.length === 0 ? "unknown" : "yes",
    where: runs !== null ? "runs" : tablesWith(given, (row) => typeof row["model"] === "string"),
    text: [
      models.length === 0
        ? say("No model is named.", "未注明模型。")
        : say(`${models.join(", ")}.`, `${models.join("、")}。`),
      span === "" ? "" : say(`Started ${span}.`, `运行开始于 ${span}。`),
      simulated === 0
        ? ""
        : simulated === rows.length
        ? say("All answers are simulated.", "所有回答均为模拟。")
        : say("Some answers are simulated.", "部分回答为模拟。"),
    ].filter((part) => part !== "").join(say(" ", "")),
  };
}

/** Which version of the data. */
export function dataAnswer(given: ChecklistMaterial): ChecklistRow {
  const { say, runs } = given;
  const names = textsIn(runs ?? allRows(given), "dataset");
  const pinned = (runs ?? []).filter((row) =>
    typeof row["dataset_revision"] === "string" || typeof row["dataset_sha256"] === "string"
  );
  const versions = new Set(
    pinned.map((row) => String(row["dataset_revision"] ?? row["dataset_sha256"]).slice(0, 12)),
  );
  return {
    item: "data",
    question: say("Is the version of the data given?", "数据版本是否给出？"),
    answer: runs === null || runs.length === 0
      ? "unknown"
      : pinned.length < runs.length
      ? "no"
      : "yes",
    where: runs === null ? tablesWith(given, (row) => typeof row["dataset"] === "string") : "runs",
    text: [
      names.length === 0
        ? say("No dataset is named.", "未注明数据集。")
        : say(`Dataset ${names.join(", ")}.`, `数据集：${names.join("、")}。`),
      runs === null
        ? say("Its version is not in the tables: give runs.", "表格中没有版本信息：请提供运行表。")
        : versions.size === 0
        ? ""
        : say(
          `Revision or digest ${[...versions].join(", ")}.`,
          `修订号或摘要：${[...versions].join("、")}。`,
        ),
      runs !== null && pinned.length < runs.length
        ? say(
          `${runs.length - pinned.length} of ${runs.length} runs do not say which.`,
          `${runs.length} 次运行中 ${runs.length - pinned.length} 次未注明。`,
        )
        : "",
    ].filter((part) => part !== "").join(say(" ", "")),
  };
}

/** What was asked, and how. */
export function promptAnswer({ say, runs }: ChecklistMaterial): ChecklistRow {
  const told = (runs ?? []).filter((row) =>
    typeof row["identity"] === "string" && typeof row["parameters"] === "string"
  );
  const settings = [
    ...new Set(told.map((row) => [row["benchmark_version"], row["identity"]].join(" "))),
  ];
  const parameters = textsIn(told, "parameters");
  const conditions = textsIn(runs ?? [], "condition");
  const count = runs?.length ?? 0;
  return {
    item: "prompts",
    question: say(
      "Are prompts, condition and request settings recorded for every run?",
      "每次运行的提示、条件与请求参数是否有记录？",
    ),
    answer: count === 0 ? "unknown" : told.length < count ? "no" : "yes",
    where: told.length === 0 ? null : "runs",
    text: count === 0
      ? say("The tables do not hold them: give runs.", "表格中没有这些信息：请提供运行表。")
      : [
        told.length < count
          ? say(
            `${count - told.length} of ${count} runs do not record them.`,
            `${count} 次运行中 ${count - told.length} 次没有记录。`,
          )
          : "",
        settings.length === 0 ? "" : say(
          `Protocol: ${settings.map(shorten).join("; ")}.`,
          `方案：${settings.map(shorten).join("；")}。`,
        ),
        parameters.length === 0
          ? ""
          : say(`Parameters: ${parameters.join("; ")}.`, `参数：${parameters.join("；")}。`),
        conditions.length === 0
          ? ""
          : say(`Condition: ${conditions.join(", ")}.`, `条件：${conditions.join("、")}。`),
      ].filter((part) => part !== "").join(say(" ", "")),
  };
}

/** Methods that check a judge against people. */
const VALIDATING = /^(agreement|alt-test|judge-correction|ppi|physician-mean)(\/|$)/;

/** Who judged, and against whom it was checked. */
export function judgeAnswer(given: ChecklistMaterial): ChecklistRow {
  const { say, runs, options } = given;
  const rows = allRows(given);
  const judges = new Set(
    (runs ?? []).flatMap(({ judges }) => Array.isArray(judges) ? judges.map(String) : []),
  );
  const isScored = (row: TableRecord): boolean =>
    row["unit"] === "case score" ||
    rowMethods(row).estimate.some((id) => /^(judge|rubric|ppi|taxonomy)/.test(id));
  const isJudged = judges.size > 0 || rows.some(isScored);
  const checks = (row: TableRecord): boolean =>
    hasValue(row) && rowMethods(row).estimate.some((id) => VALIDATING.test(id));
  const counted = Math.max(
    0,
    ...rows.filter(checks).map((row) => Number(row["labels"] ?? row["n"] ?? 0)),
  );
  const labels = options.calibrationLabels ?? counted;
  const where = tablesWith(given, checks) ?? (judges.size > 0 ? "runs" : null);
  return {
    item: "judge",
    question: say(
      "If a model judged, is it named, and checked against physicians?",
      "若由模型评判，是否注明评判者并与医生核对？",
    ),
    answer: !isJudged ? (runs === null ? "unknown" : "yes") : labels > 0 ? "yes" : "no",
    where,
    text: !isJudged
      ? runs === null
        ? say("The tables do not tell: give runs.", "表格未说明：请提供运行表。")
        : say("No judge: answers are read by rule.", "没有评判模型：回答按规则读取。")
      : [
        judges.size === 0
          ? say("The judge is not named: give runs.", "未注明评判者：请提供运行表。")
          : say(
            `Judges: ${[...judges].map(nameOf).join("; ")}.`,
            `评判者：${[...judges].map(nameOf).join("；")}。`,
          ),
        labels > 0 ? say(`Checked against ${labels} labels.`, `以 ${labels} 个标注核对。`) : say(
          "Not checked against physicians: scores are the judge's opinion.",
          "未与医生核对：得分为评判模型的意见。",
        ),
      ].join(say(" ", "")),
  };
}

/** Digests are told apart by their first digits. */
function shorten(text: string): string {
  return text.replace(/\b[0-9a-f]{40,}\b/g, (digest) => digest.slice(0, 12));
}

/** A judge without the JSON of its request. */
function nameOf(judge: string): string {
  return shorten(judge.split(", {")[0] ?? judge);
}
