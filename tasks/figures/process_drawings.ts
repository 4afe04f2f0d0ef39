import {
  cohesionPlot,
  cohesionRows,
  firstErrorPlot,
  firstErrorRows,
  type Frame,
  hazardPlot,
  hazardRows,
  outcomePlot,
  outcomesTable,
  questionCasePlot,
  questionCaseRows,
  survivalPlot,
  survivalRows,
} from "../../mod.ts";
import { type Drawing, lacking } from "./material.ts";

/** Figures of the case as a process, and of how its questions ended. */
export const PROCESS_DRAWINGS: Readonly<Record<string, Drawing>> = {
  survival: {
    about: "cases without error so far, question by question",
    draw: ({ questions, runs }) =>
      notInSteps(questions) ?? survivalPlot(survivalRows(questions), { runs }),
  },
  hazard: {
    about: "risk of a first error at each question, beside the error rate of all",
    draw: ({ questions }) => notInSteps(questions) ?? hazardPlot(hazardRows(questions)),
  },
  "first-errors": {
    about: "where cases go wrong first, and how many are right throughout",
    draw: ({ questions }) => notInSteps(questions) ?? firstErrorPlot(firstErrorRows(questions)),
  },
  "questions-cases": {
    about: "questions right against whole cases right",
    draw: ({ questions, references }) =>
      notInSteps(questions) ?? questionCasePlot(questionCaseRows(questions), { references }),
  },
  cohesion: {
    about: "how much errors gather in the same cases",
    draw: ({ questions }) => notInSteps(questions) ?? cohesionPlot(cohesionRows(questions)),
  },
  outcomes: {
    about: "how every question or criterion ended, with bounds",
    draw: ({ questions }) =>
      questions.height === 0 ? "there are no rows" : outcomePlot(outcomesTable(questions)),
  },
};

/** Why the cases are no sequence of questions that are right or wrong; null when they are. */
function notInSteps(questions: Frame): string | null {
  const why = lacking(questions, "position");
  if (why !== null || lacking(questions, "points") !== null) return why;
  return "the items carry points, so no case is just right";
}
