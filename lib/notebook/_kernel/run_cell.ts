import { randomUUID } from "node:crypto";
import * as v from "valibot";
import type { OutputMessage } from "./collect_outputs.ts";
import type { KernelMessage } from "./connect_kernel.ts";
import type { Kernel } from "./start_kernel.ts";

/** Options of one cell's run. */
export interface RunCellOptions {
  /** Called with every message of the output channel until the next cell runs. */
  readonly onOutput: (message: OutputMessage) => void;
  /** Milliseconds the cell may take; 600,000 unless told. */
  readonly timeoutMs?: number;
  /** Milliseconds without any message after which outputs still awaited count as lost; 30,000 unless told. */
  readonly silenceMs?: number;
  /** Gives the cell up; the kernel goes on with it. */
  readonly signal?: AbortSignal;
}

/** How a cell ended. */
export interface CellEnd {
  /** The first that holds. */
  readonly status:
    /** Ran to its end. */
    | "ok"
    /** Threw. */
    | "error"
    /** Could not be parsed. */
    | "syntax"
    /** Took too long. */
    | "timeout"
    /** The kernel ended. */
    | "kernel_died"
    /** Ran, but its outputs did not all come. */
    | "lost_output"
    /** Given up by the signal. */
    | "aborted";
  /** The number in `[n]`; null when the kernel gave none. */
  readonly executionCount: number | null;
  /** What the kernel said of an error, which may come without an error output; else null. */
  readonly error: {
    readonly ename: string;
    readonly evalue: string;
    readonly traceback: readonly string[];
  } | null;
  /** One sentence; empty when the cell ran to its end. */
  readonly message: string;
}

const replySchema = v.object({
  status: v.string(),
  execution_count: v.optional(v.nullable(v.number()), null),
  ename: v.optional(v.string(), ""),
  evalue: v.optional(v.string(), ""),
  traceback: v.optional(v.array(v.string()), []),
});

/**
 * Runs one cell and waits for all of its outputs. The kernel reports itself idle before a cell's outputs have arrived,
 * so a second, silent request follows as a fence: what it prints and broadcasts cannot overtake the cell's outputs.
 */
export async function runCell(
  kernel: Kernel,
  source: string,
  options: RunCellOptions,
): Promise<CellEnd> {
  const { onOutput, timeoutMs = 600_000, silenceMs = 30_000, signal } = options;
  const { promise, resolve } = Promise.withResolvers<CellEnd>();
  const end = (status: CellEnd["status"], message: string) =>
    resolve({ status, message, executionCount: null, error: null });
  const fence = makeFence();
  let fenceId: string | null = null;
  let reply: CellEnd | null = null;
  let idle = false;
  let silence: ReturnType<typeof setTimeout> | undefined;

  const listenForSilence = () => {
    clearTimeout(silence);
    silence = setTimeout(() => {
      const message = `no word from the kernel for ${
        seconds(silenceMs)
      } while outputs were awaited`;
      end("lost_output", message);
    }, silenceMs);
  };
  const receive = (message: KernelMessage) => {
    const { type, content, channel, parentId } = message;
    if (channel === "shell") {
      if (parentId === cellId && type === "execute_reply") reply = readReply(content);
    } else if (type === "status") {
      if (parentId === cellId && content.execution_state === "idle") idle = true;
    } else {
      const rest = fence.pass(message);
      if (rest !== null) onOutput(rest);
    }
    if (reply === null) return;
    listenForSilence();
    if (!idle) return;
    if (fence.passed()) return resolve(reply);
    fenceId ??= kernel.request("execute_request", requestContent(fence.code, true));
  };
  kernel.listen(receive);
  const cellId = kernel.request("execute_request", requestContent(source, false));
  const deadline = setTimeout(() => {
    if (fenceId === null) end("timeout", `the cell did not finish within ${seconds(timeoutMs)}`);
  }, timeoutMs);
  kernel.ended.then(({ what, message }) =>
    end(what === "died" ? "kernel_died" : "lost_output", message)
  );
  const giveUp = () => end("aborted", "the run was interrupted");
  if (signal?.aborted) giveUp();
  signal?.addEventListener("abort", giveUp, { once: true });
  try {
    return await promise;
  } finally {
    clearTimeout(deadline);
    clearTimeout(silence);
    signal?.removeEventListener("abort", giveUp);
  }
}

/** Code that marks all three ways an output can take, and the watcher that waits for the marks. */
function makeFence(): {
  readonly code: string;
  pass(message: OutputMessage): OutputMessage | null;
  passed(): boolean;
} {
  const mark = `fence-${randomUUID()}`;
  const awaited = new Set(["stdout", "stderr", mark]);
  return {
    code: `console.log("${mark}");console.error("${mark}");Deno.jupyter.broadcast("${mark}",{});`,
    passed: () => awaited.size === 0,
    /** Gives a message without its mark, or null when nothing is left of it. */
    pass(message: OutputMessage): OutputMessage | null {
      if (awaited.delete(message.type)) return null;
      const { name, text } = message.content;
      if (message.type !== "stream" || typeof name !== "string" || typeof text !== "string") {
        return message;
      }
      if (!text.endsWith(`${mark}\n`)) return message;
      awaited.delete(name);
      const before = text.slice(0, -mark.length - 1);
      return before === "" ? null : { type: "stream", content: { name, text: before } };
    },
  };
}

function requestContent(code: string, silent: boolean): Readonly<Record<string, unknown>> {
  return {
    code,
    silent,
    store_history: !silent,
    user_expressions: {},
    allow_stdin: false,
    stop_on_error: true,
  };
}

function readReply(content: unknown): CellEnd {
  const { status, execution_count, ename, evalue, traceback } = v.parse(replySchema, content);
  if (status === "ok") {
    return { status: "ok", executionCount: execution_count, error: null, message: "" };
  }
  return {
    status: "error",
    executionCount: execution_count,
    error: { ename, evalue, traceback },
    message: `${ename}: ${evalue}`,
  };
}

function seconds(ms: number): string {
  return `${ms / 1000} s`;
}
