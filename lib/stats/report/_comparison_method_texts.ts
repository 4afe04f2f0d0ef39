/** What the method ids of comparisons, adjustments, ranks and time mean, in words; an id stands for all that begin with it and a slash. */
export const COMPARISON_METHOD_TEXTS: Readonly<
  Record<string, { readonly en: string; readonly zh: string }>
> = {
  "paired-difference": {
    en:
      "Models were compared by differences paired by item, with CR1 errors clustered by case and t intervals.",
    zh: "模型间比较采用按题目配对的差值，标准误按病例聚类（CR1），采用 t 区间。",
  },
  "cluster-sign-flip/exact": {
    en: "p-values come from the exact sign-flip test on case totals (Pagano and Tritchler).",
    zh: "p 值来自对病例总分的精确符号翻转检验（Pagano 与 Tritchler）。",
  },
  "cluster-sign-flip/monte-carlo": {
    en:
      "p-values come from sign-flip tests on case totals by seeded Monte Carlo draws, scores being on no common grid.",
    zh: "因得分不在共同网格上，p 值来自对病例总分的蒙特卡罗符号翻转检验（固定种子）。",
  },
  "clustered-mcnemar": {
    en:
      "Question accuracies were compared by McNemar's test for clustered pairs (Durkalski, score and Obuchowski forms).",
    zh: "问题准确率的比较采用聚类配对的 McNemar 检验（Durkalski、得分与 Obuchowski 形式）。",
  },
  "mcnemar/mid-p": {
    en: "Case accuracies were compared by McNemar's mid-p test.",
    zh: "病例准确率的比较采用 McNemar mid-p 检验。",
  },
  "paired-proportions/tango": {
    en: "Differences of case accuracy have Tango's score interval.",
    zh: "病例准确率之差采用 Tango 得分区间。",
  },
  "paired-proportions/newcombe": {
    en: "Differences of case accuracy have Newcombe's interval for paired proportions (method 10).",
    zh: "病例准确率之差采用 Newcombe 配对比例区间（方法 10）。",
  },
  "proportion-difference/newcombe": {
    en:
      "Shares of different cases were compared by Newcombe's interval for independent proportions.",
    zh: "不同病例的比例之差采用 Newcombe 独立比例区间。",
  },
  "sign-test": {
    en:
      "The direction of differences was tested by the sign test, which takes units as independent.",
    zh: "差值的方向采用符号检验，该检验视各单位相互独立。",
  },
  "wilcoxon-signed-rank/exact": {
    en: "Differences were tested by Wilcoxon's signed-rank test, exactly.",
    zh: "差值采用精确 Wilcoxon 符号秩检验。",
  },
  "wilcoxon-signed-rank/normal": {
    en: "Differences were tested by Wilcoxon's signed-rank test with the normal approximation.",
    zh: "差值采用 Wilcoxon 符号秩检验（正态近似）。",
  },
  "tost": {
    en: "Equivalence was tested by two one-sided tests against the stated margin.",
    zh: "等效性采用针对给定界值的双单侧检验。",
  },
  "fragility": {
    en:
      "Fragility is the smallest number of cases whose removal erases a lead or its significance.",
    zh: "脆弱指数为去掉后使领先或其显著性消失的最少病例数。",
  },
  "welch": {
    en: "Means of different cases were compared by Welch's interval.",
    zh: "不同病例的均值之差采用 Welch 区间。",
  },
  "none": { en: "p-values were not adjusted for multiplicity.", zh: "p 值未作多重性校正。" },
  "holm": {
    en: "p-values of a table were adjusted together by Holm's method.",
    zh: "同一表格的 p 值采用 Holm 方法一并校正。",
  },
  "hochberg": {
    en: "p-values of a table were adjusted together by Hochberg's step-up method.",
    zh: "同一表格的 p 值采用 Hochberg 逐步上升法一并校正。",
  },
  "bonferroni": {
    en: "p-values of a table were adjusted together by Bonferroni's method.",
    zh: "同一表格的 p 值采用 Bonferroni 方法一并校正。",
  },
  "bh": {
    en:
      "p-values of a table were adjusted for exploration by Benjamini and Hochberg's method, which controls the false discovery rate.",
    zh: "同一表格的 p 值以探索为目的，采用控制错误发现率的 Benjamini-Hochberg 方法校正。",
  },
  "by": {
    en:
      "p-values of a table were adjusted by Benjamini and Yekutieli's method, which controls the false discovery rate under any dependence.",
    zh: "同一表格的 p 值采用 Benjamini-Yekutieli 方法校正，在任意相依下控制错误发现率。",
  },
  "max-t": {
    en:
      "Limits that hold for all rows of a table at once come from a multiplier bootstrap of cases (max-T).",
    zh: "对表中各行同时成立的区间来自病例乘子自助法（max-T）。",
  },
  "bonferroni-limits": {
    en:
      "Limits that hold for all rows of a table at once are those of the row at Bonferroni's level.",
    zh: "对表中各行同时成立的区间按 Bonferroni 水平计算。",
  },
  "westfall-young/exact": {
    en:
      "p-values of a table were adjusted together by Westfall and Young's step-down max-T, all sign flips of cases enumerated.",
    zh: "同一表格的 p 值采用 Westfall-Young 逐步 max-T 方法一并校正，枚举病例的全部符号翻转。",
  },
  "westfall-young/monte-carlo": {
    en:
      "p-values of a table were adjusted together by Westfall and Young's step-down max-T on the same seeded sign flips of cases.",
    zh:
      "同一表格的 p 值采用 Westfall-Young 逐步 max-T 方法一并校正，使用相同的随机符号翻转（固定种子）。",
  },
  "rank-intervals/cluster-bootstrap": {
    en:
      "Rank intervals and probabilities of the first place come from a bootstrap of cases shared by all models.",
    zh: "名次区间与居首概率来自所有模型共用的病例自助法。",
  },
  "rank-sets/sign-flip-holm": {
    en:
      "Rank sets come from exact sign-flip tests of all pairs with Holm's correction and hold for all models at once.",
    zh: "名次集合来自所有模型对的精确符号翻转检验，并经 Holm 校正，对所有模型同时成立。",
  },
  "rank-sets/sign-flip-holm-monte-carlo": {
    en:
      "Rank sets come from sign-flip tests of all pairs, by seeded Monte Carlo draws where scores are on no common grid, with Holm's correction, and hold for all models at once.",
    zh:
      "名次集合来自所有模型对的符号翻转检验（得分不在共同网格上者用固定种子的蒙特卡罗抽取），并经 Holm 校正，对所有模型同时成立。",
  },
  "rank-aggregation": {
    en: "Orders over units were aggregated by mean score, mean rank, Borda, Copeland and Kemeny.",
    zh: "各单位上的排序按平均分、平均名次、Borda、Copeland 与 Kemeny 方法汇总。",
  },
  "bradley-terry/maximum-likelihood": {
    en: "Strengths are Bradley and Terry's, by maximum likelihood from pairwise wins.",
    zh: "强度为 Bradley-Terry 模型由两两胜负得到的最大似然估计。",
  },
  "bradley-terry/davidson": {
    en: "Strengths are those of Davidson's model of pairwise wins with ties.",
    zh: "强度来自允许平局的 Davidson 两两比较模型。",
  },
  "bradley-terry": {
    en: "Strengths are Bradley and Terry's from pairwise wins, with a prior of added wins.",
    zh: "强度为 Bradley-Terry 模型由两两胜负得到的估计，附加先验胜数。",
  },
  "plackett-luce": {
    en: "Worths are Plackett and Luce's, by maximum likelihood from rankings.",
    zh: "价值参数为 Plackett-Luce 模型由排序得到的最大似然估计。",
  },
  "friedman": {
    en:
      "Mean ranks were compared by Friedman's test (Iman and Davenport's F) and Nemenyi's critical difference.",
    zh: "平均名次采用 Friedman 检验（Iman-Davenport F）与 Nemenyi 临界差比较。",
  },
  "cochran-q": {
    en: "Equality of several case accuracies was tested by Cochran's Q.",
    zh: "多个病例准确率是否相等采用 Cochran Q 检验。",
  },
  "pre-post/welch": {
    en:
      "Scores after a model's knowledge cut-off were compared with those up to it by Welch's interval, never with the overall mean.",
    zh: "模型知识截止日期之后的得分与截止之前的得分以 Welch 区间比较，而不与总体均值比较。",
  },
  "pre-post/cr1": {
    en:
      "Scores after a model's knowledge cut-off were compared with those up to it, errors clustered where cases repeat (CR1), never with the overall mean.",
    zh:
      "模型知识截止日期之后的得分与截止之前的得分比较，病例重复时标准误按病例聚类（CR1），而不与总体均值比较。",
  },
  "pre-post/part-whole": {
    en:
      "The mean before a cut-off was recovered from the published overall mean and the mean after it.",
    zh: "截止之前的均值由已发表的总体均值与截止之后的均值推算。",
  },
  "pre-post/permutation": {
    en: "The gap at the cut-off was tested by permutation of cases.",
    zh: "截止前后差距采用病例置换检验。",
  },
  "pre-post/permutation-exact": {
    en: "The gap at the cut-off was tested by all relabellings of cases.",
    zh: "截止前后差距采用枚举全部重新标记的病例置换检验。",
  },
  "pre-post/permutation-monte-carlo": {
    en: "The gap at the cut-off was tested by seeded random relabellings of cases.",
    zh: "截止前后差距采用固定种子随机重新标记的病例置换检验。",
  },
  "pre-post/standardised": {
    en: "The gap at the cut-off was standardised to the case mix of the whole set.",
    zh: "截止前后差距按全集的病例构成作直接标准化。",
  },
  "placebo-cutoffs": {
    en: "The gap was computed at every month that could have been the cut-off.",
    zh: "对每个可能的截止月份都计算了前后差距。",
  },
  "mann-kendall": {
    en: "Trends over months were tested by Mann and Kendall's test.",
    zh: "月度趋势采用 Mann-Kendall 检验。",
  },
  "segmented-regression": {
    en:
      "Change of level and slope at a known date was estimated by segmented regression with errors robust to autocorrelation (Newey and West).",
    zh: "已知日期处水平与斜率的变化由分段回归估计，标准误对自相关稳健（Newey-West）。",
  },
  "contamination/two-way-fixed-effects": {
    en:
      "Contamination was estimated by two-way fixed effects of case and model, clustered by case.",
    zh: "污染效应由病例与模型的双向固定效应估计，标准误按病例聚类。",
  },
  "contamination/event-study": {
    en:
      "Scores by months from the cut-off are those of an event study with fixed effects of case and model, clustered by case.",
    zh: "距截止日期各月的得分来自含病例与模型固定效应的事件研究，标准误按病例聚类。",
  },
  "release/influence": {
    en:
      "Releases of the data were compared on all cases, the shared ones counted once (influence of each case on either mean).",
    zh: "数据版本在全部病例上比较，共有病例只计一次（按各病例对两个均值的影响计算）。",
  },
  "power": {
    en:
      "The smallest detectable difference is that of a paired comparison with the stated power (Miller 2024).",
    zh: "最小可检测差异为在给定功效下配对比较的差异（Miller 2024）。",
  },
};
