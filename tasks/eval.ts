import { dirname } from "node:path";
import {
  bytesInFlight,
  defaultOutput,
  httpModel,
  limit,
  limitedModel,
  liveProgress,
  type Reply,
  runBenchmark,
  sampleCases,
  sharedLimiter,
  type Usage,
  watchLimiters,
} from "../mod.ts";
import { callNotes } from "./cli/call_notes.ts";
import { dryRun } from "./cli/dry_run.ts";
import { type EvalFlags, evalProgram } from "./cli/eval_flags.ts";
import { imageWarnings } from "./cli/image_warnings.ts";
import { interruptSignal } from "./cli/interrupt_signal.ts";
import { doubtWarnings, loadData, type LoadedData } from "./cli/load_data.ts";
import { panelWarning } from "./cli/judge_flags.ts";
import { openJudge } from "./cli/open_judge.ts";
import { judgeAddresses, openPrivacy, type Privacy, refuseAddresses } from "./cli/private_flags.ts";
import { openSpending } from "./cli/open_spending.ts";
import { reportPilot } from "./cli/report_pilot.ts";
import { requestParameters } from "./cli/request_parameters.ts";
import { refuseInputs, refuseReplacing } from "./cli/refuse_inputs.ts";
import { refuseIncomplete } from "./cli/refuse_incomplete.ts";
import { exitCode, reportRun } from "./cli/report_run.ts";
import { printNote, runTask } from "./cli/run_task.ts";

async function main(args: readonly string[]): Promise<number> {
  const command = evalProgram();
  command.parse(args, { from: "user" });
  const flags = command.opts<EvalFlags>();
  refuseIncomplete(flags);
  const privacy = openPrivacy(flags);
  refuseAddresses(privacy, {
    "the model": flags.apiBase,
    ...judgeAddresses(flags, flags.apiBase),
  });
  const { signal, end } = interruptSignal();
  try {
    const data = await loadData({ ...flags, privacy, signal });
    await refuseInputs(
      { "--output": flags.output, "--requests": flags.requests },
      [data.files.recordsPath, flags.labels, flags.prices, flags.judgePrompt],
    );
    const { requests, overwrite = false } = flags;
    await refuseReplacing(requests, { flag: "--requests", overwrite });
    if (data.cases.length === 0 && flags.shard !== undefined) {
      printNote(emptyShard(flags.shard));
      return 0;
    }
    return flags.dryRun
      ? await dryRun(flags, data, { privacy, signal })
      : await evaluate(flags, data, { privacy, signal });
  } finally {
    end();
  }
}

async function evaluate(
  flags: EvalFlags,
  data: LoadedData,
  { privacy, signal }: { readonly privacy: Privacy | null; readonly signal: AbortSignal },
): Promise<number> {
  const { benchmark, cases, dataset } = data;
  const { model: name = "", apiBase = "" } = flags;
  const checked = await imageWarnings(data, { what: flags.checkImages, privacy, signal });
  const warnings: string[] = [...data.warnings, ...checked];
  const sample = pilotSample(flags, cases);
  const total = (sample ?? cases).length * flags.trials;
  const progress = liveProgress({ total, label: name });
  const note = (text: string) => progress.note(text);
  if (flags.pilot !== undefined && flags.pilot >= cases.length) {
    note(
      `--pilot ${flags.pilot} is not fewer than the ${cases.length} planned cases: all are run, and nothing is left to predict.`,
    );
  }
  const warn = (text: string) => warnings.push(text);
  const apiKey = flags.apiKey || Deno.env.get("OPENAI_API_KEY") || "token";
  const judges = (flags.judge ?? []).map((judge) => judge.replace(/@https?:.*$/, ""));
  const spending = await openSpending(flags, { model: name, judges });
  const limiter = watchLimiters();
  const bytes = bytesInFlight({ maxBytes: flags.maxBytesInFlight }).watch();
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
    breaker: {
      giveUpAfterMs: flags.patience * 1000,
      onNote: note,
      onAnswer: ({ usage }: Reply) => void shortRequests.push(usage),
    },
    ...spending.each,
    ...(privacy ? { privateHosts: privacy.hosts } : {}),
  };
  const shortRequests: Usage[] = [];
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
  // The run makes the folder itself, but a judge's verdicts are opened before it.
  if (judges.length > 0) await Deno.mkdir(dirname(output), { recursive: true });
  const judging = await openJudge(flags, {
    verdicts: `${output}.verdicts.jsonl`,
    apiBase,
    apiKey,
    limit: shared,
    benchmark,
    cases,
    call: {
      ...call,
      ...callNotes({ ...notes, who: "judge" }),
      breaker: { ...call.breaker, onNote: (text) => note(`judge: ${text}`) },
    },
    cost: (judge) => (usage) => spending.judge(judge).cost(usage),
    privacy,
    onNote: note,
  });
  const panel = panelWarning(flags.judge);
  if (panel !== null) note(panel);
  if (judging !== null && flags.resume) spending.budget?.charge(judging.spent());
  const finished = await runBenchmark(benchmark, {
    cases,
    ...(data.shard ? { shard: data.shard } : {}),
    dataset,
    model: limitedModel(subject, shared),
    output,
    apiBase,
    ...(judging === null ? {} : { judge: judging.judge }),
    ...(privacy === null ? {} : { private: privacy }),
    signal,
    concurrency: flags.concurrency,
    trials: flags.trials,
    resume: flags.resume ?? false,
    overwrite: flags.overwrite ?? false,
    keepJournal: flags.keepJournal ?? false,
    preflight: flags.preflight,
    cost: (usage) => spending.meter.cost(usage),
    limiter: () => [...limiter(), bytes()],
    ...(sample ? { sample } : {}),
    ...(spending.budget ? { budget: spending.budget } : {}),
    onProgress: ({ done, failed }) => progress.update({ done, failed }),
    onNote: note,
    warnings: () => [
      ...warnings,
      ...doubtWarnings(data),
      ...shortRequestWarnings(shortRequests),
      ...spending.gaps(),
    ],
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
  reportRun(finished, {
    benchmark,
    output,
    json: flags.json ?? false,
    why,
    resumed: flags.resume ?? false,
  });
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

/** What asking whether an endpoint lives took: no turn counts it. */
function shortRequestWarnings(usages: readonly Usage[]): readonly string[] {
  if (usages.length === 0) return [];
  const tokens = usages.reduce(
    (sum, { inputTokens, outputTokens }) => sum + (inputTokens ?? 0) + (outputTokens ?? 0),
    0,
  );
  return [
    `${usages.length} short ${usages.length === 1 ? "request" : "requests"} asked whether an ` +
    `endpoint lives, since calls failed in a row: ${tokens} tokens that no turn counts.`,
  ];
}

/** A plan of few cases in many shards leaves some without any: that is no mistake, and nothing to merge. */
function emptyShard({ index, count }: { readonly index: number; readonly count: number }): string {
  return `Shard ${index}/${count} holds none of the planned cases: there is nothing to do.`;
}

if (import.meta.main) await runTask(main);
