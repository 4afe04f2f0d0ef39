import type { Result } from "../types.ts";
import { isRecord } from "../parse/is_record.ts";

/** How often a judge agrees with itself. */
export interface JudgeRepeats {
  /** Pairs of a first and a later verdict of the same judge on the same criterion. */
  readonly repeated: number;
  /** Pairs that differ. */
  readonly changed: number;
  /** Repeated judgements in which one of the two gave no verdict; not among the pairs. */
  readonly silent: number;
}

/**
 * Counts how often judges changed their mind where judgements were repeated.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { judgeRepeats } from "@rounds/rounds";
 *
 * assert.deepEqual(judgeRepeats([]), { repeated: 0, changed: 0, silent: 0 });
 * ```
 */
export function judgeRepeats(results: readonly Result[]): JudgeRepeats {
  let repeated = 0;
  let changed = 0;
  let silent = 0;
  for (const { detail } of results.flatMap(({ grades }) => grades)) {
    const verdicts = (Array.isArray(detail["verdicts"]) ? detail["verdicts"] : []).filter(isRecord);
    for (const later of verdicts.filter(({ repeat }) => Number(repeat) > 1)) {
      const first = verdicts.find(({ judge, repeat }) => judge === later["judge"] && repeat === 1);
      if (typeof first?.["met"] !== "boolean" || typeof later["met"] !== "boolean") silent++;
      else {
        repeated++;
        if (first["met"] !== later["met"]) changed++;
      }
    }
  }
  return { repeated, changed, silent };
}
