import type { LetterReading } from "./letter_reading.ts";
import { readAnswerStatements } from "./_read_answer_statements.ts";
import { type FoundLetter, readBoxes } from "./_read_boxes.ts";
import { readLetterContent } from "./_read_letter_content.ts";

/** The rule of the strict reading that found a letter. */
export type StrictRule =
  /** The last box that holds a letter. */
  | "boxed"
  /** The last sentence that states the answer. */
  | "statement"
  /** The last line is one letter. */
  | "last_line"
  /** The first line is one letter, and what follows explains it. */
  | "first_line"
  /** The whole reply is one line that opens with the letter, as options are written. */
  | "only_line";

/** What a strict reading may accept. */
export interface StrictLetterOptions {
  /** Letters offered; A to J unless told. */
  readonly letters?: readonly string[];
  /** False when the token limit cut the reply: a bare letter that ends it may be the start of a word. True unless told. */
  readonly complete?: boolean;
}

/** Characters of a line that may be one letter, and of a reply that may be one option. */
const MAX_LINE = 60;
const MAX_REPLY = 400;
const ALL_LETTERS: readonly string[] = [..."ABCDEFGHIJ"];

/**
 * Reads the option letter a reply commits to, or null when it commits to none: never a letter from prose.
 *
 * The last `\boxed{…}` that holds a letter decides (`\text{}` and the like, parentheses, a full stop and the option's
 * text after it are tolerated). Without one, the last explicit statement does ("Final answer: C", "The answer is **C**.",
 * "答案是C", a last line that is one letter). Where a model contradicts itself the later word counts. A last word
 * that names several letters, or one that is not offered, gives null: an earlier one is not dug out.
 *
 * Organisms are not letters: "Answer: E. coli" gives none.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { extractStrictLetter } from "@rounds/rounds";
 *
 * assert.equal(extractStrictLetter("\\boxed{A}? No: \\boxed{\\text{C. Vitamin D}}")?.letter, "C");
 * assert.deepEqual(extractStrictLetter("So the answer is **B**."), {
 *   letter: "B",
 *   rule: "statement",
 *   span: [7, 20],
 * });
 * assert.equal(extractStrictLetter("The answer is a benign lesion."), null);
 * assert.equal(extractStrictLetter("\\boxed{F}", { letters: ["A", "B"] }), null);
 * ```
 */
export function extractStrictLetter(
  reply: string,
  options: StrictLetterOptions = {},
): LetterReading<StrictRule> | null {
  const { letters = ALL_LETTERS, complete = true } = options;
  const boxed = readBoxes(reply);
  if (boxed !== null) return accept(boxed, "boxed", letters);
  const statement = readAnswerStatements(reply, { complete });
  const last = readLastLine(reply, complete);
  if (last !== null && (statement === null || last.span[0] >= statement.span[1])) {
    return accept(last, "last_line", letters);
  }
  if (statement !== null) return accept(statement, "statement", letters);
  const first = readFirstLine(reply);
  if (first !== null) return accept(first, "first_line", letters);
  const only = readOnlyLine(reply);
  return only === null ? null : accept(only, "only_line", letters);
}

function accept(
  { letter, span }: FoundLetter,
  rule: StrictRule,
  letters: readonly string[],
): LetterReading<StrictRule> | null {
  return letter === null || !letters.includes(letter) ? null : { letter, rule, span };
}

/** The end of a cut reply is no letter unless a mark closes it. */
function readLastLine(reply: string, complete: boolean): FoundLetter | null {
  const end = reply.trimEnd().length;
  const start = reply.lastIndexOf("\n", end - 1) + 1;
  if (!complete && /[\p{L}\p{N}.]$/u.test(reply.slice(Math.max(0, end - 2), end))) return null;
  return readLine(reply, start, end);
}

function readFirstLine(reply: string): FoundLetter | null {
  const start = reply.length - reply.trimStart().length;
  const end = reply.indexOf("\n", start);
  return end === -1 ? null : readLine(reply, start, end);
}

/** A small letter is read only where it is the whole reply; several letters on a line are no statement. */
function readLine(reply: string, start: number, end: number): FoundLetter | null {
  if (end - start > MAX_LINE) return null;
  const line = reply.slice(start, end).trim();
  const letter = readLetterContent(line, { withText: false });
  const isSmall = /(?<![a-z])[a-z](?![a-z])/.test(line) && reply.trim() !== line;
  if (letter === undefined || letter === null || isSmall) return null;
  const from = start + reply.slice(start, end).indexOf(line);
  return { letter, span: [from, from + line.length] };
}

/** A reply that is no more than a letter has been judged as a line already. */
function readOnlyLine(reply: string): FoundLetter | null {
  const text = reply.trim();
  if (text.length > MAX_REPLY || text.includes("\n")) return null;
  if (readLetterContent(text, { withText: false }) !== undefined) return null;
  const letter = readLetterContent(text, { withText: true });
  const start = reply.indexOf(text);
  return letter === undefined ? null : { letter, span: [start, start + text.length] };
}
