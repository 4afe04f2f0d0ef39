/**
 * How a criterion begins, and what of that beginning becomes of it in the mouth of someone who answers. The first that
 * fits is taken: longer beginnings stand before those they begin with.
 */
const BEGINNINGS: readonly (readonly [pattern: RegExp, spoken: string])[] = [
  [/^(?:states|explains|says|notes|mentions|adds|points out|claims|suggests) that\s+/i, ""],
  [/^warns that\s+/i, "please be aware that "],
  [/^reassures that\s+/i, "rest assured that "],
  [/^(explains|describes) (?=why|how)/i, "let me explain "],
  [/^asks\s+/i, "please tell me "],
  [/^(advise|recommend|suggest|mention|urge|prescribe|offer|list|name)s\s+/i, "I $1 "],
  [/^warns\s+/i, "I warn you "],
  [/^(?:指出|说明|告知|解释|强调)[：:，,]?/, ""],
  [/^认为[：:，,]?/, "我认为"],
  [/^询问/, "请告诉我"],
  [/^提醒/, "提醒您"],
  [/^(?:安慰说|安慰)[：:，,]?/, "请放心，"],
];
const SUBJECT =
  /^(?:the )?(?:answer|response|reply|model)\s+|^(?:回答|回复|该回答|该回复|模型)(?:中)?/i;

/**
 * A criterion taken apart.
 *
 * @internal
 */
export interface CriterionWords {
  /** What it is about, without "States that" or "建议": the words a judge looks for. */
  readonly core: string;
  /** A sentence that meets it, as one would say it to the person who asked. */
  readonly sentence: string;
}

/**
 * Turns a criterion ("Advises seeing a doctor today") into a sentence that meets it ("I advise seeing a doctor today.").
 * A criterion that begins in no known way is said as it stands.
 *
 * @internal
 */
export function criterionWords(criterion: string): CriterionWords {
  const statement = criterion.trim().replace(SUBJECT, "").replace(/[\s.。]+$/, "")
    .replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase());
  const beginning = BEGINNINGS.find(([pattern]) => pattern.test(statement));
  const core = beginning === undefined ? statement : statement.replace(beginning[0], "");
  const spoken = beginning === undefined ? statement : statement.replace(...beginning);
  const end = /^[\u4E00-\u9FFF]/.test(statement) ? "。" : ".";
  // A Chinese "advises" is the same word in the first person, so it stays in the sentence and is no content.
  return {
    core: core.replace(/^建议/, ""),
    sentence: `${spoken.slice(0, 1).toUpperCase()}${spoken.slice(1)}${end}`,
  };
}
