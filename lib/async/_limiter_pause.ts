/** Pauses of a whole limiter, and the single call that tries after a long one. */
export interface LimiterPause {
  /** Milliseconds left; 0 when there is none. */
  left(now: number): number;
  /** Pauses, or makes a pause longer; gives the milliseconds it adds, 0 when the pause lasts as long already. */
  begin(
    ms: number,
    at: { readonly now: number; readonly order: number; readonly isRepeated: boolean },
  ): number;
  /** True once, when a pause has ended. */
  hasJustEnded(now: number): boolean;
  /** Whether a single call is to try first. */
  isProbing(): boolean;
  /** Whether a call with that number was sent after the pause began. */
  isAfter(order: number): boolean;
  /** The trial is over. */
  endProbing(): void;
}

/** No pause at first; a repeated one, or one of a sixth of a window and longer, ends with a trial. */
export function limiterPause(windowMs: number): LimiterPause {
  let until = -Infinity;
  let beganAt = 0;
  let isOn = false;
  let probing = false;
  return {
    left: (now) => Math.max(0, until - now),
    begin(ms, { now, order, isRepeated }) {
      if (now + ms <= until || ms <= 0) return 0;
      const added = now + ms - Math.max(now, until);
      until = now + ms;
      beganAt = order;
      isOn = true;
      probing ||= isRepeated || ms >= windowMs / 6;
      return added;
    },
    hasJustEnded(now) {
      if (!isOn || now < until) return false;
      isOn = false;
      return true;
    },
    isProbing: () => probing,
    isAfter: (order) => order > beganAt,
    endProbing() {
      probing = false;
    },
  };
}
