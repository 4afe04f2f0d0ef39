/**
 * Makes a text one line without characters that XML forbids or that a reader cannot see.
 */
export function cleanText(text: string): string {
  return text.toWellFormed().replace(/[\n\r\t\u2028\u2029]+/g, " ")
    .replace(/[\p{Cc}\uFFFE\uFFFF\u202A-\u202E\u2066-\u2069]/gu, "\uFFFD");
}
