import type { Frame } from "../frames/frame.ts";
import { type FirstError, firstErrors } from "../stats/process/first_errors.ts";
import type { RunKey } from "./accuracy_row.ts";
import { processRows } from "./_process_rows.ts";

/** How many cases of a run end in one way; the ways of a run add up to its cases. */
export interface FirstErrorRow extends RunKey {
  /** `error`: the first error is at `position`; `right`: no error at all; `unknown`: an unknown outcome comes first. */
  readonly fate: "error" | "right" | "unknown";
  /** Question of the first error, from 1; null for the other two fates. */
  readonly position: number | null;
  /** Share of all cases of the run; null without cases. */
  readonly value: number | null;
  /** Cases (× trials) with this fate. */
  readonly n: number;
  /** Cases (× trials) of the run. */
  readonly cases: number;
  /** Cases long enough for this fate: with at least `position` questions. */
  readonly reachable: number;
  /** Stable id of the method. */
  readonly method: string;
}

/**
 * Where the cases of each run go wrong first, as plain rows for `firstErrorPlot`: one row for each question, one for the
 * cases that are right throughout, and one for those whose first error is not known.
 *
 * `frame` is a `questionsFrame`; clean reading. A case with an unknown outcome before any error counts as unknown, even
 * if an error follows. Throws `RangeError` for items that carry points.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { firstErrorRows, questionsFrame } from "@rounds/rounds";
 *
 * assert.deepEqual(firstErrorRows(questionsFrame([])), []);
 * ```
 */
export function firstErrorRows(frame: Frame): readonly FirstErrorRow[] {
  return processRows(frame).flatMap(({ run, cases: _cases, ...rows }) => {
    const cases = firstErrors(rows);
    const last = Math.max(0, ...cases.map(({ outcomes }) => outcomes.length));
    const row = (
      { fate, position }: Pick<FirstErrorRow, "fate" | "position">,
      has: (one: FirstError) => boolean,
    ): FirstErrorRow => {
      const n = cases.filter(has).length;
      return {
        ...run,
        fate,
        position,
        value: cases.length === 0 ? null : n / cases.length,
        n,
        cases: cases.length,
        reachable: cases.filter(({ outcomes }) => outcomes.length >= (position ?? 1)).length,
        method: "first-errors/shares",
      };
    };
    return [
      ...Array.from(
        { length: last },
        (_, k) =>
          row({ fate: "error", position: k + 1 }, ({ event, time }) => event && time === k + 1),
      ),
      row({ fate: "right", position: null }, isRight),
      row({ fate: "unknown", position: null }, (one) => !one.event && !isRight(one)),
    ];
  });
}

function isRight({ event, time, outcomes }: FirstError): boolean {
  return !event && time === outcomes.length;
}
