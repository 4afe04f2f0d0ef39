import { accuracyBy } from "../groups/accuracy_by.ts";
import { accuracyByLabel } from "../groups/accuracy_by_label.ts";
import { interactionContrast } from "../groups/interaction_contrast.ts";
import { labelIntersections } from "../groups/label_intersections.ts";
import { shrinkGroups } from "../groups/shrink_groups.ts";
import { referenceColumns } from "./reference_columns.ts";
import type { ReferenceInputs } from "./reference_inputs.ts";
import { referencePair as pair } from "./reference_pair.ts";
import { referenceWarning as warning } from "./reference_warning.ts";

/**
 * Subgroups and regressions of a reference case; undefined for another function.
 *
 * @internal
 */
export function groupsReference(fn: string, inputs: ReferenceInputs): unknown {
  return HANDLERS[fn]?.(inputs);
}

const STAGES = [
  "Presentation & Assessment",
  "Diagnosis & Interpretation",
  "Therapeutic Strategy",
  "Complication Management",
  "Follow-up",
];

function strings(column: readonly unknown[]): string[][] {
  return column.map((labels) => (Array.isArray(labels) ? labels.map(String) : []));
}

const HANDLERS: Readonly<Record<string, (i: ReferenceInputs) => unknown>> = {
  accuracyBy: (i) => {
    const columns = referenceColumns(i);
    const given = i.raw("by", "group");
    const by = typeof given === "string" ? given : "group";
    const level = i.number("level", 0.95);
    const named = Array.isArray(given) ? given : i.column(by === "position" ? "pos" : by);
    const numeric = named.every((name) => typeof name === "number");
    const group = named.map((name) => (name === null ? null : String(name)));
    const rows = accuracyBy({ y: columns.y(), cluster: columns.cluster(), by: group, level });
    const place = (name: unknown): number => STAGES.indexOf(String(name));
    rows.sort((a, b) =>
      numeric
        ? Number(a.group) - Number(b.group)
        : place(a.group) - place(b.group) || String(a.group).localeCompare(String(b.group))
    );
    return {
      rows: rows.map((row) => ({
        [by]: numeric ? Number(row.group) : row.group,
        group: numeric ? Number(row.group) : row.group,
        mcqs: row.n,
        n: row.n,
        cases: row.clusters,
        clusters: row.clusters,
        correct: row.correct,
        p: row.value,
        mean: row.value,
        se_cr0: row.seCr0,
        se_cr1: row.seCr1,
        se_cr2: row.seCr2,
        ci: pair(row),
        df: row.dfCr2,
        df_cr2: row.dfCr2,
        df_satterthwaite: row.dfCr2,
        df_satterthwaite_cr2: row.dfCr2,
        ci_cr1_t: pair(row.t),
        ci_cr2: pair(row.cr2),
        ci_cr2_t: pair(row.cr2),
        ci_cr2_satterthwaite: pair(row.cr2),
        ci_wilson_neff_t: pair(row.wilsonEff),
        wilson_unclustered: pair(row.wilson),
        n_eff: row.nEff,
        warning: warning(row),
      })),
    };
  },
  accuracyByLabel: (i) => {
    const columns = referenceColumns(i);
    const kind = i.mentions(/table/i) ? "table" : "image";
    const given = i.raw("labels");
    const labels = strings(Array.isArray(given) ? given : i.column(`${kind}_modalities`));
    const options = { y: columns.y(), cluster: columns.cluster() };
    const types = i.raw("types") ?? i.frame[`${kind}_types`];
    const instances = Array.isArray(types) ? strings(types) : labels;
    const rows = accuracyByLabel({ ...options, labels });
    const labelled = rows.filter((row) => row.label !== null);
    const none = rows.find((row) => row.label === null);
    const official = accuracyByLabel({ ...options, labels: instances, mode: "official" });
    return {
      item_mode: labelled.map((row) => ({
        label: row.label,
        mcqs: row.n,
        correct: row.correct,
        p: row.value,
        se_cr1: row.seCr1,
        exclusive_mcqs: row.exclusiveN,
        exclusive_p: row.exclusiveValue,
      })),
      official_instance_mode: official.filter((row) => row.label !== null).map((row) => ({
        label: row.label,
        instances: row.n,
        correct: row.correct,
        p: row.value,
      })),
      [`no_${kind}`]: { mcqs: none?.n ?? 0, correct: none?.correct ?? 0 },
      sum_item_mode_mcqs: labelled.reduce((sum, row) => sum + row.n, 0),
      mcqs_with_any: labels.filter((some) => some.length > 0).length,
    };
  },
  labelIntersections: (i) => {
    const given = i.raw("labels");
    const name = typeof given === "string" ? given.split(" ")[0] : undefined;
    const column = Array.isArray(given) ? given : i.column(name ?? "image_modalities");
    const sets = labelIntersections({ labels: strings(column) });
    return {
      intersections: Object.fromEntries(sets.map((set) => [set.labels.join("+") || "none", set.n])),
    };
  },
  shrinkGroups: (i) => {
    const n = i.has("n") ? i.numbers("n") : [];
    const name = ["estimate", "estimates", "p"].find((one) => i.has(one));
    const estimate = name !== undefined
      ? i.observations(name)
      : i.numbers("x").map((x, k) => (n[k] ? x / n[k] : null));
    const variance = Array.isArray(i.raw("variance"))
      ? i.observations("variance")
      : i.has("se")
      ? i.observations("se").map((se) => (se === null ? null : se * se))
      : estimate.map((p, k) => (p === null ? null : (p * (1 - p)) / (n[k] ?? NaN)));
    const result = shrinkGroups({ estimate, variance });
    return {
      Q: result.q,
      df: result.df,
      p: result.p,
      I2: result.i2,
      tau2_DL: result.tau2,
      tau2: result.tau2,
      mu: result.mu,
      se_mu: result.seMu,
      shrunk: result.rows.map((row) => row.shrunk),
      shrinkage_weight: result.rows.map((row) => row.weight),
      warning: warning(result),
    };
  },
  interactionContrast: (i) => {
    const columns = referenceColumns(i);
    const [first, second] = [i.text("factor1", "a"), i.text("factor2", "b")];
    const factor = (name: string): number[] =>
      (Array.isArray(i.raw(name)) ? i.observations(name) : columns.evaluate(name))
        .map((value) => value ?? 0);
    const result = interactionContrast({
      y: columns.y(),
      a: factor(first),
      b: factor(second),
      cluster: columns.cluster(),
      scale: i.mentions(/odds|logit/i) ? "odds" : "probability",
    });
    const short = (name: string): string => {
      if (/^pos\w*\s*>=/.test(name)) return "late";
      return /^(\w+)/.exec(name)?.[1] ?? name;
    };
    return {
      cell_means: Object.fromEntries(
        result.cells.map((
          cell,
        ) => [`${short(first)}${cell.a}_${short(second)}${cell.b}`, cell.value]),
      ),
      cell_n: Object.fromEntries(
        result.cells.map((cell) => [`${short(first)}${cell.a}_${short(second)}${cell.b}`, cell.n]),
      ),
      did: result.value,
      se_cr0: result.seCr0,
      se_cr1: result.se,
      ci: pair(result),
      p: result.p,
      warning: warning(result),
    };
  },
};
