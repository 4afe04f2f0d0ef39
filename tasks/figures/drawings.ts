import {
  accuracyPlot,
  accuracyTable,
  compareRuns,
  costPlot,
  costRows,
  familyPlot,
  type Figure,
  forestPlot,
  type Frame,
  heatmapPlot,
  leaderboard,
  leaderboardPlot,
  type ModelFacts,
  outcomePlot,
  outcomesTable,
  pairwisePlot,
  parametersPlot,
  type PlotRow,
  type ReferenceLine,
  survivalPlot,
  survivalRows,
  withModelFacts,
} from "../../mod.ts";

/** What the figures are drawn from. */
export interface Material {
  /** Questions of all runs. */
  readonly questions: Frame;
  /** Cases of all runs. */
  readonly cases: Frame;
  /** Labels of the questions. */
  readonly labels: Frame;
  /** What is known about models. */
  readonly facts: readonly ModelFacts[];
  /** Published levels of case accuracy. */
  readonly references: readonly ReferenceLine[];
  /** Runs of different data or prompts are compared too. */
  readonly acrossDifferences: boolean;
}

/** A figure that can be drawn of result files. */
export interface Drawing {
  /** What it shows, for the list. */
  readonly about: string;
  /** Draws it; a text says why it does not apply. */
  draw(material: Material): Figure | string;
}

/** Every figure of the task, by the name of its file. */
export const DRAWINGS: Readonly<Record<string, Drawing>> = {
  position: {
    about: "accuracy by position in the case",
    draw: ({ questions }) => byColumn(questions, "position"),
  },
  stage: {
    about: "accuracy by stage of care",
    draw: ({ questions }) => byColumn(questions, "stage"),
  },
  modality: { about: "accuracy by modality", draw: ({ labels }) => byColumn(labels, "label") },
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
  chapters: {
    about: "chapter by run, shrunken, as a heatmap",
    draw: ({ questions }) => {
      const why = lacking(questions, "level1");
      return why ?? heatmapPlot(accuracyTable(questions, { by: "level1" }), { by: "level1" });
    },
  },
  survival: {
    about: "cases without error so far, question by question",
    draw: ({ questions }) =>
      lacking(questions, "position") ?? survivalPlot(survivalRows(questions)),
  },
  outcomes: {
    about: "how every question ended, with bounds",
    draw: ({ questions }) => outcomePlot(outcomesTable(questions)),
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

function byColumn(frame: Frame, by: string): Figure | string {
  return lacking(frame, by) ?? accuracyPlot(accuracyTable(frame, { by }), { by });
}

function lacking(frame: Frame, name: string): string | null {
  if (frame.height === 0) return "there are no rows";
  if (!frame.columns.includes(name)) return `the data has no column "${name}"`;
  return frame.getColumn(name).nullCount() === frame.height ? `"${name}" is never known` : null;
}

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
