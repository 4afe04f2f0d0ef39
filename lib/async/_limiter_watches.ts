import type { CallEnd, LimiterEvent, LimiterRecord } from "./limiter_types.ts";
import { type LimiterWatch, limiterWatch } from "./_limiter_watch.ts";

/** Everybody who keeps a record of one limiter. */
export interface LimiterWatches extends Omit<LimiterWatch, "event" | "paused" | "record"> {
  /** Something happened. */
  tell(event: LimiterEvent["event"]): void;
  /** Everything waits that long; `added` is what was not waited for anyway. */
  paused(ms: number, added: number): void;
  /** One more, from now on. */
  watch(): () => LimiterRecord;
}

/** What the limiter itself knows. */
export interface LimiterFacts {
  /** An event as it is now. */
  readonly event: (event: LimiterEvent["event"], pauseMs: number | null) => LimiterEvent;
  /** For a record. */
  readonly record: () => Parameters<LimiterWatch["record"]>[0];
}

/** Nobody at first. */
export function limiterWatches(facts: LimiterFacts): LimiterWatches {
  const watches = new Set<LimiterWatch>();
  const all = (call: (watch: LimiterWatch) => void) => watches.forEach(call);
  const tell = (event: LimiterEvent["event"], pauseMs: number | null = null) => {
    if (watches.size === 0) return;
    const happening = facts.event(event, pauseMs);
    all((watch) => watch.event(happening));
  };
  return {
    tell: (event) => tell(event),
    paused(ms, added) {
      all((watch) => watch.paused(added));
      tell("pause", Math.round(ms));
    },
    started: (inFlight) => all((watch) => watch.started(inFlight)),
    ended: (end: CallEnd) => all((watch) => watch.ended(end)),
    backedOff() {
      all((watch) => watch.backedOff());
      tell("back_off");
    },
    watch() {
      const watch = limiterWatch();
      watches.add(watch);
      watch.event(facts.event("start", null));
      return () => watch.record(facts.record());
    },
  };
}
