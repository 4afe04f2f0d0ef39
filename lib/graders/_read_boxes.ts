import { readLetterContent } from "./_read_letter_content.ts";

/** What a rule found: a letter, or several among which nothing decides. */
export interface FoundLetter {
  /** Upper case A-Z; null when several letters are named. */
  readonly letter: string | null;
  /** Start and end (exclusive) of the words it was read from, in UTF-16 code units. */
  readonly span: readonly [number, number];
}

/** Longer content is an argument, not an answer; the bound also keeps hostile input linear. */
const MAX_CONTENT = 400;
const BOX = /\\boxed\s{0,4}(?:\{|([A-Za-z])(?![A-Za-z]))/g;
/** The instruction's own example, repeated by some models. */
const EXAMPLE = /(?:e\. ?g\.|for example|such as|例如)[,，:：]? ?$/i;

/**
 * The last `\boxed{…}` of a reply that holds a letter, as the letter or as several; null when none does. Boxes that
 * hold something else (a dose, a diagnosis) are passed over.
 */
export function readBoxes(reply: string): FoundLetter | null {
  let last: FoundLetter | null = null;
  for (const match of reply.matchAll(BOX)) {
    const start = match.index;
    const bare = match[1];
    const open = start + match[0].length;
    const end = bare === undefined ? afterClosingBrace(reply, open) : open;
    if (end === null || EXAMPLE.test(reply.slice(Math.max(0, start - 16), start))) continue;
    const letter = readLetterContent(bare ?? reply.slice(open, end - 1), { withText: true });
    if (letter !== undefined) last = { letter, span: [start, end] };
  }
  return last;
}

function afterClosingBrace(reply: string, open: number): number | null {
  let depth = 1;
  const limit = Math.min(reply.length, open + MAX_CONTENT);
  for (let at = open; at < limit; at++) {
    const character = reply[at];
    if (character === "{") depth++;
    if (character === "}" && --depth === 0) return at + 1;
  }
  return null;
}
