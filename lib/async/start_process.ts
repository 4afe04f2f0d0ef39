import { setTimeout as delay } from "node:timers/promises";

/**
 * What to start, and who hears it.
 *
 * @internal
 */
export interface StartProcessOptions {
  /** Program and arguments. */
  readonly argv: readonly string[];
  /** Folder it runs in; the current one unless told. */
  readonly cwd?: string;
  /** Added to the environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** Called with every piece of text the process writes. */
  readonly onText?: (text: string, stream: "stdout" | "stderr") => void;
  /** How many of its last lines to remember; 40 unless told. */
  readonly keptLines?: number;
  /** Waits that many milliseconds; replaced in tests. */
  readonly wait?: (ms: number) => Promise<unknown>;
}

/**
 * How a process ended.
 *
 * @internal
 */
export interface ProcessEnd {
  /** Exit code; 128 and more for a signal. */
  readonly code: number;
  /** The signal that ended it, e.g. `SIGTERM`; null when it ended by itself. */
  readonly signal: string | null;
}

/**
 * A process with a group of its own.
 *
 * @internal
 */
export interface RunningProcess {
  /** Process id, also the id of its group. */
  readonly pid: number;
  /** Resolves when the process has ended. */
  readonly ended: Promise<ProcessEnd>;
  /** The last lines it wrote, standard output and error together. */
  lastLines(): readonly string[];
  /** Signals the process and everything it started; no error when it has ended. */
  signal(name: Deno.Signal): void;
  /** SIGTERM, then SIGKILL after `graceMs` (10,000 unless told) to the process and everything it started. */
  stop(options?: { readonly graceMs?: number }): Promise<ProcessEnd>;
}

/**
 * Starts a process as the head of its own group, so that a terminal's Ctrl-C does not reach it and stopping it stops
 * everything it started. Its output is read, never inherited.
 *
 * Throws `Deno.errors.NotFound` when there is no such program.
 *
 * @internal
 */
export function startProcess(options: StartProcessOptions): RunningProcess {
  const { argv, cwd, env, onText, keptLines = 40, wait = delay } = options;
  const [program = "", ...args] = argv;
  const child = new Deno.Command(program, {
    args,
    ...(cwd === undefined ? {} : { cwd }),
    ...(env === undefined ? {} : { env }),
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
    detached: true,
  }).spawn();
  const tail = lineTail(keptLines);
  const listen = async (
    stream: ReadableStream<Uint8Array<ArrayBuffer>>,
    name: "stdout" | "stderr",
  ) => {
    for await (const text of stream.pipeThrough(new TextDecoderStream())) {
      tail.add(text, name);
      onText?.(text, name);
    }
  };
  const heard = Promise.allSettled([
    listen(child.stdout, "stdout"),
    listen(child.stderr, "stderr"),
  ]);
  const ended = child.status.then(async ({ code, signal }): Promise<ProcessEnd> => {
    // What the process started may still hold its output open; its own last words arrive at once.
    await Promise.race([heard, wait(250)]);
    return { code, signal };
  });
  const signal = (name: Deno.Signal) => signalGroup(child, name);
  return {
    pid: child.pid,
    ended,
    lastLines: () => tail.lines(),
    signal,
    async stop({ graceMs = 10_000 } = {}): Promise<ProcessEnd> {
      signal("SIGTERM");
      await Promise.race([child.status, wait(graceMs)]);
      signal("SIGKILL");
      return await ended;
    },
  };
}

function signalGroup(child: Deno.ChildProcess, name: Deno.Signal): void {
  try {
    if (Deno.build.os === "windows") child.kill(name);
    else Deno.kill(-child.pid, name);
  } catch (error) {
    // Nothing of the group is left. Deno says so by NotFound or, for its own child, by TypeError.
    if (!(error instanceof Deno.errors.NotFound || error instanceof TypeError)) throw error;
  }
}

function lineTail(
  kept: number,
): { add(text: string, name: "stdout" | "stderr"): void; lines(): string[] } {
  let whole: string[] = [];
  const parts = { stdout: "", stderr: "" };
  return {
    add(text: string, name: "stdout" | "stderr"): void {
      const lines = `${parts[name]}${text}`.split(/\r?\n/);
      parts[name] = (lines.pop() ?? "").slice(-10_000);
      whole = [...whole, ...lines].slice(-kept);
    },
    lines: () => [...whole, parts.stdout, parts.stderr].filter((line) => line !== "").slice(-kept),
  };
}
