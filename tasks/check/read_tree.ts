import { readdir, readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { notebookCells } from "./notebook_cells.ts";
import { parseModule } from "./parse_module.ts";
import type { TreeFile } from "./tree_file.ts";

const TEXT = new Set([
  ".ts",
  ".json",
  ".jsonl",
  ".md",
  ".ipynb",
  ".sh",
  ".css",
  ".html",
  ".svg",
  ".txt",
]);

/** Folders that hold no source of ours: anywhere, and at the root. Of `data/` only what the repository keeps is read. */
const SKIPPED = new Set([".git", ".deno", "node_modules", "__snapshots__"]);
const SKIPPED_AT_ROOT = new Set(["results", "coverage"]);
const KEPT_DATA = new Set(["demo", "models.json", "prices.json"]);

/** Reads every text file below `root` that belongs to the repository, in order of path. */
export async function readTree(root: string): Promise<readonly TreeFile[]> {
  const paths = await listFiles(root, "");
  const files = await Promise.all(paths.map(async (path) => {
    const text = await readFile(join(root, path), "utf8");
    if (path.endsWith(".ts")) return [parseModule(path, text)];
    if (path.endsWith(".ipynb")) return notebookCells(path, text);
    return [{ path, text, syntax: null }];
  }));
  return files.flat();
}

async function listFiles(root: string, folder: string): Promise<readonly string[]> {
  const entries = await readdir(join(root, folder), { withFileTypes: true });
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  const found = await Promise.all(entries.map((entry) => {
    const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
    const isForeign = SKIPPED.has(entry.name) || SKIPPED_AT_ROOT.has(path) ||
      (folder === "data" && !KEPT_DATA.has(entry.name));
    if (isForeign) return [];
    if (entry.isDirectory()) return listFiles(root, path);
    return entry.isFile() && isText(path) ? [path] : [];
  }));
  return found.flat();
}

function isText(path: string): boolean {
  return TEXT.has(extname(path)) || path.startsWith(".ci/");
}
