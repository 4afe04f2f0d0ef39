import { terminalText } from "./terminal_text.ts";

/**
 * Escapes text for HTML, attributes included; control characters are shown as their code.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { escapeHtml } from "@rounds/rounds";
 *
 * assert.equal(escapeHtml(`<a title="x">&'`), "&lt;a title=&quot;x&quot;&gt;&amp;&#39;");
 * ```
 */
export function escapeHtml(text: string): string {
  return terminalText(text).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;").replaceAll("'", "&#39;");
}
