import { factDifferences } from "./_run_facts.ts";
import type { RunScores } from "./_run_scores.ts";
import { type SharedNotes, sharedNotes } from "./_shared_notes.ts";

/** What is compared of a run, and its name. */
export type NamedFacts = Pick<RunScores, "facts"> & { readonly run: { readonly run: string } };

/** How many differences a message lists. */
const MOST_LISTED = 5;

/**
 * Refuses to compare runs that differ in anything but the model, each difference by name.
 *
 * Throws `RangeError`; what a frame does not say is no difference.
 */
export function refuseDifferences(
  pairs: readonly (readonly [NamedFacts, NamedFacts])[],
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

/** The same for all pairs of the runs of a table. */
export function refuseUnlike(runs: readonly NamedFacts[]): void {
  refuseDifferences(runs.flatMap((a, k) => runs.slice(k + 1).map((b) => [a, b] as const)));
}

/** A run with what its comparability rests on. */
type ComparedRun = Pick<RunScores, "run" | "facts">;

/** How two runs differ besides the model, and which of them are not finished. */
export function pairNotes(a: ComparedRun, b: ComparedRun): SharedNotes {
  const { differ } = factDifferences(a.facts, b.facts);
  return {
    unlike: differ.length === 0
      ? null
      : `${a.run.run} and ${b.run.run} differ in ${differ.join(", ")}`,
    partial: sharedNotes([a.run, b.run]).partial,
  };
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
