/** What the server asks everybody to wait, and how long that is done. */
export interface LimiterHolds {
  /** Changes the longest wait. */
  setMost(ms: number): void;
  /** A call was accepted: what was waited until then counts no more. */
  answered(): void;
  /** The server asks to wait that long from now: whether that, with what was waited in vain before, is too long. */
  isTooLong(ms: number, now: number): boolean;
  /** Milliseconds left of a wait that was too long; 0 when there is none. */
  refusedFor(now: number): number;
  /** Whether a wait is long and ends later than the one told last. */
  isNews(ms: number, now: number): boolean;
  /** True once, when a wait that was told is over. */
  hasJustEnded(now: number): boolean;
}

/** Shorter waits are how a rate is kept to. */
const LONG_MS = 5000;
/** Clocks and headers are no more exact than this. */
const EXACT_MS = 1000;

/** No wait at first. */
export function limiterHolds(): LimiterHolds {
  let most = Infinity;
  let heldSince: number | null = null;
  let refusedUntil = -Infinity;
  let toldUntil: number | null = null;
  return {
    setMost(ms) {
      most = ms;
    },
    answered() {
      heldSince = null;
    },
    isTooLong(ms, now) {
      heldSince ??= now;
      if (now + ms - heldSince <= most) return false;
      refusedUntil = now + ms;
      heldSince = null;
      return true;
    },
    refusedFor: (now) => Math.max(0, refusedUntil - now),
    isNews(ms, now) {
      if (ms < LONG_MS || (toldUntil !== null && now + ms <= toldUntil + EXACT_MS)) return false;
      toldUntil = now + ms;
      return true;
    },
    hasJustEnded(now) {
      if (toldUntil === null || now < toldUntil) return false;
      toldUntil = null;
      return true;
    },
  };
}
