/**
 * How a simulated server is set up, and what it tells. No code lives here.
 *
 * @module
 */
import type { SimulatedAnswer, SimulatedFault, SimulatedFaultKind } from "./fault_types.ts";
import type { ChatRequest, SimulatedModel, SimulatedQuestion, SimulatedRubric } from "./types.ts";

/** One HTTP request as the server got it, for tests that assert the protocol. Never a key. */
export interface RecordedRequest {
  /** 0-based, in order of arrival. */
  readonly index: number;
  /** Upper case. */
  readonly method: string;
  /** Path with query. */
  readonly path: string;
  /** Lower-case names; without `authorization`, `api-key`, `x-api-key`, `cookie`. */
  readonly headers: Readonly<Record<string, string>>;
  /** Whether a bearer key came along. */
  readonly keySent: boolean;
  /** The parsed JSON body; the raw text when it is not JSON; null when there was none. */
  readonly body: unknown;
  /** Kind of the fault that strikes it; null when none does. */
  readonly fault: SimulatedFaultKind | null;
}

/** Counts since the start. */
export interface SimulatedRequestCounts {
  /** All HTTP requests. */
  readonly total: number;
  /** Chat requests by model asked for, struck by a fault or not. */
  readonly models: Readonly<Record<string, number>>;
  /** Faults by kind. */
  readonly faults: Readonly<Record<string, number>>;
  /** Requests being answered at this moment. */
  readonly inFlight: number;
  /** Most requests being answered at one moment. */
  readonly peakInFlight: number;
}

/** What `simulatedEndpoint` answers with, apart from the wire. */
export interface SimulatedEndpointOptions {
  /** Fixes every reply and every choice of a fault; 1 unless told. */
  readonly seed?: number;
  /** The models served; all of `SIMULATED_MODELS` unless told. */
  readonly models?: readonly SimulatedModel[];
  /** Questions whose right letter the models may know; others are guessed. */
  readonly questions?: readonly SimulatedQuestion[];
  /** Cases whose rubric the models may know; they admit that they know nothing of others. */
  readonly rubrics?: readonly SimulatedRubric[];
  /** Bearer key asked for; any or none is accepted when absent. */
  readonly apiKey?: string;
  /** What goes wrong; nothing unless told. */
  readonly faults?: readonly SimulatedFault[];
  /** Clock of `created` and of Retry-After dates. */
  readonly now?: () => Date;
  /** Called with each request before it is answered. */
  readonly onRequest?: (request: RecordedRequest) => void;
}

/** Limits a simulated server enforces on chat requests. */
export interface SimulatedEnforcement {
  /** Requests a window; no limit unless told. */
  readonly rpm?: number;
  /** Tokens a window, prompt and completion; no limit unless told. */
  readonly tpm?: number;
  /** Whether `x-ratelimit-*` headers tell what is left, or nothing but that; false unless told. */
  readonly headers?: boolean | "remaining";
  /** Whether a refusal carries `Retry-After`; false unless told. */
  readonly retryAfter?: boolean;
  /** Milliseconds a window lasts; 60,000 unless told. */
  readonly windowMs?: number;
  /** A bucket that refills steadily (unless told), or a window that starts afresh. */
  readonly shape?: "bucket" | "window";
}

/** What became of requests under enforced limits. */
export interface SimulatedEnforcementCounts {
  /** Answered. */
  readonly accepted: number;
  /** Refused with 429. */
  readonly refused: number;
  /** Requests sent before a Retry-After had passed, those already on their way left out. */
  readonly violations: number;
  /** Tokens of the answered ones. */
  readonly tokensAccepted: number;
}

/** How a simulated server is set up. */
export interface SimulatedServerOptions extends SimulatedEndpointOptions {
  /** 0 (the default) takes any free port. */
  readonly port?: number;
  /** Milliseconds before each chat answer, real time; 0 unless told. */
  readonly latencyMs?: number | ((request: ChatRequest) => number);
  /** Limits enforced, in real time; a refusal comes at once. None unless told. */
  readonly enforce?: SimulatedEnforcement;
}

/** A running simulated server on loopback. */
export interface SimulatedServer extends AsyncDisposable {
  /** `http://127.0.0.1:<port>/v1`: what a client takes as its base URL. */
  readonly baseUrl: string;
  /** The port it listens on. */
  readonly port: number;
  /** Counts so far: a fresh snapshot at each reading. */
  readonly requests: SimulatedRequestCounts;
  /** What became of them under enforced limits; null when none are. */
  readonly enforced: SimulatedEnforcementCounts | null;
  /** Stops listening and drops every open connection, hanging ones too; calling it twice does no harm. */
  shutdown(): Promise<void>;
}

/** An HTTP request as `simulatedEndpoint` takes it. */
export interface SimulatedHttpRequest {
  /** Upper case. */
  readonly method: string;
  /** Path with query, e.g. `/v1/chat/completions`. */
  readonly path: string;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  /** The body's text; empty when there was none. */
  readonly body: string;
}

/** The server without its wire: a request in, an answer out. */
export interface SimulatedEndpoint {
  /** Never throws for a bad request: that is an answer too. `chat` is the parsed request, null when there is none. */
  answer(request: SimulatedHttpRequest): {
    readonly answer: SimulatedAnswer;
    readonly chat: ChatRequest | null;
  };
  /** Requests so far by model and by fault. */
  counts(): Pick<SimulatedRequestCounts, "total" | "models" | "faults">;
}
