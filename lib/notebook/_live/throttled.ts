/** When a throttled function may run. */
export interface ThrottleOptions {
  /** Milliseconds between two runs at least. */
  readonly everyMs: number;
  /** Milliseconds on a clock that never goes back. */
  readonly now: () => number;
  /** Calls back after that many milliseconds and gives a way to call it off. */
  readonly schedule: (callback: () => void, ms: number) => () => void;
}

/** A throttled function. */
export interface Throttled<T> {
  /** Runs at once, or as soon as the interval allows with the value of the last call. */
  call(value: T): void;
  /** Calls off a waiting run; true when there was one. */
  cancel(): boolean;
}

/**
 * Runs a function at most once in an interval; the last value is never dropped, only late.
 */
export function throttled<T>(run: (value: T) => void, options: ThrottleOptions): Throttled<T> {
  const { everyMs, now, schedule } = options;
  let last = -Infinity;
  let waiting: { value: T; readonly cancel: () => void } | null = null;
  const runNow = (value: T) => {
    waiting = null;
    last = now();
    run(value);
  };
  return {
    call(value: T): void {
      if (waiting !== null) {
        waiting = { ...waiting, value };
        return;
      }
      const remaining = last + everyMs - now();
      if (remaining <= 0) return runNow(value);
      const cancel = schedule(() => {
        if (waiting !== null) runNow(waiting.value);
      }, remaining);
      waiting = { value, cancel };
    },
    cancel(): boolean {
      if (waiting === null) return false;
      waiting.cancel();
      waiting = null;
      return true;
    },
  };
}
