import type { Column } from "../frames/column.ts";
import type { RunKey } from "./accuracy_row.ts";

/** What a number over several runs must say of them. */
export interface SharedNotes {
  /** How the runs differ besides the model; null when they do not. */
  readonly unlike: string | null;
  /** Which of them are not finished, and how much of them is there; null when all are. */
  readonly partial: string | null;
}

/** The columns of them. */
export const SHARED_COLUMNS: readonly Column<SharedNotes>[] = [
  {
    name: "unlike",
    type: "string",
    description: "How the runs differ besides the model; null when they do not",
    read: ({ unlike }) => unlike,
  },
  {
    name: "partial",
    type: "string",
    description: "Which runs are not finished, and how many of their planned cases are there",
    read: ({ partial }) => partial,
  },
];

/**
 * What a number that several runs of one frame make together must say of them.
 */
export function sharedNotes(
  runs: readonly Pick<RunKey, "run" | "unlike" | "partial">[],
): SharedNotes {
  const join = (texts: readonly string[]): string | null => [...new Set(texts)].join("; ") || null;
  return {
    unlike: join(runs.flatMap(({ run, unlike }) => unlike === null ? [] : [`${run} is ${unlike}`])),
    partial: join(runs.flatMap(({ partial }) => partial ?? [])),
  };
}
