import { Buffer } from "node:buffer";
import type { IncomingMessage, ServerResponse } from "node:http";
import defer * as http from "node:http";
import { apiError } from "./api_error.ts";
import type { SimulatedAnswer } from "./fault_types.ts";
import type {
  SimulatedEndpoint,
  SimulatedHttpRequest,
  SimulatedServer,
  SimulatedServerOptions,
} from "./server_types.ts";
import { simulatedEndpoint } from "./simulated_endpoint.ts";
import { type RateEnforcer, rateEnforcer } from "./rate_enforcer.ts";
import { SIMULATED_FAULTS } from "./simulated_faults.ts";
import type { ChatRequest } from "./types.ts";

const HOST = "127.0.0.1";

/**
 * Starts an OpenAI-compatible HTTP server on loopback, with simulated models that answer by rule and faults on demand.
 * Equal seeds give equal replies, whatever the order of requests. It serves until `shutdown()`, or to the end of its
 * scope under `await using`.
 *
 * Throws RangeError for an impossible set-up, and the system's error when the port is taken.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { startSimulatedServer } from "@rounds/rounds";
 *
 * await using server = await startSimulatedServer({ seed: 1 });
 * const response = await fetch(`${server.baseUrl}/models/sim-strong`);
 * assert.equal((await response.json()).id, "sim-strong");
 * ```
 */
export async function startSimulatedServer(
  options: SimulatedServerOptions = {},
): Promise<SimulatedServer> {
  const { port = 0, latencyMs = 0 } = options;
  const endpoint = simulatedEndpoint(options);
  const limits = options.enforce === undefined
    ? null
    : rateEnforcer(options.enforce, () => performance.now());
  // A client's fetch may send a request again by itself when its reused connection is reset: then none is reused.
  const reuse = !(options.faults ?? []).some(({ kind }) =>
    SIMULATED_FAULTS[kind].delivery === "reset"
  );
  let inFlight = 0;
  let peakInFlight = 0;

  // Node's server rather than Deno.serve: only it hands out the socket, without which no connection can be reset.
  const server = http.createServer((incoming, outgoing) => {
    peakInFlight = Math.max(peakInFlight, ++inFlight);
    outgoing.once("close", () => inFlight--);
    outgoing.shouldKeepAlive &&= reuse;
    collect(incoming, (request) => {
      const { answer, wait } = decide(request, { endpoint, latencyMs, limits });
      if (wait <= 0) return send(outgoing, answer);
      const timer = setTimeout(() => send(outgoing, answer), wait);
      outgoing.once("close", () => clearTimeout(timer));
    });
  });
  // An idle connection is the client's to close: a server that closes it races with the next request.
  server.keepAliveTimeout = 0;
  server.requestTimeout = 0;
  const listening = await new Promise<number>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, HOST, () => {
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : port);
    });
  });
  let stopped: Promise<void> | null = null;
  const shutdown = (): Promise<void> =>
    stopped ??= new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return {
    baseUrl: `http://${HOST}:${listening}/v1`,
    port: listening,
    get requests() {
      return { ...endpoint.counts(), inFlight, peakInFlight };
    },
    get enforced() {
      return limits?.counts() ?? null;
    },
    shutdown,
    [Symbol.asyncDispose]: shutdown,
  };
}

/** A mistake in the caller's own model, match, latency or record function is an answer that says so, not a dead server. */
function decide(request: SimulatedHttpRequest, set: {
  readonly endpoint: SimulatedEndpoint;
  readonly latencyMs: number | ((request: ChatRequest) => number);
  readonly limits: RateEnforcer | null;
}): { readonly answer: SimulatedAnswer; readonly wait: number } {
  try {
    const { answer, chat } = set.endpoint.answer(request);
    const latency = set.latencyMs;
    if (chat === null) return { answer, wait: 0 };
    const limited = set.limits?.enforce(answer) ?? answer;
    if (limited.status === 429 && answer.status !== 429) return { answer: limited, wait: 0 };
    return { answer: limited, wait: typeof latency === "number" ? latency : latency(chat) };
  } catch (error) {
    const message = `The simulation itself failed: ${String(error)}`;
    return { answer: apiError(500, { message, type: "simulation_error" }), wait: 0 };
  }
}

function collect(incoming: IncomingMessage, done: (request: SimulatedHttpRequest) => void): void {
  const chunks: Buffer[] = [];
  incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
  incoming.on("error", () => {});
  incoming.on("end", () => {
    const headers: Record<string, string> = {};
    for (const [name, value] of Object.entries(incoming.headers)) {
      if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(", ") : value;
    }
    done({
      method: incoming.method ?? "GET",
      path: incoming.url ?? "/",
      headers,
      body: Buffer.concat(chunks).toString("utf8"),
    });
  });
}

function send(outgoing: ServerResponse, answer: SimulatedAnswer): void {
  const { socket } = outgoing;
  const { delivery } = answer;
  if (delivery === "hang") return;
  if (delivery === "reset") {
    socket?.resetAndDestroy();
    return;
  }
  const body = Buffer.from(answer.body, "utf8");
  outgoing.writeHead(answer.status, { ...answer.headers, "content-length": body.length });
  if (delivery === "whole") {
    outgoing.end(body);
    return;
  }
  outgoing.write(body.subarray(0, Math.floor(body.length / 2)), () => {
    if (delivery === "cut") socket?.end();
  });
}
