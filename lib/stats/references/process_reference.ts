import type { Observation } from "../interval.ts";
import { caseSurvival } from "../process/case_survival.ts";
import { expectedRun } from "../process/expected_run.ts";
import { mantelHaenszelOR } from "../process/mantel_haenszel_or.ts";
import { positionProfile } from "../process/position_profile.ts";
import { survivalPermutation } from "../process/survival_permutation.ts";
import { referenceColumns } from "./reference_columns.ts";
import type { ReferenceInputs } from "./reference_inputs.ts";
import { referencePair as pair } from "./reference_pair.ts";
import { referenceWarning as warning } from "./reference_warning.ts";

/**
 * The case as a process, of a reference case; undefined for another function.
 *
 * @internal
 */
export function processReference(fn: string, inputs: ReferenceInputs): unknown {
  return HANDLERS[fn]?.(inputs);
}

interface Rows {
  readonly y: readonly Observation[];
  readonly cluster: readonly (string | number)[];
  readonly position: readonly number[];
}

function processRows(i: ReferenceInputs): Rows {
  const columns = referenceColumns(i);
  return { y: columns.y(), cluster: columns.cluster(), position: positions(i) };
}

function positions(i: ReferenceInputs): number[] {
  if (!i.has("pos") && !i.has("position") && i.frame["pos"] === undefined) return inOrder(i);
  return i.column(i.has("position") ? "position" : "pos").map(Number);
}

/** Places within each case, in the order of the rows. */
function inOrder(i: ReferenceInputs): number[] {
  const asked = new Map<string | number, number>();
  return referenceColumns(i).cluster().map((name) => {
    const place = (asked.get(name) ?? 0) + 1;
    asked.set(name, place);
    return place;
  });
}

const HANDLERS: Readonly<Record<string, (i: ReferenceInputs) => unknown>> = {
  caseSurvival: (i) => {
    const result = caseSurvival({ ...processRows(i), level: i.number("level", 0.95) });
    const rows = result.rows.map((row) => ({
      q: row.q,
      at_risk: row.atRisk,
      first_errors: row.firstErrors,
      hazard: row.hazard,
      hazard_wilson: pair(row.hazardInterval),
      survival: row.survival,
      se_greenwood: row.se,
      ci_loglog: pair(row),
    }));
    return {
      first_error_position: result.cases.map((one) => one.time),
      event: result.cases.map((one) => (one.event ? 1 : 0)),
      rows,
      at_risk: rows.map((row) => row.at_risk),
      first_errors: rows.map((row) => row.first_errors),
      hazard: rows.map((row) => row.hazard),
      hazard_wilson: rows.map((row) => row.hazard_wilson),
      survival: rows.map((row) => row.survival),
      se_greenwood: rows.map((row) => row.se_greenwood),
      ci_loglog: rows.map((row) => row.ci_loglog),
      case_accuracy: result.caseAccuracy,
      median: result.median,
      warning: warning(result),
    };
  },
  expectedRun: (i) => {
    const horizon = i.number("horizon", 3);
    const value = expectedRun({ ...processRows(i), horizon });
    return { [`expected_correct_before_first_error_of_${horizon}`]: value };
  },
  survivalPermutation: (i) => {
    const columns = referenceColumns(i);
    const side = (name: string): Observation[] =>
      Array.isArray(i.raw(name))
        ? i.observations(name)
        : i.text(name).includes("==")
        ? columns.evaluate(i.text(name))
        : columns.outcome(i.text(name));
    const result = survivalPermutation({
      a: side("a"),
      b: side("b"),
      cluster: columns.cluster(),
      position: positions(i),
      at: i.number("at", 3),
    });
    return { difference: result.value, p_two_sided: result.p, warning: warning(result) };
  },
  positionProfile: (i) => {
    const result = positionProfile(processRows(i));
    return {
      marginal: result.rows.map((row) => ({ q: row.q, n: row.n, p: row.value })),
      conditional: result.rows.slice(1).map((row) => ({
        q: row.q,
        n_prev_right: row.nPreviousRight,
        p_given_prev_right: row.afterRight,
        n_prev_wrong: row.nPreviousWrong,
        p_given_prev_wrong: row.afterWrong,
        n_all_prev_right: row.nAllRight,
        p_given_all_prev_right: row.afterAllRight,
      })),
      independence_case_accuracy: result.independence,
      observed_case_accuracy: result.observed,
      cohesion_gap: result.cohesionGap,
      warning: warning(result),
    };
  },
  mantelHaenszelOR: (i) => {
    const strata = i.matrix(i.has("strata_abcd") ? "strata_abcd" : "strata")
      .map(([a = 0, b = 0, c = 0, d = 0]) => [a, b, c, d] as const);
    const result = mantelHaenszelOR({ strata, level: i.number("level", 0.95) });
    return {
      or: result.value,
      se_log_or_RBG: result.seLog,
      ci: pair(result),
      warning: warning(result),
    };
  },
};
