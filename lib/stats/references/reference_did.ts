import type { ContaminationDiDOptions } from "../time/contamination_did.ts";
import type { ReferenceInputs } from "./reference_inputs.ts";

/**
 * The rows of a difference in differences: from a frame of dated scores, from lists of rows, or from a 2×2 of cell means.
 *
 * @internal
 */
export function referenceDid(inputs: ReferenceInputs): ContaminationDiDOptions {
  const rows: { y: number | null; model: string; cluster: string; date: string }[] = [];
  const { score, cutoff } = inputs.frame;
  const scores = inputs.raw("score", "scores") ?? score;
  if (typeof scores === "object" && scores !== null && !Array.isArray(scores)) {
    const month = inputs.column("month").map(String);
    const cases = inputs.column("case").map(String);
    for (const [model, values] of Object.entries(scores)) {
      (Array.isArray(values) ? values : []).forEach((value: unknown, k) =>
        rows.push({
          y: typeof value === "number" ? value : null,
          model,
          cluster: cases[k] ?? `${k}`,
          date: month[k] ?? "",
        })
      );
    }
    return { ...columnsOf(rows), cutoff: cutoffs(inputs.raw("cutoff") ?? cutoff) };
  }
  const y = inputs.raw("y", "score");
  if (Array.isArray(y) && inputs.has("model") && Array.isArray(inputs.raw("model"))) {
    const post = inputs.has("post") ? inputs.numbers("post") : [];
    const model = inputs.names("model").map(String);
    const cluster = inputs.names(inputs.has("case") ? "case" : "cluster").map(String);
    inputs.observations(inputs.has("y") ? "y" : "score").forEach((value, k) =>
      rows.push({
        y: value,
        model: model[k] ?? "",
        cluster: cluster[k] ?? "",
        // A given indicator is written as a date on either side of one cut-off per row kind.
        date: post[k] ? "2001-02" : "2001-01",
      })
    );
    const treated = new Set(model.filter((_, k) => post[k]));
    return {
      ...columnsOf(rows),
      cutoff: Object.fromEntries(model.map((name) => [name, treated.has(name) ? "2001-01" : null])),
    };
  }
  return twoByTwo(inputs);
}

/** Cell means, or lists of scores, of a treated and a control model before and after. */
function twoByTwo(inputs: ReferenceInputs): ContaminationDiDOptions {
  const rows: { y: number | null; model: string; cluster: string; date: string }[] = [];
  const nested = inputs.raw("means", "cells", "cell_means");
  const source: Record<string, unknown> = typeof nested === "object" && nested !== null
    ? { ...nested }
    : {};
  for (const model of ["treated", "control"]) {
    for (const side of ["pre", "post"]) {
      const names = [`${model}_${side}`, `${side}_${model}`, `mean_${model}_${side}`];
      const value = names.map((name) => source[name] ?? inputs.raw(name)).find((v) =>
        v !== undefined
      );
      const values: readonly unknown[] = Array.isArray(value) ? value : [value];
      values.forEach((one, k) => {
        if (typeof one !== "number") throw new TypeError(`input "${names[0]}" is missing`);
        rows.push({
          y: one,
          model,
          cluster: `${side}${k}`,
          date: side === "pre" ? "2001-01" : "2001-02",
        });
      });
    }
  }
  return { ...columnsOf(rows), cutoff: { treated: "2001-01", control: null } };
}

function columnsOf(
  rows: readonly { y: number | null; model: string; cluster: string; date: string }[],
): Omit<ContaminationDiDOptions, "cutoff"> {
  return {
    y: rows.map((row) => row.y),
    model: rows.map((row) => row.model),
    cluster: rows.map((row) => row.cluster),
    date: rows.map((row) => row.date),
  };
}

function cutoffs(value: unknown): Record<string, string | null> {
  return Object.fromEntries(
    Object.entries(Object(value)).map((
      [model, date],
    ) => [model, typeof date === "string" ? date : null]),
  );
}
