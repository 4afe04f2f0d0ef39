import { type Notebook, parseNotebook } from "../../mod.ts";

/** A notebook of code cells. */
export function notebookOf(sources: readonly string[]): Notebook {
  const cells = sources.map((source) => ({ cell_type: "code", source }));
  const text = JSON.stringify({ cells, metadata: {}, nbformat: 4, nbformat_minor: 5 });
  return parseNotebook(text, "test.ipynb");
}
