import type { CellProblem, Notebook, NotebookOutput } from "./notebook_types.ts";

/**
 * Finds outputs that name one of the given folders (the repository, the home folder): a notebook kept in a repository must
 * read the same wherever it was run. Folders of a single segment's separator, such as `/`, are passed over.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { findMachinePaths, parseNotebook } from "@rounds/rounds";
 *
 * const outputs = [{ output_type: "stream", name: "stdout", text: "saved to /home/ada/work/results.json\n" }];
 * const cells = [{ cell_type: "code", source: "save()", outputs }];
 * const notebook = parseNotebook(JSON.stringify({ cells, metadata: {}, nbformat: 4, nbformat_minor: 5 }), "demo.ipynb");
 * const [problem] = findMachinePaths(notebook, ["/home/ada"]);
 * assert.equal(problem?.kind, "machine_path");
 * assert.deepEqual(findMachinePaths(notebook, ["/home/ad"]), []);
 * ```
 */
export function findMachinePaths(
  notebook: Notebook,
  folders: readonly string[],
): readonly CellProblem[] {
  const patterns = folders.map((folder) => folder.replace(/[\\/]+$/, ""))
    .filter((folder) => folder.length > 1)
    // Longest first, so that the repository is named rather than the home folder it lies in.
    .sort((left, right) => right.length - left.length)
    .map((folder) => new RegExp(`(?<![\\w.~-])${separators(folder)}(?![\\w.-])`));
  const codeCells = notebook.cells.filter((cell) => cell.cell_type === "code");
  return codeCells.flatMap(({ outputs }, index) =>
    outputs.flatMap((output): CellProblem[] => {
      const text = outputText(output);
      const found = patterns.map((pattern) => pattern.exec(text)).find((match) => match !== null);
      if (found === undefined || found === null) return [];
      const shown = text.slice(found.index, found.index + 120).split(/["'<\n\s]/)[0] ?? found[0];
      const message = `an output names a folder of this machine: ${shown}`;
      return [{ cell: index + 1, line: null, kind: "machine_path", message }];
    })
  );
}

/** Windows paths stand with doubled backslashes inside JSON and string literals. */
function separators(folder: string): string {
  return folder.split(/[\\/]/).map((part) => RegExp.escape(part)).join("(?:/|\\\\+)");
}

function outputText(output: NotebookOutput): string {
  if (output.output_type === "stream") return output.text;
  if (output.output_type === "error") return [output.evalue, ...output.traceback].join("\n");
  return Object.entries(output.data)
    .filter(([mediaType]) => !mediaType.startsWith("image/") || mediaType === "image/svg+xml")
    .map(([, value]) => typeof value === "string" ? value : JSON.stringify(value)).join("\n");
}
