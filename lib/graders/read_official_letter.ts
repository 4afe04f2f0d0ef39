import { PYTHON_WORD } from "../parse/python_pattern.ts";
import { PYTHON_SPACE, pythonStrip } from "../parse/python_strip.ts";
import type { LetterReading } from "./letter_reading.ts";

/** The rule of the reference evaluator that found a letter. */
export type OfficialRule =
  /** `\boxed{X}`, the first one. */
  | "boxed"
  /** After the word answer, option or choice. */
  | "phrase"
  /** The last line that is one letter. */
  | "line"
  /** The last capital that stands alone as a word. */
  | "capital";

/** Under Python's IGNORECASE, `[A-J]` also takes the dotted capital and the dotless small i. */
const LETTER = "A-Ja-j\\u0130\\u0131";
const I = "iI\\u0130\\u0131";
const S = "sS\\u017f";

const BOXED = new RegExp(
  `\\\\[bB][oO][xX][eE][dD]\\{[${PYTHON_SPACE}]*([${LETTER}])[${PYTHON_SPACE}]*\\}`,
);

/** `selected option` needs no branch for the letter, since `option` stands in it, but its match starts earlier. */
const KEYWORD = new RegExp(
  [
    "[aA][nN][sS\\u017f][wW][eE][rR]",
    `(?:[${S}][eE][lL][eE][cC][tT][eE][dD] )?[oO][pP][tT][${I}][oO][nN]`,
    `[cC][hH][oO][${I}][cC][eE]`,
  ].join("|"),
  "g",
);

const FILLER = new RegExp(`[:\\-${I}${S}${PYTHON_SPACE}]*`, "y");
const ALONE = new RegExp(`[${LETTER}](?![${PYTHON_WORD}])`, "uy");
const LETTER_LINE = new RegExp(`^[${LETTER}][${PYTHON_SPACE}.)]*$`);
const CAPITAL = new RegExp(`(?<![${PYTHON_WORD}])[A-J](?![${PYTHON_WORD}])`, "gu");

/**
 * Reads the option letter as `extractOfficialLetter` does, and says which rule found it and where.
 *
 * The published rules end with a fifth, a reply that is one letter; the rule for a line that is one letter always
 * finds it first. A dotted capital i comes back as it is, as it does from the reference.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { readOfficialLetter } from "@rounds/rounds";
 *
 * assert.deepEqual(readOfficialLetter("I think B"), { letter: "B", rule: "capital", span: [8, 9] });
 * ```
 */
export function readOfficialLetter(reply: string): LetterReading<OfficialRule> | null {
  return readBoxed(reply) ?? readPhrase(reply) ?? readLine(reply) ?? readCapital(reply);
}

function readBoxed(reply: string): LetterReading<OfficialRule> | null {
  const match = BOXED.exec(reply);
  const letter = match?.[1];
  if (match === null || letter === undefined) return null;
  return reading(letter, "boxed", match.index, match.index + match[0].length);
}

/**
 * The published expression backtracks over the filler, which is quadratic on long ones. Its first success is always
 * the rightmost lone letter among the filler's characters and the one after it: look there, from the right.
 */
function readPhrase(reply: string): LetterReading<OfficialRule> | null {
  for (const match of reply.matchAll(KEYWORD)) {
    const start = match.index + match[0].length;
    FILLER.lastIndex = start;
    const filler = FILLER.exec(reply)?.[0].length ?? 0;
    for (let at = start + filler; at >= start; at--) {
      ALONE.lastIndex = at;
      const letter = ALONE.exec(reply)?.[0];
      if (letter !== undefined) return reading(letter, "phrase", match.index, at + 1);
    }
  }
  return null;
}

function readLine(reply: string): LetterReading<OfficialRule> | null {
  for (let end = reply.length, start = 0; end >= 0; end = start - 1) {
    start = end === 0 ? 0 : reply.lastIndexOf("\n", end - 1) + 1;
    const line = reply.slice(start, end);
    const stripped = pythonStrip(line);
    if (LETTER_LINE.test(stripped)) {
      const from = start + line.indexOf(stripped);
      return reading(stripped.slice(0, 1), "line", from, from + stripped.length);
    }
  }
  return null;
}

function readCapital(reply: string): LetterReading<OfficialRule> | null {
  let last: RegExpExecArray | null = null;
  for (const match of reply.matchAll(CAPITAL)) last = match;
  return last === null ? null : reading(last[0], "capital", last.index, last.index + 1);
}

function reading(
  letter: string,
  rule: OfficialRule,
  start: number,
  end: number,
): LetterReading<OfficialRule> {
  return { letter: letter.toUpperCase(), rule, span: [start, end] };
}
