import {
  accuracyTable,
  cutoffGap,
  eventStudyPlot,
  eventStudyRows,
  flipPlot,
  type Frame,
  imageFlipRows,
  itemMapPlot,
  itemRows,
  monthlyPlot,
  monthlyScores,
  placeboPlot,
  placeboRows,
  type PlotRow,
  powerPlot,
  powerRows,
  shortcutPlot,
  shortcutRows,
  slopePlot,
  specificationPlot,
  specificationRows,
  withModelFacts,
} from "../../mod.ts";
import { type Drawing, lacking, type Material } from "./material.ts";

/** Figures that probe the numbers: shortcuts, time, questions, choices, power. */
export const PROBE_DRAWINGS: Readonly<Record<string, Drawing>> = {
  months: {
    about: "scores by month, with the cut-offs of the models",
    draw: (material) => undated(material.cases) ?? monthlyPlot(monthlyScores(...dated(material))),
  },
  cutoffs: {
    about: "scores before and after each model's knowledge cut-off",
    draw: (material) => uncut(material) ?? slopePlot(cutoffGap(...dated(material))),
  },
  "event-study": {
    about: "scores by months from the cut-off, case and run effects removed",
    draw: (material) => uncut(material) ?? eventStudyPlot(eventStudyRows(...dated(material))),
  },
  placebo: {
    about: "the gap at every month that could have been the cut-off",
    draw: (material) => uncut(material) ?? placeboPlot(placeboRows(...dated(material))),
  },
  shortcuts: {
    about: "what models keep without images, with options only, …",
    draw: ({ questions }) => {
      const rows = shortcutRows(questions);
      return rows.length === 0 ? NO_CONDITIONS : shortcutPlot(rows);
    },
  },
  "image-flips": {
    about: "questions right only with, and only without their images",
    draw: ({ questions }) => {
      const rows = imageFlipRows(questions);
      return rows.length === 0 ? NO_CONDITIONS : flipPlot(rows);
    },
  },
  items: {
    about: "difficulty of the questions against their correlation with the rest",
    draw: ({ questions, acrossDifferences }) => {
      const why = lacking(questions, "option_count");
      if (why !== null) return why;
      if (questions.getColumn("run_id").nUnique() < 3) return "there are fewer than three runs";
      return itemMapPlot(itemRows(questions, { acrossDifferences }));
    },
  },
  specifications: {
    about: "the best two runs compared in every defensible way",
    draw: ({ questions, cases, acrossDifferences }) => {
      const frame = isByPoints(questions) ? cases : questions;
      if (frame.height === 0) return "there are no rows";
      const [a, b] = bestRuns(frame);
      return specificationPlot(
        specificationRows(frame, {
          acrossDifferences,
          ...(a === undefined ? {} : { a }),
          ...(b === undefined ? {} : { b }),
        }),
      );
    },
  },
  power: {
    about: "the smallest difference that so many cases can show",
    draw: ({ questions, cases }) => {
      const frame = isByPoints(questions) ? cases : questions;
      const by = ["level1", "theme"].find((name) => lacking(frame, name) === null);
      return powerPlot(powerRows(frame, by === undefined ? {} : { by }));
    },
  },
};

const NO_CONDITIONS = "no model was run in full and under another condition";

function undated(cases: Frame): string | null {
  return lacking(cases, cases.columns.includes("month") ? "month" : "date");
}

function uncut(material: Material): string | null {
  const why = undated(material.cases);
  if (why !== null) return why;
  const known = modelsOf(material).some(({ cutoff }) => typeof cutoff === "string");
  return known ? null : "no model of the runs has a known cut-off";
}

function dated(material: Material): [Frame, { readonly models: readonly PlotRow[] }] {
  return [material.cases, { models: modelsOf(material) }];
}

function modelsOf({ cases, facts }: Material): readonly PlotRow[] {
  return withModelFacts(accuracyTable(cases), facts);
}

/** Criteria with points make scores of cases, not questions that are right or wrong. */
function isByPoints(questions: Frame): boolean {
  return lacking(questions, "points") === null;
}

/** Ids of the two runs that score best, of those that saw everything where there are any. */
function bestRuns(frame: Frame): readonly string[] {
  const rows = accuracyTable(frame).toRecords();
  const full = rows.filter((row) => row["condition"] === "full");
  return (full.length > 0 ? full : rows)
    .toSorted((x, y) => Number(y["value"] ?? -1) - Number(x["value"] ?? -1))
    .slice(0, 2).map((row) => String(row["run_id"]));
}
