import ts from "typescript";
import { lineOf } from "./line_of.ts";
import type { TreeFile } from "./tree_file.ts";
import { walkNodes } from "./walk_nodes.ts";

/** One import, re-export, `import()` or `import("…")` type of a module. */
export interface ModuleImport {
  /** As written. */
  readonly specifier: string;
  /** 1-based line of the statement. */
  readonly line: number;
  /** Gone at run time: only types are taken. */
  readonly typeOnly: boolean;
  /** Runs on first use: `import defer * as x`. */
  readonly deferred: boolean;
  /** The names taken from the module; `*` for all of it. */
  readonly names: readonly string[];
}

/** Every import of a module, in order; none for a text that is no module. */
export function importsOf(file: TreeFile): readonly ModuleImport[] {
  const imports: ModuleImport[] = [];
  if (file.syntax === null) return imports;
  walkNodes(file.syntax, (node) => {
    const found = importAt(node);
    if (found !== null) imports.push({ ...found, line: lineOf(node) });
  });
  return imports;
}

function importAt(node: ts.Node): Omit<ModuleImport, "line"> | null {
  if (ts.isImportDeclaration(node)) return ofDeclaration(node);
  if (ts.isExportDeclaration(node)) return ofReexport(node);
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
    return ofExpression(node.argument.literal, { typeOnly: true, deferred: false });
  }
  if (!ts.isCallExpression(node)) return null;
  const deferred = ts.isMetaProperty(node.expression) && node.expression.name.text === "defer";
  if (node.expression.kind !== ts.SyntaxKind.ImportKeyword && !deferred) return null;
  return ofExpression(node.arguments[0], { typeOnly: false, deferred });
}

function ofDeclaration(node: ts.ImportDeclaration): Omit<ModuleImport, "line"> | null {
  const clause = node.importClause;
  const bindings = clause?.namedBindings;
  const named = bindings !== undefined && ts.isNamedImports(bindings) ? bindings.elements : [];
  const names = named.map((element) => (element.propertyName ?? element.name).text);
  if (clause?.name !== undefined) names.push("default");
  if (bindings !== undefined && ts.isNamespaceImport(bindings)) names.push("*");
  const onlyTypes = named.length > 0 && named.length === names.length &&
    named.every((element) => element.isTypeOnly);
  return withSpecifier(node.moduleSpecifier, {
    typeOnly: clause?.phaseModifier === ts.SyntaxKind.TypeKeyword || onlyTypes,
    deferred: clause?.phaseModifier === ts.SyntaxKind.DeferKeyword,
    names,
  });
}

function ofReexport(node: ts.ExportDeclaration): Omit<ModuleImport, "line"> | null {
  const clause = node.exportClause;
  const named = clause !== undefined && ts.isNamedExports(clause) ? clause.elements : [];
  const names = named.map((element) => (element.propertyName ?? element.name).text);
  return withSpecifier(node.moduleSpecifier, {
    typeOnly: node.isTypeOnly || (named.length > 0 && named.every((element) => element.isTypeOnly)),
    deferred: false,
    names: names.length > 0 ? names : ["*"],
  });
}

function ofExpression(
  expression: ts.Node | undefined,
  phase: { readonly typeOnly: boolean; readonly deferred: boolean },
): Omit<ModuleImport, "line"> | null {
  return withSpecifier(expression, { ...phase, names: ["*"] });
}

function withSpecifier(
  expression: ts.Node | undefined,
  rest: Omit<ModuleImport, "line" | "specifier">,
): Omit<ModuleImport, "line"> | null {
  if (expression === undefined || !ts.isStringLiteralLike(expression)) return null;
  return { specifier: expression.text, ...rest };
}
