/** One step of the ladder of outcomes. */
export interface OutcomeKind {
  /** As a reader calls it. */
  readonly name: string;
  /** Columns that are added up. */
  readonly columns: readonly string[];
  /** Colour; unknown outcomes are hatched. */
  readonly color: string;
  /** Not the model's doing: neither right nor wrong. */
  readonly unknown: boolean;
}

/** From right to never asked. `wrong` is what was graded and is not right. */
export const OUTCOME_KINDS: readonly OutcomeKind[] = [
  { name: "right", columns: ["right"], color: "#0072B2", unknown: false },
  { name: "wrong", columns: ["wrong"], color: "#E69F00", unknown: false },
  { name: "refused", columns: ["refused"], color: "#D55E00", unknown: false },
  {
    name: "unreadable or empty",
    columns: ["unreadable", "empty"],
    color: "#CC79A7",
    unknown: false,
  },
  { name: "stopped by the token limit", columns: ["truncated"], color: "#56B4E9", unknown: false },
  {
    name: "call failed or image not delivered",
    columns: ["failed", "skipped", "media_missing"],
    color: "url(#rounds-failed)",
    unknown: true,
  },
  {
    name: "prompt cut by the server",
    columns: ["context_cut"],
    color: "url(#rounds-prompt-cut)",
    unknown: true,
  },
  {
    name: "not judged or not asked",
    columns: ["ungraded", "not_run"],
    color: "url(#rounds-not-asked)",
    unknown: true,
  },
];

/** The hatchings of unknown outcomes, for light and dark. */
export const OUTCOME_PATTERNS: string = `<defs>${hatch("rounds-failed", 45)}${
  hatch("rounds-not-asked", -45)
}${hatch("rounds-prompt-cut", 0)}</defs>`;

function hatch(id: string, degrees: number): string {
  return `<pattern id="${id}" width="6" height="6" patternUnits="userSpaceOnUse" ` +
    `patternTransform="rotate(${degrees})"><rect width="6" height="6" fill="#808080" fill-opacity="0.25"/>` +
    `<line x1="0" y1="0" x2="0" y2="6" stroke="#808080" stroke-width="${
      degrees >= 0 ? 3 : 1.2
    }"/></pattern>`;
}

/** A run and where its questions ended. */
export interface OutcomeBar {
  /** Label of the run, and of the group when there are several. */
  readonly label: string;
  /** What is counted, one of it: `question`, `criterion` or `case`. */
  readonly unit: string;
  /** Name of the benchmark; null when the rows do not say. */
  readonly benchmark: string | null;
  /** Questions planned; where nobody knows them, those of the cases that were finished. */
  readonly planned: number;
  /** Planned cases that were not finished and whose questions are in no count. */
  readonly unfinished: number;
  /** Counts in the order of the ladder; they add up to `planned`. */
  readonly counts: readonly number[];
  /** Share right if everything unknown were wrong; null when nothing is planned. */
  readonly low: number | null;
  /** Share right if everything unknown were right. */
  readonly high: number | null;
}
