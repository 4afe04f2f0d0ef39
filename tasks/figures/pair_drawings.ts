import {
  familyPlot,
  type Figure,
  forestPlot,
  judgedRanking,
  leaderboardPlot,
  parametersPlot,
  publishedRows,
  specificationPlot,
  withModelFacts,
} from "../../mod.ts";
import { pairDifferences, specified } from "../tables/probe_tables.ts";
import { againstFirst, topDifferences } from "../tables/ranking_tables.ts";
import type { Rows } from "../tables/tabled.ts";
import type { Drawing, Material } from "./material.ts";

/** How many cases are assumed behind a physicians' line that does not say. */
const ASSUMED_CASES = 100;

/** Figures of two runs, of a judge's doubts about the ranking, and of published scores. */
export const PAIR_DRAWINGS: Readonly<Record<string, Drawing>> = {
  "first-differences": {
    about: "every run against the first of the leaderboard, as a forest",
    draw: (material) => forest(againstFirst(material)),
  },
  "top-differences": {
    about: "the first two of the leaderboard, stage by stage",
    draw: (material) => forest(topDifferences(material, "stage")),
  },
  "pair-differences": {
    about: "the first two runs given, chapter by chapter",
    draw: (material) => forest(pairDifferences(material, "level1")),
  },
  specifications: {
    about: "the first two runs given, compared in every defensible way",
    draw: (material) => {
      const rows = specified(material);
      return typeof rows === "string" ? rows : specificationPlot(rows);
    },
  },
  "judged-ranking": {
    about: "the ranking when cases, judges and verdicts are all drawn anew",
    draw: ({ criteria, verdicts }) =>
      verdicts.height === 0
        ? "no run has verdicts of a judge"
        : leaderboardPlot(judgedRanking(criteria, { verdicts })),
  },
  "published-families": {
    about: "the published scores by family and release, with the physicians",
    draw: (material) => {
      const rows = known(material);
      if (typeof rows === "string") return rows;
      const options = { references: material.published?.references ?? [] };
      return familyPlot(rows, { ...options, title: asPublished(familyPlot(rows, options)) });
    },
  },
  "published-parameters": {
    about: "the published scores against parameters; physicians as if measured on 100 cases",
    draw: (material) => {
      const rows = known(material);
      if (typeof rows === "string") return rows;
      const references = (material.published?.references ?? []).map((line) =>
        line.n === undefined || line.n === null
          ? { ...line, label: `${line.label}, if on ${ASSUMED_CASES} cases`, n: ASSUMED_CASES }
          : line
      );
      const options = { references };
      return parametersPlot(rows, {
        ...options,
        title: asPublished(parametersPlot(rows, options)),
      });
    },
  },
};

function asPublished({ title }: Figure): string {
  return `As published: ${title ?? ""}`;
}

function forest(rows: Rows): Figure | string {
  return typeof rows === "string" ? rows : forestPlot(rows);
}

function known({ published, facts }: Material): ReturnType<typeof withModelFacts> | string {
  if (published === null) return "no published leaderboard of this benchmark is known";
  const { source } = published;
  const rows = withModelFacts(
    publishedRows(published).map((row) => ({ ...row, source })),
    facts,
  );
  return rows.every(({ family }) => family === null) ? "no published model is on the list" : rows;
}
