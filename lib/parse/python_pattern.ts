import { PYTHON_SPACE } from "./python_strip.ts";

/** What Python's `re` calls a word character: a letter, a number or the underscore, no combining marks. For use inside a class, with the `u` flag. */
export const PYTHON_WORD = "\\p{L}\\p{N}_";

/**
 * Letters whose other case is not their ASCII partner alone. Python's `re.IGNORECASE` takes the dotted and the dotless
 * i for `i`, the long s for `s` and the Kelvin sign for `k`; JavaScript's `iu` flags take only the last two.
 */
const EXTRA_CASES: Readonly<Record<string, string>> = {
  i: "\\u0130\\u0131",
  k: "\\u212a",
  s: "\\u017f",
};

const BOUNDARY =
  `(?:(?<=[${PYTHON_WORD}])(?![${PYTHON_WORD}])|(?<![${PYTHON_WORD}])(?=[${PYTHON_WORD}]))`;

/**
 * A JavaScript expression that matches what `re.compile(source, re.IGNORECASE)` matches in Python, for the plain part
 * of the language: literals, classes without ranges, groups, `|`, quantifiers, `.`, `\s` and `\b`.
 * JavaScript's own `\s`, `\b`, `.` and `i` flag each differ from Python's outside ASCII.
 *
 * Throws a SyntaxError for an escape it does not know.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { pythonPattern } from "@rounds/rounds";
 *
 * assert.equal(pythonPattern("\\bCT\\b").test("ct scan"), true);
 * assert.equal(pythonPattern("\\bCT\\b").test("éCT"), false);
 * assert.equal(pythonPattern("clinical\\s+eval").test("CLINICAL\x1cEval"), true);
 * ```
 */
export function pythonPattern(source: string): RegExp {
  let pattern = "";
  let inClass = false;
  for (const token of source.match(/\\[\s\S]|[\s\S]/g) ?? []) {
    if (token.startsWith("\\")) pattern += translateEscape(token, inClass);
    else if (/^[a-z]$/i.test(token)) {
      pattern += inClass ? bothCases(token) : `[${bothCases(token)}]`;
    } else if (token === "." && !inClass) pattern += "[^\\n]";
    else pattern += token;
    if (token === "[") inClass = true;
    if (token === "]") inClass = false;
  }
  return new RegExp(pattern, "u");
}

function bothCases(letter: string): string {
  const lower = letter.toLowerCase();
  return lower + letter.toUpperCase() + (EXTRA_CASES[lower] ?? "");
}

function translateEscape(token: string, inClass: boolean): string {
  if (token === "\\s") return inClass ? PYTHON_SPACE : `[${PYTHON_SPACE}]`;
  if (token === "\\b" && !inClass) return BOUNDARY;
  throw new SyntaxError(`Cannot translate the expression escape ${token}, expected \\s or \\b`);
}
