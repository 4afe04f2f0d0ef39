import { adjustP } from "../multiplicity/adjust_p.ts";
import { westfallYoung } from "../multiplicity/westfall_young.ts";
import { referenceColumns } from "./reference_columns.ts";
import type { ReferenceInputs } from "./reference_inputs.ts";
import { referenceWarning as warning } from "./reference_warning.ts";

/**
 * Families of tests of a reference case; undefined for another function.
 *
 * @internal
 */
export function multiplicityReference(fn: string, inputs: ReferenceInputs): unknown {
  return HANDLERS[fn]?.(inputs);
}

/** Differences a case within each group: listed, or from two models and a column of the frame. */
function differencesByGroup(i: ReferenceInputs): number[][] {
  const listed = i.has("D_by_case");
  const columns = referenceColumns(i);
  const gaps = listed ? i.numbers("D_by_case") : columns.pair().differences;
  const groups = i.names(listed ? "group_by_case" : i.text("by"));
  const cases = listed ? gaps.map((_, k) => k) : columns.cluster();
  const order = i.has("order") ? i.names("order") : [...new Set(groups)];
  const names = [...new Set<string | number>(cases)];
  return order.map((group) => {
    const sums = new Map(names.map((name) => [name, 0]));
    gaps.forEach((gap, row) => {
      const name = cases[row];
      if (name === undefined || groups[row] !== group) return;
      sums.set(name, (sums.get(name) ?? 0) + (gap ?? 0));
    });
    return [...sums.values()];
  });
}

const HANDLERS: Readonly<Record<string, (i: ReferenceInputs) => unknown>> = {
  adjustP: (i) => {
    const p = i.observations("p");
    const methods = ["holm", "hochberg", "bh", "by", "bonferroni", "none"] as const;
    return Object.fromEntries(methods.map((method) => [method, adjustP(p, { method })]));
  },
  westfallYoung: (i) => {
    const result = westfallYoung({
      differences: differencesByGroup(i),
      ...(i.has("B")
        ? { replicates: i.number("B") }
        : i.mentions(/\ball\b|enumerat|exact/i)
        ? { replicates: "all" }
        : {}),
      seed: i.number("seed", 42),
    });
    return {
      t: result.rows.map((row) => row.t),
      p_raw: result.rows.map((row) => row.p),
      p_stepdown: result.rows.map((row) => row.pAdjusted),
      warning: warning(result),
    };
  },
};
