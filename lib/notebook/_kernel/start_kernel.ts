import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { type RunningProcess, startProcess } from "../../async/start_process.ts";
import { connectKernel, type KernelConnection, type KernelMessage } from "./connect_kernel.ts";

/** How a kernel is started. */
export interface StartKernelOptions {
  /** Folder the kernel runs in: relative imports of cells resolve from it. */
  readonly cwd: string;
  /** Command line in which `{connection_file}` stands for the connection file; the running Deno's kernel unless told. */
  readonly argv?: readonly string[];
  /** Further environment variables; `NO_COLOR=1` unless told. */
  readonly env?: Readonly<Record<string, string>>;
  /** Milliseconds until the kernel must answer; 30,000 unless told. */
  readonly startTimeoutMs?: number;
}

/** Why nothing more comes from a kernel. */
export interface KernelEnd {
  /** `died`: the process ended; `broken`: it runs, but what it sends cannot be read any more. */
  readonly what: "died" | "broken";
  /** In words. */
  readonly message: string;
}

/** A running kernel. */
export interface Kernel {
  /** Process id. */
  readonly pid: number;
  /** Sends a request on the shell channel and gives its id at once. */
  request(type: string, content: Readonly<Record<string, unknown>>): string;
  /** Hands every message to the listener from now on, instead of the one before. */
  listen(listener: (message: KernelMessage) => void): void;
  /** Resolves when nothing more can come from the kernel. */
  readonly ended: Promise<KernelEnd>;
  /** Sends the interrupt signal, as the stop button of a notebook does. */
  interrupt(): void;
  /** Ends the process and what it started, and removes the connection file. */
  stop(): Promise<void>;
}

/**
 * Starts a Jupyter kernel on loopback and waits until it answers; no Python is involved.
 *
 * Throws an Error with the kernel's last words when it ends or does not answer in time.
 */
export async function startKernel(options: StartKernelOptions): Promise<Kernel> {
  try {
    return await startOnce(options);
  } catch (error) {
    if (!(error instanceof KernelEndedError)) throw error;
    // Another process may take a port between its choice and its use: that start is tried once more.
    return await startOnce(options);
  }
}

/** The process ended before it answered. */
class KernelEndedError extends Error {
  override readonly name = "KernelEndedError";
}

async function startOnce(options: StartKernelOptions): Promise<Kernel> {
  const { cwd, env = { NO_COLOR: "1" }, startTimeoutMs = 30_000 } = options;
  const argv = options.argv ??
    [Deno.execPath(), "jupyter", "--kernel", "--conn", "{connection_file}"];
  const key = randomUUID();
  const [iopubPort, shellPort, stdinPort, controlPort, heartbeatPort] = freePorts();
  const file = await Deno.makeTempFile({ prefix: "rounds-kernel-", suffix: ".json" });
  await Deno.chmod(file, 0o600).catch(() => {});
  await Deno.writeTextFile(
    file,
    JSON.stringify({
      transport: "tcp",
      ip: "127.0.0.1",
      signature_scheme: "hmac-sha256",
      kernel_name: "deno",
      key,
      iopub_port: iopubPort,
      shell_port: shellPort,
      stdin_port: stdinPort,
      control_port: controlPort,
      hb_port: heartbeatPort,
    }),
  );
  let child: RunningProcess | undefined;
  let connection: KernelConnection | undefined;
  const stop = async () => {
    connection?.close();
    child?.signal("SIGKILL");
    await child?.ended;
    await Deno.remove(file).catch(() => {});
  };
  try {
    child = startProcess({
      argv: argv.map((part) => part.replace("{connection_file}", file)),
      cwd,
      env,
    });
    const running = child;
    const died = running.ended.then((end): KernelEnd => ({
      what: "died",
      message: describeEnd(end, running.lastLines()),
    }));
    connection = await connectWhenReady({ iopubPort, shellPort, key }, died, startTimeoutMs);
    const { request, listen, closed } = connection;
    request("execute_request", watchParent(Deno.pid));
    // A dying kernel closes its sockets first; how it died is the better answer.
    const broke = closed.then((reason) => {
      if (reason === null) return died;
      const end: KernelEnd = { what: "broken", message: reason };
      return Promise.race([died, delay(1000, end, { ref: false })]);
    });
    return {
      pid: running.pid,
      request,
      listen,
      ended: Promise.race([died, broke]),
      interrupt: () => running.signal("SIGINT"),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Were we killed ourselves, the kernel would stay behind with all it holds: it looks for us now and then. */
function watchParent(pid: number): Readonly<Record<string, unknown>> {
  const code = `setInterval(() => {
  try { process.kill(${pid}, 0); } catch (error) { if (error.code === "ESRCH") Deno.exit(1); }
}, 2000).unref(); undefined`;
  return { code, silent: true, store_history: false, user_expressions: {}, allow_stdin: false };
}

/** Knocks until the kernel answers on both channels: a subscription takes a moment to hold. */
async function connectWhenReady(
  address: { readonly iopubPort: number; readonly shellPort: number; readonly key: string },
  died: Promise<KernelEnd>,
  timeoutMs: number,
): Promise<KernelConnection> {
  const end = died.then(({ message }) => {
    throw new KernelEndedError(`The kernel did not start: ${message}`);
  });
  const deadline = performance.now() + timeoutMs;
  let connection: KernelConnection | undefined;
  const heard = new Set<string>();
  for (;;) {
    if (connection === undefined) {
      connection = await connectKernel(address).catch(() => undefined);
      connection?.listen(({ channel }) => heard.add(channel));
    } else {
      connection.request("kernel_info_request", {});
    }
    for (let pause = 0; pause < 4 && heard.size < 2; pause++) {
      await Promise.race([end, delay(connection === undefined ? 5 : 25)]);
      if (connection === undefined) break;
    }
    if (connection !== undefined && heard.size === 2) {
      connection.listen(() => {});
      return connection;
    }
    if (performance.now() > deadline) {
      connection?.close();
      throw new Error(`The kernel did not answer within ${timeoutMs / 1000} s`);
    }
  }
}

/** Five ports that were free a moment ago, chosen together so that they differ. */
function freePorts(): [number, number, number, number, number] {
  const listen = () => Deno.listen({ port: 0, hostname: "127.0.0.1" });
  const listeners = [listen(), listen(), listen(), listen(), listen()] as const;
  const [a, b, c, d, e] = listeners;
  for (const listener of listeners) listener.close();
  return [a.addr.port, b.addr.port, c.addr.port, d.addr.port, e.addr.port];
}

function describeEnd(
  end: { readonly code: number; readonly signal: string | null },
  lines: readonly string[],
): string {
  const how = end.signal === null ? `exit code ${end.code}` : end.signal;
  const words = lines.filter((line) => !line.includes('"deno jupyter" is unstable')).slice(-5).join(
    "\n",
  );
  return words === "" ? `the kernel ended (${how})` : `the kernel ended (${how}): ${words}`;
}
