import { type WindowEntry, windowLog } from "./_window_log.ts";

/** A rate learned from refusals alone. Rates are amounts a millisecond. */
export interface LearnedRate {
  /** The rate to keep to; Infinity until something was refused. */
  rate(): number;
  /** An amount was sent. */
  sent(now: number, amount: number): WindowEntry;
  /** A sent amount was refused, so the server did not count it. */
  refused(entry: WindowEntry): void;
  /** A burst of refusals began: everything allowed had been used up. */
  backOff(now: number): void;
  /** The rate is what holds calls back: it may grow. */
  grow(now: number): void;
  /** Forgets what was learned. */
  forget(): void;
  /** Nothing is asked for: what is not used now tells nothing about the limit. */
  idle(now: number, isIdle: boolean): void;
}

/** Share of the measured limit that is kept to. */
const KEPT = 0.985;
/** What the rate is cut by when refusals follow too closely to measure anything. */
const CUT = 0.95;
/** Cuts in a row, and measurements each well below the one before: after so many the refusals do not come from the rate. */
const MOST = { cuts: 6, declines: 3 };
/** Requests a cycle should last, so that the refusals which end it stay well under one percent. */
const CYCLE_REQUESTS = 600;

/**
 * Learns a rate limit without being told. At a refusal everything allowed is used up. So what was accepted between two
 * refusals, over the time between them, is the limit of a server that saves what is not used (a bucket); what was accepted
 * in the last window is that of one that does not. Where the two disagree the larger is tried; if it was wrong, refusals
 * follow at once. The rate keeps just below, longer each time the measurement is confirmed, then creeps up.
 */
export function learnedRate(windowMs: number): LearnedRate {
  const recent = windowLog(windowMs);
  let rate = Infinity;
  let limit: number | null = null;
  let cuts = 0;
  let declines = 0;
  let lastMeasured = 0;
  let cutAt: number | null = null;
  let since = 0;
  let accepted = 0;
  let requests = 0;
  let idleSince: number | null = null;
  let idleMs = 0;
  let holdMs = 0;
  let holdUntil = 0;
  let grownAt = 0;

  const restart = (now: number) => {
    since = now;
    accepted = 0;
    requests = 0;
    idleMs = 0;
    if (idleSince !== null) idleSince = now;
  };
  const isMostlyIdle = (now: number): boolean =>
    idleMs + (idleSince === null ? 0 : now - idleSince) > (now - since) / 2;
  /** What was accepted since the measurement began, a millisecond; null when that is too little to tell. */
  const measure = (now: number): number | null =>
    now - since < windowMs / 4 || requests < 20 || isMostlyIdle(now)
      ? null
      : accepted / (now - since);
  const settle = (now: number, next: number) => {
    const before = limit;
    limit = Math.max(next, 1 / windowMs);
    rate = KEPT * limit;
    const each = requests === 0 ? 1 : accepted / requests;
    const least = Math.max(2 * windowMs, (CYCLE_REQUESTS * each) / rate);
    const isConfirmed = before !== null && Math.abs(limit - before) < 0.05 * before;
    holdMs = isConfirmed ? Math.max(least, Math.min(2 * holdMs, 32 * windowMs)) : least;
    holdUntil = now + holdMs;
    grownAt = holdUntil;
  };
  return {
    rate: () => rate,
    sent(now, amount) {
      accepted += amount;
      requests++;
      return recent.add(now, amount);
    },
    refused(entry) {
      // What was sent before the measurement began is not part of it.
      if (entry.at > since) {
        accepted -= entry.amount;
        requests--;
      }
      recent.correct(entry, 0);
    },
    backOff(now) {
      // Refused again before anything was accepted: that tells of the pause, not of the rate.
      if (cutAt !== null && requests <= 0) return;
      const last = recent.total(now) / windowMs;
      const measured = cutAt === null ? null : measure(now);
      const isQuick = cutAt !== null && now - cutAt < windowMs;
      if (cutAt === null || isMostlyIdle(now)) restart(now);
      cutAt = now;
      if (!isQuick) {
        cuts = 0;
        declines = 0;
      }
      if (measured === null) {
        if (limit !== null && isQuick && cuts++ < MOST.cuts) settle(now, limit * CUT);
        return;
      }
      if (isQuick) {
        declines = measured < 0.9 * lastMeasured ? declines + 1 : 0;
        if (declines <= MOST.declines) settle(now, measured);
      } else settle(now, Math.max(last, measured));
      lastMeasured = measured;
      restart(now);
    },
    grow(now) {
      if (limit === null || now <= grownAt) return;
      const windows = Math.min((now - holdUntil) / windowMs, 4);
      rate += 0.05 * 2 ** windows * limit * Math.min((now - grownAt) / windowMs, 0.1);
      grownAt = now;
    },
    forget() {
      rate = Infinity;
      limit = null;
      cutAt = null;
    },
    idle(now, isIdle) {
      if (isIdle) {
        idleSince ??= now;
      } else if (idleSince !== null) {
        idleMs += now - idleSince;
        idleSince = null;
      }
    },
  };
}
