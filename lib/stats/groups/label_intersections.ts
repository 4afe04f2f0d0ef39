import type { Observation } from "../interval.ts";
import { wilson } from "../uncertainty/wilson.ts";

/** Options of {@linkcode labelIntersections}. */
export interface LabelIntersectionsOptions {
  /** Labels of each item. */
  readonly labels: readonly (readonly string[])[];
  /** Outcome of each item, for the accuracy of an intersection. */
  readonly y?: readonly Observation[];
}

/** Items with exactly these labels. */
export interface LabelIntersection {
  /** The labels, sorted; empty for items without any. */
  readonly labels: readonly string[];
  /** Items. */
  readonly n: number;
  /** Items with a known outcome. */
  readonly known: number;
  /** Their mean; null without outcomes. */
  readonly value: number | null;
  /** Lower Wilson limit. */
  readonly lo: number | null;
  /** Upper Wilson limit. */
  readonly hi: number | null;
}

/**
 * Items by their exact set of labels, the largest set first (the columns of an UpSet figure). The counts sum to n.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { labelIntersections } from "@rounds/rounds";
 *
 * const sets = labelIntersections({ labels: [["CT", "MRI"], ["MRI", "CT"], []] });
 * assert.deepEqual(sets.map((set) => [set.labels.join("+"), set.n]), [["CT+MRI", 2], ["", 1]]);
 * ```
 */
export function labelIntersections(options: LabelIntersectionsOptions): LabelIntersection[] {
  const sets = new Map<string, { labels: string[]; n: number; known: number; right: number }>();
  options.labels.forEach((some, row) => {
    const labels = [...new Set(some)].sort();
    const id = JSON.stringify(labels);
    const set = sets.get(id) ?? { labels, n: 0, known: 0, right: 0 };
    const outcome = options.y?.[row] ?? null;
    set.n += 1;
    if (outcome !== null) {
      set.known += 1;
      set.right += outcome;
    }
    sets.set(id, set);
  });
  return [...sets.values()]
    .sort((a, b) => b.n - a.n || a.labels.join("+").localeCompare(b.labels.join("+")))
    .map(({ labels, n, known, right }) => {
      const { p, lo, hi } = wilson({ x: right, n: known });
      return { labels, n, known, value: p, lo, hi };
    });
}
