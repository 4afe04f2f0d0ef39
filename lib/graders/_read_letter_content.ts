import { asciiLetter } from "./_ascii_letter.ts";

/** What may stand beside the letter. */
export interface ReadLetterContentOptions {
  /** Whether the option's own text may follow, as in `C. Vitamin D`. */
  readonly withText: boolean;
}

/** Formatting commands that may wrap a letter. */
const COMMAND =
  /\\(?:text|math|bf|rm|it|sf|tt|bm|boldsymbol|displaystyle|large|Large|quad|[,;:! ])[a-z]*/g;
const DECORATION = /[{}$*_`~"'“”‘’]/g;

const SINGLE =
  /^(?:(?:the |final |correct |best )*(?:option|choice|answer)(?: is)? ?[:：]? ?|(?:答案|选项)[是为]? ?[:：]? ?)?[(（[【]? ?([A-Za-zＡ-Ｚａ-ｚ]) ?[.．。,，:：;；、!！)）\]】 ]*(?:项|选项)?$/i;

/** A full stop before a small letter abbreviates an organism (`E. coli`), before a further initial a name. */
const WITH_TEXT =
  /^(?:[Oo]ption |选项)?(?:[(（[【] ?([A-ZＡ-Ｚ]) ?[)）\]】]|([A-ZＡ-Ｚ]) ?(?:[)）\]】:：、]|[-–—] |[.．](?! ?\p{Ll}|[\p{L}\p{N}][.．])))/u;

const SEVERAL =
  /^[(（[]?[A-J][)）\]]? ?(?:[,，、/&+;；]|and |or |和|或|与|以?及) ?(?:and |or )?[(（[]?[A-J](?![A-Za-z0-9])|^[A-J]{2,5}$/;

/**
 * The one letter that a short text is, decoration apart: upper case; null when it names several, undefined when it is
 * something else.
 */
export function readLetterContent(
  content: string,
  options: ReadLetterContentOptions,
): string | null | undefined {
  const flat = content.replace(COMMAND, " ").replace(DECORATION, " ").replace(/\s+/g, " ").trim();
  if (SEVERAL.test(flat)) return null;
  const match = SINGLE.exec(flat) ?? (options.withText ? WITH_TEXT.exec(flat) : null);
  const letter = match?.[1] ?? match?.[2];
  return letter === undefined ? undefined : asciiLetter(letter);
}
