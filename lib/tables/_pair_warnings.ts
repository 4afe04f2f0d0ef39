import { factDifferences } from "./_run_facts.ts";
import type { RunScores } from "./_run_scores.ts";

/** How many differences a message lists. */
const MOST_LISTED = 5;

/**
 * Refuses to compare runs that differ in anything but the model, each difference by name.
 *
 * Throws `RangeError`; what a frame does not say is no difference.
 */
export function refuseDifferences(
  pairs: readonly (readonly [RunScores, RunScores])[],
): void {
  const found = pairs.flatMap(([a, b]) => {
    const { differ } = factDifferences(a.facts, b.facts);
    return differ.length === 0 ? [] : [`${a.run.run} and ${b.run.run} in ${differ.join(", ")}`];
  });
  if (found.length === 0) return;
  const rest = found.length - MOST_LISTED;
  throw new RangeError(
    `These runs are not like for like: ${found.slice(0, MOST_LISTED).join("; ")}${
      rest > 0 ? `; and ${rest} pairs more` : ""
    }. Leave some out, or compare them knowingly with acrossDifferences: true (--across-differences)`,
  );
}

/** What a reader must know of two runs before looking at their difference. */
export function pairWarnings(a: RunScores, b: RunScores): readonly string[] {
  const { differ, unknown } = factDifferences(a.facts, b.facts);
  const isSame = isIdentical(a, b);
  return [
    ...(differ.length === 0 ? [] : [`NOT LIKE FOR LIKE: they differ in ${differ.join(", ")}`]),
    ...(unknown.length === 0 ? [] : [`perhaps not like for like: ${unknown.join("; ")}`]),
    ...(isSame ? ["all answers are equal: is one run a copy of the other?"] : []),
    ...(!isSame && differ.length === 0 && a.run.model === b.run.model
      ? ["two runs of one model under the same settings: their difference is noise between runs"]
      : []),
  ];
}

function isIdentical(a: RunScores, b: RunScores): boolean {
  return a.answers.size > 0 && a.answers.size === b.answers.size &&
    a.value.every((score, unit) => score === b.value[unit]) &&
    [...a.answers].every(([unit, answer]) => b.answers.get(unit) === answer);
}
