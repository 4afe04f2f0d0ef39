import { join } from "node:path";
import * as v from "valibot";
import type { KernelSpecOptions } from "../kernel_spec_types.ts";
import { kernelFolder } from "./kernel_folder.ts";

/** What a `kernel.json` says. */
export interface KernelSpec {
  /** The file. */
  readonly path: string;
  /** Command line, with `{connection_file}` in it. */
  readonly argv: readonly string[];
  /** Environment variables the kernel gets. */
  readonly env: Readonly<Record<string, string>>;
  /** Whether this toolkit wrote it. */
  readonly ours: boolean;
}

const schema = v.object({
  argv: v.pipe(v.array(v.string()), v.minLength(1)),
  env: v.optional(v.record(v.string(), v.string()), {}),
  metadata: v.optional(v.record(v.string(), v.unknown()), {}),
});

/**
 * Reads the specification of an installed kernel; null when there is none.
 *
 * Throws a SyntaxError naming the file when it cannot be read as one.
 */
export async function readKernelSpec(
  options: KernelSpecOptions = {},
): Promise<KernelSpec | null> {
  const path = join(kernelFolder(options), "kernel.json");
  let text: string;
  try {
    text = await Deno.readTextFile(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
  try {
    const { argv, env, metadata } = v.parse(schema, JSON.parse(text));
    return { path, argv, env, ours: KERNEL_MARK in metadata };
  } catch (cause) {
    throw new SyntaxError(`Cannot read the kernel specification at ${path}`, { cause });
  }
}

/** Stands in the metadata of the specifications this toolkit writes. */
export const KERNEL_MARK = "rounds";

/** Ending of a specification of another hand that was put aside. */
export const ASIDE = ".before-rounds";
