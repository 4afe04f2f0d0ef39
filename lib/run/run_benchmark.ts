import type {
  Benchmark,
  Case,
  Judge,
  Manifest,
  ManifestShard,
  Model,
  Run,
  Spend,
  Usage,
} from "../types.ts";
import type { Budget } from "../async/budget.ts";
import type { PrivateOptions } from "../parse/is_private_address.ts";
import type { ModelError } from "../parse/model_error.ts";
import { isFinalTurn } from "../results/is_final_turn.ts";
import { spendOf } from "../results/spend_of.ts";
import { saveResults } from "../results/save_results.ts";
import { assembleRun } from "./_assemble_run.ts";
import { collectResults, type RunProgress } from "./collect_results.ts";
import { type DatasetIdentity, makeManifest } from "./make_manifest.ts";
import { memoryOutput } from "./memory_output.ts";
import { openOutput, type Output } from "./open_output.ts";
import { partialCases, partialWarnings, turnMemory, unfinishedSpend } from "./_partial_cases.ts";
import { preflight } from "./preflight.ts";
import { replayedSpending } from "./replayed_spending.ts";
import { refusePublic } from "./_refuse_public.ts";
import { SetUpError } from "./set_up_error.ts";
import { tooSmall } from "./_too_small.ts";
import { untoldSpend } from "./_untold_spend.ts";

/** What a run needs. */
export interface RunBenchmarkOptions<C extends Case> {
  /** Parsed cases, in dataset order: the plan. */
  readonly cases: AsyncIterable<C> | Iterable<C>;
  /** The data they come from, for the run's identity. */
  readonly dataset: DatasetIdentity;
  /** Which part of a plan the cases are (see `takeShard`); a whole plan unless told. */
  readonly shard?: ManifestShard;
  /** Who answers. */
  readonly model: Model;
  /** Path of the result file; null keeps everything in memory. */
  readonly output: string | null;
  /**
   * Refuses a model or judge that is neither on this machine nor at a listed host, writes files for their owner only, and
   * marks the run, so that exports leave the text of its cases out. Give `httpModel` the same hosts as `privateHosts`.
   */
  readonly private?: PrivateOptions;
  /** Base URL for the file's `meta.api_base`; the model's origin unless told. */
  readonly apiBase?: string;
  /** True when the model's answers follow rules and measure nothing; the file says so. */
  readonly simulated?: boolean;
  /** Reads open answers, where the benchmark needs one. */
  readonly judge?: Judge;
  /** Cases at once; 100 unless told. */
  readonly concurrency?: number;
  /** Repetitions of every case; 1 unless told. */
  readonly trials?: number;
  /** Go on where an earlier run of the same output stopped. */
  readonly resume?: boolean;
  /** Replace what is at the output. */
  readonly overwrite?: boolean;
  /** Send the heaviest first turn alone before the others; false unless told. */
  readonly preflight?: boolean;
  /** Keep the journal of a complete run too. */
  readonly keepJournal?: boolean;
  /** Interrupts: nothing new is asked, calls under way have `graceMs` to end, then the file is written. */
  readonly signal?: AbortSignal;
  /** Milliseconds calls under way may take after an interrupt; 700 unless told. */
  readonly graceMs?: number;
  /** Ask only these cases of the plan now; the others stay for a resumed run. */
  readonly sample?: readonly string[];
  /** US dollars for what a turn used; null when unknown. */
  readonly cost?: (usage: Usage) => number | null;
  /** What the models spend from; when it is used up nothing more is asked, and what is left is not run. */
  readonly budget?: Omit<Budget, "reserve" | "held">;
  /** Read at the end: what the limiter of each endpoint did, for the record. */
  readonly limiter?: () => readonly object[];
  /** Told after every turn and every case. */
  readonly onProgress?: (progress: RunProgress) => void;
  /** Told what the user should know before the run starts. */
  readonly onNote?: (note: string) => void;
  /** Read at the end: what a reader of the numbers must know. */
  readonly warnings?: () => readonly string[];
  /** The time now. */
  readonly now?: () => Date;
  /** A new run id. */
  readonly newId?: () => string;
}

/** How a run ended, with what is there. */
export interface FinishedRun {
  /** Results so far, their official and their clean reading. */
  readonly run: Run;
  /**
   * `stopped`: an error every further case would meet ended it. `budget`: what was left of the budget did not cover the
   * next call. `sample`: the cases asked for now are finished, others are left.
   */
  readonly status: "complete" | "interrupted" | "stopped" | "budget" | "sample";
  /** Why it stopped; null otherwise. */
  readonly error: ModelError | null;
  /** Path of the journal if it was left beside the result: there is something to resume. */
  readonly journal: string | null;
  /** Turns kept from an earlier run. */
  readonly kept: number;
  /** Turns asked by now, those of an earlier run not counted. */
  readonly asked: number;
  /** What was spent in all: the run's own spending and that of turns answered in cases that are not finished. */
  readonly spend: Spend;
}

