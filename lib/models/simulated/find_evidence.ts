import { criterionWords } from "./criterion_words.ts";

/** Share of a criterion's words that one sentence of the answer must hold. */
const ENOUGH = 0.8;
const EMPTY_WORDS = new Set(
  "a an and are as at be by for from has have if in is it its of on or so that the their them then they this to was will with you your"
    .split(" "),
);
const NEGATION = /\b(?:no|not|never|without|against|cannot|neither|nor)\b|n['’]t\b|[不没勿别未无]/i;
/** Single characters that hardly tell two Chinese sentences apart. */
const EMPTY_CHARACTERS = /[的了是在和与及或也都要就会可以]/g;

/**
 * The first sentence of the answer that says what the criterion asks for, letter for letter; null when none does. A crude
 * reading by shared words (of Chinese, pairs of characters) that sees no further than whether something is negated: good
 * enough for answers made from the same words, and for nothing else.
 *
 * @internal
 */
export function findEvidence(criterion: string, answer: string): string | null {
  const { core } = criterionWords(criterion);
  const wanted = contentWords(core);
  if (wanted.size === 0) return null;
  const negated = NEGATION.test(core);
  const found = sentences(answer).find((sentence) => {
    if (NEGATION.test(sentence) !== negated) return false;
    return wanted.intersection(contentWords(sentence)).size >= ENOUGH * wanted.size;
  });
  return found ?? null;
}

/** A full stop between digits, as in 38.4, ends no sentence. */
function sentences(text: string): readonly string[] {
  return text.split(/(?<=[.!?])\s+|(?<=[。！？])|\n+/).map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== "");
}

function contentWords(text: string): ReadonlySet<string> {
  const words = new Set<string>();
  for (
    const [word] of text.toLowerCase().matchAll(
      /[\p{Script=Latin}\d]+(?:[-.'’][\p{Script=Latin}\d]+)*/gu,
    )
  ) {
    if (!EMPTY_WORDS.has(word)) words.add(word);
  }
  for (const [run] of text.matchAll(/[\u4E00-\u9FFF]+/g)) {
    const characters = [...run.replace(EMPTY_CHARACTERS, "")];
    if (characters.length === 1) words.add(characters.join(""));
    characters.slice(1).forEach((character, index) =>
      words.add(`${characters[index]}${character}`)
    );
  }
  return words;
}
