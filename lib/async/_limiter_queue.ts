/** Who waits for a turn, in the order of coming; waiting ones may leave. */
export interface LimiterQueue<T, P> {
  readonly size: number;
  /** The one whose turn is next; undefined when nobody waits. */
  head(): T | undefined;
  /** Waits; rejects when the signal aborts or the queue is cleared. */
  wait(value: T, signal: AbortSignal | undefined): Promise<P>;
  /** Lets the head go, with what it gets for its turn. */
  shift(pass: P): void;
  /** Rejects everybody. */
  clear(reason: unknown): void;
}

/** An empty queue; `onLeave` is told when somebody left before the turn. */
export function limiterQueue<T, P>(onLeave: () => void): LimiterQueue<T, P> {
  interface Waiting {
    readonly value: T;
    readonly go: (pass: P) => void;
    readonly turnAway: (reason: unknown) => void;
  }
  // A set keeps insertion order and lets an aborted one leave without a search.
  const waiting = new Set<Waiting>();
  const first = () => waiting.values().next().value;
  return {
    get size() {
      return waiting.size;
    },
    head: () => first()?.value,
    wait(value, signal) {
      const turn = Promise.withResolvers<P>();
      const leave = () => {
        waiting.delete(entry);
        turn.reject(signal?.reason);
        onLeave();
      };
      const done = () => signal?.removeEventListener("abort", leave);
      const entry: Waiting = {
        value,
        go: (pass) => {
          done();
          turn.resolve(pass);
        },
        turnAway: (reason) => {
          done();
          turn.reject(reason);
        },
      };
      signal?.addEventListener("abort", leave, { once: true });
      waiting.add(entry);
      return turn.promise;
    },
    shift(pass) {
      const entry = first();
      if (entry === undefined) return;
      waiting.delete(entry);
      entry.go(pass);
    },
    clear(reason) {
      const everybody = [...waiting];
      waiting.clear();
      for (const entry of everybody) entry.turnAway(reason);
    },
  };
}
