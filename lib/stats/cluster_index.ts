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
  const index = new Int32Array(cluster.length);
  let last: ClusterName | undefined;
  let place = 0;
  let row = 0;
  for (const name of cluster) {
    // The rows of a cluster mostly follow each other.
    if (name !== last) {
      place = numbers.get(name) ?? numbers.size;
      if (place === numbers.size) numbers.set(name, place);
      last = name;
    }
    index[row++] = place;
  }
  return { index, names: [...numbers.keys()] };
}
