import { dirname } from "node:path";
import {
  type Benchmark,
  defaultOutput,
  type FinishedRun,
  httpModel,
  limit,
  limitedModel,
  liveProgress,
  openBenchmark,
  renderClean,
  runBenchmark,
  type RunPlan,
  sampleCases,
  sharedLimiter,
  summaryJson,
  watchLimiters,
} from "../mod.ts";
import { callNotes } from "./cli/call_notes.ts";
import { type EvalFlags, evalProgram } from "./cli/eval_flags.ts";
import { interruptSignal } from "./cli/interrupt_signal.ts";
import { loadData, type LoadedData } from "./cli/load_data.ts";
import { openJudge } from "./cli/open_judge.ts";
import { openSpending } from "./cli/open_spending.ts";
import { planText, writePlan } from "./cli/plan.ts";
import { reportPilot } from "./cli/report_pilot.ts";
import { requestParameters } from "./cli/request_parameters.ts";
import { printJson, printNote, printOut, runTask, UsageError } from "./cli/run_task.ts";

async function main(args: readonly string[]): Promise<number> {
  const command = evalProgram();
  command.parse(args, { from: "user" });
  const flags = command.opts<EvalFlags>();
  refuseIncomplete(flags);
  const { signal, end } = interruptSignal();
  try {
    const data = await loadData({ ...flags, signal });
    if (data.cases.length === 0 && flags.shard !== undefined) {
      printNote(emptyShard(flags.shard));
      return 0;
    }
    return flags.dryRun ? await plan(flags, data) : await evaluate(flags, data, signal);
  } finally {
    end();
  }
}

async function evaluate(flags: EvalFlags, data: LoadedData, signal: AbortSignal): Promise<number> {
  const { benchmark, cases, dataset } = data;
  const { model: name = "", apiBase = "" } = flags;
  const warnings: string[] = [...data.warnings];
  const sample = pilotSample(flags, cases);
  const total = (sample ?? cases).length * flags.trials;
  const progress = liveProgress({ total, label: name });
  const note = (text: string) => progress.note(text);
  const warn = (text: string) => warnings.push(text);
  const apiKey = flags.apiKey || Deno.env.get("OPENAI_API_KEY") || "token";
  const judges = (flags.judge ?? []).map((judge) => judge.replace(/@https?:.*$/, ""));
  const spending = await openSpending(flags, { model: name, judges });
  const limiter = watchLimiters();
  sharedLimiter({
    apiBase,
    apiKey,
    maxConcurrency: flags.concurrency,
    maxRequests: flags.rpm ?? null,
    maxTokens: flags.tpm ?? null,
  });
  const call = {
    timeoutMs: flags.timeout * 1000,
    maxRetries: flags.maxRetries,
    retryPolicy: flags.retryPolicy,
    breaker: { giveUpAfterMs: flags.patience * 1000, onNote: note },
    ...spending.each,
  };
  const notes = { note, warn, verbose: flags.verbose ?? false };
  const shared = limit(flags.concurrency, { signal });
  const subject = httpModel({
    ...call,
    ...callNotes(notes),
    model: name,
    apiBase,
    apiKey,
    headers: flags.header ?? {},
    parameters: requestParameters(benchmark, flags),
  });
  const output = flags.output ??
    defaultOutput({
      model: name,
      dataset: dataset.name,
      condition: flags.promptStyle === "official" ? flags.condition : flags.promptStyle,
      ...(flags.shard ? { shard: flags.shard } : {}),
    });
  await Deno.mkdir(dirname(output), { recursive: true });
  const judging = await openJudge(flags, {
    verdicts: `${output}.verdicts.jsonl`,
    apiBase,
    apiKey,
    limit: shared,
    benchmark,
    cases,
    call: { ...call, ...callNotes({ ...notes, who: "judge" }) },
    onNote: note,
  });
  const finished = await runBenchmark(benchmark, {
    cases,
    ...(data.shard ? { shard: data.shard } : {}),
    dataset,
    model: limitedModel(subject, shared),
    output,
    apiBase,
    ...(judging === null ? {} : { judge: judging.judge }),
    signal,
    concurrency: flags.concurrency,
    trials: flags.trials,
    resume: flags.resume ?? false,
    overwrite: flags.overwrite ?? false,
    keepJournal: flags.keepJournal ?? false,
    preflight: flags.preflight,
    cost: (usage) => spending.meter.cost(usage),
    limiter,
    ...(sample ? { sample } : {}),
    ...(spending.budget ? { budget: spending.budget } : {}),
    onProgress: ({ done, failed }) => progress.update({ done, failed }),
    onNote: note,
    warnings: () => [...warnings, ...(spending.isAsked ? spending.meter.gaps() : [])],
  }).finally(async () => {
    await progress.close();
    await judging?.close();
  });
  if (finished.status === "sample") {
    const { concurrency, json = false } = flags;
    reportPilot(finished.run, { concurrency, output, json });
    return 0;
  }
  const reason: unknown = spending.budget?.exhausted.reason;
  const why = reason instanceof Error ? reason.message : null;
  report(finished, { benchmark, output, json: flags.json ?? false, why });
  return exitCode(finished);
}

