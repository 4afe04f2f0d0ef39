import type { Benchmark, Case, Judge, Model, Result, Turn, Usage } from "../types.ts";
import { ModelError } from "../parse/model_error.ts";
import { isFinalTurn } from "../results/is_final_turn.ts";
import { answerCases } from "./answer_cases.ts";
import { badRequestWatch } from "./bad_request_watch.ts";
import type { Budget } from "../async/budget.ts";
import { casePace } from "./_case_pace.ts";
import { gradeAnswers } from "./grade_answers.ts";
import type { Output } from "./open_output.ts";
import { startGrace } from "./start_grace.ts";

/** How far a run is. */
export interface RunProgress {
  /** Cases × trials planned. */
  readonly cases: number;
  /** Of them finished, failed ones included. */
  readonly done: number;
  /** Finished with a failed turn. */
  readonly failed: number;
  /** Turns asked by now, those of an earlier run not counted. */
  readonly turns: number;
}

/** What collecting needs; the fields mean what they mean in `runBenchmark`. */
export interface CollectResultsOptions<C extends Case> {
  /** Whose protocol and reading. */
  readonly benchmark: Benchmark<C>;
  /** Who answers. */
  readonly model: Model;
  /** Where finished turns go. */
  readonly output: { readonly journal: Pick<Output["journal"], "append"> };
  /** Turns answered before. */
  readonly replay: Output["replay"];
  /** Reads open answers. */
  readonly judge?: Judge;
  /** Cases at once; 100 unless told. */
  readonly concurrency?: number;
  /** Repetitions of every case; 1 unless told. */
  readonly trials?: number;
  /** Interrupts. */
  readonly signal?: AbortSignal;
  /** Once it aborts nothing more is asked; calls under way end by themselves. */
  readonly halt?: AbortSignal;
  /** Cases are begun at a pace that it can finish. */
  readonly budget?: Pick<Budget, "spent" | "fits" | "largest" | "close">;
  /** US dollars for what a turn used; null when unknown. */
  readonly cost?: (usage: Usage) => number | null;
  /** Milliseconds calls under way may take after an interrupt; 700 unless told. */
  readonly graceMs?: number;
  /** Told after every turn and every case. */
  readonly onProgress?: (progress: RunProgress) => void;
}

/** Results in completion order, and the error that stopped the run. */
export interface CollectedResults<C extends Case> {
  /** Finished cases. */
  readonly results: readonly Result<C>[];
  /** Null when the run ended by itself or was interrupted. */
  readonly error: ModelError | null;
}

/**
 * Answers and grades everything there is, in completion order, until the end, an interrupt, or an error that stops the run.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { collectResults, liveclin, memoryOutput, ModelError, scriptedModel } from "@rounds/rounds";
 *
 * const benchmark = liveclin({ imageMode: "url" });
 * const output = memoryOutput({ manifest: {}, runId: "r", startedAt: "2026-01-01T00:00:00Z" });
 * const { results, error } = await collectResults(
 *   [benchmark.parse(benchmark.examples[0]?.record, "example:1")],
 *   {
 *     benchmark,
 *     model: scriptedModel([new ModelError({ kind: "auth", status: 401, message: "bad key" })]),
 *     output,
 *     replay: output.replay,
 *   },
 * );
 * assert.equal(results.length, 0);
 * assert.equal(error?.failure.kind, "auth");
 * ```
 */
export async function collectResults<C extends Case>(
  cases: readonly C[],
  options: CollectResultsOptions<C>,
): Promise<CollectedResults<C>> {
  const { benchmark, trials = 1, output, replay, model, concurrency = 100, graceMs = 700 } =
    options;
  const results: Result<C>[] = [];
  let turns = 0;
  let failed = 0;
  const report = () =>
    options.onProgress?.({ cases: cases.length * trials, done: results.length, failed, turns });
  const record = (
    entry: { readonly caseId: string; readonly trial: number; readonly turn: Turn },
  ) => {
    output.journal.append(entry);
    turns++;
    pace?.answered(entry.caseId);
    report();
    const refusal = watch.see(entry);
    if (refusal !== null) throw refusal;
  };
  const watch = badRequestWatch();
  // The longest conversations first: whatever is started last should be short, or the run waits for it alone.
  const longestFirst = cases.toSorted((a, b) => b.items.length - a.items.length);
  const grace = startGrace(options.signal, graceMs);
  // A judge that cannot work stops the answering too.
  const stop = new AbortController();
  const abandon = AbortSignal.any([grace.abandon, stop.signal]);
  const ended = AbortSignal.any(
    [options.signal, options.halt, stop.signal].filter((signal) => signal !== undefined),
  );
  const pace = options.budget === undefined ? null : casePace(cases, {
    budget: options.budget,
    trials,
    answered: (id) => replay(id, 1).length,
    signal: ended,
  });
  const answers = answerCases(pace?.cases ?? longestFirst, {
    benchmark,
    model,
    concurrency,
    trials,
    replay,
    record,
    onAsk: watch.ask,
    signal: ended,
    abandon,
    onStop: () => pace?.end(),
    ...(options.cost ? { cost: options.cost } : {}),
  });
  try {
    const graded = gradeAnswers(answers, {
      benchmark,
      concurrency,
      signal: abandon,
      onStop: () => stop.abort(),
      ...(options.judge ? { judge: options.judge } : {}),
    });
    for await (const result of graded) {
      results.push(result);
      pace?.finished(result.case.id);
      if (!result.turns.every(isFinalTurn)) failed++;
      report();
    }
    return { results, error: null };
  } catch (error) {
    if (error instanceof ModelError) return { results, error };
    throw error;
  } finally {
    grace.end();
  }
}
