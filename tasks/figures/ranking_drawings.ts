import {
  accuracyTable,
  compareRuns,
  costPlot,
  costRows,
  familyPlot,
  forestPlot,
  type Frame,
  leaderboardPlot,
  pairwisePlot,
  parametersPlot,
  type PlotRow,
  publishedRows,
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
  published: {
    about: "the benchmark's published leaderboard, re-read with intervals and rank sets",
    draw: ({ published }) => {
      if (published === null) return "no published leaderboard of this benchmark is known";
      const rows = publishedRows(published).map((row) => ({ ...row, source: published.source }));
      const options = { references: published.references };
      return leaderboardPlot(rows, {
        ...options,
        title: `As published: ${leaderboardPlot(rows, options).title ?? ""}`,
      });
    },
  },
  differences: {
    about: "paired differences of all pairs of runs, as a forest",
    draw: (material) => {
      const rows = compared(material);
      return typeof rows === "string" ? rows : forestPlot(rows);
    },
  },
  pairs: {
    about: "the same differences as a matrix",
    draw: (material) => {
      const rows = compared(material);
      return typeof rows === "string" ? rows : pairwisePlot(rows);
    },
  },
  cost: {
    about: "cost against accuracy",
    draw: ({ cases, acrossDifferences }) => {
      const rows = costRows(cases, { acrossDifferences });
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

/** Differences in questions right, or in case scores where criteria carry points. */
function compared({ questions, cases, acrossDifferences }: Material): Frame | string {
  if (cases.getColumn("run_id").nUnique() < 2) return "there is one run only";
  const byPoints = lacking(questions, "points") === null;
  return compareRuns(byPoints ? cases : questions, { acrossDifferences });
}

function ranked({ cases, board }: Material): readonly PlotRow[] | string {
  if (cases.height === 0) return "there are no rows";
  if (cases.getColumn("score").nullCount() === cases.height) return "no case has a known score";
  return board().toRecords();
}

/** Case accuracy with facts about the models, where any model is known. */
function known(material: Material): readonly PlotRow[] | string {
  const why = lacking(material.cases, "score");
  if (why !== null) return why;
  const table = accuracyTable(material.cases);
  const rows = withModelFacts(table, material.facts);
  return rows.every((row) => row["family"] === null) ? "no model of the runs is on the list" : rows;
}
