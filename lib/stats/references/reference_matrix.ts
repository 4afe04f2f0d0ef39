import type { Observation } from "../interval.ts";
import { referenceColumns } from "./reference_columns.ts";
import type { ReferenceInputs } from "./reference_inputs.ts";

/**
 * Outcomes of every model on every item.
 *
 * @internal
 */
export interface ReferenceMatrix {
  /** `y[model][item]`; null is missing. */
  readonly y: Observation[][];
  /** Names of the models. */
  readonly models: string[];
}

/**
 * The outcomes a reference case speaks of: a table `y`, or the models of its frame (all, or those it names).
 *
 * @internal
 */
export function referenceMatrix(inputs: ReferenceInputs): ReferenceMatrix {
  const { frame } = inputs;
  const asked = inputs.raw("models");
  const wanted = Array.isArray(asked) ? asked.map(String) : null;
  const table = inputs.raw("y");
  if (Array.isArray(table)) {
    const y = table.map((row: unknown) =>
      (Array.isArray(row) ? row : []).map((value) => (typeof value === "number" ? value : null))
    );
    return { y, models: wanted ?? y.map((_, k) => `M${k + 1}`) };
  }
  const named = frame["models"];
  const known = Array.isArray(named)
    ? named.map(String)
    : typeof frame["score"] === "object" && frame["score"] !== null
    ? Object.keys(frame["score"])
    : Object.keys(frame).filter((name) => /^[A-Z]$/.test(name));
  const models = wanted ?? known;
  const columns = referenceColumns(inputs);
  return { y: models.map((model) => columns.outcome(model)), models };
}
