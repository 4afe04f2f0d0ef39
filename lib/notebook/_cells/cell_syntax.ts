import { join } from "node:path";
import type { CellProblem } from "../notebook_types.ts";
import { runDeno } from "./run_deno.ts";

/**
 * Parses each cell by itself with Deno's parser and gives the first syntax error of each, with its line. (The kernel says
 * nothing about a syntax error, and a bracket left open would be blamed on the last cell if all were parsed together.)
 */
export async function cellSyntax(sources: readonly string[]): Promise<readonly CellProblem[]> {
  if (sources.length === 0) return [];
  const folder = await Deno.makeTempDir({ prefix: "rounds-cells-" });
  try {
    for (const [index, source] of sources.entries()) {
      await Deno.writeTextFile(join(folder, `cell-${index + 1}.ts`), source);
    }
    // Formatting is the quickest way to have a file parsed; what it writes goes with the folder.
    const { code, text } = await runDeno(["fmt", "--no-config", "--ext", "ts", "."], {
      cwd: folder,
    });
    if (code === 0) return [];
    const problems = text.split(/^Error formatting: /m).slice(1).map(problemOf);
    return problems.sort((left, right) => (left.cell ?? 0) - (right.cell ?? 0));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** From a block such as `…/cell-2.ts\n   SyntaxError: Expression expected\n…\n    at file:///…/cell-2.ts:1:11`. */
function problemOf(block: string): CellProblem {
  const [first = "", ...rest] = block.split("\n");
  const [, line] = /^\s+at .*:(\d+):\d+$/m.exec(block) ?? [];
  return {
    cell: Number(/cell-(\d+)\.ts/.exec(first)?.[1]),
    line: line === undefined ? null : Number(line),
    kind: "syntax",
    message: (rest[0] ?? "").trim().replace(/^SyntaxError: /, ""),
  };
}
