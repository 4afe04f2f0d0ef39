import { cleanText } from "./_clean_text.ts";

/**
 * Escapes a text for XML and HTML, as content or as a quoted attribute. Characters XML forbids become U+FFFD.
 */
export function escapeXml(text: string): string {
  return cleanText(text).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;").replaceAll("'", "&#39;");
}
