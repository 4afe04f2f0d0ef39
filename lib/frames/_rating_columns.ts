import type { Column } from "./column.ts";
import type { HumanRating } from "./human_rating.ts";

const text = (name: keyof HumanRating, description: string): Column<HumanRating> => ({
  name,
  type: "string",
  description,
  read: (rating) => rating[name],
});

/** Every column of `ratingsFrame`, in order. */
export const RATING_COLUMNS: readonly Column<HumanRating>[] = [
  text("run_id", "Id of the run that holds the answer; null when only the model is named"),
  text("model", "Model that answered; null when only the run is named"),
  text("dataset", "Dataset name; null when not given"),
  text("case_id", "Id of the case"),
  {
    name: "trial",
    type: "integer",
    description: "Repetition, from 1",
    read: ({ trial }) => trial,
  },
  text("item", "Id of the criterion; null when named by its text, or when the answer is rated"),
  text("criterion", "Text of the criterion; null when not given"),
  text("rater", "Who rated"),
  {
    name: "met",
    type: "boolean",
    description:
      "Whether the criterion is met: for a negative one, the error committed; null when not rated",
    read: ({ met }) => met,
  },
  {
    name: "score",
    type: "number",
    description: "A score on the rater's scale; null when not given",
    read: ({ score }) => score,
  },
  text("label", "A category, such as a type of error; null when not given"),
  text("comment", "Free text; null when none"),
  {
    name: "line",
    type: "integer",
    description: "Line of the file, from 1; null when it comes from no file",
    read: ({ line }) => line,
  },
];
