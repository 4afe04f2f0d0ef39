/** What the method ids of judged scores, confidence and cost mean, in words; an id stands for all that begin with it and a slash. */
export const JUDGE_METHOD_TEXTS: Readonly<
  Record<string, { readonly en: string; readonly zh: string }>
> = {
  "agreement": {
    en:
      "Agreement with physicians (AC1, Cohen's kappa, PABAK, F1, MCC) counts every pair of a verdict and a rating, with " +
      "intervals from a bootstrap of cases.",
    zh:
      "与医生的一致性（AC1、Cohen κ、PABAK、F1、MCC）按每个判定与评分的配对计算，区间由病例自助法得到。",
  },
  "alt-test": {
    en:
      "Whether the judge may replace a physician was tested by the alternative annotator test, Benjamini-Yekutieli over physicians.",
    zh: "评判模型能否替代医生以替代标注者检验判断，对医生作 Benjamini-Yekutieli 校正。",
  },
  "judge-correction": {
    en:
      "Rates of met criteria were corrected for the judge's sensitivity and specificity (Rogan-Gladen, interval of Lang and " +
      "Reiczigel), positive and negative criteria apart.",
    zh:
      "达标率按评判模型的灵敏度与特异度校正（Rogan-Gladen，Lang-Reiczigel 区间），正向与负向标准分别处理。",
  },
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
  "calibration": {
    en:
      "Calibration is the Brier score with its CORP decomposition (isotonic regression), intervals from a bootstrap of cases.",
    zh: "校准以 Brier 分数及其 CORP 分解（保序回归）表示，区间由病例自助法得到。",
  },
  "taxonomy": {
    en:
      "Shares of error types are those of the judge's tags with Goodman's simultaneous intervals, unverified by physicians.",
    zh: "错误类型比例来自评判模型的标签，采用 Goodman 同时区间，未经医生核实。",
  },
  "taxonomy/verified": {
    en:
      "Shares of error types were corrected by physicians' labels of a sample stratified by the judge's tag (double sampling).",
    zh: "错误类型比例以按标签分层抽样的医生标注校正（双重抽样）。",
  },
  "rubric": {
    en:
      "Rubric scores are points met over positive points of a case; earned and triggered points are shown apart, with t intervals over cases.",
    zh: "量表得分为病例中达标分除以正分总和；得分与扣分分别列出，区间为病例 t 区间。",
  },
  "repeat-variance": {
    en: "The variance over repetitions was split into questions and repetition.",
    zh: "重复间的方差分解为题目与重复两部分。",
  },
  "error-similarity": {
    en:
      "Whether runs fail alike is agreement on the options chosen beyond what their accuracies explain (κ_p).",
    zh: "各模型是否同样出错以所选选项超出准确率所能解释的一致性（κ_p）衡量。",
  },
  "acceptability": {
    en:
      "Acceptability curves give the probability of a positive net benefit over what one more right case is worth (bivariate normal of paired cases).",
    zh: "可接受性曲线给出净收益为正的概率，横轴为多一个正确病例的价值（配对病例的二元正态）。",
  },
};
