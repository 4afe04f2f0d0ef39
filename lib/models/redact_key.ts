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
export function redactKey(apiKey: string): (text: string) => string {
  // A short word such as the default "token" is no secret, and taking it out would maim ordinary messages.
  const secret = apiKey.length >= 8;
  const base64 = secret ? new TextEncoder().encode(apiKey).toBase64() : "";
  const forms = secret ? [apiKey, base64, encodeURIComponent(apiKey)] : [];
  const prefix = apiKey.length >= 16
    ? new RegExp(`${RegExp.escape(apiKey.slice(0, 8))}[\\w*.-]*`, "g")
    : null;
  return (text) => {
    let clean = text;
    for (const form of forms) clean = clean.replaceAll(form, "[key]");
    if (prefix !== null) clean = clean.replace(prefix, "[key]");
    return clean.replace(/(bearer\s+)(?!\[key\])[\w.~+/=-]+/gi, "$1[key]");
  };
}
