import {
  accuracyPlot,
  accuracyTable,
  effectsPlot,
  type Figure,
  type Frame,
  heatmapPlot,
  modalityEffects,
  modalityIntersections,
  panelsPlot,
  upsetPlot,
} from "../../mod.ts";
import { type Drawing, lacking } from "./material.ts";

/** Figures of accuracy by groups of questions. */
export const ACCURACY_DRAWINGS: Readonly<Record<string, Drawing>> = {
  position: {
    about: "accuracy by position in the case",
    draw: ({ questions, runs }) => byColumn(questions, { by: "position", runs }),
  },
  stage: {
    about: "accuracy by stage of care",
    draw: ({ questions, runs }) => byColumn(questions, { by: "stage", runs }),
  },
  modality: {
    about: "accuracy by modality",
    draw: ({ labels, runs }) => byColumn(labels, { by: "label", runs }),
  },
  "modality-effects": {
    about: "what each modality does to accuracy, adjusted and raw",
    draw: ({ labels }) => withoutLabels(labels) ?? effectsPlot(modalityEffects(labels)),
  },
  "modality-sets": {
    about: "which modalities come together, with the accuracy on each set",
    draw: ({ labels, runs }) =>
      withoutLabels(labels) ?? upsetPlot(modalityIntersections(labels), { runs }),
  },
  chapters: {
    about: "chapter by run, shrunken, as a heatmap",
    draw: ({ questions }) => {
      const why = lacking(questions, "level1");
      return why ?? heatmapPlot(accuracyTable(questions, { by: "level1" }), { by: "level1" });
    },
  },
  "chapters-rarity": {
    about: "the same, for rare and for other cases apart",
    draw: ({ questions }) =>
      lacking(questions, "level1") ?? lacking(questions, "rarity") ??
        heatmapPlot(accuracyTable(questions, { by: ["level1", "rarity"] }), {
          by: "level1",
          facet: "rarity",
        }),
  },
  "chapter-panels": {
    about: "a panel a chapter, with each run's overall accuracy",
    draw: ({ questions }) =>
      lacking(questions, "level1") ??
        panelsPlot(accuracyTable(questions, { by: "level1" }), { by: "level1" }),
  },
};

function byColumn(
  frame: Frame,
  { by, runs }: { readonly by: string; readonly runs: readonly string[] },
): Figure | string {
  const why = lacking(frame, by);
  if (why === null && lacking(frame, "points") === null) {
    return "the items carry points, so no answer is just right";
  }
  return why ?? accuracyPlot(accuracyTable(frame, { by }), { by, runs });
}

/** Why labels cannot be drawn; null when they can. */
function withoutLabels(labels: Frame): string | null {
  const why = lacking(labels, "label");
  if (why !== null || lacking(labels, "points") !== null) return why;
  return "the items carry points, so no answer is just right";
}
