import type { Observation } from "../interval.ts";
import { chanceCorrected } from "../shortcuts/chance_corrected.ts";
import { keyPositionTest } from "../shortcuts/key_position_test.ts";
import { poissonBinomialTest } from "../shortcuts/poisson_binomial_test.ts";
import { retentionRatio } from "../shortcuts/retention_ratio.ts";
import { referenceColumns } from "./reference_columns.ts";
import type { ReferenceInputs } from "./reference_inputs.ts";
import { referencePair as pair } from "./reference_pair.ts";
import { referenceWarning as warning } from "./reference_warning.ts";

/**
 * Shortcut probes of a reference case; undefined for another function.
 *
 * @internal
 */
export function shortcutsReference(fn: string, inputs: ReferenceInputs): unknown {
  return HANDLERS[fn]?.(inputs);
}

function frameList(i: ReferenceInputs, name: string): unknown[] {
  const column = i.frame[name];
  if (!Array.isArray(column)) throw new TypeError(`input "${name}" is missing`);
  return column;
}

/** 0/1 outcomes of items: a list, a model, or an expression such as `A == key`. */
function outcomes(i: ReferenceInputs, name: string): Observation[] {
  const value = i.raw(name);
  if (typeof value !== "string") return i.observations(name);
  const columns = referenceColumns(i);
  return /==/.test(value) ? columns.evaluate(value) : columns.outcome(value);
}

/** Options of every item: a list, one number for all, or the frame's column. */
function optionCounts(i: ReferenceInputs, n: number): number[] {
  const given = i.raw("n_options", "options");
  if (typeof given === "number") return new Array<number>(n).fill(given);
  return (Array.isArray(given) ? given : frameList(i, "n_options")).map(Number);
}

const HANDLERS: Readonly<Record<string, (i: ReferenceInputs) => unknown>> = {
  chanceCorrected: (i) => {
    const y = i.has("accuracy")
      ? i.numbers("n_options").map(() => i.number("accuracy"))
      : outcomes(i, ["y", "correct", "model"].find((name) => i.has(name)) ?? "y");
    const result = chanceCorrected({ y, optionCount: optionCounts(i, y.length) });
    return {
      accuracy: result.accuracy,
      chance: result.chance,
      corrected: result.value,
      formula_score_mean: result.formulaScore,
      warning: warning(result),
    };
  },
  retentionRatio: (i) => {
    const result = retentionRatio({
      full: outcomes(i, "full"),
      condition: outcomes(i, i.has("blind") ? "blind" : "condition"),
      cluster: referenceColumns(i).cluster(),
      level: i.number("level", 0.95),
    });
    return {
      ratio: result.value,
      se_delta: result.se,
      ci_delta_t: pair(result.delta),
      ci_fieller: pair(result),
      warning: warning(result),
    };
  },
  keyPositionTest: (i) => {
    const given = i.raw("counts");
    const counts = Array.isArray(given)
      ? i.numbers("counts")
      : Object.values(Object(given)).map(Number);
    const expected = Array.isArray(i.raw("expected")) ? { expected: i.numbers("expected") } : {};
    const result = keyPositionTest({ counts, ...expected });
    return {
      chi2: result.value,
      df: result.df,
      p: result.p,
      n: result.n,
      warning: warning(result),
    };
  },
  poissonBinomialTest: (i) => {
    const result = poissonBinomialTest({
      p: i.has("p") ? i.numbers("p") : i.numbers("n_options").map((k) => 1 / k),
      observed: i.number("observed"),
    });
    return {
      pmf: result.pmf,
      expected: result.expected,
      p_upper: result.pUpper,
      p_lower: result.pLower,
      warning: warning(result),
    };
  },
};
