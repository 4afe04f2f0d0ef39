/** What is taken out beside the key. */
export interface RedactKeyOptions {
  /** Any bearer token, whoever's it is; true unless told. */
  readonly bearerTokens?: boolean;
  /**
   * A key that is a short plain word (`ollama`, `none`) wherever it stands; true unless told. Else only behind `Bearer`:
   * taken out of a reply everywhere, it would change the answer.
   */
  readonly plainWords?: boolean;
}

/** The default, which local servers accept: no secret. */
const NO_KEY = "token";
/** A key of fewer characters hides nothing. */
const SHORTEST = 4;
/** From so many on a key's form is taken out wherever it stands, a shorter one only where it stands alone. */
const LONG = 8;

/**
 * Makes a function that takes an API key (plain, base64, URL-encoded, or its first eight characters and more) and any bearer
 * token out of a text. The word `token` and keys of under 4 characters are no secrets; one of under 8 is taken out where it stands alone.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { redactKey } from "@rounds/rounds";
 *
 * const redact = redactKey("sk-planted-1234567890");
 * assert.equal(redact("Incorrect key sk-planted-1234567890 given"), "Incorrect key [key] given");
 * assert.equal(redact("Authorization: Bearer abc.def"), "Authorization: Bearer [key]");
 * assert.equal(redactKey("abc1234")("key abc1234, not xabc1234"), "key [key], not xabc1234");
 * ```
 */
export function redactKey(
  apiKey: string,
  options: RedactKeyOptions = {},
): (text: string) => string {
  const { bearerTokens = true, plainWords = true } = options;
  const isSecret = apiKey !== NO_KEY && apiKey.length >= SHORTEST;
  const isLong = apiKey.length >= LONG;
  const forms = isSecret ? [...formsOf(apiKey)] : [];
  const patterns: RegExp[] = [];
  if (isSecret && !isLong) {
    const isWord = /^[a-z]+$/i.test(apiKey);
    const before = isWord && !plainWords ? "(?<=\\bbearer\\s+)" : "(?<![\\p{L}\\p{N}])";
    patterns.push(new RegExp(`${before}${RegExp.escape(apiKey)}(?![\\p{L}\\p{N}])`, "giu"));
  }
  if (apiKey.length >= 16) {
    patterns.push(new RegExp(`${RegExp.escape(apiKey.slice(0, 8))}[\\w*.…-]*`, "g"));
  }
  return (text) => {
    let clean = text;
    for (const form of forms) clean = clean.replaceAll(form, "[key]");
    for (const pattern of patterns) clean = clean.replace(pattern, "[key]");
    return bearerTokens ? clean.replace(/(bearer\s+)(?!\[key\])[\w.~+/=-]+/gi, "$1[key]") : clean;
  };
}

/** Every form of a key long enough to be nothing else. */
function formsOf(apiKey: string): ReadonlySet<string> {
  const bytes = new TextEncoder().encode(apiKey);
  // Within the encoding of a longer text (`user:key`) the key's own may begin at any of three places.
  const base64 = [0, 1, 2].map((shift) => innerBase64(bytes, shift));
  const url = base64.map((form) => form.replaceAll("+", "-").replaceAll("/", "_"));
  const all = [apiKey, encodeURIComponent(apiKey), bytes.toBase64(), ...base64, ...url];
  return new Set(all.filter((form) => form.length >= LONG));
}

/** The characters of a base64 text that tell nothing but the bytes, when so many others stand before them. */
function innerBase64(bytes: Uint8Array, shift: number): string {
  const text = new Uint8Array([...new Uint8Array(shift), ...bytes]).toBase64();
  const start = shift === 0 ? 0 : shift + 1;
  return text.slice(start, Math.floor((shift + bytes.length) * 8 / 6));
}
