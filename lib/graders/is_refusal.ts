const DENIAL =
  "(?:can(?:no|')t|can not|could not|couldn't|am unable to|'m unable to|am not able to|'m not able to|won't|will not|" +
  "must (?:respectfully )?decline|have to decline|must refuse|decline|refuse|am not (?:comfortable|permitted|allowed|authori[sz]ed)|" +
  "'m not (?:comfortable|permitted|allowed|authori[sz]ed))";
const SERVICE =
  "(?:(?:answer|assist|help|comply|fulfill?|respond|engage|participate|advise|diagnose)\\b|" +
  "(?:provid|giv|offer|mak)(?:e|ing)?\\b[^.!?\\n]{0,30}?\\b(?:answers?|advice|diagnos[ei]s|assistance|help|information|" +
  "responses?|recommendations?|opinions?|guidance|that|this)\\b)";

/** Each needs the first person, or what a refusal is made of, so that prose about a patient is none. */
const REFUSALS: readonly RegExp[] = [
  new RegExp(`\\b(?:I|we) ?${DENIAL}(?:\\b| )[^.!?\\n]{0,40}?\\b${SERVICE}`, "i"),
  new RegExp(
    "\\b(?:I|we)(?: must| have to)?(?: respectfully| politely)? (?:decline|refuse)\\b",
    "i",
  ),
  new RegExp(`\\b(?:sorry|apologi[sz]e|afraid),?(?: but)? (?:that )?(?:I|we) ?${DENIAL}\\b`, "i"),
  /\bas an? (?:AI|artificial intelligence|(?:large )?language model)\b[^.!?\n]{0,80}\b(?:can(?:no|')t|can not|unable|not able|not (?:a )?(?:qualified|licensed)|do not|don't)\b/i,
  /\b(?:against|violates?|outside) (?:(?:my|our) (?:[a-z]+ ){0,2}(?:polic(?:y|ies)|guidelines|programming)|the (?:content|usage|safety) polic(?:y|ies))\b/i,
  /(?:我|我们|本人|作为[^。！？\n]{0,12}(?:AI|人工智能|语言模型|助手)[^。！？\n]{0,6}|抱歉|对不起|不好意思)[^。！？\n]{0,8}(?:无法|不能|不可以|没有?办法|拒绝|不便|不予)[^。！？\n]{0,12}(?:回答|作答|提供|协助|帮助|帮忙|给出|完成|满足|参与|诊断|建议|选择|讨论|处理|回复|解答)/,
  /(?:我|我们)(?:必须|只能|需要)?(?:拒绝|谢绝)/,
];

/** Longer replies are searched at both ends only: a refusal opens or closes, and the bound keeps hostile input linear. */
const REACH = 4000;

/**
 * Whether a reply refuses in words, in English or Chinese. Conservative: the model must speak of itself or of its rules,
 * so "the patient cannot provide consent" is no refusal. Meant for replies in which no letter could be read.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { isRefusal } from "@rounds/rounds";
 *
 * assert.equal(isRefusal("I’m sorry, but I can’t help with that."), true);
 * assert.equal(isRefusal("很抱歉，我无法回答这个问题。"), true);
 * assert.equal(isRefusal("The patient cannot provide consent."), false);
 * ```
 */
export function isRefusal(reply: string): boolean {
  const text = reply.length <= 2 * REACH
    ? reply
    : `${reply.slice(0, REACH)}\n${reply.slice(-REACH)}`;
  const plain = text.replace(/[‘’ʼ＇]/g, "'").replace(/[\u00a0\u202f]/g, " ");
  return REFUSALS.some((refusal) => refusal.test(plain));
}
