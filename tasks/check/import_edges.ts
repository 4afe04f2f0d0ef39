import type { Finding } from "./finding.ts";
import { importsOf, type ModuleImport } from "./imports_of.ts";
import { resolveImport } from "./resolve_import.ts";
import { roomOf } from "./room_of.ts";
import { ROOMS } from "./rooms.ts";
import type { TreeFile } from "./tree_file.ts";

/** Imports between our own files go only along the edges of the table of rooms. */
export function importEdges(tree: readonly TreeFile[]): readonly Finding[] {
  return tree.flatMap((file) => {
    const room = roomOf(file.path);
    if (file.syntax !== null && room !== null && ROOMS[room] === undefined) {
      const message =
        `lib/${room} is no room: move the file, or add the room to tasks/check/rooms.ts`;
      return [{ file: file.path, line: 1, message }];
    }
    return importsOf(file).flatMap((found) => {
      const message = forbidden(file.path, found);
      return message === null ? [] : [{ file: file.path, line: found.line, message }];
    });
  });
}

function forbidden(from: string, { specifier }: ModuleImport): string | null {
  const target = resolveImport(from, specifier);
  if (target === null) return null;
  if (target.startsWith("../")) return `${specifier} leaves the repository`;
  const room = roomOf(from);
  if (room !== null) return target.endsWith(".json") ? null : forbiddenInLib(from, target, room);
  if (from === "mod.ts" && !target.startsWith("lib/")) {
    return `mod.ts exports files of lib/, not ${target}`;
  }
  if (from.startsWith("tasks/") && target !== "mod.ts" && !target.startsWith("tasks/")) {
    return `a task imports ../mod.ts and other tasks, not ${target}: take it from ../mod.ts`;
  }
  if (from.startsWith("notebooks/") && target !== "mod.ts") {
    return `a notebook imports ../mod.ts, not ${target}: take it from ../mod.ts`;
  }
  return null;
}

function forbiddenInLib(from: string, target: string, room: string): string | null {
  const other = roomOf(target);
  if (other === null) return `lib/ imports only lib/, not ${target}`;
  if (other !== room) {
    if ((ROOMS[room] ?? []).includes(other)) return null;
    return `${room} may not import ${other} (${allowedOf(room)}): pass it in, or move the function`;
  }
  const own = benchmarkOf(from);
  const its = benchmarkOf(target);
  if (own === null || its === null || own === its) return null;
  return `benchmark ${own} may not import benchmark ${its}: move what they share to graders or parse`;
}

function benchmarkOf(path: string): string | null {
  return /^lib\/benchmarks\/([^/]+)\//.exec(path)?.[1] ?? null;
}

function allowedOf(room: string): string {
  const rooms = ROOMS[room] ?? [];
  return rooms.length === 0 ? "it imports nothing of ours" : `only ${rooms.join(", ")}`;
}
