/** What each unit of a table means: they are different numbers, and never to be mixed. */
const ESTIMANDS: Readonly<Record<string, { readonly en: string; readonly zh: string }>> = {
  "question": {
    en:
      "Scores by question are means over all questions (or criteria), so that cases with more of them weigh more.",
    zh: "以题目为单位的得分为全部题目（或标准）的均值，题目较多的病例权重较大。",
  },
  "case": {
    en: "Case accuracy is the share of cases with every question right.",
    zh: "病例准确率为所有问题均答对的病例比例。",
  },
  "case score": {
    en:
      "The case score is points met over positive points, put into [0, 1], averaged with every case weighing alike.",
    zh: "病例得分为达标分除以正分总和并截断到 0 至 1，各病例权重相同地取平均。",
  },
};

/** A sentence for every unit that rows have. */
export function estimands(
  rows: readonly Readonly<Record<string, unknown>>[],
  { language }: { readonly language: "en" | "zh" },
): readonly string[] {
  const units = new Set(rows.map((row) => row["unit"]));
  return Object.entries(ESTIMANDS).flatMap(([unit, text]) =>
    units.has(unit) ? [text[language]] : []
  );
}
