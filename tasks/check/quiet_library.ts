import ts from "typescript";
import type { Finding } from "./finding.ts";
import { lineOf } from "./line_of.ts";
import type { TreeFile } from "./tree_file.ts";
import { walkNodes } from "./walk_nodes.ts";

/** lib/ never prints and never ends the process: it returns values, and the caller prints. */
export function quietLibrary(tree: readonly TreeFile[]): readonly Finding[] {
  return tree.filter(({ path }) => path.startsWith("lib/")).flatMap((file) => {
    const findings: Finding[] = [];
    if (file.syntax === null) return findings;
    walkNodes(file.syntax, (node) => {
      if (!ts.isPropertyAccessExpression(node) || !ts.isIdentifier(node.expression)) return;
      const name = `${node.expression.text}.${node.name.text}`;
      if (node.expression.text === "console") {
        findings.push({
          file: file.path,
          line: lineOf(node),
          message: `${name}: return the text, or take a function that shows it`,
        });
      }
      if (name === "Deno.exit" || name === "process.exit") {
        findings.push({
          file: file.path,
          line: lineOf(node),
          message: `${name}: throw, and let the task choose the exit code`,
        });
      }
    });
    return findings;
  });
}
