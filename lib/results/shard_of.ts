import { sha256Hex } from "../parse/sha256_hex.ts";

/**
 * Which of `count` shards a case falls to, from 1: decided by its id alone, so that order, limits and other cases do not
 * move it. Throws a RangeError for a count that is no whole number from 1.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { shardOf } from "@rounds/rounds";
 *
 * assert.equal(shardOf("7063101", 1), 1);
 * assert.equal(shardOf("7063101", 4), shardOf("7063101", 4));
 * ```
 */
export function shardOf(caseId: string, count: number): number {
  if (!Number.isInteger(count) || count < 1) {
    throw new RangeError(`count is ${count}, expected a whole number from 1`);
  }
  // 48 bits: exact as a number, and even to 1 in 10^9 for any count in use.
  return 1 + Number.parseInt(sha256Hex(caseId).slice(0, 12), 16) % count;
}
