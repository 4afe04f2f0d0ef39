import {
  accuracyTable,
  compareRuns,
  costPlot,
  costRows,
  familyPlot,
  forestPlot,
  leaderboard,
  leaderboardPlot,
  pairwisePlot,
  parametersPlot,
  type PlotRow,
  withModelFacts,
} from "../../mod.ts";
import { type Drawing, lacking, type Material } from "./material.ts";

/** Figures of runs against each other. */
export const RANKING_DRAWINGS: Readonly<Record<string, Drawing>> = {
  leaderboard: {
    about: "case accuracy with rank sets",
    draw: (material) => {
      const rows = ranked(material);
      if (typeof rows === "string") return rows;
      return leaderboardPlot(withModelFacts(rows, material.facts), {
        references: material.references,
      });
    },
  },
  differences: {
    about: "paired differences of all pairs of runs, as a forest",
    draw: ({ questions, acrossDifferences }) => {
      if (questions.getColumn("run_id").nUnique() < 2) return "there is one run only";
      return forestPlot(compareRuns(questions, { acrossDifferences }));
    },
  },
  pairs: {
    about: "the same differences as a matrix",
    draw: ({ questions, acrossDifferences }) => {
      if (questions.getColumn("run_id").nUnique() < 2) return "there is one run only";
      return pairwisePlot(compareRuns(questions, { acrossDifferences }));
    },
  },
  cost: {
    about: "cost against accuracy",
    draw: ({ cases }) => {
      const rows = costRows(cases);
      if (rows.every(({ cost }) => cost === null)) return "no run has a known cost";
      return costPlot(rows);
    },
  },
  families: {
    about: "models by family and release, with type",
    draw: (material) => {
      const rows = known(material);
      return typeof rows === "string"
        ? rows
        : familyPlot(rows, { references: material.references });
    },
  },
  parameters: {
    about: "case accuracy against parameters",
    draw: (material) => {
      const rows = known(material);
      return typeof rows === "string"
        ? rows
        : parametersPlot(rows, { references: material.references });
    },
  },
};

function ranked({ cases, acrossDifferences }: Material): readonly PlotRow[] | string {
  if (cases.height === 0) return "there are no rows";
  if (cases.getColumn("score").nullCount() === cases.height) return "no case has a known score";
  return leaderboard(cases, { acrossDifferences, replicates: 2000 }).toRecords();
}

/** Case accuracy with facts about the models, where any model is known. */
function known(material: Material): readonly PlotRow[] | string {
  const why = lacking(material.cases, "score");
  if (why !== null) return why;
  const table = accuracyTable(material.cases);
  const rows = withModelFacts(table, material.facts);
  return rows.every((row) => row["family"] === null) ? "no model of the runs is on the list" : rows;
}
