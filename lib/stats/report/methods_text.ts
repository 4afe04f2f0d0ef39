import { FURTHER_METHOD_TEXTS } from "./_further_method_texts.ts";
import { JUDGE_METHOD_TEXTS } from "./_judge_method_texts.ts";

/** Options of {@linkcode methodsText}. */
export interface MethodsTextOptions {
  /** Language; default English. */
  readonly language?: "en" | "zh";
  /** Name and version of the software, put last. */
  readonly software?: string;
}

/** What {@linkcode methodsText} reads of an estimate. */
export interface MethodUse {
  /** Stable id of the method, e.g. `clustered-mean/wilson-eff`. */
  readonly method: string;
  /** Confidence level. */
  readonly level?: number | null;
  /** Seed of a resampling result. */
  readonly seed?: number | null;
  /** Rows left out. */
  readonly n_excluded?: number | null;
  /** Why. */
  readonly excluded_why?: string | null;
}

/**
 * The methods paragraph of a set of results, from their method ids: each method once, seeds, levels and exclusions.
 *
 * An id without a text is named as it is, so that nothing goes unsaid.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { methodsText } from "@rounds/rounds";
 *
 * const text = methodsText([{ method: "paired-difference/t", level: 0.95 }]);
 * assert.match(text, /differences paired by item, with CR1 errors clustered by case/);
 * ```
 */
export function methodsText(
  results: readonly MethodUse[],
  options: MethodsTextOptions = {},
): string {
  const { language = "en", software } = options;
  const chinese = language === "zh";
  const sentences: string[] = [];
  for (const method of new Set(results.map((result) => result.method))) {
    const prefix = Object.keys(ALL_TEXTS).filter((id) =>
      method === id || method.startsWith(`${id}/`)
    )
      .sort((a, b) => b.length - a.length)[0];
    const text = prefix === undefined ? undefined : ALL_TEXTS[prefix]?.[language];
    sentences.push(text ?? (chinese ? `方法：${method}。` : `Method: ${method}.`));
  }
  const levels = distinct(results.map((result) => result.level ?? null));
  if (levels.length > 0) {
    const list = levels.map((level) => `${Math.round(1000 * level) / 10} %`).join(", ");
    sentences.push(chinese ? `置信水平为 ${list}。` : `The confidence level is ${list}.`);
  }
  const seeds = distinct(results.map((result) => result.seed ?? null));
  if (seeds.length > 0) {
    const list = seeds.join(", ");
    sentences.push(
      chinese ? `重抽样使用 PCG32，种子 ${list}。` : `Resampling used PCG32 with seed ${list}.`,
    );
  }
  const lost = Math.max(0, ...results.map((result) => result.n_excluded ?? 0));
  if (lost > 0) {
    const why = [...new Set(results.map((result) => result.excluded_why).filter(Boolean))].join(
      "; ",
    );
    const reason = why === "" ? "" : ` (${why})`;
    sentences.push(
      chinese
        ? `最多 ${lost} 项因缺失被排除${reason}。`
        : `Up to ${lost} items were left out as missing${reason}.`,
    );
  }
  if (software !== undefined) {
    sentences.push(chinese ? `软件：${software}。` : `Software: ${software}.`);
  }
  // Variants of a method may share their words.
  return [...new Set(sentences)].join(chinese ? "" : " ");
}

function distinct(values: readonly (number | null)[]): number[] {
  return [...new Set(values.filter((value) => value !== null))].sort((a, b) => a - b);
}

