import ts from "typescript";
import { exportsOf } from "./exports_of.ts";
import type { Finding } from "./finding.ts";
import { importsOf } from "./imports_of.ts";
import { resolveImport } from "./resolve_import.ts";
import { roomOf } from "./room_of.ts";
import type { TreeFile } from "./tree_file.ts";
import { walkNodes } from "./walk_nodes.ts";

/** Every public function of lib/<room>/ is imported by some test below tests/<room>/. */
export function testPairing(tree: readonly TreeFile[]): readonly Finding[] {
  const tested = new Map<string, Set<string>>();
  for (const file of tree) {
    const room = /^tests\/([^/]+)\//.exec(file.path)?.[1];
    if (room === undefined) continue;
    const names = tested.get(room) ?? new Set();
    for (const name of importedNames(file)) names.add(name);
    tested.set(room, names);
  }
  return tree.flatMap((file) => {
    const room = roomOf(file.path);
    if (room === null) return [];
    return exportsOf(file).filter(({ kind, internal }) => kind === "function" && !internal)
      .filter(({ name }) => tested.get(room)?.has(name) !== true)
      .map(({ name, line }) => ({
        file: file.path,
        line,
        message: `no test below tests/${room}/ imports ${name}: add tests/${room}/${
          testName(file.path)
        }`,
      }));
  });
}

/** Names taken from our modules, and what is used of a namespace import. */
function importedNames(file: TreeFile): readonly string[] {
  const ours = importsOf(file).filter(({ specifier, typeOnly }) => {
    const target = resolveImport(file.path, specifier);
    return !typeOnly && target !== null && (target === "mod.ts" || target.startsWith("lib/"));
  });
  const names = ours.flatMap((found) => found.names);
  if (!names.includes("*") || file.syntax === null) return names;
  const members: string[] = [];
  walkNodes(file.syntax, (node) => {
    if (ts.isPropertyAccessExpression(node)) members.push(node.name.text);
    if (ts.isBindingElement(node) && ts.isIdentifier(node.name)) members.push(node.name.text);
  });
  return [...names, ...members];
}

function testName(path: string): string {
  return path.replace(/^lib\/[^/]+\//, "").replace(/\.ts$/, "_test.ts");
}
