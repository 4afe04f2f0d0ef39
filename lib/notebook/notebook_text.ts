import type { MimeBundle, Notebook, NotebookCell, NotebookOutput } from "./notebook_types.ts";

/**
 * The text of an `.ipynb` file as Jupyter itself writes it: indented by one space, keys sorted, texts as lists of lines, so
 * that version control shows the lines that changed.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { notebookText, parseNotebook } from "@rounds/rounds";
 *
 * const notebook = parseNotebook(
 *   '{"cells":[{"cell_type":"markdown","source":"# A\\ntext"}],"metadata":{},"nbformat":4,"nbformat_minor":5}',
 *   "demo.ipynb",
 * );
 * const text = notebookText(notebook);
 * assert.match(text, /"# A\\n",\n +"text"/);
 * assert.deepEqual(parseNotebook(text, "demo.ipynb"), notebook);
 * ```
 */
export function notebookText(notebook: Notebook): string {
  const file = { ...notebook, cells: notebook.cells.map(cellFields) };
  return `${JSON.stringify(sortKeys(file), null, 1)}\n`;
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([left], [right]) => left < right ? -1 : 1);
  return Object.fromEntries(entries.map(([key, entry]) => [key, sortKeys(entry)]));
}

function cellFields(cell: NotebookCell): unknown {
  const source = splitLines(cell.source);
  return cell.cell_type === "code"
    ? { ...cell, source, outputs: cell.outputs.map(outputFields) }
    : { ...cell, source };
}

function outputFields(output: NotebookOutput): unknown {
  if (output.output_type === "stream") return { ...output, text: splitLines(output.text) };
  if (output.output_type === "error") return output;
  return { ...output, data: bundleFields(output.data) };
}

function bundleFields(bundle: MimeBundle): unknown {
  return Object.fromEntries(
    Object.entries(bundle).map(([mediaType, value]) => [
      mediaType,
      typeof value === "string" && isText(mediaType) ? splitLines(value) : value,
    ]),
  );
}

function isText(mediaType: string): boolean {
  return mediaType.startsWith("text/") || mediaType === "image/svg+xml" ||
    mediaType === "application/javascript";
}

/** Every line keeps its line feed, as the format wants. */
function splitLines(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+/g) ?? [];
}
