import ts from "typescript";
import type { Finding } from "./finding.ts";
import { importsOf } from "./imports_of.ts";
import { lineOf } from "./line_of.ts";
import type { TreeFile } from "./tree_file.ts";
import { walkNodes } from "./walk_nodes.ts";

/** Nothing in lib/ does work when it is imported: no statements, no Deno or process, no deferred package at the top level. */
export function importEffects(tree: readonly TreeFile[]): readonly Finding[] {
  return tree.filter(({ path }) => path.startsWith("lib/") || path === "mod.ts").flatMap((file) => {
    const { syntax } = file;
    // A worker starts from its module, and nothing imports it.
    if (syntax === null || file.path.endsWith("_worker.ts")) return [];
    const lazy = new Set(["Deno", "process", "globalThis", ...deferredNames(syntax)]);
    const bare = importsOf(file).filter(({ names, typeOnly }) => names.length === 0 && !typeOnly)
      .map(({ line, specifier }) => ({ line, what: `import "${specifier}"` }));
    return [...bare, ...syntax.statements.flatMap((statement) => effectsOf(statement, lazy))].map((
      { line, what },
    ) => ({
      file: file.path,
      line,
      message: `${what} runs on import: do it inside the function that needs it`,
    }));
  });
}

function deferredNames(syntax: ts.SourceFile): readonly string[] {
  return syntax.statements.flatMap((statement) => {
    if (!ts.isImportDeclaration(statement)) return [];
    const clause = statement.importClause;
    const bindings = clause?.namedBindings;
    if (clause?.phaseModifier !== ts.SyntaxKind.DeferKeyword || bindings === undefined) return [];
    return ts.isNamespaceImport(bindings) ? [bindings.name.text] : [];
  });
}

function effectsOf(
  statement: ts.Statement,
  lazy: ReadonlySet<string>,
): readonly { readonly line: number; readonly what: string }[] {
  const quiet = ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement) ||
    ts.isFunctionDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement);
  if (quiet) return [];
  const line = lineOf(statement);
  const declares = ts.isVariableStatement(statement) || ts.isClassDeclaration(statement) ||
    ts.isEnumDeclaration(statement);
  if (!declares) return [{ line, what: "a statement at the top level" }];
  const found: { line: number; what: string }[] = [];
  walkNodes(statement, (node) => {
    if (ts.isFunctionLike(node) || ts.isTypeNode(node)) return false;
    if (ts.isAwaitExpression(node)) {
      found.push({ line: lineOf(node), what: "await at the top level" });
    }
    if (ts.isIdentifier(node) && lazy.has(node.text) && isValue(node)) {
      found.push({ line: lineOf(node), what: `${node.text} at the top level` });
    }
    return true;
  });
  return found;
}

function isValue(node: ts.Identifier): boolean {
  return !(ts.isPropertyAccessExpression(node.parent) && node.parent.name === node);
}
