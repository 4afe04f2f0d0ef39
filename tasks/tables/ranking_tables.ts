import {
  accuracyTable,
  compareRuns,
  costRows,
  expectedMaxNormal,
  flips,
  lintTables,
  type PublishedRow,
  publishedRows,
  runsFrame,
  signTest,
} from "../../mod.ts";
import { lacking, type Material } from "../figures/material.ts";
import {
  firstRuns,
  grouped,
  isFrame,
  notByQuestion,
  questionsOf,
  type Rows,
  scored,
  type Tables,
  topTwo,
} from "./tabled.ts";

const NOT_PUBLISHED = "no published leaderboard of this benchmark is known";
const PAIR = ["a", "b", "value", "lo", "hi", "p_adj", "a_only", "b_only", "n", "n_excluded", "mde"];

/** Tables of runs against each other, and of what speaks against publishing them. */
export const RANKING_TABLES: Tables = {
  leaderboard: {
    about: "cases right, or mean case scores, with rank sets valid for all runs at once",
    columns: ["tier", "ranks", "run", "value", "lo", "hi", "p_best", "n", "n_excluded"],
    make: ({ cases, board }) => lacking(cases, "score") ?? board(),
  },
  differences: {
    about: "paired differences of all pairs, in questions (cases where criteria carry points)",
    columns: PAIR,
    make: (material) => alone(material) ?? compareRuns(scored(material), told(material)),
  },
  "case-differences": {
    about: "paired differences of all pairs, in cases",
    columns: PAIR,
    make: (material) => alone(material) ?? compareRuns(material.cases, told(material)),
  },
  "first-differences": {
    about: "every run against the first of the leaderboard",
    columns: PAIR,
    make: (material) => againstFirst(material),
  },
  "top-differences": {
    about: "the first two of the leaderboard, group by group",
    by: "stage",
    columns: ["group", ...PAIR],
    make: (material, by) => topDifferences(material, by),
  },
  luck: {
    about: "how much better the best of so many runs would look if all were equally good",
    make: (material) => alone(material) ?? luckOfTheBest(material),
  },
  flips: {
    about: "questions that the first of the leaderboard got right and the second wrong, and back",
    columns: ["right", "case_id", "item", "stage", "expected", "a_answer", "b_answer", "question"],
    make: (material) => flipped(material),
  },
  "flip-counts": {
    about: "the same, counted by group",
    by: "stage",
    make: (material, by) => flipCounts(material, by),
  },
  cost: {
    about: "cost of a case against accuracy, and how surely no other run beats both",
    columns: ["run", "cost", "cost_lo", "cost_hi", "value", "lo", "hi", "p_frontier", "n"],
    make: ({ cases, acrossDifferences }) => {
      const rows = costRows(cases, { acrossDifferences });
      return rows.every(({ cost }) => cost === null) ? "no run has a known cost" : rows;
    },
  },
  published: {
    about: "the benchmark's published leaderboard, re-read with intervals and rank sets",
    columns: ["run", "value", "lo", "hi", "rank_lo", "rank_hi", "n", "after", "gap", "gap_p_adj"],
    make: ({ published }) => published === null ? NOT_PUBLISHED : publishedRows(published),
  },
  "published-drops": {
    about:
      "how many published models score lower after their cut-off, and how many clear of chance",
    make: ({ published }) => published === null ? NOT_PUBLISHED : drops(publishedRows(published)),
  },
  lint: {
    about: "what a reviewer would object to, with its fix",
    mayBeEmpty: true,
    line: ({ rule, reason, fix, where }) =>
      `Rule ${rule}: ${reason}\n  fix: ${fix}${where === null ? "" : `\n  where: ${where}`}`,
    make: (material) => objections(material),
  },
};

function alone(material: Material): string | null {
  const { cases } = material;
  if (cases.height === 0) return "there are no rows";
  return firstRuns(material, 2).length < 2 ? "there is one run only" : null;
}

function told({ acrossDifferences }: Material): { readonly acrossDifferences: boolean } {
  return { acrossDifferences };
}

/** The comparisons that notebooks and figures show against the first of the leaderboard. */
export function againstFirst(material: Material): Rows {
  const top = topTwo(material);
  if (typeof top === "string") return top;
  return compareRuns(scored(material), { pairs: top[0], ...told(material) });
}

/** The first two of the leaderboard compared within groups, p corrected for all groups by max-T. */
export function topDifferences(material: Material, named: string): Rows {
  const top = notByQuestion(material) ?? topTwo(material);
  if (typeof top === "string") return top;
  const { frame, by } = grouped(questionsOf(material, top), { by: named, labels: {} });
  return lacking(frame, by) ??
    compareRuns(frame, { pairs: top[0], by, adjust: "max-t", ...told(material) });
}

function luckOfTheBest(material: Material): Rows {
  const errors = compareRuns(material.cases, told(material)).getColumn("se").toArray()
    .flatMap((se: unknown) => typeof se === "number" ? se : []);
  const runs = firstRuns(material, Infinity).length;
  const noise = errors.length === 0
    ? null
    : errors.reduce((sum, se) => sum + se, 0) / errors.length / Math.SQRT2;
  const most = expectedMaxNormal(runs);
  return [{ runs, noise, lead: noise === null || most === null ? null : noise * most }];
}

function flipped(material: Material): Rows {
  const top = notByQuestion(material) ?? topTwo(material);
  if (typeof top === "string") return top;
  return flips(material.questions, {
    a: top[0],
    b: top[1],
    cases: material.datasets[0] ?? [],
    ...told(material),
  });
}

function flipCounts(material: Material, by: string): Rows {
  const rows = flipped(material);
  if (!isFrame(rows)) return rows;
  if (!rows.columns.includes(by)) return `flips have no column "${by}"`;
  const groups = Map.groupBy(
    rows.toRecords(),
    (row) => JSON.stringify([row[by] ?? null, row["right"]]),
  );
  return [...groups].sort(([x], [y]) => x < y ? -1 : 1).map(([, own]) => ({
    [by]: own[0]?.[by] ?? null,
    right: own[0]?.["right"],
    questions: own.length,
  }));
}

function drops(rows: readonly PublishedRow[]): Rows {
  const changes = rows.flatMap(({ after_less_whole: change }) => change ?? []);
  if (changes.length === 0) return "no score after the cut-off is published";
  const lower = changes.filter((change) => change < 0).length;
  const higher = changes.filter((change) => change > 0).length;
  return [{
    models: rows.length,
    lower,
    higher,
    p: signTest({ lower, higher }).p,
    clear_of_chance: rows.filter(({ gap, gap_p_adj }) =>
      (gap ?? 0) < 0 && (gap_p_adj ?? 1) <= 0.05
    ).length,
  }];
}

function objections(material: Material): Rows {
  const { files, questions, cases, facts } = material;
  if (questions.height === 0) return "there are no rows";
  return lintTables({
    runs: runsFrame(files),
    questions,
    accuracy: [accuracyTable(scored(material))],
    models: facts,
    ...(alone(material) === null
      ? {
        comparisons: [
          compareRuns(scored(material), told(material)),
          compareRuns(cases, told(material)),
        ],
      }
      : {}),
  });
}
