import type { Finding } from "./finding.ts";
import { importsOf } from "./imports_of.ts";
import { resolveImport } from "./resolve_import.ts";
import type { TreeFile } from "./tree_file.ts";

/** No file imports itself by way of others, types included. Each cycle is told once, at its first file by path. */
export function cycles(tree: readonly TreeFile[]): readonly Finding[] {
  const edges = new Map(
    tree.filter(({ syntax }) => syntax !== null).map((file) => [file.path, targetsOf(file)]),
  );
  const findings: Finding[] = [];
  const finished = new Set<string>();
  const visit = (path: string, trail: readonly string[]): void => {
    if (finished.has(path)) return;
    const start = trail.indexOf(path);
    if (start >= 0) {
      findings.push(cycleFinding(trail.slice(start), edges));
      return;
    }
    for (const target of edges.get(path)?.keys() ?? []) visit(target, [...trail, path]);
    finished.add(path);
  };
  for (const path of [...edges.keys()].sort()) visit(path, []);
  return findings;
}

/** Target path to the line that imports it. */
function targetsOf(file: TreeFile): ReadonlyMap<string, number> {
  return new Map(
    importsOf(file).flatMap(({ specifier, line }) => {
      const target = resolveImport(file.path, specifier);
      return target === null ? [] : [[target, line]];
    }),
  );
}

function cycleFinding(
  members: readonly string[],
  edges: ReadonlyMap<string, ReadonlyMap<string, number>>,
): Finding {
  const first = [...members].sort()[0] ?? "";
  const at = members.indexOf(first);
  const cycle = [...members.slice(at), ...members.slice(0, at)];
  return {
    file: first,
    line: edges.get(first)?.get(cycle[1] ?? first) ?? 1,
    message: `import cycle ${
      [...cycle, first].join(" -> ")
    }: move what both need to a file of its own`,
  };
}
