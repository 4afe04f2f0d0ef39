import {
  acceptabilityPlot,
  acceptabilityTable,
  agreementLadder,
  calibrationPlot,
  errorTypesPlot,
  errorTypesTable,
  judgedAnswers,
  judgePlot,
  ladderPlot,
  LIVEMEDBENCH_ERROR_TYPES,
  type PlotRow,
  riskCoveragePlot,
  selfConsistency,
} from "../../mod.ts";
import { type Drawing, lacking, type Material } from "./material.ts";

const NO_RATINGS = "it takes physicians' ratings: --ratings FILE";

/** Figures of judges, confidence and what a right answer is worth. */
export const JUDGE_DRAWINGS: Readonly<Record<string, Drawing>> = {
  judge: {
    about: "judge against physicians: verdicts, scores, differences",
    draw: ({ criteria, ratings, runs }) => {
      if (ratings === null) return NO_RATINGS;
      const answers = judgedAnswers(criteria, { ratings });
      return answers.height === 0 ? "no rating is of these runs" : judgePlot(answers, { runs });
    },
  },
  ladder: {
    about: "who agrees with physicians how well, beside physicians",
    draw: ({ criteria, verdicts, ratings }) => {
      if (ratings === null) return NO_RATINGS;
      const ladder = agreementLadder(criteria, { ratings, verdicts });
      return ladder.height === 0 ? "no rating is of these runs" : ladderPlot(ladder);
    },
  },
  errors: {
    about: "types of error, corrected where physicians verified them",
    draw: ({ errorTags, errorRatings }) => {
      if (errorTags === null) {
        return "it takes tags of a judge: --errors FILE (deno task error-types)";
      }
      if (lacking(errorTags, "type") !== null) return "the file of --errors types no answer";
      const rows = errorTypesTable(errorTags, {
        types: LIVEMEDBENCH_ERROR_TYPES,
        ...(errorRatings === null ? {} : { ratings: errorRatings }),
      }).toRecords();
      // Seven rows a run: beyond a few runs a page would not hold them.
      const runs = new Set(rows.map((row) => row["run"])).size;
      return errorTypesPlot(runs > 4 ? rows.filter((row) => row["run"] === "all runs") : rows);
    },
  },
  calibration: {
    about: "how sure a model is by its own repetitions, and how often right",
    draw: (material) => withTrials(material, calibrationPlot),
  },
  abstention: {
    about: "how often wrong when it answers only what it is surest of",
    draw: (material) =>
      withTrials(material, (rows) => riskCoveragePlot(rows, { runs: material.runs })),
  },
  worth: {
    about: "whether a dearer model is worth it, over what a right case is worth",
    draw: ({ cases, runs, acrossDifferences }) => {
      const table = acceptabilityTable(cases, { acrossDifferences });
      return new Set(table.getColumn("run").toArray()).size < 2
        ? "fewer than two runs have a known cost"
        : acceptabilityPlot(table, { runs });
    },
  },
};

function withTrials(
  { questions }: Material,
  draw: (rows: readonly PlotRow[]) => ReturnType<Drawing["draw"]>,
): ReturnType<Drawing["draw"]> {
  const why = lacking(questions, "strict_answer");
  if (why !== null) return why;
  const rows = selfConsistency(questions).toRecords();
  return rows.length === 0 ? "no question is asked more than once" : draw(rows);
}
