import type { Finding } from "./finding.ts";
import { importsOf, type ModuleImport } from "./imports_of.ts";
import { roomOf } from "./room_of.ts";
import { DEVELOPMENT_PACKAGES, HEAVY_PACKAGES } from "./rooms.ts";
import type { TreeFile } from "./tree_file.ts";

/** Heavy packages stay in their rooms and load on first use; every package is named in deno.json, pinned and used. */
export function packages(tree: readonly TreeFile[]): readonly Finding[] {
  const findings: Finding[] = [];
  const configuration = tree.find(({ path }) => path === "deno.json");
  const declared = configuration === undefined ? [] : declaredPackages(configuration);
  const names = new Set(declared.map(({ name }) => name));
  const used = new Set<string>();
  for (const file of tree) {
    for (const found of importsOf(file)) {
      const name = packageOf(found.specifier);
      if (name !== null) used.add(name);
      const message = misplaced(file.path, found) ?? undeclared(found.specifier, name, names);
      if (message !== null) findings.push({ file: file.path, line: found.line, message });
    }
  }
  for (const { name, version, line } of declared) {
    if (!/^npm:(@[\w.-]+\/)?[\w.-]+@\d+\.\d+\.\d+$/.test(version)) {
      findings.push({
        file: "deno.json",
        line,
        message: `"${name}" is ${version}: pin one exact version, npm:name@1.2.3`,
      });
    }
    if (!used.has(name)) {
      findings.push({
        file: "deno.json",
        line,
        message: `"${name}" is imported nowhere: remove it`,
      });
    }
  }
  return findings;
}

function misplaced(path: string, { specifier, typeOnly, deferred }: ModuleImport): string | null {
  const name = packageOf(specifier);
  const room = roomOf(path);
  if (name === null) return null;
  if (room !== null && DEVELOPMENT_PACKAGES.includes(name)) {
    return `${name} is for the project's own scripts: lib/ may not import it`;
  }
  const owners = HEAVY_PACKAGES[name];
  if (owners === undefined) return null;
  if (room !== null && !owners.includes(room)) {
    return `only ${owners.join(" and ")} may import ${name}: take what you need as an argument`;
  }
  if ((room !== null || path.startsWith("tasks/")) && !typeOnly && !deferred) {
    return `${name} is heavy: import defer * as x from "${name}", so that it loads on first use`;
  }
  return null;
}

function undeclared(
  specifier: string,
  name: string | null,
  declared: ReadonlySet<string>,
): string | null {
  if (/^(npm|jsr|https?):/.test(specifier)) {
    return `${specifier}: name it, pinned, in deno.json and import it by that name`;
  }
  if (name === null || declared.has(name)) return null;
  return `${name} is not in the imports of deno.json: add it there, pinned`;
}

/** The package a specifier means; null for our own files and for builtins. */
function packageOf(specifier: string): string | null {
  if (/^[./]|^node:|^(npm|jsr|https?|file|data):|^@rounds\/rounds$/.test(specifier)) return null;
  return /^(@[^/]+\/[^/]+|[^/]+)/.exec(specifier)?.[1] ?? null;
}

function declaredPackages(
  { text }: TreeFile,
): readonly { readonly name: string; readonly version: string; readonly line: number }[] {
  const imports: unknown = JSON.parse(text).imports ?? {};
  if (typeof imports !== "object" || imports === null) return [];
  return Object.entries(imports).filter(([name]) => name !== "@rounds/rounds").map((
    [name, version],
  ) => ({
    name,
    version: String(version),
    line: text.slice(0, text.indexOf(JSON.stringify(name))).split("\n").length,
  }));
}
