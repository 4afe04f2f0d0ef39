/** Every text of the protocol that reaches the model beside the record's own words; their digest is part of a run's identity. */
export const PROMPT_TEXTS = {
  scenario: "* Scenario: ",
  question: "* Question: ",
  options: "* Options:",
  figures: "* Figures:",
  tables: "* Tables:",
  instruction:
    "Please provide the letter of the correct option, formatted as \\boxed{LETTER} (e.g., \\boxed{A}).",
  /** Stands for an earlier reply under `gold_history`. */
  gold: "\\boxed{KEY}",
} as const;
