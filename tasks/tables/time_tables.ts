import {
  canonicalJson,
  casesFrame,
  cutoffGap,
  eventStudyRows,
  monthlyScores,
  placeboRows,
  releaseRows,
  twoWayFixedEffects,
} from "../../mod.ts";
import { dated, gapsOf, uncut, undated } from "../figures/dated.ts";
import type { Rows, Tables } from "./tabled.ts";
import type { Material } from "../figures/material.ts";

/** Tables of scores through time, and of releases of the data. */
export const TIME_TABLES: Tables = {
  months: {
    about: "scores by month",
    columns: ["run", "month", "value", "lo", "hi", "n", "after", "cutoff"],
    make: (material) => undated(material.cases) ?? monthlyScores(...dated(material)),
  },
  cutoffs: {
    about: "scores before and after each model's knowledge cut-off, also at equal case mix",
    columns: [
      ...["run", "cutoff", "value", "lo", "hi", "p_adj", "standardised", "standardised_lo"],
      ...["standardised_hi", "n_pre", "n_post", "mde"],
    ],
    make: (material) => uncut(material) ?? gapsOf(material),
  },
  "cutoff-variants": {
    about: "the same for cut-offs a little earlier and later, and without the months around them",
    columns: ["run", "variant", "cutoff", "value", "lo", "hi", "n_pre", "n_post"],
    make: (material) => {
      const [cases, models] = dated(material);
      return uncut(material) ?? cutoffGap(cases, { ...models, sensitivity: true });
    },
  },
  placebo: {
    about: "the gap at every month that could have been the cut-off",
    columns: ["run", "month", "real", "value", "lo", "hi", "p", "n_pre", "n_post", "rank"],
    make: (material) => uncut(material) ?? placeboRows(...dated(material)),
  },
  drift: {
    about: "the change after the cut-offs beyond what harder cases explain",
    columns: [
      "term",
      "run",
      "cutoff",
      "value",
      "lo",
      "hi",
      "p_adj",
      "n",
      "clusters",
      "runs_crossing",
    ],
    make: (material) => uncut(material) ?? twoWayFixedEffects(...dated(material)),
  },
  "event-study": {
    about: "scores by months from the cut-off, case and run effects removed",
    columns: ["from_month", "to_month", "value", "lo", "hi", "lo_all", "hi_all", "n", "runs"],
    make: (material) => uncut(material) ?? eventStudyRows(...dated(material)),
  },
  releases: {
    about: "runs of the same models on two releases of the data, on shared and on other cases",
    columns: [
      ...["run", "part", "older_value", "newer_value", "value", "lo", "hi", "p", "n_older"],
      ...["n_newer", "n_excluded"],
    ],
    make: ({ files }) => {
      const rows = new Set(files.map(({ dataset }) => dataset)).size === 2
        ? releaseRows(casesFrame(files))
        : [];
      return rows.length === 0 ? "no model was run on two releases (give files of both)" : rows;
    },
  },
  "release-cases": {
    about: "cases kept, changed, dropped and new between two dataset files (--data-file twice)",
    make: ({ datasets }) => releaseCases(datasets),
  },
};

function releaseCases(datasets: Material["datasets"]): Rows {
  const [before, after] = datasets;
  if (before === undefined || after === undefined) {
    return "it takes an older and a newer dataset: --data-file OLDER --data-file NEWER";
  }
  const known = new Map(before.map(({ id, items }) => [id, canonicalJson(items)]));
  const kept = after.filter(({ id }) => known.has(id));
  return [{
    before: before.length,
    after: after.length,
    kept: kept.length,
    changed: kept.filter(({ id, items }) => known.get(id) !== canonicalJson(items)).length,
    dropped: before.length - kept.length,
    new: after.length - kept.length,
  }];
}
