import { clusterIndex } from "../cluster_index.ts";
import type { ClusterName, Observation } from "../interval.ts";

/** Rows of a case in the order they were asked. */
export interface ProcessRows {
  /** 1 right, 0 not, null unknown, for each question. */
  readonly y: readonly Observation[];
  /** Case of each question. */
  readonly cluster: readonly ClusterName[];
  /** 1-based place of each question in its case. */
  readonly position: readonly number[];
}

/** How far one case went. */
export interface FirstError {
  /** Case. */
  readonly cluster: ClusterName;
  /** Question of the first error, or the last question seen right (0 when the first is already unknown). */
  readonly time: number;
  /** Whether an error happened at `time`; false is censored. */
  readonly event: boolean;
  /** Outcomes in order of position. */
  readonly outcomes: readonly Observation[];
}

/**
 * The first error of every case, in order of first appearance of the cases.
 *
 * A fully correct case is censored at its last question; a case whose next question is unknown is censored before it.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { firstErrors } from "@rounds/rounds";
 *
 * const [a, b] = firstErrors({ y: [1, 0, 1, 1], cluster: ["a", "a", "b", "b"], position: [1, 2, 1, 2] });
 * assert.deepEqual([a?.time, a?.event, b?.time, b?.event], [2, true, 2, false]);
 * ```
 */
export function firstErrors(rows: ProcessRows): FirstError[] {
  const { y, cluster, position } = rows;
  if (cluster.length !== y.length || position.length !== y.length) {
    throw new RangeError(
      `y, cluster and position have ${y.length}, ${cluster.length} and ${position.length} rows, expected as many`,
    );
  }
  const { index, names } = clusterIndex(cluster);
  const cases = names.map((): { place: number; outcome: Observation }[] => []);
  y.forEach((outcome, row) => {
    cases[index[row] ?? 0]?.push({ place: position[row] ?? 0, outcome });
  });
  return cases.map((questions, g) => {
    questions.sort((a, b) => a.place - b.place);
    const outcomes = questions.map((question) => question.outcome);
    const stop = outcomes.findIndex((outcome) => outcome === null || outcome < 1);
    const event = stop >= 0 && outcomes[stop] !== null;
    const time = stop < 0 ? outcomes.length : event ? stop + 1 : stop;
    return { cluster: names[g] ?? g, time, event, outcomes };
  });
}
