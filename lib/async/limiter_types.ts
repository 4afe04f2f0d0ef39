/**
 * What an adaptive limiter is told and tells. No code lives here.
 *
 * @module
 */

/** A clock with timers; replaced in tests. */
export interface LimiterClock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Calls once after that many milliseconds; gives back how to call it off. */
  after(ms: number, call: () => void): () => void;
}

/** What a limit counts. */
export type LimitUnit = "requests" | "tokens";

/** The hard ceilings of a limiter; each may be changed while it is used. */
export interface LimiterCeilings {
  /** Calls under way at most; 1,000 unless told. */
  readonly maxConcurrency?: number;
  /** Requests sent in any window at most; null (unless told) for no ceiling. */
  readonly maxRequests?: number | null;
  /** Tokens in any window at most: estimated when a call is sent, corrected by what it used; null for no ceiling. */
  readonly maxTokens?: number | null;
  /**
   * What the server asks to wait, without an answer in between, is waited for up to this; longer, and what waits is rejected
   * instead of held. 900,000 unless told.
   */
  readonly longestPauseMs?: number;
}

/** How a limiter is set up. */
export interface LimiterSettings extends LimiterCeilings {
  /** Calls under way at first; 8 unless told. */
  readonly startConcurrency?: number;
  /** Milliseconds the ceilings and learned rates count over; 60,000 unless told. */
  readonly windowMs?: number;
  /** The clock; the system's unless told. */
  readonly clock?: LimiterClock;
}

/** What is left of a limit, as the server told with an answer. */
export interface Quota {
  /** What it counts. */
  readonly unit: LimitUnit;
  /** The whole of it; null when not told. */
  readonly limit: number | null;
  /** What is left. */
  readonly remaining: number;
  /** Milliseconds until it is whole again; null when not told. */
  readonly resetMs: number | null;
}

/** How a call ended, as far as a limiter cares. */
export interface CallEnd {
  /** `refused`: over a rate limit (429). `overloaded`: the server is too busy (503). `failed`: anything else. */
  readonly kind: "ok" | "refused" | "overloaded" | "failed";
  /** Tokens used; null when not told. */
  readonly tokens?: number | null;
  /** Milliseconds the server asks to wait; null when it does not. */
  readonly retryAfterMs?: number | null;
  /** What the server says is left. */
  readonly quotas?: readonly Quota[];
  /** Which limit refused it; `requests` unless told. */
  readonly unit?: LimitUnit | null;
}

/** A call that may be sent now. */
export interface LimiterCall {
  /** Says how it ended; must be called once. */
  end(end: CallEnd): void;
}

/** What a call needs. */
export interface EnterOptions {
  /** Tokens it may use, estimated; 0 unless told. The limiter learns how far estimates are off. */
  readonly tokens?: number;
  /** Takes the call out of the queue; it rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Told, while this call is the next, when the server makes everybody wait for more than some seconds: how long from now. */
  readonly onHold?: (ms: number) => void;
}

/** Something that happened to a limiter. */
export interface LimiterEvent {
  /** ISO 8601. */
  readonly at: string;
  /** What happened. */
  readonly event: "start" | "grow" | "back_off" | "pause" | "resume";
  /** Calls allowed at once from then on. */
  readonly limit: number;
  /** Requests a window, as learned from refusals; null when unlimited so far. */
  readonly requests_per_window: number | null;
  /** Tokens a window, as learned from refusals; null when unlimited so far. */
  readonly tokens_per_window: number | null;
  /** Length of a pause in milliseconds; else null. */
  readonly pause_ms: number | null;
}

/** What a limiter did, as result files store it. */
export interface LimiterRecord {
  /** Calls allowed at once at the end. */
  readonly limit: number;
  /** Most calls that may be allowed at once. */
  readonly max_concurrency: number;
  /** Most calls that were under way at once. */
  readonly peak_in_flight: number;
  /** Milliseconds a window lasts. */
  readonly window_ms: number;
  /** Ceiling of requests a window; null for none. */
  readonly max_requests: number | null;
  /** Ceiling of tokens a window; null for none. */
  readonly max_tokens: number | null;
  /** Requests sent. */
  readonly requests: number;
  /** Of them refused over a rate limit (429). */
  readonly refused: number;
  /** Of them turned away by a busy server (503). */
  readonly overloaded: number;
  /** Times it backed off: once for each burst of refusals. */
  readonly back_offs: number;
  /** Times it paused altogether, or waited for more than some seconds until a told limit is whole again. */
  readonly pauses: number;
  /** Milliseconds of these. */
  readonly paused_ms: number;
  /** Limits the server told last; empty when it told none. */
  readonly told: readonly Quota[];
  /** What happened, oldest first; bounded. */
  readonly history: readonly LimiterEvent[];
  /** Events left out of the history to keep it short. */
  readonly history_dropped: number;
}

/** A limit on calls under way and on their rate, shared by everything that uses the same quota. */
export interface AdaptiveLimiter {
  /**
   * Waits for a turn, in the order of coming. Rejects with the signal's reason, or with a `LongPauseError` when the server
   * asked for a longer wait than `longestPauseMs`.
   */
  enter(options?: EnterOptions): Promise<LimiterCall>;
  /** Changes the ceilings that are given. */
  adjust(ceilings: LimiterCeilings): void;
  /** Starts a record; the function gives what has happened since. */
  watch(): () => LimiterRecord;
}
