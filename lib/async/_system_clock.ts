import type { LimiterClock } from "./limiter_types.ts";

/** The system's clock and timers. */
export function systemClock(): LimiterClock {
  return {
    now: () => Date.now(),
    after: (ms, call) => {
      const timer = setTimeout(call, ms);
      return () => clearTimeout(timer);
    },
  };
}
