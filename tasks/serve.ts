import { fileURLToPath } from "node:url";
import type { Command } from "commander";
import { ServerStartError, serveSglang, type SglangServer } from "../mod.ts";
import { collect, timeoutSeconds, wholeNumber } from "./cli/flag_values.ts";
import { printNote, printOut, runTask, UsageError } from "./cli/run_task.ts";
import { taskCommand } from "./cli/task_command.ts";

interface Flags {
  readonly modelPath: string;
  readonly tp: number;
  readonly dp: number;
  readonly port: number;
  readonly host: string;
  readonly trustRemoteCode: boolean;
  readonly enableMultimodal: boolean;
  readonly logLevel: string;
  readonly serverArg?: readonly string[];
  readonly python: string;
  readonly timeout: number;
  readonly evaluate?: boolean;
}

async function main(args: readonly string[]): Promise<number> {
  const command = program();
  command.parse(args, { from: "user" });
  const flags = command.opts<Flags>();
  if (command.args.length > 0 && !flags.evaluate) {
    throw new UsageError(`unexpected ${command.args[0]}; flags of eval go after --evaluate --`);
  }
  const stop = stopSignals();
  let server: SglangServer;
  try {
    server = await start(flags, stop.signal);
  } catch (error) {
    if (stop.signal.aborted) return 130;
    if (error instanceof ServerStartError) throw new UsageError(error.message);
    throw error;
  }
  try {
    const [model = flags.modelPath] = server.models;
    const ours = ["--model", model, "--api-base", server.baseUrl, "--image-mode", "local"];
    if (flags.evaluate) return await evaluate([...ours, ...command.args], stop);
    printOut(`Ready: ${server.baseUrl} serves ${server.models.join(", ")}`);
    printOut(`Evaluate, in another terminal:\n  deno task eval ${ours.map(quote).join(" ")}`);
    printNote("Stop with Ctrl-C.");
    return await untilStopped(server, stop);
  } finally {
    await server.stop();
  }
}

function start(flags: Flags, signal: AbortSignal): Promise<SglangServer> {
  printNote(`Starting SGLang for ${flags.modelPath}; this can take minutes.`);
  const encoder = new TextEncoder();
  return serveSglang({
    modelPath: flags.modelPath,
    tensorParallel: flags.tp,
    dataParallel: flags.dp,
    port: flags.port,
    host: flags.host,
    trustRemoteCode: flags.trustRemoteCode,
    enableMultimodal: flags.enableMultimodal,
    logLevel: flags.logLevel,
    furtherArgs: flags.serverArg ?? [],
    python: flags.python,
    readyTimeoutMs: flags.timeout * 1000,
    onText: (text) => void Deno.stderr.writeSync(encoder.encode(text)),
    signal,
  });
}

async function untilStopped(server: SglangServer, stop: StopSignals): Promise<number> {
  const end = await Promise.race([server.ended, stop.asked]);
  if (end === null) return 0;
  printNote(`error: the server ended with exit code ${end.code}. Its last lines:`);
  printNote(end.lastLines.join("\n"));
  return 2;
}

/** In a process group of its own, so that a terminal's Ctrl-C reaches the evaluation once: through us. */
async function evaluate(args: readonly string[], stop: StopSignals): Promise<number> {
  if (stop.signal.aborted) return 130;
  const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
  const child = new Deno.Command(Deno.execPath(), {
    args: [
      ...["run", "-q", "--config", here("../deno.json"), "-P=network", "--no-prompt"],
      ...[here("eval.ts"), ...args],
    ],
    // The user's key is for somebody else's server.
    env: { OPENAI_API_KEY: "token" },
    stdin: "null",
    detached: true,
  }).spawn();
  stop.forward((name) => child.kill(name));
  const { code } = await child.status;
  return code;
}

/** What SIGINT, SIGTERM and SIGHUP do: stop us, and the evaluation first while it runs. */
interface StopSignals {
  readonly signal: AbortSignal;
  readonly asked: Promise<null>;
  forward(to: (name: Deno.Signal) => void): void;
}

function stopSignals(): StopSignals {
  const controller = new AbortController();
  let last = -Infinity;
  const asked = Promise.withResolvers<null>();
  let forward: (name: Deno.Signal) => void = () => {};
  const names: readonly Deno.Signal[] = Deno.build.os === "windows"
    ? ["SIGINT", "SIGBREAK"]
    : ["SIGINT", "SIGTERM", "SIGHUP"];
  for (const name of names) {
    Deno.addSignalListener(name, () => {
      // Package runners pass on a terminal's Ctrl-C that has already arrived: one press comes as three signals.
      if (performance.now() - last < 1000) return;
      last = performance.now();
      controller.abort(new DOMException("Interrupted", "AbortError"));
      asked.resolve(null);
      try {
        forward(name === "SIGHUP" ? "SIGTERM" : name);
      } catch {
        // The evaluation has just ended by itself.
      }
    });
  }
  return {
    signal: controller.signal,
    asked: asked.promise,
    forward(to: (name: Deno.Signal) => void): void {
      forward = to;
    },
  };
}

function quote(word: string): string {
  return /^[\w./:@=-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

function program(): Command {
  return taskCommand("serve", {
    example: "serve --model-path MODEL --tp 2 --evaluate -- --dataset demo",
  })
    .description(
      "Starts an SGLang server for a model of your own, waits until it is ready and prints the eval command; the " +
        "server stops with this task. With --evaluate it serves, evaluates and stops in one command: eval gets " +
        "--model, --api-base and --image-mode local from this task, and what you write after --.\n\n" +
        "Exit status: that of the evaluation; 0 when stopped, 2 when the server did not start, 130 interrupted.",
    )
    .argument("[eval flags...]", "with --evaluate: flags of eval, after --")
    .requiredOption("--model-path <path>", "model folder or hub name (required)")
    .option("--tp <number>", "GPUs a copy of the model is spread over", wholeNumber(1), 1)
    .option("--dp <number>", "copies of the model", wholeNumber(1), 1)
    .option("--port <number>", "port", wholeNumber(1, 65535), 8000)
    .option("--host <address>", "address to listen on", "127.0.0.1")
    .option("--trust-remote-code", "let the model's repository run its own code", true)
    .option("--no-trust-remote-code", "do not")
    .option("--enable-multimodal", "read images", true)
    .option("--no-enable-multimodal", "do not")
    .option("--log-level <level>", "the server's log level", "info")
    .option("--server-arg <argument>", "further argument of the server (repeatable)", collect)
    .option("--python <path>", "interpreter that has SGLang", "python")
    .option("--timeout <seconds>", "time the server has to be ready", timeoutSeconds, 300)
    .option("--evaluate", "run eval with the flags after --, then stop the server");
}

if (import.meta.main) await runTask(main);
