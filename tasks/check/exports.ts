import { basename } from "node:path";
import { type ExportedSymbol, exportsOf } from "./exports_of.ts";
import type { Finding } from "./finding.ts";
import { importsOf } from "./imports_of.ts";
import { resolveImport } from "./resolve_import.ts";
import type { TreeFile } from "./tree_file.ts";

/**
 * Every public symbol of lib/ is exported by mod.ts, and a file holds one exported function, named after it.
 * A symbol is internal, and stays out of mod.ts, when it is tagged `@internal` or when the name of its file or
 * folder begins with `_`.
 */
export function exports(tree: readonly TreeFile[]): readonly Finding[] {
  const published = publishedBy(tree.find(({ path }) => path === "mod.ts"));
  return tree.filter(({ path, syntax }) => path.startsWith("lib/") && syntax !== null).flatMap(
    (file) => {
      const symbols = exportsOf(file);
      const findings = symbols.flatMap((symbol) => {
        const message = wrong(file.path, symbol, published);
        return message === null ? [] : [{ file: file.path, line: symbol.line, message }];
      });
      return [...findings, ...oneFunction(file.path, symbols)];
    },
  );
}

function wrong(
  path: string,
  symbol: ExportedSymbol,
  published: (path: string, symbol: ExportedSymbol) => boolean,
): string | null {
  const { name, kind, internal } = symbol;
  if (kind === "reexport") return `re-exports ${name}: only mod.ts re-exports`;
  if (name === "default") return "exports a default: export it by name";
  const out = published(path, symbol);
  if (internal) return out ? `${name} is internal but mod.ts exports it: decide which` : null;
  return out ? null : `${name} is not exported by mod.ts: export it there, or tag it @internal`;
}

function oneFunction(path: string, symbols: readonly ExportedSymbol[]): readonly Finding[] {
  const file = basename(path, ".ts");
  const findings: Finding[] = [];
  if (!/^_?[a-z0-9]+(_[a-z0-9]+)*$/.test(file)) {
    findings.push({
      file: path,
      line: 1,
      message: "name the file in snake_case, after what it exports",
    });
  }
  if (file.startsWith("_")) return findings;
  for (const { name, line, kind } of symbols) {
    if ((kind !== "function" && kind !== "class") || name === "default") continue;
    if (name.toLowerCase() === file.replaceAll("_", "")) continue;
    const own = `${name.replace(/(?<=[a-z0-9])(?=[A-Z])/g, "_").toLowerCase()}.ts`;
    findings.push({
      file: path,
      line,
      message: `${name} belongs in ${own}: one exported function per file, named after it`,
    });
  }
  return findings;
}

function publishedBy(mod: TreeFile | undefined): (path: string, symbol: ExportedSymbol) => boolean {
  const lines = (mod === undefined ? [] : importsOf(mod)).map(({ specifier, names, typeOnly }) => ({
    path: resolveImport("mod.ts", specifier),
    names: new Set(names),
    typeOnly,
  }));
  return (path, { name, kind }) =>
    lines.some((line) =>
      line.path === path && (line.names.has(name) || line.names.has("*")) &&
      (!line.typeOnly || kind === "type")
    );
}
