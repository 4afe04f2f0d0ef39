import { textWidth } from "./_text_width.ts";

/** Room for a text. */
export interface WrapTextOptions {
  /** CSS pixels. */
  readonly width: number;
  /** CSS pixels. */
  readonly fontSize: number;
}

/**
 * Breaks a text into lines that fit: at blanks, and inside a word (a long model name) after `/`, `-`, `_`, `.` or, as a
 * last resort, anywhere. A number stays with its unit.
 */
export function wrapText(text: string, options: WrapTextOptions): string[] {
  const { width, fontSize } = options;
  const fits = (line: string) => textWidth(line, { fontSize }) <= width;
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/[^\S\u00a0]+(?!%|–|pp\b)/)) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (fits(longer)) {
      line = longer;
      continue;
    }
    if (line !== "") lines.push(line);
    const pieces = fits(word) ? [word] : breakWord(word, fits);
    lines.push(...pieces.slice(0, -1));
    line = pieces.at(-1) ?? "";
  }
  return [...lines, line];
}

function breakWord(word: string, fits: (text: string) => boolean): string[] {
  const pieces: string[] = [];
  let piece = "";
  const add = (part: string): void => {
    if (piece !== "" && !fits(piece + part)) {
      pieces.push(piece);
      piece = "";
    }
    piece += part;
  };
  for (const part of word.split(/(?<=[/\-_.:])/)) {
    if (fits(part)) add(part);
    else [...part].forEach(add);
  }
  return [...pieces, piece];
}
