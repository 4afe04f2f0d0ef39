/** One item of a filled checklist. */
export interface ChecklistRow {
  /** Stable id of the item, e.g. `interval`. */
  readonly item: string;
  /** What a reviewer asks. */
  readonly question: string;
  /** Whether what was given answers it; `unknown` where nothing given can tell. */
  readonly answer: "yes" | "no" | "unknown";
  /** Tables that tell, or `runs`, `plan`, `software`; null where nothing does. */
  readonly where: string | null;
  /** The answer in words: what is reported, or what is missing and how to get it. */
  readonly text: string;
}
