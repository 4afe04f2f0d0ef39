import type { Observation } from "../interval.ts";
import { firstErrors, type ProcessRows } from "./first_errors.ts";

/** Accuracy at one position. */
export interface PositionRow {
  /** Position. */
  readonly q: number;
  /** Questions with a known outcome. */
  readonly n: number;
  /** Their accuracy. */
  readonly value: number | null;
  /** Questions whose predecessor was right. */
  readonly nPreviousRight: number;
  /** Accuracy among those. */
  readonly afterRight: number | null;
  /** Questions whose predecessor was wrong. */
  readonly nPreviousWrong: number;
  /** Accuracy among those. */
  readonly afterWrong: number | null;
  /** Questions with everything before them right. */
  readonly nAllRight: number;
  /** Accuracy among those: 1 - hazard. */
  readonly afterAllRight: number | null;
}

/** Accuracy along the case. */
export interface PositionProfile {
  /** One row a position. */
  readonly rows: readonly PositionRow[];
  /** Case accuracy expected if questions were independent: mean over cases of `Π p_q`. */
  readonly independence: number | null;
  /** Case accuracy observed over cases without unknown answers. */
  readonly observed: number | null;
  /** `observed - independence`: above 0 errors cluster in hard cases, near 0 they are spread. */
  readonly cohesionGap: number | null;
  /** Cases without unknown answers. */
  readonly n: number;
  /** Cases left out of the gap. */
  readonly nExcluded: number;
  /** Stable id of the method. */
  readonly method: string;
  /** Why something is missing. */
  readonly warnings: readonly string[];
}

/**
 * Accuracy by position, given what came before, and the cohesion gap.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { positionProfile } from "@rounds/rounds";
 *
 * const profile = positionProfile({
 *   y: [1, 1, 0, 0],
 *   cluster: ["a", "a", "b", "b"],
 *   position: [1, 2, 1, 2],
 * });
 * assert.deepEqual([profile.independence, profile.observed, profile.cohesionGap], [0.25, 0.5, 0.25]);
 * ```
 */
export function positionProfile(rows: ProcessRows): PositionProfile {
  const cases = firstErrors(rows).map((one) => one.outcomes);
  const last = cases.reduce((most, outcomes) => Math.max(most, outcomes.length), 0);
  const profile: PositionRow[] = [];
  for (let q = 1; q <= last; q++) {
    const here = (keep: (before: readonly Observation[]) => boolean): Observation[] =>
      cases.filter((outcomes) =>
        outcomes.length >= q && outcomes[q - 1] !== null && keep(outcomes.slice(0, q - 1))
      ).map((outcomes) => outcomes[q - 1] ?? null);
    const all = here(() => true);
    const right = here((before) => before.at(-1) === 1);
    const wrong = here((before) => q > 1 && before.at(-1) !== null && before.at(-1) !== 1);
    const clean = here((before) => before.every((outcome) => outcome === 1));
    profile.push({
      q,
      n: all.length,
      value: mean(all),
      nPreviousRight: right.length,
      afterRight: mean(right),
      nPreviousWrong: wrong.length,
      afterWrong: mean(wrong),
      nAllRight: clean.length,
      afterAllRight: mean(clean),
    });
  }
  const complete = cases.filter((outcomes) => !outcomes.includes(null));
  const independence = mean(
    complete.map((outcomes) =>
      outcomes.reduce<number>((product, _, k) => product * (profile[k]?.value ?? 0), 1)
    ),
  );
  const observed = mean(complete.map((outcomes) => (outcomes.every((y) => y === 1) ? 1 : 0)));
  const nExcluded = cases.length - complete.length;
  return {
    rows: profile,
    independence,
    observed,
    cohesionGap: independence === null || observed === null ? null : observed - independence,
    n: complete.length,
    nExcluded,
    method: "position-profile",
    warnings: complete.length === 0 ? ["no complete case"] : [],
  };
}

function mean(values: readonly Observation[]): number | null {
  if (values.length === 0) return null;
  return values.reduce<number>((sum, value) => sum + (value ?? 0), 0) / values.length;
}
