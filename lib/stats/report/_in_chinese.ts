/** What reasons and warnings are made of, longest first where one holds another. */
const PHRASES: readonly (readonly [english: string, chinese: string])[] = [
  ["no confidence or no known score", "无置信度或无已知得分"],
  ["no verdict, or no positive points", "无判定或无正分"],
  ["no verdict", "无判定"],
  ["a criterion unknown, or no penalty", "有标准未知或无扣分项"],
  ["a criterion unknown, or no positive points", "有标准未知或无正分"],
  ["fewer than two known trials", "已知重复少于两次"],
  ["too few known trials", "已知重复过少"],
  ["family unknown", "系列未知"],
  [
    "nothing valid in this run: it is not ranked, and the others are ranked without it",
    "该次运行无有效结果：不参与排名",
  ],
  ["no question is valid in both runs", "没有在两次运行中均有效的问题"],
  ["no case is valid in both runs", "没有在两次运行中均有效的病例"],
  ["no question is valid in every run", "没有在所有运行中均有效的问题"],
  ["no case is valid in every run", "没有在所有运行中均有效的病例"],
  ["nothing to count", "无可计数者"],
  ["no variation between clusters", "病例之间无变异"],
  ["one cluster: no standard error", "仅一个病例：无标准误"],
  ["one case: no standard error", "仅一个病例：无标准误"],
  ["no complete case", "没有完整的病例"],
  ["no standard error", "无标准误"],
  ["not defined", "未定义"],
  ["no interval", "无区间"],
  ["no data", "无数据"],
  ["media_missing", "图像缺失"],
  ["context_cut", "上下文被截断"],
  ["not_run", "未运行"],
  ["unreadable", "无法解析"],
  ["truncated", "回答被截断"],
  ["ungraded", "未评分"],
  ["graded", "已评分"],
  ["skipped", "已跳过"],
  ["refused", "拒答"],
  ["failed", "请求失败"],
  ["absent", "运行中没有"],
  ["empty", "空回答"],
  ["and", "且"],
];

/**
 * A reason or warning of this library in Chinese: its phrases one by one, counts as they are, full-width marks; null
 * where it holds words this list does not know.
 */
export function inChinese(text: string): string | null {
  const translated = PHRASES.reduce(
    (rest, [english, chinese]) =>
      rest.replace(new RegExp(`(?<![A-Za-z_])${english}(?![A-Za-z_])`, "g"), chinese),
    text,
  );
  const plain = translated.replace(/\s*[,;]\s*/g, "、").replace(/:\s*/g, "：").replace(
    / 且 /g,
    "且",
  )
    .replace(/\(/g, "（").replace(/\)/g, "）");
  // The two sides of a comparison are called a and b.
  return /[A-Za-z]{2,}|[c-zC-Z]/.test(plain) ? null : plain;
}
