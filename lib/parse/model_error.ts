import type { CallFailure, Reply } from "../types.ts";

/** What a `ModelError` carries beside its failure. */
export interface ModelErrorOptions {
  /** Wait asked for by the server, in milliseconds; null when it asked for none. */
  readonly retryAfterMs?: number | null;
  /** The answer without text, for an `empty_reply`. */
  readonly reply?: Reply | null;
  /** Calls made, this one included. */
  readonly attempts?: number;
  /** Wall milliseconds of the last call. */
  readonly ms?: number | null;
  /** Whether every further call would meet it too, so that it stops a run whatever its kind; false unless told. */
  readonly stopsRun?: boolean;
  /** The error underneath, kept. */
  readonly cause?: unknown;
}

/**
 * A call that failed, classified once: `failure.kind` decides whether it is repeated, stops the run or is the item's outcome.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { ModelError } from "@rounds/rounds";
 *
 * const error = new ModelError({ kind: "rate_limited", status: 429, message: "slow down" }, { retryAfterMs: 2000 });
 * assert.equal(error.message, "rate_limited (HTTP 429): slow down");
 * assert.equal(error.retryAfterMs, 2000);
 * ```
 */
export class ModelError extends Error {
  /** Always `ModelError`. */
  override readonly name = "ModelError";
  /** The failure as it is stored. */
  readonly failure: CallFailure;
  /** Wait asked for by the server, in milliseconds; null when it asked for none. */
  readonly retryAfterMs: number | null;
  /** The answer without text, for an `empty_reply`; else null. */
  readonly reply: Reply | null;
  /** Calls made. */
  readonly attempts: number;
  /** Wall milliseconds of the last call; null when unknown. */
  readonly ms: number | null;

  /** Whether it stops a run whatever its kind. */
  readonly stopsRun: boolean;

  /** Builds the message from the failure. */
  constructor(failure: CallFailure, options: ModelErrorOptions = {}) {
    const status = failure.status === null ? "" : ` (HTTP ${failure.status})`;
    super(
      `${failure.kind}${status}: ${failure.message}`,
      options.cause === undefined ? undefined : { cause: options.cause },
    );
    this.failure = failure;
    this.retryAfterMs = options.retryAfterMs ?? null;
    this.reply = options.reply ?? null;
    this.attempts = options.attempts ?? 1;
    this.ms = options.ms ?? null;
    this.stopsRun = options.stopsRun ?? false;
  }
}
