import ts from "typescript";
import type { Finding } from "./finding.ts";
import { importsOf } from "./imports_of.ts";
import { lineOf } from "./line_of.ts";
import { roomOf } from "./room_of.ts";
import type { TreeFile } from "./tree_file.ts";
import { walkNodes } from "./walk_nodes.ts";

const EVERYTHING = new Set(["models", "datasets"]);
const DENO = new Set([
  "connect",
  "connectTls",
  "connectQuic",
  "listen",
  "listenTls",
  "serve",
  "createHttpClient",
  "resolveDns",
  "startTls",
]);
/** The kernel is spoken to over loopback sockets. */
const NOTEBOOK_DENO = new Set(["connect", "listen"]);
const GLOBALS = new Set(["fetch", "WebSocket", "EventSource", "XMLHttpRequest"]);
const MODULES = new Set([
  "node:http",
  "node:https",
  "node:http2",
  "node:net",
  "node:tls",
  "node:dgram",
  "node:dns",
]);

/** Only models/ and datasets/ touch the network; notebook/ may open sockets to the kernel. */
export function network(tree: readonly TreeFile[]): readonly Finding[] {
  return tree.flatMap((file) => {
    const room = roomOf(file.path);
    if (room === null || EVERYTHING.has(room) || file.syntax === null) return [];
    const modules = importsOf(file).filter(({ specifier, typeOnly }) =>
      MODULES.has(specifier) && !typeOnly
    )
      .map(({ specifier, line }) => ({ name: specifier, line }));
    return [...modules, ...uses(file.syntax, room)].map(({ name, line }) => ({
      file: file.path,
      line,
      message:
        `${name} in ${room}: only models and datasets touch the network; take it as an option`,
    }));
  });
}

function uses(
  syntax: ts.SourceFile,
  room: string,
): readonly { readonly name: string; readonly line: number }[] {
  const found: { name: string; line: number }[] = [];
  const own = new Set<string>();
  walkNodes(syntax, (node) => {
    if (
      (ts.isParameter(node) || ts.isVariableDeclaration(node) || ts.isBindingElement(node)) &&
      ts.isIdentifier(node.name)
    ) {
      own.add(node.name.text);
    }
  });
  walkNodes(syntax, (node) => {
    if (ts.isTypeNode(node)) return false;
    const name = denoMember(node) ?? globalName(node);
    if (name === null || own.has(name)) return true;
    if (room === "notebook" && NOTEBOOK_DENO.has(name.replace("Deno.", ""))) return true;
    found.push({ name, line: lineOf(node) });
    return true;
  });
  return found;
}

function denoMember(node: ts.Node): string | null {
  if (!ts.isPropertyAccessExpression(node) || !ts.isIdentifier(node.expression)) return null;
  const { expression, name } = node;
  if (expression.text === "Deno" && DENO.has(name.text)) return `Deno.${name.text}`;
  return expression.text === "globalThis" && GLOBALS.has(name.text)
    ? `globalThis.${name.text}`
    : null;
}

/** A global used as a value: not a property, a key, or a declared name. */
function globalName(node: ts.Node): string | null {
  if (!ts.isIdentifier(node) || !GLOBALS.has(node.text)) return null;
  const parent = node.parent;
  if (ts.isPropertyAccessExpression(parent) && parent.name === node) return null;
  const named = ts.isPropertyAssignment(parent) || ts.isPropertySignature(parent) ||
    ts.isMethodDeclaration(parent) ||
    ts.isMethodSignature(parent) || ts.isParameter(parent) || ts.isBindingElement(parent) ||
    ts.isVariableDeclaration(parent);
  return named && parent.name === node ? null : node.text;
}
