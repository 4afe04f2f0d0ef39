import type { Benchmark, Manifest, Result, Run, Spend } from "../types.ts";
import { cleanSummary } from "./clean_summary.ts";
import { spendBeside } from "./_spend_beside.ts";
import { spendOf } from "./spend_of.ts";

/** What a run is made of beside its results. */
export interface FinishRunOptions {
  /** Reads the official number. */
  readonly benchmark: Benchmark;
  /** Identity of the run; null for a reference evaluator's file. */
  readonly manifest: Manifest | null;
  /** Model name. */
  readonly model: string;
  /** Dataset name. */
  readonly dataset: string;
  /** Run id. */
  readonly id: string;
  /** Path of the result file; null when it was never saved. */
  readonly file: string | null;
  /** The official `meta` object. */
  readonly meta: Readonly<Record<string, unknown>>;
  /** Cases × trials, and their items. */
  readonly planned: { readonly cases: number; readonly items: number };
  /** Case ids without a result. */
  readonly unfinished: readonly string[];
  /** What a reader of the numbers must know. */
  readonly warnings: readonly string[];
  /** What the limiter of each endpoint did; null unless told. */
  readonly limiter?: readonly object[] | null;
  /** What it spent that its results do not tell; nothing unless told. */
  readonly beside?: Pick<Spend, "unfinished" | "untold">;
}

/**
 * Puts results into dataset order (then trial) and adds the two readings: the official summary and the clean one.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { finishRun, liveclin } from "@rounds/rounds";
 *
 * const run = finishRun([], {
 *   benchmark: liveclin({ imageMode: "url" }), manifest: null, model: "m", dataset: "d", id: "r", file: null,
 *   meta: {}, warnings: [], planned: { cases: 2, items: 7 }, unfinished: ["1", "2"],
 * });
 * assert.deepEqual(run.official, {});
 * assert.equal(run.clean.outcomes.not_run, 7);
 * ```
 */
export function finishRun(results: readonly Result[], options: FinishRunOptions): Run {
  const { benchmark, meta, beside, ...rest } = options;
  const isPrivate = rest.manifest?.private ?? false;
  const marked = isPrivate
    ? results.map((result): Result => ({ ...result, private: true }))
    : results;
  const ordered = marked.toSorted((a, b) =>
    (a.case.line ?? 0) - (b.case.line ?? 0) || a.trial - b.trial
  );
  const official = benchmark.officialSummary(
    ordered.map((result) => benchmark.toOfficial(result)),
  );
  const when = (value: unknown) => (typeof value === "string" ? value : null);
  return {
    ...rest,
    meta: { model: rest.model, dataset: rest.dataset, benchmark: benchmark.name, ...meta },
    benchmark: benchmark.name,
    startedAt: when(meta.started_at),
    finishedAt: when(meta.finished_at),
    results: ordered,
    warnings: [...rest.warnings, ...(benchmark.warnings?.(ordered) ?? [])],
    official,
    ...(benchmark.headlines ? { headlines: benchmark.headlines(official) } : {}),
    clean: cleanSummary(ordered, { planned: rest.planned }),
    spend: { ...spendOf(ordered), ...spendBeside(beside) },
  };
}
