import ts from "typescript";

/** Visits a node and everything below it, parents first; `visit` returns false to stay out of a subtree. */
export function walkNodes(node: ts.Node, visit: (node: ts.Node) => boolean | void): void {
  if (visit(node) === false) return;
  ts.forEachChild(node, (child) => walkNodes(child, visit));
}
