import { correctionReference } from "./correction_reference.ts";
import { correlationReference } from "./correlation_reference.ts";
import { costReference } from "./cost_reference.ts";
import { errorsReference } from "./errors_reference.ts";
import { groupsReference } from "./groups_reference.ts";
import { itemsReference } from "./items_reference.ts";
import { judgesReference } from "./judges_reference.ts";
import { multiplicityReference } from "./multiplicity_reference.ts";
import { pairedReference } from "./paired_reference.ts";
import { powerReference } from "./power_reference.ts";
import { processReference } from "./process_reference.ts";
import { rankingReference } from "./ranking_reference.ts";
import { type ReferenceFixtures, referenceInputs } from "./reference_inputs.ts";
import { regressionReference } from "./regression_reference.ts";
import { shortcutsReference } from "./shortcuts_reference.ts";
import { specialReference } from "./special_reference.ts";
import { timeReference } from "./time_reference.ts";
import { uncertaintyReference } from "./uncertainty_reference.ts";

/** A case of a reference file. */
export interface ReferenceCase {
  /** Unique name. */
  readonly name: string;
  /** Function under test, or several joined by ` / `. */
  readonly fn: string;
  /** Its inputs; `frame` names a fixture. */
  readonly inputs: unknown;
  /** What must come out; absent in files that are to be filled in. */
  readonly expected?: unknown;
  /** Relative tolerance; default 1e-9. */
  readonly tol?: number;
}

/**
 * Runs one case of a reference file through the library; undefined when no function of that name is known.
 *
 * The result has the shape expected values have there: proportions in [0, 1], null for what is not defined, `"Infinity"`
 * for infinite numbers. Where a value is not defined and the function has nothing to say about it, `warning` names it.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { runReference } from "@rounds/rounds";
 *
 * const one = { name: "m", fn: "monteCarloP", inputs: { rows: [[0, 9]] } };
 * assert.deepEqual(runReference(one, {}), { p: [0.1] });
 * assert.equal(runReference({ ...one, fn: "unknown" }, {}), undefined);
 * ```
 */
export function runReference(one: ReferenceCase, fixtures: ReferenceFixtures): unknown {
  const inputs = referenceInputs(one.inputs, fixtures);
  const sections = [
    specialReference,
    uncertaintyReference,
    pairedReference,
    multiplicityReference,
    powerReference,
    groupsReference,
    regressionReference,
    processReference,
    rankingReference,
    itemsReference,
    timeReference,
    shortcutsReference,
    judgesReference,
    correlationReference,
    correctionReference,
    errorsReference,
    costReference,
  ];
  for (const fn of [one.fn, ...one.fn.split("/").map((name) => name.trim())]) {
    for (const section of sections) {
      const result = section(fn, inputs);
      if (result !== undefined) return withMissing(portable(result));
    }
  }
  return undefined;
}

/** Names what is not defined in a result that has no warning of its own. */
function withMissing(result: unknown): unknown {
  if (typeof result !== "object" || result === null || Array.isArray(result)) return result;
  const found = new Map<string, unknown>(Object.entries(result));
  if (typeof found.get("warning") === "string") return result;
  const missing = [...found].filter(([name, value]) =>
    name !== "warning" && (value === null || (Array.isArray(value) && value.includes(null)))
  ).map(([name]) => name);
  return missing.length === 0
    ? result
    : { ...result, warning: `not defined: ${missing.join(", ")}` };
}

/** Numbers JSON cannot hold, written as the file writes them. */
function portable(value: unknown): unknown {
  if (typeof value === "number") {
    return Number.isNaN(value) ? null : Number.isFinite(value) ? value : String(value);
  }
  if (Array.isArray(value)) return value.map(portable);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).filter(([, one]) => one !== undefined).map((
      [key, one],
    ) => [key, portable(one)]),
  );
}