/** The cases of a pilot, at random by seed; undefined when none is asked for. */
function pilotSample(
  { pilot, seed }: EvalFlags,
  cases: LoadedData["cases"],
): readonly string[] | undefined {
  if (pilot === undefined) return undefined;
  return sampleCases(cases.map(({ id }) => id), { n: Math.min(pilot, cases.length), seed });
}

/** A plan of few cases in many shards leaves some without any: that is no mistake, and nothing to merge. */
function emptyShard({ index, count }: { readonly index: number; readonly count: number }): string {
  return `Shard ${index}/${count} holds none of the planned cases: there is nothing to do.`;
}

function report(
  finished: FinishedRun,
  { benchmark, output, json, why }: {
    readonly benchmark: Benchmark;
    readonly output: string;
    readonly json: boolean;
    /** Why the budget is used up; null when it is not. */
    readonly why: string | null;
  },
): void {
  const { run, status, error, journal } = finished;
  if (json) {
    printJson({ ...summaryJson([run]), output });
  } else {
    printOut(benchmark.renderSummary(run.official, { model: run.model, dataset: run.dataset }));
    printOut(renderClean(run));
    printOut(`Results: ${output}`);
  }
  if (error !== null) printNote(`error: the run was stopped: ${error.message}`);
  if (status === "interrupted") printNote("Interrupted; what was answered is saved.");
  if (status === "budget") {
    printNote(
      `${run.unfinished.length} cases are not finished: ${why ?? "the budget is used up"}. ` +
        "A higher budget with --resume goes on; --max-tokens makes calls smaller.",
    );
  }
  const { failed, skipped, ungraded } = run.clean.outcomes;
  const isJudged = (run.manifest?.judges.length ?? 0) > 0;
  const again = failed + skipped > 0 || status !== "complete";
  if ((journal !== null && again) || (isJudged && ungraded > 0)) {
    printNote(
      `To go on where it stopped (nothing that was answered is asked again): the same command with --resume`,
    );
  }
}

function exitCode({ run, status }: FinishedRun): number {
  if (status === "interrupted") return 130;
  if (status === "stopped") return 2;
  return run.clean.outcomes.graded === run.clean.items.planned ? 0 : 1;
}

async function plan(flags: EvalFlags, data: LoadedData): Promise<number> {
  const parameters = requestParameters(data.benchmark, flags);
  const plan: RunPlan = await writePlan(data, {
    trials: flags.trials,
    requests: flags.requests ?? null,
    model: flags.model ?? "MODEL",
    parameters,
  });
  if (flags.json) printJson(plan);
  else {printOut(
      planText(plan, { ...data, parameters, requests: flags.requests ?? null }),
    );}
  return 0;
}

/** Everything that is missing is named at once. */
function refuseIncomplete(flags: EvalFlags): void {
  const { source, judgements } = openBenchmark(flags.benchmark);
  const missing = [
    flags.model === undefined && !flags.dryRun ? "--model" : null,
    flags.apiBase === undefined && !flags.dryRun ? "--api-base" : null,
    flags.imageMode === undefined && source.imageFiles !== undefined ? "--image-mode" : null,
    flags.judge === undefined && judgements !== undefined && !flags.dryRun ? "--judge" : null,
  ].filter((flag) => flag !== null);
  if (missing.length > 0) {
    throw new UsageError(
      `missing ${missing.join(", ")}. For example:\n` +
        "  deno task eval --model gpt-5 --api-base https://api.openai.com/v1 --image-mode url\n" +
        "  deno task eval --benchmark livemedbench --model gpt-5 --api-base https://api.openai.com/v1 --judge gpt-4.1-2025-04-14\n" +
        "To see Rounds at work without an endpoint: deno task demo",
    );
  }
  if (flags.requests !== undefined && !flags.dryRun) {
    throw new UsageError("--requests goes with --dry-run");
  }
  if (flags.resume && flags.overwrite) {
    throw new UsageError("--resume and --overwrite exclude each other");
  }
}

if (import.meta.main) await runTask(main);
