import { accuracyTable, cutoffGap, type Frame, type PlotRow, withModelFacts } from "../../mod.ts";
import { lacking, type Material } from "./material.ts";

/** Why scores have no dates; null when they have. */
export function undated(cases: Frame): string | null {
  return lacking(cases, cases.columns.includes("month") ? "month" : "date");
}

/** Why nothing lies before or after a cut-off; null when something does. */
export function uncut(material: Material): string | null {
  const why = undated(material.cases);
  if (why !== null) return why;
  const known = modelsOf(material).some(({ cutoff }) => typeof cutoff === "string");
  return known ? null : "no model of the runs has a known cut-off";
}

/** Dated cases, and what is known of their models. */
export function dated(material: Material): [Frame, { readonly models: readonly PlotRow[] }] {
  return [material.cases, { models: modelsOf(material) }];
}

/** Gaps at the cut-offs, also at equal mix of specialties and languages where the cases have them. */
export function gapsOf(material: Material): ReturnType<typeof cutoffGap> {
  const [cases, models] = dated(material);
  const by = ["specialty", "language"].filter((name) => lacking(cases, name) === null);
  return cutoffGap(cases, { ...models, by });
}

function modelsOf({ cases, facts }: Material): readonly PlotRow[] {
  return withModelFacts(accuracyTable(cases), facts);
}