/**
 * Runs a benchmark: cases are answered concurrently, longest first, every finished turn is in the journal before the next
 * of its case is asked, and the result file is written whole at the end, on interruption and when an error stops the run.
 *
 * Throws a `SetUpError` before anything is asked: no cases, an output in the way, a changed manifest, a preflight the
 * endpoint refused.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { liveclin, runBenchmark, scriptedModel } from "@rounds/rounds";
 *
 * const benchmark = liveclin({ imageMode: "url" });
 * const [example] = benchmark.examples;
 * if (example === undefined) throw new Error("no example");
 * const { run, status } = await runBenchmark(benchmark, {
 *   cases: [benchmark.parse(example.record, "example:1")],
 *   dataset: { name: "examples", revision: null, sha256: "ab" },
 *   model: scriptedModel(example.replies),
 *   output: null,
 * });
 * assert.equal(status, "complete");
 * assert.equal(run.results.length, 1);
 * ```
 */
export async function runBenchmark<C extends Case>(
  benchmark: Benchmark<C>,
  options: RunBenchmarkOptions<C>,
): Promise<FinishedRun> {
  const { trials = 1, now = () => new Date(), newId = () => crypto.randomUUID() } = options;
  const cases = await Array.fromAsync(options.cases);
  if (cases.length === 0) throw new SetUpError("There are no cases to run");
  if (options.private) refusePublic({ ...options, hosts: options.private.hosts ?? [] });
  const manifest = makeManifest(benchmark, {
    dataset: options.dataset,
    cases,
    model: options.model,
    trials,
    judges: options.judge?.identity ?? [],
    ...(options.shard ? { shard: options.shard } : {}),
    private: options.private !== undefined,
  });
  const head = { manifest, runId: newId(), startedAt: now().toISOString() };
  const opened = options.output === null ? memoryOutput(head) : await openOutput(options.output, {
    head,
    benchmark,
    resume: options.resume ?? false,
    overwrite: options.overwrite ?? false,
  });
  const { output, turns, counts } = turnMemory(opened);
  const untold = untoldSpend(output);
  let removeJournal = false;
  try {
    for (const note of output.notes) options.onNote?.(note);
    const { budget, cost, sample } = options;
    budget?.charge(
      replayedSpending(cases, {
        replay: output.replay,
        trials,
        untold: output.untold,
        ...(cost ? { cost } : {}),
      }),
    );
    untold.watch(budget);
    const wanted = sample === undefined ? cases : cases.filter(({ id }) => sample.includes(id));
    const isFresh = output.journal.isFresh();
    const first = options.preflight
      ? await preflight(wanted, { ...options, benchmark, output }).catch((error) => {
        // A set-up that does not work yet leaves nothing to resume behind.
        removeJournal = isFresh && error instanceof SetUpError;
        throw error;
      })
      : null;
    const replay: Output["replay"] = (caseId, trial) =>
      first?.caseId === caseId && trial === 1 ? [first.turn] : output.replay(caseId, trial);
    const ended = await collectResults(wanted, {
      ...options,
      benchmark,
      output,
      replay,
      ...(budget ? { halt: budget.exhausted } : {}),
    });
    const partial = partialCases(ended, { cases, trials, turns, model: options.model.name });
    const isUnused = ended.results.length + partial.length === 0 && !untold.total().untold;
    if (isUnused && budget?.exhausted.aborted) {
      removeJournal = isFresh;
      throw new SetUpError(tooSmall(budget.largest()));
    }
    const run = assembleRun({
      ...ended,
      beside: { ...unfinishedSpend(partial), ...untold.total() },
      cases,
      benchmark,
      manifest: withOrigins(manifest, output.earlierOrigins),
      output,
      options: {
        ...options,
        warnings: () => [...partialWarnings(partial), ...options.warnings?.() ?? []],
      },
      finishedAt: now(),
    });
    const status = statusOf(run, { error: ended.error, options });
    const { error } = ended;
    const spend = { ...spendOf([...run.results, ...partial]), ...untold.total() };
    if (options.output === null) {
      return { run, status, error, journal: null, ...counts(), spend };
    }
    const saved = await saveResults(run, options.output, { benchmark });
    removeJournal = status === "complete" && !options.keepJournal && !hasFailures(run);
    const journal = removeJournal ? null : `${options.output}.journal.jsonl`;
    return { run: saved, status, error, journal, ...counts(), spend };
  } finally {
    untold.end();
    await output.journal.close({ remove: removeJournal || output.journal.isFresh() });
  }
}

function statusOf<C extends Case>(
  { unfinished }: Run,
  { error, options }: {
    readonly error: ModelError | null;
    readonly options: RunBenchmarkOptions<C>;
  },
): FinishedRun["status"] {
  const { signal, budget, sample } = options;
  if (error !== null) return "stopped";
  if (unfinished.length === 0) return "complete";
  if (signal?.aborted) return "interrupted";
  if (budget?.exhausted.aborted) return "budget";
  return sample?.some((id) => unfinished.includes(id)) ?? true ? "interrupted" : "sample";
}

function withOrigins(manifest: Manifest, earlier: readonly string[]): Manifest {
  return earlier.length === 0 ? manifest : { ...manifest, earlier_origins: earlier };
}

/** Whether asking again could change anything. */
function hasFailures({ clean: { outcomes }, results }: Run): boolean {
  return outcomes.not_run > 0 || results.some(({ turns }) => !turns.every(isFinalTurn));
}
