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
  /** Nobody waits: what is not used now tells nothing about the limit. */
  idle(now: number, isIdle: boolean): void;
}

/** Share of the measured limit that is kept to. */
const KEPT = 0.98;
/** What the rate is cut by when refusals follow too closely to measure anything: before and after a first measurement. */
const CUTS = { rough: 0.8, fine: 0.95 };
/** Requests a cycle should last, so that the refusals which end it stay well under one percent. */
const CYCLE_REQUESTS = 300;

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
  let isMeasured = false;
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
  /** What was accepted since the measurement began, a millisecond; null when that is too little to tell. */
  const measure = (now: number): number | null => {
    const span = now - since;
    const idle = idleMs + (idleSince === null ? 0 : now - idleSince);
    return span < windowMs / 4 || requests < 20 || idle > span / 10 ? null : accepted / span;
  };
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
      accepted -= entry.amount;
      requests--;
      recent.correct(entry, 0);
    },
    backOff(now) {
      // Refused again before anything was accepted: that tells of the pause, not of the rate.
      if (cutAt !== null && requests <= 0) return;
      const last = recent.total(now) / windowMs;
      const measured = cutAt === null ? null : measure(now);
      const sinceCut = cutAt === null ? Infinity : now - cutAt;
      cutAt = now;
      if (sinceCut < windowMs && measured === null && limit !== null) {
        settle(now, limit * (isMeasured ? CUTS.fine : CUTS.rough));
        return;
      }
      isMeasured ||= measured !== null;
      const isSure = measured !== null && (sinceCut < windowMs || measured > 0.9 * last);
      settle(now, isSure ? measured : Math.max(last, measured ?? 0));
      restart(now);
    },
    grow(now) {
      if (limit === null || now <= grownAt) return;
      const windows = Math.min((now - holdUntil) / windowMs, 4);
      rate += 0.05 * 2 ** windows * limit * Math.min((now - grownAt) / windowMs, 0.1);
      grownAt = now;
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
