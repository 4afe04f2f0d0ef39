/** How many at once, and when to stop taking more. */
export interface MapConcurrentOptions {
  /** At most this many at once; at least 1. */
  readonly concurrency: number;
  /** When it aborts nothing more is taken from the source; what is under way ends by itself. */
  readonly signal?: AbortSignal;
}

/**
 * Maps with several at once and yields in completion order: a slow item never holds back the others.
 * The first error ends the iteration, after what is under way has ended.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { mapConcurrent } from "@rounds/rounds";
 *
 * const slow = Promise.withResolvers<void>();
 * const work = async (n: number) => {
 *   if (n === 1) await slow.promise;
 *   if (n === 3) slow.resolve();
 *   return n;
 * };
 * const order = await Array.fromAsync(mapConcurrent([1, 2, 3], work, { concurrency: 2 }));
 * assert.deepEqual(order, [2, 3, 1]);
 * ```
 */
export async function* mapConcurrent<A, B>(
  source: AsyncIterable<A> | Iterable<A>,
  work: (value: A) => Promise<B>,
  options: MapConcurrentOptions,
): AsyncGenerator<B, void, void> {
  const { concurrency, signal } = options;
  if (!Number.isInteger(concurrency) || concurrency < 1) {
    throw new RangeError(`concurrency is ${concurrency}, expected an integer of at least 1`);
  }
  const iterator = Symbol.asyncIterator in source
    ? source[Symbol.asyncIterator]()
    : source[Symbol.iterator]();
  const finished: B[] = [];
  let wake = Promise.withResolvers<void>();
  let running = concurrency;
  let stopped = false;
  let failure: { readonly error: unknown } | undefined;

  const worker = async () => {
    try {
      while (!stopped && failure === undefined && !signal?.aborted) {
        const next = await iterator.next();
        if (next.done) return;
        finished.push(await work(next.value));
        wake.resolve();
      }
    } catch (error) {
      failure ??= { error };
    } finally {
      running--;
      wake.resolve();
    }
  };
  const workers = Promise.all(Array.from({ length: concurrency }, worker));
  try {
    while (running > 0 || finished.length > 0) {
      if (finished.length === 0) await wake.promise;
      wake = Promise.withResolvers<void>();
      yield* finished.splice(0);
    }
    if (failure !== undefined) throw failure.error;
  } finally {
    stopped = true;
    await workers;
    await iterator.return?.();
  }
}
