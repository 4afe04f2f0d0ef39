import type { Column } from "../frames/column.ts";
import type { AccuracyRow, RunKey } from "./accuracy_row.ts";

/** Names the run: the first column of every table. */
export const RUN_COLUMN: Column<RunKey> = text(
  "run",
  "The model, and what tells runs of one model apart",
  (row) => row.run,
);

/** The rest of what says which run: the last columns of every table. */
export const RUN_KEY_COLUMNS: readonly Column<RunKey>[] = [
  text("run_id", "Id of the run", (row) => row.run_id),
  text("model", "Model asked for", (row) => row.model),
  text("dataset", "Dataset name", (row) => row.dataset),
  text("condition", "Condition of the run; null when unknown", (row) => row.condition),
  {
    name: "simulated",
    type: "boolean",
    description: "The answers come from a simulated model",
    read: (row) => row.simulated,
  },
  text(
    "settings",
    "What must be alike before runs are compared, as JSON; null when the frame does not say",
    (row) => row.settings,
  ),
  text(
    "unlike",
    "How the run differs in that from the first one; null when it does not",
    (row) => row.unlike,
  ),
  text(
    "partial",
    "How many of the planned cases are there; null when all are or it is unknown",
    (row) => row.partial,
  ),
];

/** The columns of an estimate, what is read first in front. */
export const ACCURACY_COLUMNS: readonly Column<AccuracyRow>[] = [
  number("value", "Accuracy: right / n", (row) => row.value),
  number("lo", "Lower limit of its interval", (row) => row.lo),
  number("hi", "Upper limit of its interval", (row) => row.hi),
  integer("n", "Questions or cases in the denominator", (row) => row.n),
  integer(
    "planned",
    "Questions or cases planned in the group; null when unknown",
    (row) => row.planned,
  ),
  number("coverage", "n / planned; null when that is unknown", (row) => row.coverage),
  number("low", "Accuracy if all that is left out were wrong", (row) => row.low),
  number("high", "Accuracy if all that is left out were right", (row) => row.high),
  text("flag", "What to know before using the number; null when nothing", (row) => row.flag),
  text(
    "outcomes",
    "Counts of all outcomes, adding up to planned where it is known",
    (row) => row.outcomes,
  ),
  text("warnings", "What is missing or approximate, and why", (row) => row.warnings),
  text("reading", "clean or official", (row) => row.reading),
  text("unit", "What is counted: question, case, or case score", (row) => row.unit),
  number("right", "Sum of scores over the denominator", (row) => row.right),
  integer("n_excluded", "Questions or cases left out", (row) => row.n_excluded),
  text("excluded_why", "Counts of their outcomes; null when none", (row) => row.excluded_why),
  number("level", "Confidence level of the interval", (row) => row.level),
  number("se", "Standard error", (row) => row.se),
  number("df", "Degrees of freedom", (row) => row.df),
  integer("clusters", "Cases that contribute", (row) => row.clusters),
  number("n_eff", "Effective number of independent questions or cases", (row) => row.n_eff),
  number("deff", "Design effect", (row) => row.deff),
  number("p", "P value, where the row is a test", (row) => row.p),
  number("p_adj", "P value adjusted for the other rows", (row) => row.p_adj),
  text("method", "Id of the method", (row) => row.method),
  text("variant", "Variance estimator or other variant", (row) => row.variant),
  integer("seed", "Seed, where the row comes from resampling", (row) => row.seed),
  text("term", "What the rows are grouped by; all when by nothing", (row) => row.term),
  text("group", "The group, as text", (row) => row.group),
];

function text<Row>(name: string, description: string, read: (row: Row) => unknown): Column<Row> {
  return { name, type: "string", description, read };
}

function integer<Row>(name: string, description: string, read: (row: Row) => unknown): Column<Row> {
  return { name, type: "integer", description, read };
}

function number<Row>(name: string, description: string, read: (row: Row) => unknown): Column<Row> {
  return { name, type: "number", description, read };
}
