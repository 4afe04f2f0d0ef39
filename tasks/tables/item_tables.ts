import { baselineRows, type FlipCase, itemRows, stressTest, suspectKeyRows } from "../../mod.ts";
import { lacking, type Material } from "../figures/material.ts";
import { firstRuns, notByQuestion, type Rows, type Tables } from "./tabled.ts";

const NO_TEXTS = "it takes the texts of the options: --data-file FILE";
const ITEM = ["case_id", "item", "stage", "expected", "alternative", "key_posterior", "difficulty"]
  .concat(["rest_correlation", "n"]);

/** Tables of the questions themselves: what they give away, and whose keys are doubtful. */
export const ITEM_TABLES: Tables = {
  baselines: {
    about: "what rules score that know no medicine: one letter, the longest option, …",
    columns: ["baseline", "value", "lo", "hi", "right", "expected", "p", "n"],
    make: (material) =>
      notByQuestion(material) ??
        baselineRows(material.questions, { cases: material.datasets[0] ?? [] }),
  },
  "stress-test": {
    about: "what the wording of the options alone gives away",
    make: (material) => notByQuestion(material) ?? stressed(material),
  },
  items: {
    about: "every question: difficulty, correlation with the rest, doubt about its key",
    columns: ITEM,
    make: (material) => itemsOf(material),
  },
  suspects: {
    about: "the questions whose key the runs doubt, for physicians to look at",
    mayBeEmpty: true,
    columns: ITEM,
    make: (material) => {
      const items = itemsOf(material);
      if (typeof items === "string") return items;
      return items.filter(({ suspect }) => suspect)
        .toSorted((x, y) => (x.key_posterior ?? 1) - (y.key_posterior ?? 1));
    },
  },
  "without-suspects": {
    about: "accuracy without these questions",
    columns: ["run", "value", "lo", "hi", "without", "without_lo", "without_hi", "change"]
      .concat(["suspects", "n", "n_without"]),
    make: (material) => {
      const items = itemsOf(material);
      return typeof items === "string" ? items : suspectKeyRows(material.questions, { items });
    },
  },
};

function stressed({ datasets }: Material): Rows {
  const cases: readonly FlipCase[] = datasets[0] ?? [];
  const worded = cases.flatMap((one) =>
    (one.questions ?? []).map(({ question, options }, place) => ({
      case: one.id,
      stem: question,
      options: Object.values(options),
      key: Object.keys(options).indexOf(one.items[place]?.expected ?? ""),
    }))
  );
  if (worded.length === 0) return NO_TEXTS;
  const { value, chance, p, n, clusters, seed, method, warnings } = stressTest({
    items: worded,
    key: worded.map(({ key }) => key),
    cluster: worded.map((item) => item.case),
  });
  return [{ value, chance, p, n, clusters, seed, method, warnings: warnings.join("; ") || null }];
}

function itemsOf(material: Material): ReturnType<typeof itemRows> | string {
  const why = notByQuestion(material) ?? lacking(material.questions, "option_count");
  if (why !== null) return why;
  if (firstRuns(material, 3).length < 3) return "there are fewer than three runs";
  return itemRows(material.questions, { acrossDifferences: material.acrossDifferences });
}
