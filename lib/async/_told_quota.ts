import type { Quota } from "./limiter_types.ts";

/** What a server tells of one limit, kept up to date by what has been sent since. */
export interface ToldQuota {
  /** Takes a reading: `sent` is the sum of amounts sent up to and with the call it came with, `order` that call's number. */
  read(
    quota: Quota,
    at: { readonly now: number; readonly sent: number; readonly order: number },
  ): void;
  /** Amount a millisecond that spends what is left by the time it is whole again; Infinity when nothing is known. */
  rate(now: number, sent: number): number;
  /** Milliseconds an amount must wait because less than it is left; 0 when it need not. */
  waitFor(amount: number, at: { readonly now: number; readonly sent: number }): number;
  /** Whether what is left explains that an amount was refused. */
  explains(amount: number, at: { readonly now: number; readonly sent: number }): boolean;
  /** The last reading; null when there is none. */
  last(): Quota | null;
}

/** Share of a told limit below which a refusal is its own: others may use it too, and calls are on their way. */
const NEARLY_NONE = 0.2;

interface Reading {
  readonly quota: Quota;
  readonly sent: number;
  readonly order: number;
  readonly wholeAt: number;
}

/**
 * Spreads what is left of a told limit over the time until it is whole again (at most a sixth of a window, so that a limit
 * is used nearly whole). Right for a window that starts afresh, and steady at the refill rate for a bucket that refills.
 */
export function toldQuota(windowMs: number): ToldQuota {
  let reading: Reading | null = null;
  let latest: Quota | null = null;
  const current = (now: number): Reading | null => {
    // So old a reading says nothing; without this, a limit told once could hold calls back for ever.
    const kept = reading?.quota.limit === null ? 0 : windowMs;
    if (reading !== null && now >= reading.wholeAt + kept) reading = null;
    return reading;
  };
  const left = ({ quota, wholeAt, sent }: Reading, now: number, sentNow: number) =>
    (now >= wholeAt ? quota.limit ?? quota.remaining : quota.remaining) - (sentNow - sent);
  return {
    read(quota, { now, sent, order }) {
      if (reading !== null && order < reading.order && now < reading.wholeAt) return;
      latest = quota;
      // What is left tells no rate without the time it is for: guessing that would be slower than finding the rate out.
      if (quota.resetMs === null) return;
      reading = { quota, sent, order, wholeAt: now + quota.resetMs };
    },
    rate(now, sent) {
      const known = current(now);
      if (known === null) return Infinity;
      const horizon = windowMs / 6;
      const span = now >= known.wholeAt ? horizon : Math.min(known.wholeAt - now, horizon);
      return Math.max(0, left(known, now, sent)) / Math.max(1, span);
    },
    waitFor(amount, { now, sent }) {
      const known = current(now);
      if (known === null) return 0;
      const rest = left(known, now, sent);
      const whole = known.quota.limit ?? Infinity;
      // What is larger than the whole limit cannot wait for room: it goes when the limit is whole.
      if (rest >= Math.min(amount, whole)) return 0;
      return (now >= known.wholeAt ? known.wholeAt + windowMs : known.wholeAt) - now;
    },
    explains(amount, { now, sent }) {
      const known = current(now);
      if (known === null) return false;
      return left(known, now, sent) < Math.max(amount, NEARLY_NONE * (known.quota.limit ?? 0));
    },
    last: () => latest,
  };
}
