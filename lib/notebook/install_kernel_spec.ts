import { join } from "node:path";
import { durableDeno } from "./_kernel/durable_deno.ts";
import type { DurableDeno, KernelSpecOptions } from "./kernel_spec_types.ts";
import { kernelFolder } from "./_kernel/kernel_folder.ts";
import { ASIDE, KERNEL_MARK, readKernelSpec } from "./_kernel/read_kernel_spec.ts";

/** Options of `installKernelSpec`. */
export interface InstallKernelSpecOptions extends KernelSpecOptions {
  /** The Deno executable in use. */
  readonly execPath?: string;
  /** Its version. */
  readonly version?: string;
  /** The name people see; `Deno` unless told. */
  readonly displayName?: string;
}

/** What was installed. */
export interface InstalledKernelSpec {
  /** The `kernel.json` written. */
  readonly path: string;
  /** The executable the kernel starts. */
  readonly deno: DurableDeno;
  /** Where a specification of another hand was put aside; null when there was none. */
  readonly setAside: string | null;
}

/**
 * Installs the Jupyter kernel for the user: a `kernel.json` that starts a Deno that stays (see `durableDeno`), without colour
 * codes in results. A specification of the same name that another tool wrote is put aside, not lost.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { installKernelSpec, uninstallKernelSpec } from "@rounds/rounds";
 *
 * const folder = await Deno.makeTempDir();
 * const env = { HOME: folder, JUPYTER_DATA_DIR: folder };
 * const { path } = await installKernelSpec({ env, execPath: "/opt/deno/bin/deno" });
 * assert.equal(JSON.parse(await Deno.readTextFile(path)).argv[0], "/opt/deno/bin/deno");
 * await uninstallKernelSpec({ env });
 * await Deno.remove(folder, { recursive: true });
 * ```
 */
export async function installKernelSpec(
  options: InstallKernelSpecOptions = {},
): Promise<InstalledKernelSpec> {
  const { displayName = "Deno", version = Deno.version.deno } = options;
  const folder = kernelFolder(options);
  const path = join(folder, "kernel.json");
  const deno = await durableDeno(options);
  await Deno.mkdir(folder, { recursive: true });
  const setAside = await putAside(path, options);
  const spec = {
    argv: [deno.path, "jupyter", "--kernel", "--conn", "{connection_file}"],
    display_name: displayName,
    language: "typescript",
    // No interrupt_mode: a message wedges the kernel, the signal it gets instead can be listened to.
    env: { NO_COLOR: "1" },
    metadata: { [KERNEL_MARK]: { deno: version } },
  };
  await Deno.writeTextFile(path, `${JSON.stringify(spec, null, 2)}\n`);
  return { path, deno, setAside };
}

async function putAside(path: string, options: InstallKernelSpecOptions): Promise<string | null> {
  const ours = await readKernelSpec(options).then(
    (spec) => spec === null || spec.ours,
    () => false,
  );
  if (ours) return null;
  const aside = `${path}${ASIDE}`;
  await Deno.rename(path, aside);
  return aside;
}
