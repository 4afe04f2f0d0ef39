import { fileURLToPath } from "node:url";

/** What a task ended with. */
export interface TaskEnd {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** How a task is run. */
export interface RunScriptOptions {
  /** Name of a permission set in deno.json, as the task itself uses it. */
  readonly permissions: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** Called with what it has written so far, and a way to signal it. */
  readonly onText?: (text: string, signal: (name: Deno.Signal) => void) => void;
}

/** Runs a script of `tasks/` as `deno task` does, and reads what it says. */
export async function runScript(
  script: string,
  args: readonly string[],
  options: RunScriptOptions,
): Promise<TaskEnd> {
  const { permissions, env = {}, cwd, onText } = options;
  const root = fileURLToPath(new URL("../..", import.meta.url));
  const child = new Deno.Command(Deno.execPath(), {
    args: [
      ...["run", "-q", "--config", `${root}/deno.json`, `-P=${permissions}`, "--no-prompt"],
      ...[`${root}/tasks/${script}`, ...args],
    ],
    env: { NO_COLOR: "1", ...env },
    ...(cwd === undefined ? {} : { cwd }),
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const texts = { stdout: "", stderr: "" };
  const listen = async (name: "stdout" | "stderr") => {
    for await (const text of child[name].pipeThrough(new TextDecoderStream())) {
      texts[name] += text;
      onText?.(texts.stdout + texts.stderr, (signal) => child.kill(signal));
    }
  };
  const [{ code }] = await Promise.all([child.status, listen("stdout"), listen("stderr")]);
  return { code, ...texts };
}
