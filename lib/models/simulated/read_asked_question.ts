import type { AskedQuestion } from "./types.ts";

const QUESTION_MARK = "* Question:";
const OPTIONS_MARK = "* Options:";
const OPTION_LINE = /^\s*\(?([A-Z])[.)]\s+(.*)$/;

/**
 * Finds the multiple-choice question in a prompt: its option lines (`A. text`, from A upwards), and the text before
 * them, after the last `* Question:` where there is one. Null when no two options are offered.
 *
 * @internal
 */
export function readAskedQuestion(prompt: string): AskedQuestion | null {
  const asked = prompt.lastIndexOf(QUESTION_MARK);
  const start = asked === -1 ? 0 : asked + QUESTION_MARK.length;
  const offered = prompt.indexOf(OPTIONS_MARK, start);
  const questionEnd = offered === -1 ? firstOption(prompt, start) : offered;
  if (questionEnd === -1) return null;
  const optionsStart = offered === -1 ? questionEnd : offered + OPTIONS_MARK.length;

  const options: Record<string, string> = {};
  let next = "A";
  for (const line of prompt.slice(optionsStart).split("\n")) {
    const option = OPTION_LINE.exec(line);
    if (option?.[1] === next) {
      options[next] = (option[2] ?? "").trim();
      next = String.fromCharCode(next.charCodeAt(0) + 1);
    } else if (line.trim() === "" && next !== "A") break;
  }
  if (Object.keys(options).length < 2) return null;
  return { question: prompt.slice(start, questionEnd).trim(), options };
}

function firstOption(prompt: string, start: number): number {
  const found = /^\s*\(?A[.)]\s/m.exec(prompt.slice(start));
  return found === null ? -1 : start + found.index;
}
