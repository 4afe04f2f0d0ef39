import type { EstimateRow } from "../estimate_row.ts";

/** Options of {@linkcode resultSentence}. */
export interface ResultSentenceOptions {
  /** Language; default English. */
  readonly language?: "en" | "zh";
  /** Digits after the point for scores that are no proportions; default 3. */
  readonly digits?: number;
}

/**
 * One estimate as one sentence in plain words, with its interval, n and what was left out.
 *
 * Proportions and differences of proportions are written in percent and percentage points.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { caseAccuracy, estimateRow, resultSentence } from "@rounds/rounds";
 *
 * const accuracy = caseAccuracy({ y: [1, 0, 1], cluster: ["a", "b", "c"] });
 * const row = estimateRow(accuracy, { term: "Case accuracy", unit: "prop" });
 * assert.equal(resultSentence(row), "Case accuracy: 66.7 % (95 % interval 20.8 to 93.9 %), n = 3.");
 * ```
 */
export function resultSentence(row: EstimateRow, options: ResultSentenceOptions = {}): string {
  const { language = "en", digits = 3 } = options;
  const chinese = language === "zh";
  const group = Object.entries(row.group).map(([name, value]) => `${name} ${value ?? "?"}`).join(
    ", ",
  );
  const head = group === "" ? row.term : `${row.term} (${group})`;
  const stop = chinese ? "。" : ".";
  if (row.value === null) {
    const why = row.warnings.join("; ") || (chinese ? "未定义" : "not defined");
    return chinese ? `${head}：缺失（${why}）${stop}` : `${head}: missing (${why})${stop}`;
  }
  const percent = row.unit === "prop" || row.unit === "diff";
  const plain = (
    value: number,
  ): string => (percent ? (100 * value).toFixed(1) : value.toFixed(digits));
  const point = chinese ? "个百分点" : "percentage points";
  const unit = row.unit === "prop" ? " %" : row.unit === "diff" ? ` ${point}` : ` ${row.unit}`;
  const sign = row.unit === "diff" && row.value > 0 ? "+" : "";
  const parts = [`${sign}${plain(row.value)}${unit}`];
  if (row.lo !== null && row.hi !== null) {
    const level = Math.round(1000 * (row.level ?? 0.95)) / 10;
    parts.push(
      chinese
        ? `（${level} % 区间 ${plain(row.lo)} 至 ${plain(row.hi)}${unit}）`
        : ` (${level} % interval ${plain(row.lo)} to ${plain(row.hi)}${unit})`,
    );
  }
  const facts = [
    pText(row.p_adj, chinese ? "校正后 p" : "adjusted p") ?? pText(row.p, "p"),
    row.n === null ? null : `n = ${row.n}`,
    row.clusters === null ? null : chinese ? `${row.clusters} 个病例` : `${row.clusters} clusters`,
    row.n_excluded ? (chinese ? `排除 ${row.n_excluded}` : `${row.n_excluded} excluded`) : null,
  ].filter((fact) => fact !== null);
  const joined = facts.map((fact) => (chinese ? `，${fact}` : `, ${fact}`)).join("");
  return `${head}${chinese ? "：" : ": "}${parts.join("")}${joined}${stop}`;
}

function pText(p: number | null, name: string): string | null {
  if (p === null) return null;
  return p < 0.001 ? `${name} < 0.001` : `${name} = ${p.toFixed(3)}`;
}
