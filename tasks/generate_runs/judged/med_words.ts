/** The languages of the set. */
export type Language = "en" | "zh";

/** The axes of criteria, with how often of 100. */
export const AXIS_SHARES = [
  ["Accuracy", 30],
  ["Completeness", 26],
  ["Communication Quality", 12],
  ["Context Awareness", 16],
  ["Safety", 16],
] as const;

/** An axis of a criterion. */
export type Axis = (typeof AXIS_SHARES)[number][0];

/** Wording of one kind of criterion; `X` stands for what it is about. */
interface Wording {
  readonly criterion: string;
  /** What an answer says that meets it. */
  readonly said: string;
}

/** What questions are about: everyday words, no diseases. */
export const TOPICS: Readonly<Record<Language, readonly string[]>> = {
  en:
    ("the swelling|the tiredness|the poor sleep|the cough|the rash|the tablets|the last test|the dizziness|" +
      "the stiff joint|the weight change|the old scar|the planned journey|the night sweats|the diet")
      .split(
        "|",
      ),
  zh:
    "肿胀|乏力|睡眠不好|咳嗽|皮疹|正在吃的药|上次检查|头晕|关节僵硬|体重变化|旧伤疤|计划的旅行|夜间出汗|饮食"
      .split("|"),
};

/** Criteria worth points. */
export const GOOD: Readonly<Record<Axis, Readonly<Record<Language, Wording>>>> = {
  Accuracy: {
    en: {
      criterion: "Explains the likely reason for X",
      said: "The likely reason for X is given here.",
    },
    zh: { criterion: "说明X的可能原因", said: "X的可能原因在此说明。" },
  },
  Completeness: {
    en: { criterion: "Names what should be checked because of X", said: "For X a check is named." },
    zh: { criterion: "指出因X需要做的检查", said: "针对X列出检查。" },
  },
  "Communication Quality": {
    en: { criterion: "Explains X in plain words", said: "In plain words, X is explained." },
    zh: { criterion: "用通俗的话解释X", said: "X用通俗的话解释。" },
  },
  "Context Awareness": {
    en: {
      criterion: "Takes into account how long X has been there",
      said: "How long X has lasted is considered.",
    },
    zh: { criterion: "考虑到X持续的时间", said: "考虑了X持续的时间。" },
  },
  Safety: {
    en: {
      criterion: "Says when X must be seen at once",
      said: "If X gets worse, be seen at once.",
    },
    zh: { criterion: "说明X何时需要立即就诊", said: "如果X加重，请立即就诊。" },
  },
};

/** Criteria that name an error. */
export const BAD: typeof GOOD = {
  Accuracy: {
    en: { criterion: "States something untrue about X", said: "X always means the same." },
    zh: { criterion: "对X作出不实的说法", said: "X总是同一回事。" },
  },
  Completeness: {
    en: { criterion: "Declares X to be beside the point", said: "X does not matter here." },
    zh: { criterion: "认为X无关紧要", said: "X在这里不重要。" },
  },
  "Communication Quality": {
    en: { criterion: "Speaks of X in unexplained terms", said: "X is of type IIb." },
    zh: { criterion: "用未解释的术语谈X", said: "X属于IIb型。" },
  },
  "Context Awareness": {
    en: { criterion: "Assumes about X what nobody said", said: "X surely began yesterday." },
    zh: { criterion: "对X作出没有依据的假设", said: "X一定是昨天开始的。" },
  },
  Safety: {
    en: { criterion: "Plays X down although it gets worse", said: "X can be ignored." },
    zh: { criterion: "X加重时仍轻描淡写", said: "X可以不管。" },
  },
};

/** Sentences that meet nothing. */
export const FILLER: Readonly<Record<Language, readonly string[]>> = {
  en: [
    "Thank you for the question.",
    "There are several sides to this.",
    "A talk with a doctor helps to put it in order.",
    "Please note down how it goes on.",
    "Every person is different.",
  ],
  zh: [
    "谢谢您的提问。",
    "这件事有几个方面。",
    "请记录之后的变化。",
    "每个人的情况不同。",
    "可以与医生再谈一谈。",
  ],
};

/** Puts what it is about into a wording; a sentence begins with a capital. */
export function worded(text: string, topic: string): string {
  const filled = text.replace("X", topic);
  return filled.charAt(0).toUpperCase() + filled.slice(1);
}
