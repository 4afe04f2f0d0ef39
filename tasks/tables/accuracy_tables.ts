import {
  accuracyTable,
  adjustedEffects,
  type Frame,
  heterogeneityTable,
  letterRows,
  modalityEffects,
  modalityIntersections,
  shrunkenTable,
  summaryTable,
  withModelFacts,
} from "../../mod.ts";
import { lacking, type Material } from "../figures/material.ts";
import { grouped, isByPoints, notByQuestion, type Rows, scored, type Tables } from "./tabled.ts";

const EFFECTS = ["run", "group", "value", "lo", "hi", "raw", "raw_lo", "raw_hi", "p_adj", "n"];

/** Tables of accuracy, and of what takes it apart. */
export const ACCURACY_TABLES: Tables = {
  summary: {
    about: "runs side by side: official and clean, of questions and of cases",
    columns: [
      ...["run", "official_case_accuracy", "clean_case_accuracy", "clean_case_lo"],
      ...["clean_case_hi", "clean_case_coverage"],
    ],
    make: ({ files }) => files.length === 0 ? "there are no rows" : summaryTable(files),
  },
  overview: {
    about: "what was run: cases, answers, trials and unknown answers of every model and condition",
    make: ({ allQuestions }) => overview(allQuestions),
  },
  accuracy: {
    about: "accuracy of every run, or its mean case score, with release and cut-off of the model",
    columns: ["run", "value", "lo", "hi", "n", "clusters", "n_eff", "coverage", "cutoff"],
    make: (material) => {
      const table = accuracyTable(scored(material));
      return table.height === 0 ? "there are no rows" : withModelFacts(table, material.facts);
    },
  },
  groups: {
    about: "accuracy within groups",
    by: "stage",
    columns: ["run", "group", "value", "lo", "hi", "n", "clusters", "coverage"],
    make: (material, by) => within(material, { by, make: accuracyTable }),
  },
  "stage-texts": {
    about: "the texts behind each stage: questions, different texts, mean position",
    make: ({ questions }) => lacking(questions, "stage_text") ?? stageTexts(questions),
  },
  heterogeneity: {
    about: "whether the groups of a run differ by more than chance, and by how much",
    by: "level1",
    columns: [
      ...["run", "tau", "i2", "p_adj", "lowest", "lowest_value", "highest", "highest_value"],
      "luck",
    ],
    make: (material, by) => within(material, { by, make: heterogeneityTable }),
  },
  shrunken: {
    about: "groups with their luck taken out: pulled towards the mean of their run",
    by: "level1",
    columns: ["run", "group", "shrunk", "value", "lo", "hi", "weight", "n", "clusters"],
    make: (material, by) => within(material, { by, make: shrunkenTable }),
  },
  "modality-sets": {
    about: "sets of modalities that come together, with the accuracy of every run",
    make: (material) => byLabel(material) ?? modalityIntersections(material.labels),
  },
  "modality-effects": {
    about: "what each modality does to accuracy, adjusted for the others, position and stage",
    columns: EFFECTS,
    make: (material) => byLabel(material) ?? modalityEffects(material.labels),
  },
  "stage-effects": {
    about: "what each stage does to accuracy, adjusted for position",
    columns: EFFECTS,
    make: (material) => effects(material, { of: "stage", beside: "position" }),
  },
  "position-effects": {
    about: "what each position does to accuracy, adjusted for stage",
    columns: EFFECTS,
    make: (material) => effects(material, { of: "position", beside: "stage" }),
  },
  letters: {
    about: "how much more often a letter is answered than it is right, with tests",
    columns: [
      ...["run", "option_count", "letter", "surplus", "surplus_lo", "surplus_hi", "key_share"],
      ...["value", "p_margins", "p_symmetry", "p_keys"],
    ],
    make: (material) =>
      notByQuestion(material) ?? lacking(material.questions, "option_count") ??
        letterRows(material.questions),
  },
};

/** A table of groups, of questions, cases or labels as the column asks for. */
function within(
  material: Material,
  { by: named, make }: {
    readonly by: string;
    readonly make: (frame: Frame, options: { readonly by: string }) => Frame;
  },
): Rows {
  const byPoints = isByPoints(material);
  // Criteria have no chapters; their cases may have themes.
  const column = byPoints && named === "level1" ? "theme" : named;
  const labels = { image_modality: material.labels, table_modality: material.tableLabels };
  const { frame, by } = grouped(scored(material), { by: column, labels: byPoints ? {} : labels });
  return lacking(frame, by) ?? make(frame, { by });
}

function byLabel(material: Material): string | null {
  return notByQuestion(material) ?? lacking(material.labels, "label");
}

function effects(
  material: Material,
  { of, beside }: { readonly of: string; readonly beside: string },
): Rows {
  const { questions } = material;
  return notByQuestion(material) ?? lacking(questions, of) ?? lacking(questions, beside) ??
    adjustedEffects(questions, { factors: [of], adjust: [beside] });
}

function overview(questions: Frame): Rows {
  if (questions.height === 0) return "there are no rows";
  const rows = questions.select("model", "condition", "case_id", "trial", "score").toRecords();
  return [...Map.groupBy(rows, (row) => JSON.stringify([row["condition"], row["model"]])).values()]
    .map((own) => ({
      model: String(own[0]?.["model"]),
      condition: textOrNull(own[0]?.["condition"]),
      cases: new Set(own.map((row) => row["case_id"])).size,
      answers: own.length,
      trials: own.reduce((most, row) => Math.max(most, Number(row["trial"] ?? 1)), 1),
      unknown: own.filter((row) => row["score"] === null).length,
    }))
    .toSorted((x, y) =>
      compareText(x.condition ?? "", y.condition ?? "") || compareText(x.model, y.model)
    );
}

/** Of the first run: all have the same questions. */
function stageTexts(questions: Frame): Rows {
  const rows = questions.select("run_id", "stage", "stage_text", "position").toRecords();
  const own = rows.filter((row) => row["run_id"] === rows[0]?.["run_id"]);
  return [...Map.groupBy(own, (row) => textOrNull(row["stage"]))]
    .map(([stage, some]) => ({
      stage,
      questions: some.length,
      raw_texts: new Set(some.map((row) => row["stage_text"])).size,
      mean_position: some.reduce((sum, row) => sum + Number(row["position"]), 0) / some.length,
    }))
    .toSorted((x, y) => y.questions - x.questions);
}

function textOrNull(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
