/** What the method ids of judged scores, agreement and confidence mean, in words; an id stands for all that begin with it and a slash. */
export const JUDGE_METHOD_TEXTS: Readonly<
  Record<string, { readonly en: string; readonly zh: string }>
> = {
  "ppi": {
    en:
      "Mean scores were corrected by prediction-powered inference (PPI++) from answers that physicians rated.",
    zh: "平均分以医生评分的回答作预测驱动推断（PPI++）校正。",
  },
  "physician-mean": {
    en: "Where physicians rated every answer, their mean stands alone.",
    zh: "医生对全部回答评分时，直接采用其均值。",
  },
  "judge-noise": {
    en:
      "Judge noise is the share of repeated verdicts that differ, and the spread of scores over repetitions.",
    zh: "评判噪声为重复判定不一致的比例以及重复间得分的离散。",
  },
  "krippendorff": {
    en: "Agreement between judges is Krippendorff's alpha.",
    zh: "评判者之间的一致性为 Krippendorff α。",
  },
  "variance-components": {
    en:
      "Reliability of the panel follows from variance components of case and judge (generalisability theory).",
    zh: "评审组的信度由病例与评判者的方差分量得到（概化理论）。",
  },
  "judged-ranks": {
    en:
      "Ranks carry the judges' noise: judges were drawn with replacement, verdicts anew as their repetitions say, and cases as usual.",
    zh: "名次包含评判噪声：评判者有放回抽取，判定按其重复情况重新抽取，病例照常抽取。",
  },
  "verbosity-bias": {
    en:
      "Verbosity is the within-case slope of the score on the logarithm of the answer's length, CR1 errors clustered by case.",
    zh: "冗长偏好为病例内得分对回答长度对数的斜率，CR1 标准误按病例聚类。",
  },
  "self-preference": {
    en:
      "Self-preference is what a judge gives its own family more than physicians do, CR1 errors clustered by case.",
    zh: "自我偏好为评判模型对同系列模型相对医生多给的分数，CR1 标准误按病例聚类。",
  },
  "taxonomy/verified": {
    en:
      "Shares of error types were corrected by physicians' labels of a sample stratified by the judge's tag (double sampling).",
    zh: "错误类型比例以按标签分层抽样的医生标注校正（双重抽样）。",
  },
  "rubric/clip-none/missing-null": {
    en:
      "Rubric scores are points met over positive points of a case, not clipped; a case without a score is left out.",
    zh: "量表得分为病例达标分除以正分总和，不作截断；无得分的病例予以排除。",
  },
  "rubric/clip-none/missing-zero": {
    en:
      "Rubric scores are points met over positive points of a case, not clipped; a case without a score counts 0.",
    zh: "量表得分为病例达标分除以正分总和，不作截断；无得分的病例计 0。",
  },
  "rubric/clip-case/missing-null": {
    en:
      "Rubric scores are points met over positive points of a case, put into [0, 1] case by case; a case without a score is left out.",
    zh: "量表得分为病例达标分除以正分总和，逐病例截断到 0 至 1；无得分的病例予以排除。",
  },
  "rubric/clip-case/missing-zero": {
    en:
      "Rubric scores are points met over positive points of a case, put into [0, 1] case by case; a case without a score counts 0.",
    zh: "量表得分为病例达标分除以正分总和，逐病例截断到 0 至 1；无得分的病例计 0。",
  },
  "agreement/cluster-bootstrap": {
    en:
      "Agreement with physicians (AC1, Cohen's kappa, PABAK, F1, MCC) counts every pair of a verdict and a rating, with intervals from a bootstrap of cases.",
    zh:
      "与医生的一致性（AC1、Cohen κ、PABAK、F1、MCC）按每个判定与评分的配对计算，区间由病例自助法得到。",
  },
  "alt-test/accuracy": {
    en:
      "Whether the judge may replace a physician was tested by the alternative annotator test, Benjamini-Yekutieli over physicians.",
    zh: "评判模型能否替代医生以替代标注者检验判断，对医生作 Benjamini-Yekutieli 校正。",
  },
  "taxonomy/goodman": {
    en:
      "Shares of error types are those of the judge's tags with Goodman's simultaneous intervals, unverified by physicians.",
    zh: "错误类型比例来自评判模型的标签，采用 Goodman 同时区间，未经医生核实。",
  },
  "agreement/binary": {
    en:
      "Agreement on met or not met is given as AC1, Cohen's kappa, PABAK, F1 and MCC over all pairs.",
    zh: "是否达标的一致性以全部配对的 AC1、Cohen κ、PABAK、F1 与 MCC 表示。",
  },
  "agreement/ordinal": {
    en: "Agreement on ordered grades is given as weighted kappa and related coefficients.",
    zh: "有序等级的一致性以加权 κ 及相关系数表示。",
  },
  "fleiss-kappa": {
    en: "Agreement of several raters is Fleiss' kappa.",
    zh: "多名评分者的一致性为 Fleiss κ。",
  },
  "icc": {
    en: "Reliability of ratings is the intraclass correlation (Shrout and Fleiss).",
    zh: "评分信度为组内相关系数（Shrout-Fleiss）。",
  },
  "dawid-skene": {
    en: "Verdicts of several judges were combined by Dawid and Skene's model of their error rates.",
    zh: "多名评判者的判定以 Dawid-Skene 错误率模型合并。",
  },
  "position-bias": {
    en:
      "Position bias is the share of pairs judged differently when swapped, and the place these favour.",
    zh: "位置偏倚为交换次序后判定改变的配对比例及其偏向的位置。",
  },
  "correlation/pearson": {
    en: "Correlations are Pearson's with Fisher's z interval.",
    zh: "相关为 Pearson 相关系数，采用 Fisher z 区间。",
  },
  "correlation/spearman": {
    en: "Correlations are Spearman's of ranks with Fisher's z interval.",
    zh: "相关为 Spearman 秩相关系数，采用 Fisher z 区间。",
  },
  "risk-coverage": {
    en: "Risk against coverage orders answers by confidence; its area is the AURC.",
    zh: "风险-覆盖率曲线按置信度排列回答，其面积为 AURC。",
  },
  "calibration/corp": {
    en: "Calibration is the Brier score with its CORP decomposition (isotonic regression).",
    zh: "校准以 Brier 分数及其 CORP 分解（保序回归）表示。",
  },
  "calibration/slope": {
    en:
      "Calibration in the large and its slope come from a logistic regression of the outcome on the logit of confidence.",
    zh: "校准截距与斜率来自结果对置信度 logit 的逻辑回归。",
  },
  "calibration/cluster-bootstrap": {
    en:
      "Calibration is the Brier score with its CORP decomposition (isotonic regression), intervals from a bootstrap of cases.",
    zh: "校准以 Brier 分数及其 CORP 分解（保序回归）表示，区间由病例自助法得到。",
  },
  "judge-correction/lang-reiczigel": {
    en:
      "Rates of met criteria were corrected for the judge's sensitivity and specificity (Rogan-Gladen, interval of Lang and Reiczigel), positive and negative criteria apart.",
    zh:
      "达标率按评判模型的灵敏度与特异度校正（Rogan-Gladen，Lang-Reiczigel 区间），正向与负向标准分别处理。",
  },
  "judge-correction/allocation": {
    en: "Labels were split between met and not met so that the corrected rate varies least.",
    zh: "标注在达标与未达标之间的分配使校正后比率的方差最小。",
  },
  "judge-noise/wilson": {
    en: "Judge noise is the share of repeated verdicts that differ, with Wilson intervals.",
    zh: "评判噪声为重复判定不一致的比例，采用 Wilson 区间。",
  },
  "taxonomy/shares": {
    en:
      "Shares of error types are those of the judge's tags with intervals that hold for all types at once (Goodman; Sison and Glaz), unverified by physicians.",
    zh:
      "错误类型比例来自评判模型的标签，区间对所有类型同时成立（Goodman；Sison-Glaz），未经医生核实。",
  },
  "alt-test/rmse": {
    en:
      "Whether the judge may replace a physician was tested by the alternative annotator test on root mean square errors, Benjamini-Yekutieli over physicians.",
    zh:
      "评判模型能否替代医生以基于均方根误差的替代标注者检验判断，对医生作 Benjamini-Yekutieli 校正。",
  },
  "rubric/official": {
    en:
      "The official rubric score is the mean of points met over positive points of a case, a case without a score counting 0 and the mean clipped to [0, 1]; it has no interval.",
    zh:
      "官方量表得分为病例达标分除以正分总和的均值，无得分的病例计 0，均值截断到 0 至 1；不附区间。",
  },
  "rubric/unclipped": {
    en:
      "Unclipped rubric scores are points met over positive points of a case, below 0 where penalties prevail, with t intervals clustered by case.",
    zh: "未截断的量表得分为病例达标分除以正分总和，扣分占优时低于 0，采用按病例聚类的 t 区间。",
  },
  "rubric/clipped": {
    en:
      "Clipped rubric scores are points met over positive points of a case, put into [0, 1] case by case, with t intervals clustered by case.",
    zh: "截断的量表得分为病例达标分除以正分总和，逐病例截断到 0 至 1，采用按病例聚类的 t 区间。",
  },
  "rubric/earned": {
    en:
      "Earned points are the positive points met over all positive points of a case, with t intervals clustered by case.",
    zh: "所得正分为病例达标的正分除以全部正分，采用按病例聚类的 t 区间。",
  },
  "rubric/triggered": {
    en:
      "Triggered penalties are the negative points met over all negative points of a case, with t intervals clustered by case.",
    zh: "触发的扣分为病例触发的负分除以全部负分，采用按病例聚类的 t 区间。",
  },
};
