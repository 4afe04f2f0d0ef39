import { COMPARISON_METHOD_TEXTS } from "./_comparison_method_texts.ts";
import { inChinese } from "./_in_chinese.ts";
import { JUDGE_METHOD_TEXTS } from "./_judge_method_texts.ts";
import { MEAN_METHOD_TEXTS } from "./_mean_method_texts.ts";
import { PROCESS_METHOD_TEXTS } from "./_process_method_texts.ts";

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
    const prefix = Object.keys(TEXTS).filter((id) => method === id || method.startsWith(`${id}/`))
      .sort((a, b) => b.length - a.length)[0];
    const text = prefix === undefined ? undefined : TEXTS[prefix]?.[language];
    sentences.push(text ?? (chinese ? `方法：${method}。` : `Method: ${method}.`));
  }
  const levels = distinct(results.map((result) => result.level ?? null));
  if (levels.length > 0) {
    const list = levels.map((level) => `${Math.round(1000 * level) / 10} %`)
      .join(chinese ? "、" : ", ");
    sentences.push(chinese ? `置信水平为 ${list}。` : `The confidence level is ${list}.`);
  }
  const seeds = distinct(results.map((result) => result.seed ?? null));
  if (seeds.length > 0) {
    const list = seeds.join(chinese ? "、" : ", ");
    sentences.push(
      chinese ? `重抽样使用 PCG32，种子 ${list}。` : `Resampling used PCG32 with seed ${list}.`,
    );
  }
  const lost = Math.max(0, ...results.map((result) => result.n_excluded ?? 0));
  if (lost > 0) {
    const why = [...new Set(results.map((result) => result.excluded_why ?? "").filter(Boolean))];
    const reasons = chinese
      // A reason of somebody else's is quoted as it is.
      ? why.map((reason) => inChinese(reason) ?? `“${reason}”`).join("；")
      : why.join("; ");
    sentences.push(
      chinese
        ? `最多 ${lost} 项因缺失被排除${reasons && `（${reasons}）`}。`
        : `Up to ${lost} items were left out as missing${reasons && ` (${reasons})`}.`,
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
  ...MEAN_METHOD_TEXTS,
  ...COMPARISON_METHOD_TEXTS,
  ...PROCESS_METHOD_TEXTS,
  ...JUDGE_METHOD_TEXTS,
};
