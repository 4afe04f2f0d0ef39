import type { Observation } from "../interval.ts";

/** Options of {@linkcode dawidSkene}. */
export interface DawidSkeneOptions {
  /** `labels[item][judge]`: 0, 1 or null. */
  readonly labels: readonly (readonly Observation[])[];
  /** Most EM steps; default 1,000. */
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
 * Starts from vote shares, no smoothing, until nothing moves by more than 1e-10. Source: Dawid & Skene 1979.
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
  const { labels, iterations = 1000 } = options;
  const judges = Math.max(0, ...labels.map((row) => row.length));
  const present = labels.map((row) => row.filter((label) => label !== null));
  const share = (row: readonly number[]): number =>
    row.reduce((sum, label) => sum + label, 0) / row.length;
  let posterior = present.map((row) => (row.length === 0 ? null : share(row)));
  const n = present.filter((row) => row.length > 0).length;
  let prevalence: number | null = null;
  let sensitivity: (number | null)[] = Array.from({ length: judges }, () => null);
  let specificity = sensitivity;
  for (let step = 0; step < iterations && n > 0; step++) {
    prevalence = posterior.reduce<number>((sum, p) => sum + (p ?? 0), 0) / n;
    const rate = (judge: number, label: number): number | null => {
      let hits = 0;
      let total = 0;
      labels.forEach((row, item) => {
        const given = row[judge] ?? null;
        const p = posterior[item] ?? null;
        if (given === null || p === null) return;
        const weight = label === 1 ? p : 1 - p;
        total += weight;
        if (given === label) hits += weight;
      });
      return total > 0 ? hits / total : null;
    };
    sensitivity = sensitivity.map((_, judge) => rate(judge, 1));
    specificity = specificity.map((_, judge) => rate(judge, 0));
    const before = posterior;
    const base = prevalence;
    posterior = labels.map((row, item) => {
      if ((present[item] ?? []).length === 0) return null;
      let met = Math.log(base);
      let not = Math.log(1 - base);
      row.forEach((label, judge) => {
        if (label === null) return;
        const hit = sensitivity[judge] ?? 0.5;
        const pass = specificity[judge] ?? 0.5;
        met += Math.log(label > 0 ? hit : 1 - hit);
        not += Math.log(label > 0 ? 1 - pass : pass);
      });
      // Both impossible can only come from rounding of certain judges: stay undecided.
      if (met === -Infinity && not === -Infinity) return 0.5;
      return 1 / (1 + Math.exp(not - met));
    });
    const moved = posterior.map((p, item) => Math.abs((p ?? 0) - (before[item] ?? 0)));
    if (Math.max(...moved) < 1e-10) break;
  }
  return {
    posterior,
    prevalence,
    sensitivity,
    specificity,
    ties: present.map((row) => row.length > 0 && share(row) === 0.5),
    n,
    method: "dawid-skene/binary",
    warnings: n === 0 ? ["no data"] : [],
  };
}
