import { join } from "node:path";
import type { MachineOptions } from "../kernel_spec_types.ts";

/** Where a user's data lies. */
export interface DataFolders {
  /** Jupyter's: `kernels/` lies in it. */
  readonly jupyter: string;
  /** Ours: a copy of Deno that kernels start. */
  readonly rounds: string;
}

/**
 * The user's data folders by the rules of Jupyter (`JUPYTER_DATA_DIR` first) and of the operating system.
 *
 * Throws an Error when the environment names no home folder.
 */
export function dataFolders(options: MachineOptions = {}): DataFolders {
  const { os = Deno.build.os, env = Deno.env.toObject() } = options;
  const home = env[os === "windows" ? "USERPROFILE" : "HOME"];
  const inHome = (...parts: string[]) => {
    if (home) return join(home, ...parts);
    const name = os === "windows" ? "USERPROFILE" : "HOME";
    throw new Error(`The environment names no home folder: ${name} is not set`);
  };
  const folders = {
    windows: () => ({
      jupyter: join(env.APPDATA || inHome("AppData", "Roaming"), "jupyter"),
      rounds: join(env.LOCALAPPDATA || inHome("AppData", "Local"), "rounds"),
    }),
    darwin: () => ({
      jupyter: inHome("Library", "Jupyter"),
      rounds: inHome("Library", "Application Support", "rounds"),
    }),
    other: () => ({
      jupyter: join(env.XDG_DATA_HOME || inHome(".local", "share"), "jupyter"),
      rounds: join(env.XDG_DATA_HOME || inHome(".local", "share"), "rounds"),
    }),
  };
  const usual = folders[os === "windows" || os === "darwin" ? os : "other"]();
  return { ...usual, jupyter: env.JUPYTER_DATA_DIR || usual.jupyter };
}
