import { posix } from "node:path";

/** The repository path a specifier means, seen from a file of the tree; null for packages and builtins. */
export function resolveImport(from: string, specifier: string): string | null {
  if (specifier === "@rounds/rounds") return "mod.ts";
  if (!specifier.startsWith(".")) return null;
  const folder = posix.dirname(from.replace(/#.*$/, ""));
  return posix.normalize(posix.join(folder, specifier.replace(/[?#].*$/, "")));
}