const TEXTS: Readonly<Record<string, { readonly en: string; readonly zh: string }>> = {
  "clustered-mean": {
    en:
      "Question accuracy is the pooled share of right answers with Wilson intervals on the effective number of " +
      "questions (CR1 errors clustered by case, t with clusters - 1 degrees of freedom).",
    zh:
      "问题准确率为合并正确率，区间为基于有效样本量的 Wilson 区间（按病例聚类的 CR1 标准误，自由度为病例数减一的 t 分布）。",
  },
  "question-accuracy": {
    en:
      "Question accuracy is the pooled share of right answers with Wilson intervals on the effective number of " +
      "questions (CR1 errors clustered by case).",
    zh: "问题准确率为合并正确率，区间为基于有效样本量的 Wilson 区间（按病例聚类的 CR1 标准误）。",
  },
  "accuracy-by": {
    en:
      "Subgroup accuracies have the same intervals within each group; groups under 20 cases are flagged.",
    zh: "各亚组采用相同的区间；少于 20 个病例的组另行标注。",
  },
  "case-accuracy": {
    en: "Case accuracy is the share of cases with every question right, with Wilson intervals.",
    zh: "病例准确率为所有问题均答对的病例比例，采用 Wilson 区间。",
  },
  "wilson": {
    en: "Shares of independent cases have Wilson intervals.",
    zh: "相互独立病例的比例采用 Wilson 区间。",
  },
  "holm": {
    en: "p-values of a table were adjusted together by Holm's method.",
    zh: "同一表格的 p 值采用 Holm 方法一并校正。",
  },
  "macro-mean": {
    en: "The mean of case means weighs every case alike.",
    zh: "病例均值的平均使每个病例权重相同。",
  },
  "paired-difference": {
    en: "Models were compared by differences paired by item, with CR1 errors clustered by case.",
    zh: "模型间比较采用按题目配对的差值，标准误按病例聚类（CR1）。",
  },
  "cluster-sign-flip": {
    en: "p-values come from the exact sign-flip test on case totals (Pagano and Tritchler).",
    zh: "p 值来自对病例总分的精确符号翻转检验（Pagano 与 Tritchler）。",
  },
  "mcnemar": {
    en: "Case accuracies were compared by McNemar's mid-p test.",
    zh: "病例准确率的比较采用 McNemar mid-p 检验。",
  },
  "paired-proportions": {
    en: "Differences of case accuracy have Tango's score interval.",
    zh: "病例准确率之差采用 Tango 得分区间。",
  },
  "westfall-young": {
    en:
      "Subgroup p-values were adjusted by Westfall and Young's step-down max-T on the same sign flips.",
    zh: "亚组 p 值采用 Westfall-Young 逐步 max-T 方法校正。",
  },
  "cluster-bootstrap": {
    en: "Intervals without a formula come from a bootstrap of cases.",
    zh: "无解析公式的区间来自对病例的自助法。",
  },
  "rank-intervals": {
    en: "Rank intervals come from a bootstrap of cases shared by all models.",
    zh: "名次区间来自所有模型共用的病例自助法。",
  },
  "rank-sets": {
    en: "Rank sets come from exact sign-flip tests of all pairs with Holm's correction.",
    zh: "名次集合来自所有模型对的精确符号翻转检验，并经 Holm 校正。",
  },
  "shrinkage": {
    en: "Group estimates were shrunk towards their mean (DerSimonian and Laird).",
    zh: "组别估计向总体均值收缩（DerSimonian-Laird）。",
  },
  "case-survival": {
    en: "The first error of a case was analysed as a survival time (Kaplan and Meier on cases).",
    zh: "病例的首个错误按生存时间分析（Kaplan-Meier）。",
  },
  "cohesion-gap": {
    en:
      "The cohesion gap is case accuracy less what independent answers with the same accuracy by position would give, " +
      "with an interval from a bootstrap of cases.",
    zh:
      "内聚差为病例准确率减去各题独立作答（各题位准确率不变）时的期望值，区间来自对病例的自助法。",
  },
  "logit": {
    en:
      "Adjusted effects are standardised differences in accuracy from a logistic regression of each run, with " +
      "errors clustered by case.",
    zh: "校正效应为各次运行的逻辑回归所得标准化准确率之差，标准误按病例聚类。",
  },
  "hazard": {
    en:
      "The hazard of a first error is its share among cases without an earlier one, with Wilson intervals.",
    zh: "首个错误的风险为此前无误病例中的出错比例，采用 Wilson 区间。",
  },
  "contamination": {
    en:
      "Contamination was estimated by two-way fixed effects of case and model, clustered by case.",
    zh: "污染效应由病例与模型的双向固定效应估计，标准误按病例聚类。",
  },
  "error-policies": {
    en:
      "Infrastructure failures are unknown, not wrong; bounds count them all wrong and all right.",
    zh: "基础设施故障视为未知而非错误；上下界分别按全错与全对计算。",
  },
};

const ALL_TEXTS = { ...FURTHER_METHOD_TEXTS, ...JUDGE_METHOD_TEXTS, ...TEXTS };
