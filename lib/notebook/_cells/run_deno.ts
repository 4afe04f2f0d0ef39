import { stripVTControlCharacters } from "node:util";

/** What a Deno command ended with. */
export interface DenoEnd {
  /** Exit code. */
  readonly code: number;
  /** Standard output and error, without colours. */
  readonly text: string;
}

/** Where a Deno command runs, and what stops it. */
export interface RunDenoOptions {
  /** Folder it runs in. */
  readonly cwd: string;
  /** Ends it. */
  readonly signal?: AbortSignal;
}

/**
 * Runs a command of the Deno in use and reads what it says.
 */
export async function runDeno(args: readonly string[], options: RunDenoOptions): Promise<DenoEnd> {
  const { cwd, signal } = options;
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [...args],
    cwd,
    env: { NO_COLOR: "1" },
    stdin: "null",
    ...(signal === undefined ? {} : { signal }),
  }).output();
  const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return { code, text: stripVTControlCharacters(decode(stdout) + decode(stderr)) };
}
