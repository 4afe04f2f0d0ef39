/** What the method ids of the case as a process, regression, items, shortcuts and cost mean, in words; an id stands for all that begin with it and a slash. */
export const PROCESS_METHOD_TEXTS: Readonly<
  Record<string, { readonly en: string; readonly zh: string }>
> = {
  "case-survival/kaplan-meier": {
    en:
      "The first error of a case was analysed as a survival time (Kaplan and Meier on cases, Greenwood's error, log(-log) intervals).",
    zh:
      "病例的首个错误按生存时间分析（以病例为单位的 Kaplan-Meier 估计，Greenwood 标准误，双对数区间）。",
  },
  "case-survival/kaplan-meier-clustered": {
    en:
      "The first error of each trial of a case was analysed as a survival time (Kaplan and Meier, errors clustered by case, log(-log) intervals).",
    zh: "病例每次重复的首个错误按生存时间分析（Kaplan-Meier 估计，标准误按病例聚类，双对数区间）。",
  },
  "survival-permutation/exact": {
    en: "Survival of two models was compared by all swaps of the two within cases.",
    zh: "两个模型的生存比较采用病例内互换的全部枚举置换检验。",
  },
  "survival-permutation/monte-carlo": {
    en: "Survival of two models was compared by seeded random swaps of the two within cases.",
    zh: "两个模型的生存比较采用病例内随机互换的置换检验（固定种子）。",
  },
  "first-errors/shares": {
    en:
      "Shares of cases by the question of their first error are counts over all cases of a run, without intervals.",
    zh: "按首个错误所在题位的病例比例为该次运行全部病例的计数比例，不附区间。",
  },
  "position-profile": {
    en:
      "Accuracy by position is given also after a right answer, after a wrong one and after right answers only.",
    zh: "各题位准确率同时给出前一题答对、前一题答错及此前全部答对时的数值。",
  },
  "hazard/wilson": {
    en:
      "The hazard of a first error is its share among cases without an earlier one, with Wilson intervals.",
    zh: "首个错误的风险为此前无误病例中的出错比例，采用 Wilson 区间。",
  },
  "hazard/clustered": {
    en:
      "The hazard of a first error is its share among trials without an earlier one, with Wilson intervals on the effective number, clustered by case.",
    zh:
      "首个错误的风险为此前无误的各次重复中的出错比例，采用基于有效样本量、按病例聚类的 Wilson 区间。",
  },
  "cohesion-gap/cluster-bootstrap": {
    en:
      "The cohesion gap is case accuracy less what independent answers with the same accuracy by position would give, with an interval from a bootstrap of cases.",
    zh:
      "内聚差为病例准确率减去各题独立作答（各题位准确率不变）时的期望值，区间来自对病例的自助法。",
  },
  "cohesion-gap/square-and-add": {
    en:
      "Where no case or every case is right throughout, the interval of the cohesion gap combines Wilson's for the share observed with the bootstrap's for the share expected (square and add).",
    zh:
      "若没有病例或全部病例答对所有问题，内聚差的区间由观察比例的 Wilson 区间与期望比例的自助法区间合成（平方相加法）。",
  },
  "mantel-haenszel": {
    en:
      "Whether an error follows an error was summarised by Mantel and Haenszel's odds ratio over questions (Robins, Breslow and Greenland's variance).",
    zh:
      "错误是否接连出现以按题目分层的 Mantel-Haenszel 比值比概括（Robins-Breslow-Greenland 方差）。",
  },
  "conditional-logit": {
    en:
      "Trends within cases were estimated by conditional logistic regression with cases as strata.",
    zh: "病例内趋势由以病例为层的条件逻辑回归估计。",
  },
  "interaction/probability": {
    en:
      "Interactions are differences of differences on the probability scale from the saturated linear model, errors clustered by case.",
    zh: "交互作用为概率尺度上的差值之差，来自饱和线性模型，标准误按病例聚类。",
  },
  "interaction/odds": {
    en:
      "Interactions are contrasts on the log odds scale from the saturated logistic model, errors clustered by case.",
    zh: "交互作用为对数比值尺度上的对比，来自饱和逻辑回归模型，标准误按病例聚类。",
  },
  "shrinkage": {
    en: "Group estimates were shrunk towards their mean (DerSimonian and Laird).",
    zh: "组别估计向总体均值收缩（DerSimonian-Laird）。",
  },
  "logit/cr1": {
    en: "Coefficients are those of a logistic regression with CR1 errors clustered by case.",
    zh: "系数来自逻辑回归，标准误按病例聚类（CR1）。",
  },
  "logit/firth": {
    en: "Coefficients are those of a logistic regression with Firth's penalty.",
    zh: "系数来自带 Firth 惩罚的逻辑回归。",
  },
  "logit/standardised": {
    en:
      "Adjusted effects are standardised differences in accuracy from a logistic regression of each run, with errors clustered by case.",
    zh: "校正效应为各次运行的逻辑回归所得标准化准确率之差，标准误按病例聚类。",
  },
  "logit/firth-standardised": {
    en:
      "Where a factor separates right from wrong, adjusted effects are standardised differences in accuracy from a logistic regression with Firth's penalty.",
    zh: "若某因素将对错完全分开，校正效应为带 Firth 惩罚的逻辑回归所得标准化准确率之差。",
  },
  "logit/random-intercept": {
    en:
      "Effects within cases are those of a logistic regression with a random intercept of the case.",
    zh: "病例内效应来自带病例随机截距的逻辑回归。",
  },
  "retention/fieller": {
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
  "key-position": {
    en:
      "Whether keys are spread evenly over the letters was tested by chi-square, for each number of options apart.",
    zh: "标准答案在各字母间是否均匀采用卡方检验，按选项数分别进行。",
  },
  "stress-test": {
    en:
      "What options give away without the case is the cross-validated accuracy of a penalised softmax over features of their texts, folds by case.",
    zh: "选项本身泄露的信息以选项文本特征的带惩罚 softmax 模型的交叉验证准确率衡量，按病例分折。",
  },
  "item-analysis": {
    en:
      "Questions were described by the share of runs that are right and by their correlation with the rest.",
    zh: "题目以答对的运行比例及其与其余题目的相关来描述。",
  },
  "key-suspicion": {
    en:
      "Keys were called suspect for review by physicians where runs, taken as independent voters of known accuracy, leave them unlikely (Dawid and Skene's one-coin model).",
    zh:
      "若把各运行视为准确率已知的独立投票者（Dawid-Skene 单参数模型），标准答案的可能性很低，则标为可疑并交医生复核。",
  },
  "cronbach-alpha": {
    en: "Internal consistency is Cronbach's alpha.",
    zh: "内部一致性为 Cronbach α。",
  },
  "irt/1pl-marginal": {
    en:
      "Abilities and difficulties are those of the one-parameter logistic model by marginal maximum likelihood.",
    zh: "能力与难度来自单参数逻辑模型的边际最大似然估计。",
  },
  "irt/2pl-map": {
    en:
      "Abilities, difficulties and discriminations are those of the two-parameter logistic model by maximum a posteriori.",
    zh: "能力、难度与区分度来自双参数逻辑模型的最大后验估计。",
  },
  "rasch": {
    en: "Difficulties are those of Rasch's model by conditional maximum likelihood.",
    zh: "难度来自 Rasch 模型的条件最大似然估计。",
  },
  "error-similarity": {
    en:
      "Whether runs fail alike is agreement on the options chosen beyond what their accuracies explain (κ_p).",
    zh: "各模型是否同样出错以所选选项超出准确率所能解释的一致性（κ_p）衡量。",
  },
  "option-confusion": {
    en: "Which option is chosen for which key was tested for preference of a letter by chi-square.",
    zh: "各标准答案下所选的选项以卡方检验考察字母偏好。",
  },
  "acceptability": {
    en:
      "Acceptability curves give the probability of a positive net benefit over what one more right case is worth (bivariate normal of paired cases).",
    zh: "可接受性曲线给出净收益为正的概率，横轴为多一个正确病例的价值（配对病例的二元正态）。",
  },
  "cost-per-correct": {
    en: "Cost per right answer is a ratio of totals with Fieller's interval, clustered by case.",
    zh: "每个正确回答的成本为总量之比，采用按病例聚类的 Fieller 区间。",
  },
  "ratio": {
    en: "Ratios of totals have Fieller's interval, clustered by case.",
    zh: "总量之比采用按病例聚类的 Fieller 区间。",
  },
  "latency": {
    en:
      "Quantiles of latency have order-statistic intervals; time-outs are censored, never dropped.",
    zh: "延迟分位数采用次序统计量区间；超时视为删失，绝不丢弃。",
  },
};
