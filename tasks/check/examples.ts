import { exportsOf } from "./exports_of.ts";
import type { Finding } from "./finding.ts";
import type { TreeFile } from "./tree_file.ts";

/** Every public function of lib/ shows one example that imports it from the package and asserts. */
export function examples(tree: readonly TreeFile[]): readonly Finding[] {
  return tree.filter(({ path }) => path.startsWith("lib/")).flatMap((file) =>
    exportsOf(file).filter(({ kind, internal }) => kind === "function" && !internal).flatMap(
      (symbol) => {
        const missing = missingIn(symbol.documentation, symbol.name);
        return missing === null
          ? []
          : [{ file: file.path, line: symbol.line, message: `${symbol.name} ${missing}` }];
      },
    )
  );
}

function missingIn(documentation: string, name: string): string | null {
  const code = /@example[\s\S]*?```ts\b(?! ignore)([\s\S]*?)```/.exec(documentation)?.[1];
  if (code === undefined) return "has no @example with a ```ts block: add one that runs";
  if (!new RegExp(`\\b${name}\\b[^"]*from "@rounds/rounds"`).test(code)) {
    return 'is not imported from "@rounds/rounds" in its example: show it, or tag it @internal';
  }
  return /\bassert\b/.test(code.replace(/^.*\bimport\b.*$/gm, ""))
    ? null
    : "has an example that asserts nothing: use node:assert/strict";
}
