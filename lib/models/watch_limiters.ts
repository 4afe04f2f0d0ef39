import type { LimiterRecord } from "../async/limiter_types.ts";
import { SHARED_LIMITERS } from "./_limiter_registry.ts";

/** What the limiter of one origin and key did; the key is not told. */
export interface OriginLimiterRecord extends LimiterRecord {
  /** Scheme, host and port. */
  readonly origin: string;
}

/**
 * Starts a record of every shared limiter, those made later included. The function gives what those that were used have
 * done since.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { sharedLimiter, watchLimiters } from "@rounds/rounds";
 *
 * const records = watchLimiters();
 * const call = await sharedLimiter({ apiBase: "https://watched.example.org/v1" }).enter();
 * call.end({ kind: "ok" });
 * assert.deepEqual(records().map(({ origin, requests }) => [origin, requests]), [
 *   ["https://watched.example.org", 1],
 * ]);
 * ```
 */
export function watchLimiters(): () => readonly OriginLimiterRecord[] {
  const watched = new Map(
    [...SHARED_LIMITERS].map(([key, { limiter }]) => [key, limiter.watch()]),
  );
  return () =>
    [...SHARED_LIMITERS].map(([key, { origin, sinceMade }]) => ({
      origin,
      ...(watched.get(key) ?? sinceMade)(),
    })).filter(({ requests }) => requests > 0);
}
