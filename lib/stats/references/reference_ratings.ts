import type { Observation } from "../interval.ts";
import type { ReferenceInputs } from "./reference_inputs.ts";

const NAMES = {
  physician: ["a", "x", "physician", "human", "rater1", "physician1"],
  judge: ["b", "y", "judge", "llm", "rater2"],
} as const;

/**
 * Ratings of a column: of the one named, or of the first (`physician`) or second (`judge`) rater under any of the names
 * reference cases give them.
 *
 * @internal
 */
export function referenceRatings(inputs: ReferenceInputs, rater: string): Observation[] {
  const names: readonly string[] = rater === "physician" || rater === "judge"
    ? NAMES[rater]
    : [rater];
  const name = names.find((one) => inputs.has(one)) ??
    names.find((one) => one in inputs.frame) ?? rater;
  const value = inputs.raw(name);
  const list = typeof value === "string" ? inputs.frame[value] : (value ?? inputs.frame[name]);
  if (!Array.isArray(list)) throw new TypeError(`input "${name}" is not a column`);
  return list.map((one) => (typeof one === "number" ? one : null));
}
