import type { ModelFacts } from "../../../mod.ts";
import { MED_MODELS } from "./med_profiles.ts";

/** What there is to know about the simulated models, in the shape of `data/models.json`: cut-offs, families, sizes. */
export function simulatedFacts(): readonly ModelFacts[] {
  return MED_MODELS.map(({ name, family, type, parameters, release, cutoff }) => ({
    model: name,
    aliases: [],
    ...{ family, type, parameters, release, cutoff },
    source: "made up: the model is simulated",
    unknown: parameters === null ? { parameters: "made up as not disclosed" } : {},
  }));
}
