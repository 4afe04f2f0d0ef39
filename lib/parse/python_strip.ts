/** Python's white space: Unicode white space plus U+001C-1F and U+0085, without U+FEFF. For use inside a RegExp class. */
export const PYTHON_SPACE =
  "\\t\\n\\v\\f\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";

const LEADING = new RegExp(`^[${PYTHON_SPACE}]+`);

/**
 * Trims as Python's `str.strip()` does: `String.trim` differs (it takes U+FEFF and leaves U+001C-1F and U+0085).
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { pythonStrip } from "@rounds/rounds";
 *
 * assert.equal(pythonStrip("\x1c A \x85"), "A");
 * assert.equal(pythonStrip("\ufeffA"), "\ufeffA");
 * ```
 */
export function pythonStrip(text: string): string {
  const start = LEADING.exec(text)?.[0].length ?? 0;
  let end = text.length;
  while (end > start && isPythonSpace(text.charCodeAt(end - 1))) end--;
  return text.slice(start, end);
}

/** By code unit, because a regular expression anchored at the end is quadratic on long runs of blanks. */
function isPythonSpace(code: number): boolean {
  return (code >= 0x09 && code <= 0x0d) || (code >= 0x1c && code <= 0x20) || code === 0x85 ||
    code === 0xa0 || code === 0x1680 || (code >= 0x2000 && code <= 0x200a) || code === 0x2028 ||
    code === 0x2029 || code === 0x202f || code === 0x205f || code === 0x3000;
}
