import type { Column } from "./column.ts";
import type { ErrorTag } from "./error_tag.ts";

const text = (name: keyof ErrorTag, description: string): Column<ErrorTag> => ({
  name,
  type: "string",
  description,
  read: (tag) => tag[name],
});

/** Every column of `errorTagsFrame`, in order. */
export const ERROR_TAG_COLUMNS: readonly Column<ErrorTag>[] = [
  text("run_id", "Id of the run"),
  text("model", "Model that answered"),
  text("dataset", "Dataset name; null when unknown"),
  text("case_id", "Id of the case"),
  { name: "trial", type: "integer", description: "Repetition, from 1", read: ({ trial }) => trial },
  {
    name: "score",
    type: "number",
    description: "Score of the answer, clipped; null when unknown",
    read: ({ score }) => score,
  },
  text("judge", "Who tagged"),
  text("type", "Type of error, a code of the codebook; null when the judge gave none"),
  text("gap", "What the answer lacks or gets wrong; null without a type"),
  text("cause", "Why, in one sentence; null without a type"),
  text("reason", "Why there is no type; null when there is one"),
];
