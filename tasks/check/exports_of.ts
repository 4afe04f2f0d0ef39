import ts from "typescript";
import { lineOf } from "./line_of.ts";
import type { TreeFile } from "./tree_file.ts";

/** A name a module exports. */
export interface ExportedSymbol {
  /** The name others import. */
  readonly name: string;
  /** `reexport` comes from another module; `*` stands for all of it. */
  readonly kind: "function" | "class" | "value" | "type" | "reexport";
  /** 1-based line. */
  readonly line: number;
  /** Tagged `@internal`, or in a file or folder whose name begins with `_`. */
  readonly internal: boolean;
  /** Names of the parameters; a destructured one is `{}`. Empty where it is no function. */
  readonly parameters: readonly string[];
  /** Text of the documentation comment; empty when there is none. */
  readonly documentation: string;
}

/** What a module exports, each name once. */
export function exportsOf(file: TreeFile): readonly ExportedSymbol[] {
  const { syntax } = file;
  if (syntax === null) return [];
  const declared = syntax.statements.flatMap(declarationsOf);
  const byName = Map.groupBy(declared, ({ name }) => name);
  const exported = [...byName.values()].flatMap((group) => {
    const first = group[0];
    return first === undefined || !group.some(({ isExported }) => isExported)
      ? []
      : [describe(first, file.path)];
  });
  return [
    ...exported,
    ...syntax.statements.flatMap((statement) => listed(statement, byName, file.path)),
  ];
}

interface Declared {
  readonly name: string;
  readonly node: ts.Declaration;
  readonly isExported: boolean;
}

function declarationsOf(statement: ts.Statement): readonly Declared[] {
  const modifiers = ts.canHaveModifiers(statement) ? ts.getModifiers(statement) ?? [] : [];
  const isExported = modifiers.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
  const isDefault = modifiers.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword);
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.flatMap((node) =>
      ts.isIdentifier(node.name) ? [{ name: node.name.text, node, isExported }] : []
    );
  }
  if (ts.isExportAssignment(statement)) {
    return [{ name: "default", node: statement, isExported: true }];
  }
  const named = ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement) ||
    ts.isEnumDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement);
  if (!named) return [];
  const name = isDefault ? "default" : statement.name?.text ?? "default";
  return [{ name, node: statement, isExported }];
}

function describe({ name, node }: Declared, path: string): ExportedSymbol {
  const signature = functionOf(node);
  return {
    name,
    kind: kindOf(node, signature !== null),
    line: lineOf(node),
    internal: /(^|\/)_/.test(path) ||
      ts.getJSDocTags(node).some(({ tagName }) => tagName.text === "internal"),
    parameters: (signature?.parameters ?? []).map((parameter) =>
      ts.isIdentifier(parameter.name) ? parameter.name.text : "{}"
    ),
    documentation: ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc).map((comment) =>
      comment.getText()
    ).join("\n"),
  };
}

function functionOf(node: ts.Declaration): ts.SignatureDeclaration | null {
  if (ts.isFunctionDeclaration(node)) return node;
  if (!ts.isVariableDeclaration(node) || node.initializer === undefined) return null;
  return ts.isArrowFunction(node.initializer) || ts.isFunctionExpression(node.initializer)
    ? node.initializer
    : null;
}

function kindOf(node: ts.Declaration, isFunction: boolean): ExportedSymbol["kind"] {
  if (isFunction) return "function";
  if (ts.isClassDeclaration(node)) return "class";
  return ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node) ? "type" : "value";
}

/** The names of `export { a, b }` and `export … from`. */
function listed(
  statement: ts.Statement,
  byName: ReadonlyMap<string, readonly Declared[]>,
  path: string,
): readonly ExportedSymbol[] {
  if (!ts.isExportDeclaration(statement)) return [];
  const elements = statement.exportClause !== undefined && ts.isNamedExports(statement.exportClause)
    ? statement.exportClause.elements
    : [];
  const rest = {
    kind: "reexport" as const,
    line: lineOf(statement),
    internal: false,
    parameters: [],
    documentation: "",
  };
  if (elements.length === 0) return [{ name: "*", ...rest }];
  return elements.map((element) => {
    const local = byName.get((element.propertyName ?? element.name).text)?.[0];
    const known = statement.moduleSpecifier === undefined && local !== undefined;
    return known
      ? { ...describe(local, path), name: element.name.text }
      : { name: element.name.text, ...rest };
  });
}
