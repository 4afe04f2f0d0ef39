import type { Run } from "../types.ts";
import { escapeHtml } from "./escape_html.ts";
import { renderClean } from "./render_clean.ts";
import { renderRuns } from "./render_runs.ts";
import { terminalText } from "./terminal_text.ts";
import type { Shown } from "./shown.ts";

/**
 * Shows the clean reading of one run, or several side by side, as the terminal does.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { finishRun, liveclin, showRuns } from "@rounds/rounds";
 *
 * const run = finishRun([], {
 *   benchmark: liveclin({ imageMode: "url" }), manifest: null, model: "<m>", dataset: "d", id: "r", file: null,
 *   meta: {}, warnings: [], planned: { cases: 1, items: 3 }, unfinished: ["1"],
 * });
 * assert.match(showRuns([run]).html, /&lt;m&gt;/);
 * ```
 */
export function showRuns(runs: readonly Run[]): Shown {
  const [only] = runs;
  const text = terminalText(
    only !== undefined && runs.length === 1 ? renderClean(only) : renderRuns(runs),
  );
  const html = `<pre style="line-height:1.35;white-space:pre;overflow-x:auto">${
    escapeHtml(text)
  }</pre>`;
  const bundle = { "text/html": html, "text/plain": text };
  return { html, text, [Symbol.for("Jupyter.display")]: () => bundle };
}
