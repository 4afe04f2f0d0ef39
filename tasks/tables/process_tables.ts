import {
  cohesionRows,
  firstErrorRows,
  hazardRows,
  outcomesTable,
  questionCaseRows,
  survivalRows,
} from "../../mod.ts";
import { lacking, type Material } from "../figures/material.ts";
import { notByQuestion, type Tables } from "./tabled.ts";

/** Tables of the case as a process, and of how its questions ended. */
export const PROCESS_TABLES: Tables = {
  outcomes: {
    about: "how every question ended; the counts of a run add up to what was planned",
    columns: [
      ...["run", "planned", "graded", "unreadable", "truncated", "empty", "refused"],
      ...["context_cut", "media_missing", "failed", "skipped", "not_run", "right"],
    ],
    make: ({ questions }) => outcomesTable(questions),
  },
  survival: {
    about: "cases without error so far, question by question",
    columns: ["run", "position", "survival", "lo", "hi", "at_risk", "first_errors", "n"],
    make: (material) => notInSteps(material) ?? survivalRows(material.questions),
  },
  hazards: {
    about: "risk of a first error at each question, beside the error rate of all",
    columns: ["run", "position", "value", "lo", "hi", "first_errors", "n", "error_rate", "error_n"],
    make: (material) => notInSteps(material) ?? hazardRows(material.questions),
  },
  "first-errors": {
    about: "where cases go wrong first, and how many are right throughout",
    columns: ["run", "fate", "position", "value", "n", "cases", "reachable"],
    make: (material) => notInSteps(material) ?? firstErrorRows(material.questions),
  },
  "questions-cases": {
    about: "questions right against whole cases right",
    columns: [
      "run",
      "value",
      "lo",
      "hi",
      "n",
      "case_value",
      "case_lo",
      "case_hi",
      "case_n",
      "independence",
    ],
    make: (material) => notInSteps(material) ?? questionCaseRows(material.questions),
  },
  cohesion: {
    about: "how much errors gather in the same cases",
    columns: ["run", "observed", "independence", "value", "lo", "hi", "n", "clusters"],
    make: (material) => notInSteps(material) ?? cohesionRows(material.questions),
  },
};

function notInSteps(material: Material): string | null {
  return notByQuestion(material) ?? lacking(material.questions, "position");
}
