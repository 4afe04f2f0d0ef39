import { parseModule } from "./parse_module.ts";
import type { TreeFile } from "./tree_file.ts";

/** The code cells of a notebook as modules, numbered from 1 among all cells. Throws `SyntaxError` when it is no notebook. */
export function notebookCells(path: string, text: string): readonly TreeFile[] {
  const cells = cellsOf(parseJson(path, text));
  if (cells === null) throw new SyntaxError(`Cannot read ${path}: expected an object with "cells"`);
  return cells.flatMap((cell, index) => {
    const source = codeOf(cell);
    return source === null ? [] : [parseModule(`${path}#cell${index + 1}`, source)];
  });
}

function parseJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new SyntaxError(`Cannot read ${path}: no JSON`, { cause });
  }
}

function cellsOf(notebook: unknown): readonly unknown[] | null {
  if (typeof notebook !== "object" || notebook === null || !("cells" in notebook)) return null;
  return Array.isArray(notebook.cells) ? notebook.cells : null;
}

function codeOf(cell: unknown): string | null {
  if (typeof cell !== "object" || cell === null || !("cell_type" in cell)) return null;
  if (cell.cell_type !== "code" || !("source" in cell)) return null;
  return [cell.source].flat().join("");
}
