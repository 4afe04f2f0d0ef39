/** How much of a text is trusted. */
export interface ParseJsonOptions {
  /** Most levels of arrays and objects; 100 unless told. */
  readonly maxDepth?: number;
}

/**
 * Parses JSON that others wrote: refuses what is nested deeper than `maxDepth`, before anything is built from it, and drops
 * keys named `__proto__`, which code that copies or merges objects would take for their prototype.
 *
 * Throws a SyntaxError for what is no JSON, a RangeError for what is nested too deep.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { parseJson } from "@rounds/rounds";
 *
 * assert.deepEqual(parseJson('{"a":[1],"__proto__":{"b":2}}'), { a: [1] });
 * assert.throws(() => parseJson("[[[1]]]", { maxDepth: 2 }), /nested deeper than 2 levels/);
 * ```
 */
export function parseJson(text: string, options: ParseJsonOptions = {}): unknown {
  const { maxDepth = 100 } = options;
  if (isDeeper(text, maxDepth)) {
    throw new RangeError(`it is nested deeper than ${maxDepth} levels`);
  }
  // A reviver visits every value: it is used only where the key occurs, in whatever way it is written.
  return /"(?:_|\\u005[fF]){2}(?:p|\\u0070)/.test(text)
    ? JSON.parse(text, dropPrototype)
    : JSON.parse(text);
}

/** As a reviver: a value of undefined takes the key away. */
function dropPrototype(key: string, value: unknown): unknown {
  return key === "__proto__" ? undefined : value;
}

/** Counts brackets outside strings. */
function isDeeper(text: string, maxDepth: number): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x22) at = endOfString(text, at);
    else if (code === 0x5b || code === 0x7b) {
      if (++depth > maxDepth) return true;
    } else if (code === 0x5d || code === 0x7d) depth--;
  }
  return false;
}

/** Index of the closing quote of a string that opens at `from`. */
function endOfString(text: string, from: number): number {
  let at = text.indexOf('"', from + 1);
  while (at >= 0) {
    let slashes = 0;
    while (text.charCodeAt(at - 1 - slashes) === 0x5c) slashes++;
    if (slashes % 2 === 0) return at;
    at = text.indexOf('"', at + 1);
  }
  return text.length;
}
