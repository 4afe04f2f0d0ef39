import type { LimiterEvent } from "./limiter_types.ts";

/** Events of one watch, bounded. */
export interface LimiterHistory {
  add(event: LimiterEvent): void;
  events(): readonly LimiterEvent[];
  dropped(): number;
}

/**
 * Keeps at most `most` events: when there are more, every second growth of the older half is left out, and the oldest
 * after the first when that is not enough.
 */
export function limiterHistory(most = 200): LimiterHistory {
  let events: LimiterEvent[] = [];
  let dropped = 0;
  const thin = () => {
    const half = Math.floor(events.length / 2);
    let growths = 0;
    const kept = events.filter(({ event }, n) =>
      n >= half || event !== "grow" || growths++ % 2 < 1
    );
    dropped += events.length - kept.length;
    events = kept;
    if (events.length <= most) return;
    dropped += events.length - most;
    events = [...events.slice(0, 1), ...events.slice(events.length - most + 1)];
  };
  return {
    add(event) {
      events.push(event);
      if (events.length > most) thin();
    },
    events: () => [...events],
    dropped: () => dropped,
  };
}
