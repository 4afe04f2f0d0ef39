import ts from "typescript";
import type { TreeFile } from "./tree_file.ts";

/** Parses TypeScript text; a syntax error is left to the type checker. */
export function parseModule(path: string, text: string): TreeFile {
  return { path, text, syntax: ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true) };
}
