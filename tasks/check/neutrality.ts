import ts from "typescript";
import type { Finding } from "./finding.ts";
import { lineOf } from "./line_of.ts";
import type { TreeFile } from "./tree_file.ts";
import { walkNodes } from "./walk_nodes.ts";

/** Outside benchmarks/ no code of lib/ names a benchmark: shared code never asks which one it is. */
export function neutrality(tree: readonly TreeFile[]): readonly Finding[] {
  const names = new Set(
    tree.flatMap(({ path }) => /^lib\/benchmarks\/([^/_]+)\//.exec(path)?.[1] ?? []),
  );
  return tree.filter(({ path }) => path.startsWith("lib/") && !path.startsWith("lib/benchmarks/"))
    .flatMap((file) => {
      const findings: Finding[] = [];
      if (file.syntax === null) return findings;
      walkNodes(file.syntax, (node) => {
        if (!ts.isStringLiteralLike(node) || !names.has(node.text.toLowerCase())) return;
        const message =
          `"${node.text}" names a benchmark: give the benchmark a field that says what differs`;
        findings.push({ file: file.path, line: lineOf(node), message });
      });
      return findings;
    });
}
