/**
 * What can go wrong with a request to the simulated server, and how. No code lives here.
 *
 * @module
 */
import type { ChatRequest, SimulatedCompletion } from "./types.ts";

/** Everything that can be made to go wrong with a chat request; `SIMULATED_FAULTS` says how each looks. */
export type SimulatedFaultKind =
  /** Rate limit, with or without Retry-After. */
  | "429"
  /** Quota used up: a 429 that no waiting cures. */
  | "429_quota"
  /** Server error. */
  | "500"
  /** A proxy's HTML error page. */
  | "502_html"
  /** Overloaded. */
  | "503"
  /** Never answers; ends when the client goes away. */
  | "hang"
  /** Connection reset before any byte. */
  | "reset"
  /** Half of the announced body, then the connection closes. */
  | "cut_body"
  /** Half of the announced body, then nothing more. */
  | "stall"
  /** A complete body whose JSON stops in the middle. */
  | "malformed_json"
  /** Status 200 and no body. */
  | "empty_body"
  /** Status 200 and an HTML page. */
  | "html_200"
  /** Status 200 and an error object, as some routers answer. */
  | "error_200"
  /** Status 200, the whole answer, and beside it an error of the provider, as some routers answer. */
  | "choice_error"
  /** `choices` is empty. */
  | "empty_choices"
  /** The content is an empty text. */
  | "empty_content"
  /** The content is null. */
  | "null_content"
  /** Every count of `usage` is 0. */
  | "zero_usage"
  /** No `usage` in the body. */
  | "no_usage"
  /** Stopped by the token limit before the answer. */
  | "truncation"
  /** Only the tail of the prompt is read; prompt tokens stay constant. */
  | "context_cut"
  /** Finish reason `content_filter`, content null. */
  | "content_filter"
  /** Status 400, code `content_filter`. */
  | "content_filter_400"
  /** Status 403 for a prompt that a moderation flagged, as some routers answer: the key is good. */
  | "flagged_403"
  /** Status 400, code `context_length_exceeded`. */
  | "context_too_long"
  /** Status 400 for a prompt that carries an image; others are left alone. */
  | "image_refused"
  /** Status 401, code `invalid_api_key`. */
  | "wrong_key";

/**
 * When a fault strikes. Of several, the first in the list that applies does. Without `share` and `every` it strikes
 * every request that the other fields let through.
 */
export interface SimulatedFault {
  /** What goes wrong. */
  readonly kind: SimulatedFaultKind;
  /** Share of prompts, 0…1, chosen by a hash of seed, kind and prompt: the same prompts whatever the order. */
  readonly share?: number;
  /** Every n-th request that the other fields let through, in order of arrival. */
  readonly every?: number;
  /** Only requests for which this holds. `attempt` is 1 the first time a model gets this prompt. */
  readonly match?: (request: ChatRequest, attempt: number) => boolean;
  /** Only the first attempts at the same prompt: 1 is a passing fault; permanent when absent. */
  readonly attempts?: number;
  /** At most so many times in all. */
  readonly times?: number;
  /** For `429`: how Retry-After is written; `seconds` unless told. */
  readonly retryAfter?: "seconds" | "date" | "none";
  /** For `429`: the wait asked for; 1 unless told. */
  readonly retryAfterSeconds?: number;
  /** For `context_cut`: prompt tokens read; 256 unless told. */
  readonly windowTokens?: number;
}

/** An HTTP answer and how it is put on the wire. */
export interface SimulatedAnswer {
  /** HTTP status. */
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  /** The complete body. */
  readonly body: string;
  /** `whole`, or broken: see the fault kinds of the same names (`cut` is `cut_body`). */
  readonly delivery: "whole" | "hang" | "reset" | "cut" | "stall";
}

/** What a fault may use to make its answer. */
export interface FaultContext {
  /** The request it strikes. */
  readonly request: ChatRequest;
  /** The fault's own settings. */
  readonly fault: SimulatedFault;
  /** Estimated tokens of the prompt. */
  readonly promptTokens: number;
  /** The server's clock. */
  readonly now: Date;
}

/** How a fault looks. Each hook is one place where something can go wrong; a fault has at least one. */
export interface SimulatedFaultBehaviour {
  /** One line for help texts. */
  readonly description: string;
  /** Requests it can strike at all; every request when absent. */
  readonly applies?: (request: ChatRequest) => boolean;
  /** True when a whole conversation is struck, not single turns: the hash then reads the first user message only. */
  readonly perConversation?: boolean;
  /** Answers instead of the model. */
  readonly answer?: (context: FaultContext) => Omit<SimulatedAnswer, "delivery">;
  /** Changes what the model gets to read. */
  readonly read?: (request: ChatRequest, fault: SimulatedFault) => ChatRequest;
  /** Changes the prompt tokens reported. */
  readonly promptTokens?: (tokens: number, fault: SimulatedFault) => number;
  /** Changes what the model said. */
  readonly say?: (completion: SimulatedCompletion) => SimulatedCompletion;
  /** Changes the body's fields. */
  readonly body?: (body: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;
  /** Changes the body's text. */
  readonly text?: (body: string) => string;
  /** Breaks the wire. */
  readonly delivery?: SimulatedAnswer["delivery"];
}
