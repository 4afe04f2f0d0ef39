/** Runs work when one of a fixed number of places is free; waiting work starts in the order it came. */
export type Limit = <T>(work: () => Promise<T>, options?: LimitOptions) => Promise<T>;

/** Options of a limit. */
export interface LimitSettings {
  /** Closes it: what waits is rejected with the signal's reason and nothing starts any more; what has started ends by itself. */
  readonly signal?: AbortSignal;
}

/** Options of one piece of work. */
export interface LimitOptions {
  /** Takes the work out of the queue: it is then never started. */
  readonly signal?: AbortSignal;
}

/**
 * A fair limit on how much runs at once, to be shared by everything that uses the same resource. Work that waits when its
 * signal aborts rejects with the signal's reason; work that has started is not touched.
 *
 * Throws a RangeError when `places` is no integer of at least 1.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { limit } from "@rounds/rounds";
 *
 * const one = limit(1);
 * const order: string[] = [];
 * const step = (name: string) => one(async () => {
 *   order.push(`${name} begins`);
 *   await Promise.resolve();
 *   order.push(`${name} ends`);
 * });
 * await Promise.all([step("a"), step("b")]);
 * assert.deepEqual(order, ["a begins", "a ends", "b begins", "b ends"]);
 * ```
 */
export function limit(places: number, settings: LimitSettings = {}): Limit {
  if (!Number.isInteger(places) || places < 1) {
    throw new RangeError(`places is ${places}, expected an integer of at least 1`);
  }
  // A map keeps insertion order and lets an aborted waiter leave without a search.
  const waiting = new Map<() => void, (reason: unknown) => void>();
  let free = places;
  const door = settings.signal;
  door?.addEventListener("abort", () => {
    const rejections = [...waiting.values()];
    waiting.clear();
    for (const reject of rejections) reject(door.reason);
  }, { once: true });
  const enter = (signal: AbortSignal | undefined): Promise<void> => {
    for (const closed of [door, signal]) {
      if (closed?.aborted) return Promise.reject(closed.reason);
    }
    if (free > 0) {
      free--;
      return Promise.resolve();
    }
    const turn = Promise.withResolvers<void>();
    const leave = () => {
      waiting.delete(start);
      turn.reject(signal?.reason);
    };
    const start = () => {
      signal?.removeEventListener("abort", leave);
      turn.resolve();
    };
    signal?.addEventListener("abort", leave, { once: true });
    waiting.set(start, (reason) => {
      signal?.removeEventListener("abort", leave);
      turn.reject(reason);
    });
    return turn.promise;
  };
  const exit = () => {
    const [next] = waiting.keys();
    if (next === undefined) {
      free++;
      return;
    }
    waiting.delete(next);
    next();
  };
  return async <T>(work: () => Promise<T>, options: LimitOptions = {}): Promise<T> => {
    await enter(options.signal);
    try {
      return await work();
    } finally {
      exit();
    }
  };
}
