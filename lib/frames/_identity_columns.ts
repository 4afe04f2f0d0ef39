import type { Column } from "./column.ts";
import type { CaseRow } from "./_case_rows.ts";
import { conditionOf } from "./_condition_of.ts";
import { isSimulated } from "./is_simulated.ts";
import { protocolOf } from "./_protocol_of.ts";
import { unfinishedQuestions } from "./_unfinished_questions.ts";

const ofRun = ({ run }: CaseRow): object => run;

/** Which run a row belongs to; the first columns of every frame below the run. */
export const IDENTITY_COLUMNS: readonly Column<CaseRow>[] = [
  {
    name: "run_id",
    type: "string",
    description: "Id of the run; equal ids are the same run",
    of: ofRun,
    read: ({ run }) => run.id,
  },
  {
    name: "model",
    type: "string",
    description: "Model asked for",
    of: ofRun,
    read: ({ run }) => run.model,
  },
  {
    name: "dataset",
    type: "string",
    description: "Dataset name",
    of: ofRun,
    read: ({ run }) => run.dataset,
  },
  {
    name: "benchmark",
    type: "string",
    description: "Benchmark name",
    of: ofRun,
    read: ({ run }) => run.benchmark,
  },
  {
    name: "condition",
    type: "string",
    description: "Condition of the run (full, no_image, …); null when the file does not say",
    of: ofRun,
    read: ({ run }) => conditionOf(run),
  },
  {
    name: "dataset_sha256",
    type: "string",
    description: "Digest of the records file; null when the file does not say",
    of: ofRun,
    read: ({ run }) => run.manifest?.dataset_sha256 ?? null,
  },
  {
    name: "protocol",
    type: "string",
    description:
      "What else must agree before runs are compared: benchmark version, image mode, prompt and extractor versions, judges, as JSON",
    of: ofRun,
    read: ({ run }) => protocolOf(run),
  },
  {
    name: "simulated",
    type: "boolean",
    description: "The answers come from a simulated model, not from a real one",
    of: ofRun,
    read: ({ run }) => isSimulated(run),
  },
  {
    name: "private",
    type: "boolean",
    description: "The run is private: columns that could repeat a text of it are null",
    of: ofRun,
    read: ({ run }) => run.manifest?.private ?? false,
  },
  {
    name: "unfinished_cases",
    type: "integer",
    description:
      "Cases (× trials) that the run planned and that have no row here; the same in every row of a run",
    of: ofRun,
    read: ({ run }) => run.planned.cases - run.results.length,
  },
  {
    name: "unfinished_questions",
    type: "integer",
    description: "Their questions; the same in every row of a run",
    of: ofRun,
    read: ({ run }) => unfinishedQuestions(run),
  },
  {
    name: "planned_cases",
    type: "integer",
    description:
      "Cases (× trials) that the run set out to do, finished or not; the same in every row of a run",
    of: ofRun,
    read: ({ run }) => run.planned.cases,
  },
  {
    name: "planned_questions",
    type: "integer",
    description: "Their questions; the same in every row of a run",
    of: ofRun,
    read: ({ run }) => run.planned.items,
  },
  {
    name: "case_id",
    type: "string",
    description: "Id of the case, unique within a dataset",
    read: ({ result }) => result.case.id,
  },
  {
    name: "trial",
    type: "integer",
    description: "Repetition, from 1",
    read: ({ result }) => result.trial,
  },
  {
    name: "line",
    type: "integer",
    description: "Line of the case in the dataset file, from 1; null when the file does not say",
    read: ({ result }) => result.case.line,
  },
];

/** Attributes of a case that have a column whatever the dataset; others are appended as they come. */
export const CASE_TAG_COLUMNS: readonly Column<CaseRow>[] = ([
  ["level1", "Chapter, as the dataset words it"],
  ["level2", "Group within the chapter, as the dataset words it"],
  ["rarity", "Rare disease or not, as the dataset words it"],
  ["date", "Date of the case, as the dataset words it"],
] as const).map(([name, description]) => ({
  name,
  type: "string",
  description: `${description}; null when unknown`,
  read: ({ result }) => result.case.tags[name] ?? null,
}));
