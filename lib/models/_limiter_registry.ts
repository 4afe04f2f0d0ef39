import type { AdaptiveLimiter, LimiterRecord } from "../async/limiter_types.ts";

/** A limiter that is shared, and whose it is. */
export interface SharedEntry {
  readonly origin: string;
  readonly limiter: AdaptiveLimiter;
  /** What it did since it was made. */
  readonly sinceMade: () => LimiterRecord;
}

/** One for each origin and digest of a key, for the life of the process: that is how endpoints count. */
export const SHARED_LIMITERS = new Map<string, SharedEntry>();
