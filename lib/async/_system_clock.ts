import type { LimiterClock } from "./limiter_types.ts";

/** Timers overflow beyond, and would go off at once. */
const LONGEST_MS = 2 ** 31 - 1;

/** The system's clock and timers; one of more than 24 days goes off after these. */
export function systemClock(): LimiterClock {
  return {
    now: () => Date.now(),
    after: (ms, call) => {
      const timer = setTimeout(call, Math.min(ms, LONGEST_MS));
      return () => clearTimeout(timer);
    },
  };
}
