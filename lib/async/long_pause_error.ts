/**
 * A call that was not made, because the server asked for a longer pause than is waited for.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { LongPauseError } from "@rounds/rounds";
 *
 * assert.equal(new LongPauseError(3_600_000).message, "the server asked for a pause that lasts another 3600 s");
 * ```
 */
export class LongPauseError extends Error {
  /** Always `LongPauseError`. */
  override readonly name = "LongPauseError";
  /** Milliseconds that are left of the pause. */
  readonly waitMs: number;

  /** Builds the message from the rest of the pause. */
  constructor(waitMs: number) {
    super(`the server asked for a pause that lasts another ${Math.round(waitMs / 1000)} s`);
    this.waitMs = waitMs;
  }
}
