import {
  driftPlot,
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
  powerPlot,
  powerRows,
  shortcutPlot,
  shortcutRows,
  slopePlot,
  twoWayFixedEffects,
} from "../../mod.ts";
import { acrossConditions } from "../tables/probe_tables.ts";
import { dated, gapsOf, uncut, undated } from "./dated.ts";
import { type Drawing, lacking } from "./material.ts";

/** Figures that probe the numbers: shortcuts, time, questions, choices, power. */
export const PROBE_DRAWINGS: Readonly<Record<string, Drawing>> = {
  months: {
    about: "scores by month, with the cut-offs of the models",
    draw: (material) => undated(material.cases) ?? monthlyPlot(monthlyScores(...dated(material))),
  },
  cutoffs: {
    about: "scores before and after each model's knowledge cut-off",
    draw: (material) => uncut(material) ?? slopePlot(gapsOf(material)),
  },
  drift: {
    about: "the change after the cut-offs beyond what harder cases explain",
    draw: (material) =>
      uncut(material) ?? driftPlot(twoWayFixedEffects(...dated(material)), {
        gaps: gapsOf(material),
      }),
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
    draw: (material) => {
      const rows = acrossConditions(material, { by: "all", make: shortcutRows });
      return typeof rows === "string" ? rows : shortcutPlot(rows);
    },
  },
  "image-flips": {
    about: "questions right only with, and only without their images",
    draw: (material) => {
      const rows = acrossConditions(material, { by: "all", make: imageFlipRows });
      return typeof rows === "string" ? rows : flipPlot(rows);
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
  power: {
    about: "the smallest difference that so many cases can show",
    draw: ({ questions, cases }) => {
      const frame = isByPoints(questions) ? cases : questions;
      if (frame.height === 0) return "there are no rows";
      const by = ["level1", "theme"].find((name) => lacking(frame, name) === null);
      return powerPlot(powerRows(frame, by === undefined ? {} : { by }));
    },
  },
};

/** Criteria with points make scores of cases, not questions that are right or wrong. */
function isByPoints(questions: Frame): boolean {
  return lacking(questions, "points") === null;
}
