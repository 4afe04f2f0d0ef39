/** What the method ids of means, shares and repeated runs mean, in words; an id stands for all that begin with it and a slash. */
export const MEAN_METHOD_TEXTS: Readonly<
  Record<string, { readonly en: string; readonly zh: string }>
> = {
  "clustered-mean/wilson-eff": {
    en:
      "Shares pool all answers and have Wilson intervals on the effective number of answers (CR1 errors clustered by case, t with clusters - 1 degrees of freedom); where cases do not vary, on the number of cases.",
    zh:
      "比例按全部回答合并计算，区间为基于有效样本量的 Wilson 区间（按病例聚类的 CR1 标准误，自由度为病例数减一的 t 分布）；病例之间无变异时以病例数为样本量。",
  },
  "clustered-mean/t": {
    en:
      "Means of scores have t intervals with CR1 errors clustered by case (clusters - 1 degrees of freedom).",
    zh: "得分均值采用 t 区间，标准误按病例聚类（CR1，自由度为病例数减一）。",
  },
  "clustered-mean/cr2": {
    en:
      "Means have t intervals with CR2 errors clustered by case and Satterthwaite's degrees of freedom (Bell and McCaffrey).",
    zh: "均值采用 t 区间，标准误按病例聚类（CR2，Bell-McCaffrey），自由度按 Satterthwaite 法计算。",
  },
  "question-accuracy/wilson-eff": {
    en:
      "Question accuracy is the pooled share of right answers with Wilson intervals on the effective number of questions (CR1 errors clustered by case).",
    zh: "问题准确率为合并正确率，区间为基于有效样本量的 Wilson 区间（按病例聚类的 CR1 标准误）。",
  },
  "question-accuracy/t": {
    en:
      "Question accuracy is the pooled share of right answers with t intervals (CR1 errors clustered by case).",
    zh: "问题准确率为合并正确率，采用 t 区间（按病例聚类的 CR1 标准误）。",
  },
  "question-accuracy/cr2": {
    en:
      "Question accuracy is the pooled share of right answers with t intervals (CR2 errors clustered by case, Satterthwaite's degrees of freedom).",
    zh: "问题准确率为合并正确率，采用 t 区间（按病例聚类的 CR2 标准误，Satterthwaite 自由度）。",
  },
  "accuracy-by/wilson-eff": {
    en:
      "Subgroup accuracies have Wilson intervals on the effective number of answers within each group (CR1 errors clustered by case); groups under 20 cases are flagged.",
    zh:
      "各亚组准确率的区间为组内基于有效样本量的 Wilson 区间（按病例聚类的 CR1 标准误）；少于 20 个病例的组另行标注。",
  },
  "accuracy-by/t": {
    en:
      "Subgroup means have t intervals within each group (CR1 errors clustered by case); groups under 20 cases are flagged.",
    zh: "各亚组均值采用组内 t 区间（按病例聚类的 CR1 标准误）；少于 20 个病例的组另行标注。",
  },
  "accuracy-by/cr2": {
    en:
      "Subgroup means have t intervals within each group (CR2 errors clustered by case, Satterthwaite's degrees of freedom); groups under 20 cases are flagged.",
    zh:
      "各亚组均值采用组内 t 区间（按病例聚类的 CR2 标准误，Satterthwaite 自由度）；少于 20 个病例的组另行标注。",
  },
  "accuracy-by-label/item": {
    en:
      "A question counts once under each of its labels, so groups overlap; intervals are Wilson's on the effective number of questions, clustered by case.",
    zh:
      "每道题在其每个标签下各计一次，因此各组相互重叠；区间为基于有效样本量的 Wilson 区间，按病例聚类。",
  },
  "accuracy-by-label/official": {
    en:
      "As in the reference evaluator, a question counts once for each attachment of a label; intervals are Wilson's on the effective number of these counts, clustered by case.",
    zh:
      "与参考评测程序一致，每道题按该标签的附件数计数；区间为基于有效样本量的 Wilson 区间，按病例聚类。",
  },
  "case-accuracy/wilson": {
    en:
      "Case accuracy is the share of cases with every question right, with Wilson intervals on cases.",
    zh: "病例准确率为所有问题均答对的病例比例，采用以病例为单位的 Wilson 区间。",
  },
  "wilson": {
    en: "Shares of independent cases have Wilson intervals.",
    zh: "相互独立病例的比例采用 Wilson 区间。",
  },
  "clopper-pearson": {
    en: "Shares of independent trials have exact intervals (Clopper and Pearson).",
    zh: "相互独立试验的比例采用精确区间（Clopper-Pearson）。",
  },
  "beta-binomial": {
    en: "Shares of independent trials have equal-tailed credible intervals of a beta posterior.",
    zh: "相互独立试验的比例采用 β 后验分布的等尾可信区间。",
  },
  "mean": {
    en: "Means of independent cases have t intervals.",
    zh: "相互独立病例的均值采用 t 区间。",
  },
  "mean/finite-population": {
    en: "Means of a random sample have t intervals with the correction for a finite population.",
    zh: "随机样本的均值采用 t 区间，并作有限总体校正。",
  },
  "macro-mean": {
    en: "The mean of case means weighs every case alike and has a t interval over cases.",
    zh: "病例均值的平均使每个病例权重相同，采用以病例为单位的 t 区间。",
  },
  "macro-by-group": {
    en:
      "Means over groups weigh every group alike, with errors clustered by case within each group and normal intervals.",
    zh: "按组平均使各组权重相同，标准误在组内按病例聚类，采用正态区间。",
  },
  "monthly": {
    en:
      "Monthly means have intervals clustered by case (Wilson's on the effective number for right and wrong, t for scores); a month without scores is missing, not 0.",
    zh:
      "月度均值的区间按病例聚类（对错结果用基于有效样本量的 Wilson 区间，得分用 t 区间）；没有得分的月份视为缺失而非 0。",
  },
  "cluster-bootstrap/percentile": {
    en: "Intervals without a formula are percentile intervals of a bootstrap of cases.",
    zh: "无解析公式的区间为病例自助法的百分位区间。",
  },
  "cluster-bootstrap/bca": {
    en:
      "Intervals without a formula are bias-corrected and accelerated (BCa) intervals of a bootstrap of cases.",
    zh: "无解析公式的区间为病例自助法的偏差校正加速（BCa）区间。",
  },
  "cluster-bootstrap/studentised": {
    en: "Intervals without a formula are studentised intervals of a bootstrap of cases.",
    zh: "无解析公式的区间为病例自助法的学生化区间。",
  },
  "repeat-variance": {
    en: "The variance over repetitions was split into questions and repetition.",
    zh: "重复间的方差分解为题目与重复两部分。",
  },
  "majority-vote": {
    en:
      "The majority vote takes the most frequent answer of the repetitions, a tie for first place split evenly.",
    zh: "多数表决取各次重复中最常见的答案，并列时均分。",
  },
  "confidence-sequence": {
    en:
      "Intervals watched while cases arrive are asymptotic confidence sequences, valid at every look (Waudby-Smith et al. 2024).",
    zh: "病例陆续到达时所看的区间为渐近置信序列，任何时刻查看均有效（Waudby-Smith 等，2024）。",
  },
  "error-policies": {
    en:
      "Infrastructure failures are unknown, not wrong; bounds count them all wrong and all right.",
    zh: "基础设施故障视为未知而非错误；上下界分别按全错与全对计算。",
  },
  "bounds/imbens-manski": {
    en:
      "Values known only up to bounds have intervals that cover the true value (Imbens and Manski).",
    zh: "仅知上下界的数值采用覆盖真值的区间（Imbens-Manski）。",
  },
  "regression-estimator": {
    en:
      "Full scores were estimated from a random subset by regression on known scores, with the correction for a finite population.",
    zh: "全集得分由随机子集经已知得分的回归估计，并作有限总体校正。",
  },
  "anchor-points": {
    en:
      "Scores of a small set of anchor questions (k-medoids) were weighted by what each stands for.",
    zh: "以少量锚题（k-medoids）的得分按各自代表的题数加权。",
  },
  "published/normal": {
    en:
      "Published scores were given intervals and ranks by normal theory; what the source does not say was assumed and is named.",
    zh: "已发表的得分按正态理论给出区间与名次；来源未说明之处的假设均已注明。",
  },
  "published/wilson": {
    en:
      "Published shares of right answers were given Wilson intervals, and ranks by normal theory; what the source does not say was assumed and is named.",
    zh: "已发表的正确率给出 Wilson 区间，名次按正态理论；来源未说明之处的假设均已注明。",
  },
  "unknown": {
    en: "How some of the numbers came about is not recorded.",
    zh: "部分数值的计算方法没有记录。",
  },
};
