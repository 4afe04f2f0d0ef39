import type { Observation } from "../interval.ts";

/** Options of {@linkcode dawidSkene}. */
export interface DawidSkeneOptions {
  /** `labels[item][judge]`: 0, 1 or null. */
  readonly labels: readonly (readonly Observation[])[];
  /** Most EM steps; default 100,000. */
  readonly iterations?: number;
}

/** Consensus of unequal judges. */
export interface DawidSkene {
  /** Probability that each item is met; null for an item without labels. */
  readonly posterior: readonly (number | null)[];
  /** Share of met items. */
  readonly prevalence: number | null;
  /** Sensitivity of each judge. */
  readonly sensitivity: readonly (number | null)[];
  /** Specificity of each judge. */
  readonly specificity: readonly (number | null)[];
  /** Whether each item's plain vote is a tie. */
  readonly ties: readonly boolean[];
  /** Items with a label. */
  readonly n: number;
  /** Stable id of the method. */
  readonly method: string;
  /** Why something is missing. */
  readonly warnings: readonly string[];
}

/**
 * Dawid and Skene's EM for binary labels: who is right, and how good is each judge, without a gold standard.
 *
 * Starts from vote shares, no smoothing, until nothing moves by 1e-13; says so when it was stopped before. Source: Dawid & Skene 1979.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { dawidSkene } from "@rounds/rounds";
 *
 * const { posterior, ties } = dawidSkene({ labels: [[1, 1, 1], [0, 0, 1], [0, 0, 0], [1, 1, 0]] });
 * assert.ok((posterior[0] ?? 0) > 0.99 && (posterior[2] ?? 1) < 0.01);
 * assert.deepEqual(ties, [false, false, false, false]);
 * ```
 */
export function dawidSkene(options: DawidSkeneOptions): DawidSkene {
  const { labels, iterations = 100_000 } = options;
  const judges = Math.max(0, ...labels.map((row) => row.length));
  // Items labelled alike stay alike: few patterns stand for any number of items.
  const patterns = new Map<string, Pattern>();
  const places = labels.map((row) => {
    const key = JSON.stringify(row);
    const known = patterns.get(key);
    const given = row.filter((label) => label !== null);
    const share = given.reduce((sum, label) => sum + label, 0) / given.length;
    const found = known ?? { row, share: given.length === 0 ? null : share, count: 0, p: share };
    found.count++;
    patterns.set(key, found);
    return found;
  });
  const used = [...patterns.values()].filter((pattern) => pattern.share !== null);
  const n = used.reduce((sum, pattern) => sum + pattern.count, 0);
  let prevalence: number | null = null;
  let sensitivity: (number | null)[] = Array.from({ length: judges }, () => null);
  let specificity = sensitivity;
  let converged = n === 0;
  for (let step = 0; step < iterations && !converged; step++) {
    const base = used.reduce((sum, { p, count }) => sum + p * count, 0) / n;
    prevalence = base;
    sensitivity = sensitivity.map((_, judge) => rate(used, { judge, label: 1 }));
    specificity = specificity.map((_, judge) => rate(used, { judge, label: 0 }));
    let moved = 0;
    for (const pattern of used) {
      let met = Math.log(base);
      let not = Math.log(1 - base);
      pattern.row.forEach((label, judge) => {
        if (label === null) return;
        const hit = sensitivity[judge] ?? 0.5;
        const pass = specificity[judge] ?? 0.5;
        met += Math.log(label > 0 ? hit : 1 - hit);
        not += Math.log(label > 0 ? 1 - pass : pass);
      });
      // Both impossible can only come from rounding of certain judges: stay undecided.
      const undecided = met === -Infinity && not === -Infinity;
      const p = undecided ? 0.5 : 1 / (1 + Math.exp(not - met));
      moved = Math.max(moved, Math.abs(p - pattern.p));
      pattern.p = p;
    }
    converged = moved < 1e-13;
  }
  const oneClass = n > 0 && [...sensitivity, ...specificity].includes(null);
  return {
    posterior: places.map((pattern) => (pattern.share === null ? null : pattern.p)),
    prevalence,
    sensitivity,
    specificity,
    ties: places.map((pattern) => pattern.share === 0.5),
    n,
    method: "dawid-skene/binary",
    warnings: [
      ...(n === 0 ? ["no data"] : []),
      ...(n > 0 && n < labels.length ? [`${labels.length - n} items without a label`] : []),
      ...(oneClass ? ["a judge labelled no item of one class: no rate"] : []),
      ...(converged ? [] : [`not converged after ${iterations} steps`]),
    ],
  };
}

/** Items with the same labels. */
interface Pattern {
  readonly row: readonly (number | null)[];
  readonly share: number | null;
  count: number;
  p: number;
}

/** Share of a judge's labels that are `label`, among the items that are so in truth; null without such items. */
function rate(
  patterns: readonly Pattern[],
  { judge, label }: { readonly judge: number; readonly label: number },
): number | null {
  let hits = 0;
  let total = 0;
  for (const { row, p, count } of patterns) {
    const given = row[judge] ?? null;
    if (given === null) continue;
    const weight = count * (label === 1 ? p : 1 - p);
    total += weight;
    if (given === label) hits += weight;
  }
  return total > 0 ? hits / total : null;
}
