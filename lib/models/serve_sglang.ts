import { setTimeout as delay } from "node:timers/promises";
import * as v from "valibot";
import { type RunningProcess, startProcess } from "../async/start_process.ts";
import { ServerStartError } from "./server_start_error.ts";

/** What to serve, and how. */
export interface ServeSglangOptions {
  /** Folder or hub name of the model. */
  readonly modelPath: string;
  /** GPUs one copy of the model is spread over; 1 unless told. */
  readonly tensorParallel?: number;
  /** Copies of the model; 1 unless told. */
  readonly dataParallel?: number;
  /** 8000 unless told. */
  readonly port?: number;
  /** Address to listen on; loopback unless told. */
  readonly host?: string;
  /** Lets the model's repository run its own code; true unless told. */
  readonly trustRemoteCode?: boolean;
  /** True unless told: without it images are not read. */
  readonly enableMultimodal?: boolean;
  /** The server's own; `info` unless told. */
  readonly logLevel?: string;
  /** Further arguments of the server, as they are. */
  readonly furtherArgs?: readonly string[];
  /** The interpreter that has SGLang; `python` unless told. */
  readonly python?: string;
  /** Called with everything the server prints. */
  readonly onText?: (text: string) => void;
  /** Milliseconds until the server must list its models; 300,000 unless told. */
  readonly readyTimeoutMs?: number;
  /** Ends the start. */
  readonly signal?: AbortSignal;
  /** Replaces `fetch`. */
  readonly fetch?: typeof fetch;
}

/** A running server. */
export interface SglangServer {
  /** Ends in `/v1`. */
  readonly baseUrl: string;
  /** The model names it answers to. */
  readonly models: readonly string[];
  /** Resolves with the exit code and the last lines when the server has ended. */
  readonly ended: Promise<{ readonly code: number; readonly lastLines: readonly string[] }>;
  /** Ends the server and everything it started: asked first, killed after `graceMs` (10,000 unless told). */
  stop(options?: { readonly graceMs?: number }): Promise<void>;
}

/**
 * Starts an SGLang server and waits until it lists its models. It runs in a process group of its own, so that stopping it
 * stops its workers too.
 *
 * Throws a `ServerStartError` when the port is taken, the interpreter is missing, the server ends early (with its last
 * lines) or is not ready in time; the signal's reason when aborted. Nothing keeps running then.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { serveSglang } from "@rounds/rounds";
 *
 * await assert.rejects(
 *   serveSglang({ modelPath: "model", port: 0, python: "no-such-interpreter" }),
 *   /"no-such-interpreter"/,
 * );
 * ```
 */
export async function serveSglang(options: ServeSglangOptions): Promise<SglangServer> {
  const { port = 8000, host = "127.0.0.1", readyTimeoutMs = 300_000, signal, onText } = options;
  const baseUrl = `http://${reachable(host)}:${port}/v1`;
  signal?.throwIfAborted();
  if (await isTaken(reachable(host), port)) {
    throw new ServerStartError(`Port ${port} is taken: something listens there; choose another`);
  }
  const child = start(options, onText);
  try {
    const models = await waitUntilReady(child, baseUrl, { ...options, readyTimeoutMs });
    return {
      baseUrl,
      models,
      ended: child.ended.then(({ code }) => ({ code, lastLines: child.lastLines() })),
      async stop(stopping = {}): Promise<void> {
        await child.stop(stopping);
      },
    };
  } catch (error) {
    await child.stop();
    throw error;
  }
}

function start(options: ServeSglangOptions, onText?: (text: string) => void): RunningProcess {
  const { python = "python" } = options;
  try {
    return startProcess({
      argv: [python, ...launchArguments(options)],
      // Python holds back what it prints into a pipe unless told.
      env: { PYTHONUNBUFFERED: "1" },
      ...(onText === undefined ? {} : { onText }),
    });
  } catch (cause) {
    if (!(cause instanceof Deno.errors.NotFound)) throw cause;
    throw new ServerStartError(
      `There is no interpreter "${python}": name one that has SGLang with --python`,
      { cause },
    );
  }
}

function launchArguments(options: ServeSglangOptions): readonly string[] {
  const { port = 8000, host = "127.0.0.1", tensorParallel = 1, dataParallel = 1 } = options;
  const { trustRemoteCode = true, enableMultimodal = true, logLevel = "info" } = options;
  return [
    ...["-m", "sglang.launch_server", "--model-path", options.modelPath],
    ...["--tp", String(tensorParallel), "--dp", String(dataParallel)],
    ...["--port", String(port), "--host", host],
    ...(trustRemoteCode ? ["--trust-remote-code"] : []),
    ...(enableMultimodal ? ["--enable-multimodal"] : []),
    ...["--log-level", logLevel],
    ...(options.furtherArgs ?? []),
  ];
}

async function waitUntilReady(
  child: RunningProcess,
  baseUrl: string,
  options: ServeSglangOptions & { readonly readyTimeoutMs: number },
): Promise<readonly string[]> {
  const { signal, readyTimeoutMs, fetch = globalThis.fetch } = options;
  const ended = child.ended.then(({ code }) => `The server ended with exit code ${code}`);
  const deadline = performance.now() + readyTimeoutMs;
  const aborted = Promise.withResolvers<null>();
  const abort = () => aborted.resolve(null);
  signal?.addEventListener("abort", abort, { once: true });
  try {
    for (let pauseMs = 50;; pauseMs = Math.min(2 * pauseMs, 1000)) {
      const end = await Promise.race([ended, aborted.promise, delay(pauseMs, null)]);
      signal?.throwIfAborted();
      if (end !== null) throw new ServerStartError(withLines(end, child));
      const models = await listModels(baseUrl, fetch);
      if (models !== null) return models;
      if (performance.now() > deadline) {
        const late = `The server was not ready within ${readyTimeoutMs / 1000} s`;
        throw new ServerStartError(withLines(late, child));
      }
    }
  } finally {
    signal?.removeEventListener("abort", abort);
  }
}

const modelList = v.object({ data: v.array(v.object({ id: v.string() })) });

async function listModels(
  baseUrl: string,
  fetch: typeof globalThis.fetch,
): Promise<readonly string[] | null> {
  try {
    const response = await fetch(`${baseUrl}/models`, { signal: AbortSignal.timeout(5000) });
    const body: unknown = await response.json();
    return response.ok ? v.parse(modelList, body).data.map(({ id }) => id) : null;
  } catch {
    return null;
  }
}

function withLines(message: string, child: RunningProcess): string {
  const lines = child.lastLines();
  return lines.length === 0 ? message : `${message}. Its last lines:\n${lines.join("\n")}`;
}

/** An address that means every interface is reached by loopback. */
function reachable(host: string): string {
  if (host === "0.0.0.0") return "127.0.0.1";
  if (host === "::") return "[::1]";
  return host.includes(":") ? `[${host}]` : host;
}

async function isTaken(host: string, port: number): Promise<boolean> {
  try {
    const connection = await Deno.connect({ hostname: host.replace(/^\[|\]$/g, ""), port });
    connection.close();
    return true;
  } catch {
    return false;
  }
}
