import { join } from "node:path";
import type { KernelSpecOptions } from "../kernel_spec_types.ts";
import { dataFolders } from "./data_folders.ts";

/**
 * The folder of a kernel in the user's Jupyter data folder.
 *
 * Throws a RangeError for a name Jupyter does not take.
 */
export function kernelFolder(options: KernelSpecOptions = {}): string {
  const { name = "deno" } = options;
  if (!/^[\w.-]+$/.test(name) || /^\.+$/.test(name)) {
    throw new RangeError(
      `The kernel name is "${name}", expected letters, digits, full stops, hyphens and underscores`,
    );
  }
  return join(dataFolders(options).jupyter, "kernels", name);
}
