import type { Interval } from "../interval.ts";

/**
 * Two limits as a reference file writes them: `[lo, hi]`, null when neither is defined.
 *
 * @internal
 */
export function referencePair(limits: Interval): readonly [number | null, number | null] | null {
  return limits.lo === null && limits.hi === null ? null : [limits.lo, limits.hi];
}
