/** What a byte budget did, as result files store it. */
export interface ByteBudgetRecord {
  /** Tells it from the records of the limiters beside it. */
  readonly kind: "bytes_in_flight";
  /** Bytes that may be held at once; a larger piece is held alone. */
  readonly max_bytes: number;
  /** Most bytes that were held at once. */
  readonly peak_bytes: number;
  /** Pieces that were held. */
  readonly held: number;
  /** Of them those that had to wait. */
  readonly waited: number;
  /** Longest of the waits, in milliseconds. */
  readonly longest_wait_ms: number;
}

/** How a byte budget is set up. */
export interface ByteBudgetSettings {
  /** Bytes that may be held at once; a larger piece is held alone. */
  readonly maxBytes: number;
  /** Pieces up to this never wait, only others wait for them; 65,536 unless told, and never more than the budget. */
  readonly smallBytes?: number;
  /** Milliseconds that only grow; `performance.now` unless told. */
  readonly now?: () => number;
}

/** Bytes to be shared by everything that holds large pieces of memory for a while. */
export interface ByteBudget {
  /**
   * Takes bytes: null when they are held at once, else a promise of when they are. It rejects with the signal's reason
   * when that aborts first; then nothing is held. Whoever holds must `leave` with the same number.
   */
  enter(
    bytes: number,
    options?: { readonly signal?: AbortSignal | undefined },
  ): Promise<void> | null;
  /** Gives bytes back. */
  leave(bytes: number): void;
  /** Sets how many bytes may be held from now on. */
  adjust(maxBytes: number): void;
  /** Starts a record: the function gives what was done since. */
  watch(): () => ByteBudgetRecord;
}

interface Waiter {
  readonly bytes: number;
  readonly since: number;
  readonly start: () => void;
}

/** A record being kept. */
interface Tally {
  peak: number;
  held: number;
  waited: number;
  longest: number;
}

/**
 * A fair bound on bytes held at once: pieces are let in in the order they came, one larger than the whole budget when
 * nothing else is held, small ones at once. Letting in without a wait makes no promise and no timer.
 *
 * Throws a RangeError when the budget is no whole number of at least 1.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { byteBudget } from "@rounds/rounds";
 *
 * const budget = byteBudget({ maxBytes: 1_000_000 });
 * assert.equal(budget.enter(600_000), null);
 * const second = budget.enter(600_000);
 * assert.notEqual(second, null);
 * budget.leave(600_000);
 * await second;
 * assert.throws(() => byteBudget({ maxBytes: 0 }), /maxBytes is 0, expected/);
 * ```
 */
export function byteBudget(settings: ByteBudgetSettings): ByteBudget {
  const { smallBytes = 65_536, now = () => performance.now() } = settings;
  let maxBytes = checked(settings.maxBytes);
  let held = 0;
  // A set keeps insertion order and lets an aborted waiter leave without a search.
  const waiting = new Set<Waiter>();
  const tallies: Tally[] = [];
  const fits = (bytes: number) => held === 0 || held + bytes <= maxBytes;
  const take = (bytes: number) => {
    held += bytes;
    for (const tally of tallies) {
      tally.held++;
      if (held > tally.peak) tally.peak = held;
    }
  };
  const letIn = () => {
    for (const waiter of waiting) {
      if (!fits(waiter.bytes)) return;
      waiting.delete(waiter);
      const waitedMs = now() - waiter.since;
      for (const tally of tallies) {
        tally.waited++;
        tally.longest = Math.max(tally.longest, waitedMs);
      }
      take(waiter.bytes);
      waiter.start();
    }
  };
  return {
    enter(bytes, { signal } = {}) {
      if (signal?.aborted) return Promise.reject(signal.reason);
      const isSmall = bytes <= Math.min(smallBytes, maxBytes);
      if (isSmall || (waiting.size === 0 && fits(bytes))) {
        take(bytes);
        return null;
      }
      return new Promise((resolve, reject) => {
        const leave = () => {
          waiting.delete(waiter);
          reject(signal?.reason);
          // It may have been the one that held up those behind it.
          letIn();
        };
        const waiter: Waiter = {
          bytes,
          since: now(),
          start: () => {
            signal?.removeEventListener("abort", leave);
            resolve();
          },
        };
        waiting.add(waiter);
        signal?.addEventListener("abort", leave, { once: true });
      });
    },
    leave(bytes) {
      held -= bytes;
      if (waiting.size > 0) letIn();
    },
    adjust(bytes) {
      maxBytes = checked(bytes);
      letIn();
    },
    watch() {
      const tally: Tally = { peak: held, held: 0, waited: 0, longest: 0 };
      tallies.push(tally);
      return () => ({
        kind: "bytes_in_flight",
        max_bytes: maxBytes,
        peak_bytes: tally.peak,
        held: tally.held,
        waited: tally.waited,
        longest_wait_ms: Math.round(tally.longest),
      });
    },
  };
}

function checked(maxBytes: number): number {
  if (Number.isSafeInteger(maxBytes) && maxBytes >= 1) return maxBytes;
  throw new RangeError(`maxBytes is ${maxBytes}, expected a whole number of at least 1`);
}
