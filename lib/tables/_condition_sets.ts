import { factDifferences } from "./_run_facts.ts";
import type { RunScores } from "./_run_scores.ts";

/** The runs of one model under several conditions. */
export interface ConditionSet {
  /** The run that saw everything. */
  readonly full: RunScores;
  /** The runs that did not, in the frame's order. */
  readonly others: readonly RunScores[];
  /** What makes them unlike besides the condition. */
  readonly warnings: readonly string[];
}

/**
 * Finds the models that were run in full and under further conditions, on one dataset.
 */
export function conditionSets(runs: readonly RunScores[]): ConditionSet[] {
  const groups = Map.groupBy(runs, ({ run }) => `${run.model}\n${run.dataset}`);
  return [...groups.values()].flatMap((some) => {
    const fulls = some.filter(({ run }) => run.condition === "full");
    const others = some.filter(({ run }) => run.condition !== null && run.condition !== "full");
    const [full] = fulls;
    if (full === undefined || others.length === 0) return [];
    const unlike = others.flatMap((other) => {
      const differ = factDifferences(full.facts, other.facts).differ
        .filter((text) => !text.startsWith("condition ("));
      return differ.length === 0
        ? []
        : [`${other.run.run} differs from the full run in ${differ.join(", ")}`];
    });
    const several = fulls.length > 1
      ? [`${fulls.length} full runs of ${full.run.model}: compared with ${full.run.run}`]
      : [];
    return [{ full, others, warnings: [...unlike, ...several] }];
  });
}

/** What of the questions of several runs counts, and why the rest does not. */
export interface CommonUnits {
  /** Units with a known score in every run. */
  readonly units: readonly number[];
  /** Units that some run has and not every run knows. */
  readonly excluded: number;
  /** Why, with counts; null when none. */
  readonly why: string | null;
}

/**
 * The units that every run has a score for.
 */
export function commonUnits(
  runs: readonly RunScores[],
  options: { readonly units: readonly number[] },
): CommonUnits {
  const units: number[] = [];
  const why = new Map<string, number>();
  for (const unit of options.units) {
    const gap = runs.find(({ value }) => (value[unit] ?? null) === null);
    if (gap === undefined) {
      units.push(unit);
      continue;
    }
    if (runs.every(({ value, missing }) => (value[unit] ?? missing[unit] ?? null) === null)) {
      continue;
    }
    const text = `${gap.run.condition ?? gap.run.run} ${gap.missing[unit] ?? "absent"}`;
    why.set(text, (why.get(text) ?? 0) + 1);
  }
  const texts = [...why].map(([text, count]) => `${text} ${count}`);
  return {
    units,
    excluded: [...why.values()].reduce((sum, count) => sum + count, 0),
    why: texts.join(", ") || null,
  };
}
