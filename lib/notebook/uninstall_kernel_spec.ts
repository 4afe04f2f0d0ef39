import { dirname, join } from "node:path";
import { dataFolders } from "./_kernel/data_folders.ts";
import type { KernelSpecOptions } from "./kernel_spec_types.ts";
import { ASIDE, readKernelSpec } from "./_kernel/read_kernel_spec.ts";

/** What uninstalling did. */
export interface UninstalledKernelSpec {
  /** `removed`, `absent`, or `foreign` when another tool wrote it (left alone). */
  readonly what: "removed" | "absent" | "foreign";
  /** Everything removed, in order. */
  readonly removed: readonly string[];
  /** The specification of another hand that stands again; null when none was put aside. */
  readonly restored: string | null;
}

/**
 * Takes back what `installKernelSpec` did: its `kernel.json`, the copy of Deno once no other kernel starts it; a specification put
 * aside stands again. A kernel that another tool installed is left alone.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { uninstallKernelSpec } from "@rounds/rounds";
 *
 * const folder = await Deno.makeTempDir();
 * const { what } = await uninstallKernelSpec({ env: { HOME: folder, JUPYTER_DATA_DIR: folder } });
 * assert.equal(what, "absent");
 * await Deno.remove(folder);
 * ```
 */
export async function uninstallKernelSpec(
  options: KernelSpecOptions = {},
): Promise<UninstalledKernelSpec> {
  const spec = await readKernelSpec(options);
  if (spec === null) return { what: "absent", removed: [], restored: null };
  if (!spec.ours) return { what: "foreign", removed: [], restored: null };
  const removed = [spec.path];
  await Deno.remove(spec.path);
  const restored = await Deno.rename(`${spec.path}${ASIDE}`, spec.path).then(
    () => spec.path,
    () => null,
  );
  if (restored === null) await removeIfEmpty(dirname(spec.path));

  const { rounds, jupyter } = dataFolders(options);
  const [program = ""] = spec.argv;
  const copy = dirname(program);
  if (dirname(copy) === rounds && !(await startsElsewhere(program, join(jupyter, "kernels")))) {
    await Deno.remove(copy, { recursive: true }).catch(() => {});
    removed.push(copy);
    await removeIfEmpty(rounds);
  }
  return { what: "removed", removed, restored };
}

async function startsElsewhere(program: string, kernels: string): Promise<boolean> {
  for await (const { name } of Deno.readDir(kernels)) {
    const text = await Deno.readTextFile(join(kernels, name, "kernel.json")).catch(() => "");
    if (text.includes(JSON.stringify(program))) return true;
  }
  return false;
}

async function removeIfEmpty(folder: string): Promise<void> {
  await Deno.remove(folder).catch(() => {});
}
