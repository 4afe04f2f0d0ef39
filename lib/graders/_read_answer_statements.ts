import { asciiLetter } from "./_ascii_letter.ts";
import type { FoundLetter } from "./_read_boxes.ts";

/** How the reply ended. */
export interface ReadAnswerStatementsOptions {
  /** False when the token limit cut the reply: its end is then no end of a sentence. */
  readonly complete: boolean;
}

const raw = String.raw;
const MARK = raw`[*_\x60~"'“”‘’]`;
const OPEN = raw`(?:[\s*_\x60~"'“”‘’$(（【<#{\[]|\\(?:text|math)[a-z]{0,3}\{){0,16}`;
const CLOSE = raw`[*_\x60~"'”’$)}\]）】]`;
const QUALITY =
  "(?:final|correct|best|right|selected|chosen|preferred|my|most (?:appropriate|likely|suitable))";
const SURELY = "(?: therefore| thus| then| clearly| definitely| likely| most likely| probably)?";

/** Words after which the letter stands, their verb included: "the answer is not C" has none after "is". */
const LEADS: readonly RegExp[] = [
  new RegExp(
    raw`\b(?:${QUALITY} {1,2}){0,3}(?:answer|${QUALITY} {1,2}(?:option|choice|letter|selection|response))` +
      raw`(?: (?:choice|option|letter|here))?(?: to (?:this|the) question)?(?:,? (?:therefore|thus|then),?)?` +
      raw`${MARK}{0,4}[ \t]{0,4}(?:[:：=]|→|->|[-–—] |(?:is|would be|should be|must be|remains)\b${SURELY},?[ \t]{0,2}[:：]?)`,
    "gi",
  ),
  new RegExp(raw`\bfinal${MARK}{0,4} ?[:：]|<(?:final[_ ]?)?answer>`, "gi"),
  new RegExp(raw`^[#*_ \t]{0,8}(?:final |correct |my )?answer[*_ \t]{0,6}\n`, "gim"),
  new RegExp(
    raw`\b(?:I|we)(?:['’]d|['’]ll| would| will| am|['’]m)?${SURELY} ` +
      raw`(?:choose|select|pick|go with|going with|choosing|selecting|answer(?: with)?)[:：]?[ \t]{1,2}`,
    "gi",
  ),
  /(?:(?:最终|正确|最佳|我的|参考)的?(?:答案|选项|选择)|答案)(?:应该|应当|应|就|便)?(?:[:：]|[是为][:：]?|选择?|[-—→])/g,
  /选择?(?:答案|选项|项)?[:：]?/g,
];

const LETTER = new RegExp(
  raw`${OPEN}(?:(?:[Oo]ption|[Cc]hoice|[Ll]etter|选项)[ \t]{0,2})?${OPEN}([A-Za-jＡ-Ｚ])(?![\p{L}\p{N}_]|\p{M})`,
  "uy",
);

/** "C is the correct answer", at the start of a clause: "vitamin C is the best choice" is none. */
const LETTER_FIRST = new RegExp(
  raw`(?:^|[.!?:;,\n(*"“]|\b(?:[Oo]ption|[Cc]hoice|[Ss]o|[Tt]hus|[Tt]herefore|[Hh]ence|[Tt]hat))[ \t*_("“]{0,4}` +
    raw`([A-Z])[)*_.”"]{0,4} is${SURELY} the (?:single )?${QUALITY} (?:answer|option|choice)\b`,
  "g",
);

const LETTER_FIRST_CHINESE =
  /(?:^|[。，,；;：:\s]|选项|因此|所以|故)([A-ZＡ-Ｚ])(?:选项|项)?[是为](?:最终|正确|最佳)的?(?:答案|选项|选择)/g;

/** Somebody else's words, a condition or a denial, in the same clause. */
const HEDGE = new RegExp(
  raw`(?:\b(?:if|whether|unless|suppos(?:e|ing)|assuming|could|not|n['’]t|neither|nor|some (?:may |might |would )?(?:say|think|argue))\b` +
    raw`(?:(?!\b(?:but|so|thus|therefore|hence)\b)[^.!?,;\n]){0,24}|(?:如果|若|假如|是否|[不勿非莫][^。，,；;\n]{0,2}))$`,
  "i",
);

