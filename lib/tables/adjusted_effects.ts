import type { Frame } from "../frames/frame.ts";
import type { EffectRow } from "./effect_row.ts";
import { type Factor, fitEffects } from "./_fit_effects.ts";
import { groupRows, groupText, groupValue } from "./_group_rows.ts";
import { requireColumns } from "./_score_rows.ts";

/** What to adjust, and for what. */
export interface AdjustedEffectsOptions {
  /** Columns whose levels get rows, each adjusted for the others, e.g. `["stage", "rarity"]`. */
  readonly factors: readonly string[];
  /** Columns to adjust for without rows of their own, e.g. `["position"]`. */
  readonly adjust?: readonly string[];
  /** The level each factor is compared with, by column; default its most frequent one. */
  readonly references?: Readonly<Record<string, string>>;
  /** Confidence level; default 0.95. */
  readonly level?: number;
}

/**
 * What each level of some factors does to accuracy, everything else held equal: one logistic regression a run with errors
 * clustered by case, reported as standardised accuracies and their differences, beside the differences without adjustment.
 *
 * `frame` is a `questionsFrame`; clean reading. Questions without a known outcome or factor are left out and counted.
 * Odds ratios are in `logit`. Throws `RangeError` for a column the frame does not have, a reference that is no level, a
 * level of confidence outside (0,1), no factor, and items that carry points.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { adjustedEffects, questionsFrame } from "@rounds/rounds";
 *
 * assert.deepEqual(adjustedEffects(questionsFrame([]), { factors: ["stage"], adjust: ["position"] }), []);
 * ```
 */
export function adjustedEffects(
  frame: Frame,
  options: AdjustedEffectsOptions,
): readonly EffectRow[] {
  const { factors, adjust = [], references = {}, level = 0.95 } = options;
  if (factors.length === 0) throw new RangeError("factors is empty, expected at least one column");
  requireLevel(level);
  const names = [...new Set([...factors, ...adjust])];
  requireColumns(frame, ["score", "case_id", ...names]);
  refusePoints(frame);
  if (frame.height === 0) return [];
  const column = (name: string): unknown[] => frame.getColumn(name).toArray();
  const scores = column("score").map((score) => typeof score === "number" ? score : null);
  const cases = column("case_id").map(String);
  const levels = new Map(names.map((name) => {
    const values = column(name).map((value): string | null => {
      const one = groupValue(value);
      return one === null ? null : groupText([name], { values: [one], kind: null });
    });
    return [name, { values, order: byFrequency(values, { reference: references[name], name }) }];
  }));
  return groupRows(frame, { by: [] }).groups.flatMap(({ run, rows }) =>
    fitEffects({
      run,
      y: rows.map((row) => scores[row] ?? null),
      cluster: rows.map((row) => cases[row] ?? ""),
      factors: names.map((term): Factor => {
        const { values = [], order = [] } = levels.get(term) ?? {};
        const own = rows.map((row) => values[row] ?? null);
        const [reference = "", ...others] = order;
        return {
          term,
          reference,
          levels: new Map(others.map((name) => [
            name,
            own.map((value) => value === null ? null : Number(value === name)),
          ])),
          wanted: factors.includes(term),
        };
      }),
      level,
    })
  );
}

/** The levels of a factor from the most frequent, but the reference first. */
function byFrequency(
  values: readonly (string | null)[],
  { reference, name }: { readonly reference: string | undefined; readonly name: string },
): string[] {
  const counts = new Map<string, number>();
  for (const value of values) {
    if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  const order = [...counts].toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .map(([value]) => value);
  if (reference === undefined) return order;
  if (!counts.has(reference)) {
    throw new RangeError(
      `The reference of ${name} is "${reference}", expected one of ${order.join(", ")}`,
    );
  }
  return [reference, ...order.filter((value) => value !== reference)];
}

function requireLevel(level: number): void {
  if (level > 0 && level < 1) return;
  throw new RangeError(`level is ${level}, expected a number between 0 and 1`);
}

function refusePoints(frame: Frame): void {
  if (!frame.columns.includes("points")) return;
  if (frame.getColumn("points").nullCount() === frame.height) return;
  throw new RangeError("These items carry points, so no answer is just right or wrong");
}
