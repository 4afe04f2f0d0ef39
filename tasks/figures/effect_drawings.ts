import {
  accuracyPlot,
  accuracyTable,
  adjustedEffects,
  effectsPlot,
  type Figure,
  flipPlot,
  imageFlipRows,
  shortcutPlot,
  shortcutRows,
} from "../../mod.ts";
import { acrossConditions } from "../tables/probe_tables.ts";
import { notByQuestion } from "../tables/tabled.ts";
import { type Drawing, lacking, type Material } from "./material.ts";

/** Figures of what stages, positions, tables and images do to accuracy. */
export const EFFECT_DRAWINGS: Readonly<Record<string, Drawing>> = {
  "table-modality": {
    about: "accuracy by kind of table",
    draw: (material) => {
      const { tableLabels: labels, runs } = material;
      return notByQuestion(material) ?? lacking(labels, "label") ??
        accuracyPlot(accuracyTable(labels, { by: "label" }), { by: "label", runs });
    },
  },
  "stage-effects": {
    about: "what each stage does to accuracy, adjusted for position, and raw",
    draw: (material) => effects(material, { of: "stage", beside: "position" }),
  },
  "position-effects": {
    about: "what each position does to accuracy, adjusted for stage, and raw",
    draw: (material) => effects(material, { of: "position", beside: "stage" }),
  },
  "shortcuts-modality": {
    about: "what is lost without images, by kind of image",
    draw: (material) => {
      const rows = acrossConditions(material, { by: "image_modality", make: shortcutRows });
      if (typeof rows === "string") return rows;
      return rows.some(({ condition }) => condition === "no_image")
        ? shortcutPlot(rows, { conditions: ["no_image"] })
        : "no model was run in full and without images";
    },
  },
  "image-flips-modality": {
    about: "questions right only with, and only without their images, by kind of image",
    draw: (material) => {
      const rows = acrossConditions(material, { by: "image_modality", make: imageFlipRows });
      return typeof rows === "string" ? rows : flipPlot(rows);
    },
  },
};

function effects(
  material: Material,
  { of, beside }: { readonly of: string; readonly beside: string },
): Figure | string {
  const { questions } = material;
  return notByQuestion(material) ?? lacking(questions, of) ?? lacking(questions, beside) ??
    effectsPlot(adjustedEffects(questions, { factors: [of], adjust: [beside] }));
}