/** A second letter named in the same breath. `I` is left to the first person. */
const SEVERAL = new RegExp(
  raw`^${CLOSE}{0,6} {0,2}(?:[,，、/&+]|(?:and|or)\b|和|或者?|与|以?及) {0,2}(?:and |or )?(?:[Oo]ption )?[*_(（]{0,3}` +
    raw`(?:[A-HJ]|I(?! \p{Ll}))(?![\p{L}\p{N}_'’-])`,
  "u",
);

/** What may follow a letter that stands for an option, and not for a word, a vitamin or an organism. */
const AFTER: readonly RegExp[] = [
  new RegExp(raw`^${CLOSE}{0,8}[ \t]{0,8}\r?\n`, "u"),
  new RegExp(raw`^${CLOSE}{1,8}(?:$|[\s.,;:!。，；：、！—–(（<-]|\p{Script=Han})`, "u"),
  /^[.．](?! {0,2}\p{Ll}|[\p{L}\p{N}][.．]|\p{N})/u,
  /^[:：;；!！。、,，)）\]】]/u,
  /^ {1,2}[(（]/u,
  /^ {0,2}[—–](?![\p{L}\p{N}](?![\p{L}\p{N}]))|^ {1,2}- /u,
  /^ {1,2}(?:because|since|as|for|due to|given|based on|which|is (?:the )?(?:correct|best|right))\b/u,
  /^(?:项|选项)|^ {1,2}\p{Script=Han}/u,
  /^\s{0,4}<\//u,
];
const AFTER_SMALL = /^[.．)）*_\x60"'\]]{0,6}[ \t]{0,8}(?:\r?\n|$)|^\s{0,4}<\//u;
const ENDS = /^[.．]?\s*$/u;
/** Characters read after a letter: the bound keeps the search linear. */
const REACH = 64;

/**
 * The last explicit statement of the answer in a reply ("Final answer: C", "The answer is **C**.", "I choose C",
 * "C is the correct answer", "答案是C", "故选C"), as the letter or as several; null when there is none.
 *
 * The letter must stand alone and be followed by an end, by punctuation or by a reason, so that "the answer is a benign
 * lesion", "Answer: B cell lymphoma" and "Answer: E. coli" state none. A small letter counts only after a colon and at
 * the end of its line. Conditions, denials and other people's opinions are passed over.
 */
export function readAnswerStatements(
  reply: string,
  options: ReadAnswerStatementsOptions,
): FoundLetter | null {
  let last: FoundLetter | null = null;
  const consider = (found: FoundLetter | null): void => {
    if (found !== null && (last === null || found.span[1] > last.span[1])) last = found;
  };
  for (const lead of LEADS) {
    for (const match of reply.matchAll(lead)) {
      if (!isHedged(reply, match.index)) consider(readAfterLead(reply, match, options));
    }
  }
  for (const letterFirst of [LETTER_FIRST, LETTER_FIRST_CHINESE]) {
    for (const match of reply.matchAll(letterFirst)) {
      const letter = match[1];
      if (letter === undefined || isHedged(reply, match.index + 1)) continue;
      const span = [match.index, match.index + match[0].length] as const;
      consider({ letter: asciiLetter(letter), span });
    }
  }
  return last;
}

function isHedged(reply: string, at: number): boolean {
  return HEDGE.test(reply.slice(Math.max(0, at - 40), at));
}

function readAfterLead(
  reply: string,
  lead: RegExpExecArray,
  { complete }: ReadAnswerStatementsOptions,
): FoundLetter | null {
  LETTER.lastIndex = lead.index + lead[0].length;
  const letter = LETTER.exec(reply)?.[1];
  if (letter === undefined) return null;
  const end = LETTER.lastIndex;
  const rest = reply.slice(end, end + REACH);
  const span = [lead.index, end] as const;
  const isCut = !complete && end + REACH > reply.length;
  if (isCut && ENDS.test(rest)) return null;
  if (/[a-z]/.test(letter)) {
    const isStated = /[:：=>\n]$/.test(lead[0]) && AFTER_SMALL.test(rest);
    return isStated ? { letter: asciiLetter(letter), span } : null;
  }
  if (SEVERAL.test(rest)) return { letter: null, span };
  const isAlone = ENDS.test(rest) || AFTER.some((pattern) => pattern.test(rest));
  return isAlone ? { letter: asciiLetter(letter), span } : null;
}
