/** Bare words and numbers; anything else is told apart by its first character. */
const SCALAR = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

/**
 * Offset of the first character at which a text stops being JSON (its length when it ends too early), or null when it is JSON.
 * The engine's own message gives no position for most mistakes.
 */
export function jsonErrorOffset(text: string): number | null {
  const open: ("{" | "[")[] = [];
  let at = skipBlanks(text, 0);
  // What may come next: a value, a value or the end of an array, a key, a key or the end of an object, or what follows a value.
  let next: "value" | "first_value" | "key" | "first_key" | "after" = "value";
  for (;;) {
    const character = text[at];
    if (next === "after") {
      const inside = open.at(-1);
      if (inside === undefined) return at === text.length ? null : at;
      if (character === (inside === "{" ? "}" : "]")) open.pop();
      else if (character === ",") next = inside === "{" ? "key" : "value";
      else return at;
      at++;
    } else if (next === "key" || next === "first_key") {
      if (next === "first_key" && character === "}") {
        open.pop();
        next = "after";
        at++;
      } else {
        const end = skipString(text, at);
        if (end < 0) return -end - 1;
        at = skipBlanks(text, end);
        if (text[at] !== ":") return at;
        next = "value";
        at++;
      }
    } else if (next === "first_value" && character === "]") {
      open.pop();
      next = "after";
      at++;
    } else if (character === "{" || character === "[") {
      open.push(character);
      next = character === "{" ? "first_key" : "first_value";
      at++;
    } else if (character === '"') {
      const end = skipString(text, at);
      if (end < 0) return -end - 1;
      next = "after";
      at = end;
    } else {
      SCALAR.lastIndex = at;
      if (!SCALAR.test(text)) return at;
      next = "after";
      at = SCALAR.lastIndex;
    }
    at = skipBlanks(text, at);
  }
}

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (" \t\n\r".includes(text[at] ?? "-")) at++;
  return at;
}

/** Offset after the string that starts here, or `-offset - 1` of the first character that cannot be part of it. */
function skipString(text: string, from: number): number {
  if (text[from] !== '"') return -from - 1;
  for (let at = from + 1;;) {
    const code = text.charCodeAt(at);
    if (code === 0x22) return at + 1;
    if (Number.isNaN(code) || code < 0x20) return -at - 1;
    if (code === 0x5c) {
      ESCAPE.lastIndex = at;
      if (!ESCAPE.test(text)) return -at - 1;
      at = ESCAPE.lastIndex;
    } else at++;
  }
}
