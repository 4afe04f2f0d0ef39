/** What the further method ids mean, in words; an id stands for all ids that begin with it and a slash. */
export const FURTHER_METHOD_TEXTS: Readonly<
  Record<string, { readonly en: string; readonly zh: string }>
> = {
  "mean": {
    en: "Means of independent cases have t intervals.",
    zh: "独立病例的均值采用 t 区间。",
  },
  "macro-by-group": {
    en: "Means over groups weigh every group alike, with errors clustered by case.",
    zh: "按组平均使各组权重相同，标准误按病例聚类。",
  },
  "monthly": {
    en: "Monthly means have intervals clustered by case; a month without scores is missing, not 0.",
    zh: "月度均值的区间按病例聚类；没有得分的月份视为缺失而非 0。",
  },
  "pre-post": {
    en:
      "Scores after a model's knowledge cut-off were compared with those up to it (Welch's interval, clustered where " +
      "cases repeat), never with the overall mean.",
    zh:
      "模型知识截止日期之后的得分与截止之前的得分比较（Welch 区间，病例重复时按病例聚类），而不与总体均值比较。",
  },
  "placebo-cutoffs": {
    en: "The gap was computed at every month that could have been the cut-off.",
    zh: "对每个可能的截止月份都计算了前后差距。",
  },
  "retention": {
    en:
      "Retention is the share of the full-input accuracy kept under a condition, with Fieller's interval.",
    zh: "保留率为在某条件下保持的完整输入准确率之比，采用 Fieller 区间。",
  },
  "chance-corrected": {
    en: "Accuracy beyond guessing allows for the number of options of each question.",
    zh: "扣除猜测的准确率考虑了每题的选项数。",
  },
  "guessing": {
    en: "Guessing is the mean of one over the number of options.",
    zh: "猜测水平为选项数倒数的均值。",
  },
  "poisson-binomial": {
    en:
      "Rules that read no case were tested against guessing by the Poisson-binomial distribution.",
    zh: "不读病例的规则与猜测的比较采用泊松二项分布。",
  },
  "item-analysis": {
    en:
      "Questions were described by the share of runs that are right and by their correlation with the rest.",
    zh: "题目以答对的运行比例及其与其余题目的相关来描述。",
  },
  "key-suspicion": {
    en:
      "Keys were called suspect for review by physicians where runs, taken as independent voters of known accuracy, " +
      "leave them unlikely (Dawid and Skene's one-coin model).",
    zh:
      "若把各运行视为准确率已知的独立投票者（Dawid-Skene 单参数模型），标准答案的可能性很低，则标为可疑并交医生复核。",
  },
  "power": {
    en:
      "The smallest detectable difference is that of a paired comparison with the stated power (Miller 2024).",
    zh: "最小可检测差异为在给定功效下配对比较的差异（Miller 2024）。",
  },
  "mann-kendall": {
    en: "Trends over months were tested by Mann and Kendall's test.",
    zh: "月度趋势采用 Mann-Kendall 检验。",
  },
  "bh": {
    en: "p-values of a table were adjusted for exploration by Benjamini and Hochberg's method.",
    zh: "同一表格的 p 值以探索为目的，采用 Benjamini-Hochberg 方法校正。",
  },
  "none": {
    en: "p-values were not adjusted for multiplicity.",
    zh: "p 值未作多重性校正。",
  },
  "published": {
    en:
      "Published scores were given intervals and ranks by normal theory (Wilson's for shares of right answers); what the " +
      "source does not say was assumed and is named.",
    zh:
      "已发表的得分按正态理论给出区间与名次（正确率用 Wilson 区间）；来源未说明之处的假设均已注明。",
  },
  "release": {
    en:
      "Releases of the data were compared on all cases with the shared ones counted once, on the shared cases as pairs, and " +
      "on the others by Welch's interval.",
    zh: "数据版本之间的比较：全部病例（共有者只计一次）、共有病例配对、其余病例用 Welch 区间。",
  },
  "welch": {
    en: "Means of different cases were compared by Welch's interval.",
    zh: "不同病例的均值之差采用 Welch 区间。",
  },
};
