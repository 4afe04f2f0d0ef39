import { randomUUID } from "node:crypto";
import { delimiter, dirname, join } from "node:path";
import type { DurableDeno, MachineOptions } from "../kernel_spec_types.ts";
import { dataFolders } from "./data_folders.ts";
import { isVolatilePath } from "./is_volatile_path.ts";

/** Options of `durableDeno`. */
export interface DurableDenoOptions extends MachineOptions {
  /** The executable in use. */
  readonly execPath?: string;
  /** Its version. */
  readonly version?: string;
}

/**
 * Finds a Deno executable that a kernel can still start tomorrow. The one in use may lie in a package runner's cache; then an
 * installed one of the same version on `PATH` is taken, else a copy is put into the user's data folder.
 */
export async function durableDeno(options: DurableDenoOptions = {}): Promise<DurableDeno> {
  const { execPath = Deno.execPath(), version = Deno.version.deno, os = Deno.build.os } = options;
  const { env = Deno.env.toObject() } = options;
  if (!isVolatilePath(execPath)) return { path: execPath, how: "in_place" };
  const program = os === "windows" ? "deno.exe" : "deno";
  for (const folder of (env.PATH ?? env.Path ?? "").split(delimiter)) {
    const path = join(folder, program);
    if (folder !== "" && await isInstalled(path, version)) return { path, how: "installed" };
  }
  const path = join(dataFolders({ os, env }).rounds, `deno-${version}`, program);
  await copyAside(execPath, path);
  return { path, how: "copied" };
}

async function isInstalled(path: string, version: string): Promise<boolean> {
  try {
    if (isVolatilePath(path) || isVolatilePath(await Deno.realPath(path))) return false;
    const { stdout } = await new Deno.Command(path, { args: ["--version"], stderr: "null" })
      .output();
    return new TextDecoder().decode(stdout).startsWith(`deno ${version} `);
  } catch {
    return false;
  }
}

/** By a temporary file and a rename, so that a kernel never starts half a copy. */
async function copyAside(from: string, to: string): Promise<void> {
  const { size } = await Deno.stat(from);
  const there = await Deno.stat(to).catch(() => null);
  if (there?.size === size) return;
  await Deno.mkdir(dirname(to), { recursive: true });
  const part = `${to}.${randomUUID()}`;
  try {
    await Deno.copyFile(from, part);
    if (Deno.build.os !== "windows") await Deno.chmod(part, 0o755);
    await Deno.rename(part, to);
  } catch (error) {
    await Deno.remove(part).catch(() => {});
    throw error;
  }
}
