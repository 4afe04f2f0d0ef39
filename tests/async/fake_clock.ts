import type { LimiterClock } from "../../mod.ts";

/** A clock that only goes on when told. */
export interface FakeClock extends LimiterClock {
  /** Runs timers, in order, up to that many milliseconds from now. */
  advance(ms: number): Promise<void>;
  /** Resolves after that many milliseconds of this clock. */
  sleep(ms: number): Promise<void>;
}

/** A clock with timers that starts at some time in 2026. */
export function fakeClock(): FakeClock {
  let now = 1_770_000_000_000;
  const timers: { at: number; call: () => void }[] = [];
  const after = (ms: number, call: () => void) => {
    const timer = { at: now + ms, call };
    const place = timers.findIndex(({ at }) => at > timer.at);
    timers.splice(place === -1 ? timers.length : place, 0, timer);
    return () => {
      const index = timers.indexOf(timer);
      if (index >= 0) timers.splice(index, 1);
    };
  };
  /** Lets everything run that waits for nothing but its turn. */
  const settle = async () => {
    for (let n = 0; n < 12; n++) await Promise.resolve();
  };
  return {
    now: () => now,
    after,
    sleep: (ms) => new Promise((resolve) => void after(ms, resolve)),
    async advance(ms) {
      const until = now + ms;
      await settle();
      for (let next = timers[0]; next !== undefined && next.at <= until; next = timers[0]) {
        timers.shift();
        now = Math.max(now, next.at);
        next.call();
        await settle();
      }
      now = until;
    },
  };
}
