import { inChinese } from "./_in_chinese.ts";

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
 * `row` is one of `estimateRow`, or a row of a table: `accuracyTable`, `leaderboard`, `compareRuns` and others with a
 * `value`. Proportions, accuracies and case scores are written in percent, and differences of them in percentage
 * points. A row of a table tells whose accuracy of what it is, the reading where it is the official one, and that it is
 * exploratory where `stampPlan` says so. Throws `TypeError` for a row without a `value`.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { caseAccuracy, estimateRow, resultSentence } from "@rounds/rounds";
 *
 * const accuracy = caseAccuracy({ y: [1, 0, 1], cluster: ["a", "b", "c"] });
 * const row = estimateRow(accuracy, { term: "Case accuracy", unit: "prop" });
 * assert.equal(resultSentence(row), "Case accuracy: 66.7 % (95 % interval 20.8 to 93.9 %), n = 3.");
 * const gap = { a: "m", b: "w", unit: "question", term: "stage", group: "treatment", value: -0.02, n: 90 };
 * assert.equal(
 *   resultSentence(gap),
 *   "Question accuracy of m less that of w (stage treatment): -2.0 percentage points, n = 90.",
 * );
 * ```
 */
export function resultSentence(row: object, options: ResultSentenceOptions = {}): string {
  const { language = "en", digits = 3 } = options;
  const chinese = language === "zh";
  const fields = readFields(row);
  const head = headOf(fields, { chinese });
  const stop = chinese ? "。" : ".";
  const { value, lo, hi } = fields;
  const why = chinese
    ? inChinese(fields.warnings.join("; ")) ?? "未定义"
    : fields.warnings.join("; ");
  if (value === null) {
    return chinese
      ? `${head}：缺失（${why || "未定义"}）${stop}`
      : `${head}: missing (${why || "not defined"})${stop}`;
  }
  const kind = kindOf(fields);
  const plain = (value: number): string =>
    kind === "plain" ? value.toFixed(digits) : (100 * value).toFixed(1);
  const point = chinese ? "个百分点" : "percentage points";
  const unit = kind === "percent"
    ? " %"
    : kind === "points"
    ? ` ${point}`
    : fields.unit === null
    ? ""
    : ` ${fields.unit}`;
  const sign = kind === "points" && value > 0 ? "+" : "";
  const parts = [`${sign}${plain(value)}${unit}`];
  if (lo !== null && hi !== null) {
    const level = Math.round(1000 * (fields.level ?? 0.95)) / 10;
    parts.push(
      chinese
        ? `（${level} % 区间 ${plain(lo)} 至 ${plain(hi)}${unit}）`
        : ` (${level} % interval ${plain(lo)} to ${plain(hi)}${unit})`,
    );
  }
  const joined = factsOf(fields, { chinese, why })
    .map((fact) => (chinese ? `，${fact}` : `, ${fact}`)).join("");
  return `${head}${chinese ? "：" : ": "}${parts.join("")}${joined}${stop}`;
}

interface Fields {
  readonly value: number | null;
  readonly lo: number | null;
  readonly hi: number | null;
  readonly level: number | null;
  readonly p: number | null;
  readonly pAdjusted: number | null;
  readonly n: number | null;
  readonly clusters: number | null;
  readonly excluded: number | null;
  readonly excludedWhy: string | null;
  readonly unit: string | null;
  readonly run: string | null;
  readonly pair: readonly [string, string] | null;
  readonly term: string | null;
  readonly groups: string;
  readonly ranks: string | null;
  readonly isOfficial: boolean;
  readonly isExploratory: boolean;
  readonly isCriteria: boolean;
  readonly warnings: readonly string[];
}

function readFields(row: object): Fields {
  const get = (name: string): unknown => Reflect.get(row, name);
  const number = (name: string): number | null => {
    const value = get(name);
    return typeof value === "number" ? value : null;
  };
  const text = (name: string): string | null => {
    const value = get(name);
    return typeof value === "string" && value !== "" ? value : null;
  };
  if (get("value") === undefined) {
    throw new TypeError(
      `The row has no "value", expected one of estimateRow or of a table; it has ${
        Object.keys(row).join(", ")
      }`,
    );
  }
  const [warnings, group, term, a, b] = [
    get("warnings"),
    get("group"),
    text("term"),
    text("a"),
    text("b"),
  ];
  const isGrouped = typeof group === "string" && term !== null && term !== "all";
  return {
    value: number("value"),
    lo: number("lo"),
    hi: number("hi"),
    level: number("level"),
    p: number("p"),
    pAdjusted: number("p_adj"),
    n: number("n"),
    clusters: number("clusters"),
    excluded: number("n_excluded"),
    excludedWhy: text("excluded_why"),
    unit: text("unit"),
    run: text("run") ?? text("model"),
    pair: a !== null && b !== null ? [a, b] : null,
    term,
    groups: isGrouped
      ? `${term} ${group}`
      : typeof group === "object" && group !== null
      ? Object.entries(group).map(([name, value]) => `${name} ${value ?? "?"}`).join(", ")
      : "",
    ranks: text("ranks"),
    isOfficial: get("reading") === "official",
    isExploratory: get("status") === "exploratory",
    isCriteria: typeof warnings === "string" && warnings.includes("share of criteria met"),
    warnings: Array.isArray(warnings)
      ? warnings.map(String)
      : typeof warnings === "string"
      ? [warnings]
      : [],
  };
}

/** What a unit of a table is called, as an estimand. */
const ESTIMANDS: Readonly<Record<string, { readonly en: string; readonly zh: string }>> = {
  "question": { en: "Question accuracy", zh: "问题准确率" },
  "case": { en: "Case accuracy", zh: "病例准确率" },
  "case score": { en: "Mean case score", zh: "平均病例得分" },
};

function headOf(fields: Fields, { chinese }: { readonly chinese: boolean }): string {
  const { unit, run, pair, term, groups, isOfficial, isExploratory, isCriteria } = fields;
  const language = chinese ? "zh" : "en";
  const named = ESTIMANDS[unit ?? ""]?.[language];
  const what = isCriteria ? (chinese ? "达标比例" : "Share of criteria met") : named;
  const estimand = what ?? (run === null || term === null || term === "all" ? null : term);
  const whose = pair === null
    ? run
    : chinese
    ? `${pair[0]} 减 ${pair[1]}`
    : `${pair[0]} less that of ${pair[1]}`;
  const subject = estimand === null
    ? whose ?? term ?? (chinese ? "估计值" : "Estimate")
    : whose === null
    ? estimand
    : chinese
    ? `${whose} 的${estimand}`
    : `${estimand} of ${whose}`;
  const notes = [
    groups,
    isOfficial ? (chinese ? "官方读法" : "official reading") : "",
    isExploratory ? (chinese ? "探索性" : "exploratory") : "",
  ].filter((note) => note !== "").join(chinese ? "，" : ", ");
  if (notes === "") return subject;
  return chinese ? `${subject}（${notes}）` : `${subject} (${notes})`;
}

function kindOf({ unit, pair }: Fields): "percent" | "points" | "plain" {
  const isShare = unit === "prop" || (unit !== null && unit in ESTIMANDS);
  if (unit === "diff" || (isShare && pair !== null)) return "points";
  return isShare ? "percent" : "plain";
}

function factsOf(
  fields: Fields,
  { chinese, why }: { readonly chinese: boolean; readonly why: string },
): readonly string[] {
  const { lo, n, clusters, excluded, ranks } = fields;
  const reason = reasonOf(fields, { chinese });
  const open = chinese ? "（" : " (";
  const close = chinese ? "）" : ")";
  const left = reason === null ? "" : `${open}${reason}${close}`;
  return [
    lo === null && why !== "" ? `${chinese ? "无区间" : "no interval"}${open}${why}${close}` : null,
    // In a leaderboard p is that against the first, and the ranks say it for all.
    ranks === null ? null : chinese ? `可能名次 ${ranks}` : `ranks ${ranks}`,
    ranks !== null
      ? null
      : pText(fields.pAdjusted, chinese ? "校正后 p" : "adjusted p") ?? pText(fields.p, "p"),
    n === null ? null : `n = ${n}`,
    clusters === null ? null : chinese ? `${clusters} 个病例` : `${clusters} clusters`,
    excluded ? (chinese ? `排除 ${excluded}${left}` : `${excluded} excluded${left}`) : null,
  ].filter((fact) => fact !== null);
}

function reasonOf(
  { excludedWhy, pair, ranks }: Fields,
  { chinese }: { readonly chinese: boolean },
): string | null {
  // A leaderboard leaves out what one run lacks from all of them, and counts the reasons of each alone.
  if (ranks !== null) return chinese ? "并非在所有运行中均有效" : "not valid in every run";
  const text = excludedWhy === null || !chinese ? excludedWhy : inChinese(excludedWhy);
  return text === null || pair === null
    ? text
    : text.replace(/(?<![\w-])([ab]) (?=\S)/g, (_, side) => `${pair[side === "a" ? 0 : 1]} `);
}

function pText(p: number | null, name: string): string | null {
  if (p === null) return null;
  return p < 0.001 ? `${name} < 0.001` : `${name} = ${p.toFixed(3)}`;
}
