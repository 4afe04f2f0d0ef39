import type { CallEnd, LimiterEvent, LimiterRecord } from "./limiter_types.ts";
import { limiterHistory } from "./_limiter_history.ts";

/** Counts of one watch. */
export interface LimiterWatch {
  event(event: LimiterEvent): void;
  started(inFlight: number): void;
  ended(end: CallEnd): void;
  backedOff(): void;
  paused(ms: number): void;
  /** The record, given what the limiter itself knows. */
  record(
    now: Pick<
      LimiterRecord,
      "limit" | "max_concurrency" | "window_ms" | "max_requests" | "max_tokens" | "told"
    >,
  ): LimiterRecord;
}

/** Counts from nothing. */
export function limiterWatch(): LimiterWatch {
  const history = limiterHistory();
  const counts = { requests: 0, refused: 0, overloaded: 0, back_offs: 0, pauses: 0, paused_ms: 0 };
  let peak = 0;
  return {
    event: (event) => history.add(event),
    started(inFlight) {
      counts.requests++;
      peak = Math.max(peak, inFlight);
    },
    ended({ kind }) {
      if (kind === "refused") counts.refused++;
      if (kind === "overloaded") counts.overloaded++;
    },
    backedOff() {
      counts.back_offs++;
    },
    paused(ms) {
      counts.pauses++;
      counts.paused_ms += Math.round(ms);
    },
    record: (now) => ({
      limit: now.limit,
      max_concurrency: now.max_concurrency,
      peak_in_flight: peak,
      window_ms: now.window_ms,
      max_requests: now.max_requests,
      max_tokens: now.max_tokens,
      ...counts,
      told: now.told,
      history: history.events(),
      history_dropped: history.dropped(),
    }),
  };
}
