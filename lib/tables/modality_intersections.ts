import type { Frame } from "../frames/frame.ts";
import { labelIntersections } from "../stats/groups/label_intersections.ts";
import { clusteredMean } from "../stats/uncertainty/clustered_mean.ts";
import type { RunKey } from "./accuracy_row.ts";
import { labelItems } from "./_label_items.ts";

/** Which labels to intersect. */
export interface ModalityIntersectionsOptions {
  /** `image` or `table`, or another kind of the frame; default all kinds together. */
  readonly kind?: string;
  /** Confidence level; default 0.95. */
  readonly level?: number;
}

/** Questions of one run with exactly these labels. Proportions are in [0,1]; null means not defined. */
export interface IntersectionRow extends RunKey {
  /** The kind, or `modality` for all kinds together. */
  readonly term: string;
  /** The labels as text, e.g. `CT + MRI`, or `no image`. */
  readonly group: string;
  /** The labels, sorted; empty for questions without any. */
  readonly labels: readonly string[];
  /** Questions with exactly these labels. */
  readonly questions: number;
  /** The same × trials. */
  readonly planned: number;
  /** Of these with a known outcome. */
  readonly n: number;
  /** Their accuracy. */
  readonly value: number | null;
  /** Lower limit, Wilson on the effective number, clustered by case. */
  readonly lo: number | null;
  /** Upper limit. */
  readonly hi: number | null;
  /** Cases that contribute. */
  readonly clusters: number;
  /** Confidence level. */
  readonly level: number;
  /** Stable id of the method. */
  readonly method: string;
  /** What is missing, and why; null when nothing. */
  readonly warnings: string | null;
}

/**
 * The questions of each run by their exact set of modalities, the largest set first, as plain rows for `upsetPlot`. The
 * sets of a run do not overlap, and add up to its questions.
 *
 * `frame` is a `labelsFrame`; clean reading. Throws `RangeError` for a frame without labels, a kind it does not have, a
 * level outside (0,1), and items that carry points.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { labelsFrame, modalityIntersections } from "@rounds/rounds";
 *
 * assert.deepEqual(modalityIntersections(labelsFrame([])), []);
 * ```
 */
export function modalityIntersections(
  frame: Frame,
  options: ModalityIntersectionsOptions = {},
): readonly IntersectionRow[] {
  const { kind = null, level = 0.95 } = options;
  if (!(level > 0 && level < 1)) {
    throw new RangeError(`level is ${level}, expected a number between 0 and 1`);
  }
  const term = kind ?? "modality";
  return labelItems(frame, { kind }).flatMap(({ run, items }) => {
    const sets = Map.groupBy(items, ({ labels }) => JSON.stringify([...labels].toSorted()));
    const intersections = labelIntersections({
      labels: items.map(({ labels }) => [...labels]),
      y: items.map(({ y }) => y),
    });
    return intersections.map(({ labels, n, known }): IntersectionRow => {
      const own = sets.get(JSON.stringify(labels)) ?? [];
      const mean = clusteredMean({
        y: own.map(({ y }) => y),
        cluster: own.map(({ caseId }) => caseId),
        level,
      });
      return {
        ...run,
        term,
        group: labels.length === 0 ? `no ${term}` : labels.join(" + "),
        labels,
        questions: new Set(own.map(({ question }) => question)).size,
        planned: n,
        n: known,
        value: mean.value,
        lo: mean.lo,
        hi: mean.hi,
        clusters: mean.clusters,
        level,
        method: mean.method,
        warnings: mean.warnings.join("; ") || null,
      };
    });
  });
}
