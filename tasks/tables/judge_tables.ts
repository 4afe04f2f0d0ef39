import {
  accuracyTable,
  agreementLadder,
  agreementTable,
  altTestTable,
  correctedScores,
  errorTypesTable,
  type Frame,
  judgeBiasTable,
  judgedRanking,
  judgeNoiseTable,
  LIVEMEDBENCH_ERROR_TYPES,
} from "../../mod.ts";
import type { Material } from "../figures/material.ts";
import type { Rows, Tables } from "./tabled.ts";

const NO_RATINGS = "it takes physicians' ratings: --ratings FILE";
const NO_JUDGE = "no run has verdicts of a judge";

/** Tables of judges and of what they found. */
export const JUDGE_TABLES: Tables = {
  agreement: {
    about: "judge against physicians, and physicians among themselves, by measure of agreement",
    columns: ["comparison", "criteria", "measure", "value", "lo", "hi", "n", "clusters"],
    // Hundreds of bootstrap intervals: as many draws as the notebook takes.
    make: (material) =>
      rated(
        material,
        (criteria, ratings) => agreementTable(criteria, { ratings, replicates: 500 }),
      ),
  },
  "agreement-ladder": {
    about: "who agrees with physicians how well, beside physicians",
    make: (material) =>
      rated(
        material,
        (criteria, ratings) => agreementLadder(criteria, { ratings, verdicts: material.verdicts }),
      ),
  },
  "alt-test": {
    about: "whether the judge could stand in for each physician",
    columns: [
      ...["rater", "judge", "judge_advantage", "physician_advantage", "p_adj", "n"],
      ...["replaceable", "winning_rate", "passes"],
    ],
    make: (material) => rated(material, (criteria, ratings) => altTestTable(criteria, { ratings })),
  },
  "judge-scores": {
    about: "mean score of every run by its judge: the same answers, judged by others",
    columns: ["model", "judge", "value", "lo", "hi", "n"],
    make: (material) => judged(material) ?? scoresByJudge(material),
  },
  "judge-bias": {
    about: "whether judges like long answers or their own family more than physicians do",
    columns: ["bias", "term", "value", "lo", "hi", "p", "n", "clusters"],
    make: (material) =>
      rated(material, (criteria, ratings) =>
        judgeBiasTable(criteria, {
          cases: material.cases,
          ratings,
          verdicts: material.verdicts,
          families: Object.fromEntries(material.facts.map(({ model, family }) => [model, family])),
        })),
  },
  "judge-noise": {
    about: "how much judges contradict themselves and each other",
    columns: ["run", "judge", "measure", "value", "lo", "hi", "n"],
    make: (material) =>
      judged(material) ?? judgeNoiseTable(material.criteria, { verdicts: material.verdicts }),
  },
  "judged-ranking": {
    about: "the ranking when cases, judges and verdicts are all drawn anew",
    columns: [
      ...["run", "rank", "cases_rank_lo", "cases_rank_hi", "rank_lo", "rank_hi", "cases_p_best"],
      ...["p_best", "judge_sd"],
    ],
    make: (material) =>
      judged(material) ?? judgedRanking(material.criteria, { verdicts: material.verdicts }),
  },
  "corrected-scores": {
    about: "rates and scores corrected for the judge's errors",
    columns: [
      ...["run", "quantity", "judged", "value", "lo", "hi", "sensitivity", "specificity"],
      ...["labels", "judged_share"],
    ],
    make: (material) =>
      rated(material, (criteria, ratings) => correctedScores(criteria, { ratings })),
  },
  "error-types": {
    about: "types of error, corrected where physicians verified them",
    columns: ["run", "type", "value", "lo", "hi", "tag_share", "n", "n_verified"],
    make: ({ errorTags, errorRatings }) =>
      errorTags === null
        ? "it takes tags of a judge: --errors FILE (deno task error-types)"
        : errorTypesTable(errorTags, {
          types: LIVEMEDBENCH_ERROR_TYPES,
          ...(errorRatings === null ? {} : { ratings: errorRatings }),
        }),
  },
};

/** Why there is no judge; null when there is one. */
function judged({ verdicts }: Material): string | null {
  return verdicts.height === 0 ? NO_JUDGE : null;
}

function rated(
  { criteria, ratings }: Material,
  make: (criteria: Frame, ratings: Frame) => Frame,
): Rows {
  if (ratings === null) return NO_RATINGS;
  if (criteria.height === 0) return "the items are no criteria";
  return make(criteria, ratings);
}

function scoresByJudge({ cases, criteria }: Material): Rows {
  const judges = new Map(
    criteria.select("run_id", "judge").toRecords()
      .map((row) => [String(row["run_id"]), row["judge"]] as const).toReversed(),
  );
  return accuracyTable(cases).toRecords()
    .map((row) => ({ ...row, judge: judges.get(String(row["run_id"])) ?? null }))
    .toSorted((x, y) => order(x) < order(y) ? -1 : 1);
}

function order(row: Readonly<Record<string, unknown>>): string {
  return JSON.stringify([row["model"], row["judge"]]);
}
