/** What is taken out beside the key. */
export interface RedactKeyOptions {
  /** Any bearer token, whoever's it is; true unless told. */
  readonly bearerTokens?: boolean;
}

/**
 * Makes a function that takes an API key (plain, base64, URL-encoded, or its first eight characters and more) and any bearer token out of a text.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { redactKey } from "@rounds/rounds";
 *
 * const redact = redactKey("sk-planted-1234567890");
 * assert.equal(redact("Incorrect key sk-planted-1234567890 given"), "Incorrect key [key] given");
 * assert.equal(redact("Authorization: Bearer abc.def"), "Authorization: Bearer [key]");
 * ```
 */
export function redactKey(
  apiKey: string,
  options: RedactKeyOptions = {},
): (text: string) => string {
  const { bearerTokens = true } = options;
  // A short word such as the default "token" is no secret, and taking it out would maim ordinary messages.
  const secret = apiKey.length >= 8;
  const bytes = new TextEncoder().encode(apiKey);
  // Within the encoding of a longer text (`user:key`) the key's own may begin at any of three places.
  const base64 = secret ? [0, 1, 2].map((shift) => innerBase64(bytes, shift)) : [];
  const url = base64.map((form) => form.replaceAll("+", "-").replaceAll("/", "_"));
  const forms = secret
    ? [...new Set([apiKey, encodeURIComponent(apiKey), bytes.toBase64(), ...base64, ...url])]
    : [];
  const prefix = apiKey.length >= 16
    ? new RegExp(`${RegExp.escape(apiKey.slice(0, 8))}[\\w*.…-]*`, "g")
    : null;
  return (text) => {
    let clean = text;
    for (const form of forms) clean = clean.replaceAll(form, "[key]");
    if (prefix !== null) clean = clean.replace(prefix, "[key]");
    return bearerTokens ? clean.replace(/(bearer\s+)(?!\[key\])[\w.~+/=-]+/gi, "$1[key]") : clean;
  };
}

/** The characters of a base64 text that tell nothing but the bytes, when so many others stand before them. */
function innerBase64(bytes: Uint8Array, shift: number): string {
  const text = new Uint8Array([...new Uint8Array(shift), ...bytes]).toBase64();
  const start = shift === 0 ? 0 : shift + 1;
  return text.slice(start, Math.floor((shift + bytes.length) * 8 / 6));
}
