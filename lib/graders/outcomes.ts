import type { Outcome } from "../types.ts";

/** All outcomes, in the order in which the first that holds wins. */
export const OUTCOMES: readonly Outcome[] = [
  "not_run",
  "skipped",
  "failed",
  "media_missing",
  "context_cut",
  "ungraded",
  "refused",
  "empty",
  "truncated",
  "unreadable",
  "graded",
];
