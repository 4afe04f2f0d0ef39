import type { ClusterName } from "./interval.ts";

/** Clusters numbered in order of first appearance. */
export interface ClusterIndex {
  /** For each row the number of its cluster, from 0. */
  readonly index: Int32Array;
  /** The names, in order of first appearance. */
  readonly names: readonly ClusterName[];
}

/**
 * Numbers cluster names in order of first appearance.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { clusterIndex } from "@rounds/rounds";
 *
 * const { index, names } = clusterIndex(["b", "a", "b"]);
 * assert.deepEqual([...index], [0, 1, 0]);
 * assert.deepEqual(names, ["b", "a"]);
 * ```
 */
export function clusterIndex(cluster: readonly ClusterName[]): ClusterIndex {
  const numbers = new Map<ClusterName, number>();
  const index = Int32Array.from(cluster, (name) => {
    const known = numbers.get(name);
    if (known !== undefined) return known;
    numbers.set(name, numbers.size);
    return numbers.size - 1;
  });
  return { index, names: [...numbers.keys()] };
}
