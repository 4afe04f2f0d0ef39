import type { Case, ManifestShard } from "../types.ts";
import { caseIdsSha256 } from "../results/case_ids_sha256.ts";
import { shardOf } from "../results/shard_of.ts";

/** Which part is wanted. */
export interface TakeShardOptions {
  /** From 1 to `count`. */
  readonly index: number;
  /** How many parts there are. */
  readonly count: number;
}

/** The cases of one part, and what the run's manifest says of it. */
export interface TakenShard<C extends Case> {
  /** In the plan's order. */
  readonly cases: readonly C[];
  /** For the manifest. */
  readonly shard: ManifestShard;
}

/**
 * Takes one part of a plan: the cases whose id falls to it. The parts of a plan hold every case once. Throws a RangeError
 * for a part that is not there.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { takeShard } from "@rounds/rounds";
 *
 * const plan = ["a", "b", "c"].map((id, n) => ({ id, line: n + 1, tags: {}, items: [] }));
 * const parts = [1, 2].map((index) => takeShard(plan, { index, count: 2 }).cases.length);
 * assert.equal(parts.reduce((sum, size) => sum + size, 0), 3);
 * ```
 */
export function takeShard<C extends Case>(
  plan: readonly C[],
  options: TakeShardOptions,
): TakenShard<C> {
  const { index, count } = options;
  if (!Number.isInteger(index) || index < 1 || index > count) {
    throw new RangeError(
      `shard is ${index} of ${count}, expected a whole number from 1 to ${count}`,
    );
  }
  return {
    cases: plan.filter(({ id }) => shardOf(id, count) === index),
    shard: {
      index,
      count,
      plan_cases: plan.length,
      plan_items: plan.reduce((sum, { items }) => sum + items.length, 0),
      plan_sha256: caseIdsSha256(plan.map(({ id }) => id)),
    },
  };
}
