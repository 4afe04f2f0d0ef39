import { pythonPattern } from "./python_pattern.ts";

/** In such text JavaScript's own classes, boundaries and cases are Python's. */
const PLAIN = /^[\x20-\x7e]*$/;

/**
 * Whether a text matches, as `pythonPattern(source).test` says it. Plain text is asked by JavaScript's own expression, which is
 * made several times as fast: the exact one spells out all of Unicode's letters.
 */
export function pythonTest(source: string): (text: string) => boolean {
  let plain: RegExp | null = null;
  let exact: RegExp | null = null;
  return (text) =>
    PLAIN.test(text)
      ? (plain ??= new RegExp(source, "i")).test(text)
      : (exact ??= pythonPattern(source)).test(text);
}
