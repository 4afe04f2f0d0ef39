import type ts from "typescript";

/** The 1-based line where a node begins, its comments left aside. */
export function lineOf(node: ts.Node): number {
  const file = node.getSourceFile();
  return file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1;
}
