import type { Benchmark, Case, TurnRequest } from "../types.ts";

/**
 * The first request a case would make, without asking anybody.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { firstRequest, liveclin } from "@rounds/rounds";
 *
 * const benchmark = liveclin({ imageMode: "url" });
 * const request = await firstRequest(benchmark.parse(benchmark.examples[0]?.record, "example:1"), benchmark);
 * assert.equal(request?.messages.length, 1);
 * ```
 */
export async function firstRequest<C extends Case>(
  c: C,
  benchmark: Benchmark<C>,
): Promise<TurnRequest | null> {
  let request: TurnRequest | null = null;
  const stop = new Error("only the first request is wanted");
  try {
    await benchmark.converse(c, (asked) => {
      request = asked;
      return Promise.reject(stop);
    });
  } catch (error) {
    if (error !== stop) throw error;
  }
  return request;
}
