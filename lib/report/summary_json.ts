import type { CleanSummary, Run, Summary } from "../types.ts";

/** The two readings of one run, as `--json` prints them. */
export interface RunSummary {
  /** The reference evaluator's summary. */
  readonly official: Summary;
  /** The clean reading. */
  readonly clean: CleanSummary;
}

/**
 * What `--json` prints: one run `{ official, clean }`, several a list of `{ file, official, clean }`.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { finishRun, liveclin, summaryJson } from "@rounds/rounds";
 *
 * const run = finishRun([], {
 *   benchmark: liveclin({ imageMode: "url" }), manifest: null, model: "m", dataset: "d", id: "r", file: "a.json",
 *   meta: {}, warnings: [], planned: { cases: 0, items: 0 }, unfinished: [],
 * });
 * assert.deepEqual(Object.keys(summaryJson([run])), ["official", "clean"]);
 * assert.ok(Array.isArray(summaryJson([run, run])));
 * ```
 */
export function summaryJson(
  runs: readonly Run[],
): RunSummary | readonly (RunSummary & { readonly file: string | null })[] {
  const [only] = runs;
  if (only !== undefined && runs.length === 1) {
    return { official: only.official, clean: only.clean };
  }
  return runs.map(({ file, official, clean }) => ({ file, official, clean }));
}
