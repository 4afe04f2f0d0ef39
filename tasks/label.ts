import { Command } from "commander";
import {
  LABEL_PARAMETERS,
  LABEL_PROMPT_SHA256,
  limit,
  livemedbench,
  type LiveMedBenchCase,
  type LivemedbenchLabels,
  livemedbenchLabels,
  liveProgress,
  loadCases,
  mapConcurrent,
  ModelError,
  sha256Hex,
  writeAtomically,
} from "../mod.ts";
import { callNotes } from "./cli/call_notes.ts";
import { wholeNumber } from "./cli/flag_values.ts";
import { interruptSignal } from "./cli/interrupt_signal.ts";
import { jsonText, readOutput } from "./cli/json_files.ts";
import {
  type CallFlags,
  callOptions,
  defaultApiBase,
  outputOptions,
} from "./cli/official_flags.ts";
import { judgeModel } from "./cli/open_judge.ts";
import { judgeAddresses, openPrivacy, refuseAddresses } from "./cli/private_flags.ts";
import { printNote, printOut, runTask, UsageError } from "./cli/run_task.ts";

interface Flags extends CallFlags {
  readonly dataFile: string;
  readonly outputFile?: string;
  readonly judge: string;
  readonly judgeApiBase?: string;
  readonly judgeMaxTokens: number;
  readonly maxCases?: number;
  readonly resume?: boolean;
  readonly overwrite?: boolean;
}

async function main(args: readonly string[]): Promise<number> {
  const command = program();
  command.parse(args, { from: "user" });
  const flags = command.opts<Flags>();
  const judged = { ...flags, judge: [flags.judge] };
  refuseAddresses(openPrivacy(flags), judgeAddresses(judged, defaultApiBase()));
  const output = flags.outputFile ?? `${flags.dataFile}.labels.json`;
  const cases = await Array.fromAsync(loadCases(flags.dataFile, { benchmark: livemedbench() }));
  const head = {
    schema: "rounds.labels/1",
    made_by: "Rounds, by a judging model; no part of the dataset",
    judge: flags.judge,
    prompt_sha256: LABEL_PROMPT_SHA256,
    data_sha256: sha256Hex(await Deno.readFile(flags.dataFile)),
  };
  const before = Object(await readOutput(output, flags));
  for (const [field, now] of Object.entries(head)) {
    if (before[field] !== undefined && before[field] !== now) {
      throw new UsageError(
        `${output} was made otherwise (${field}): use --overwrite or another --output-file`,
      );
    }
  }
  const { signal, end } = interruptSignal();
  try {
    return await label(flags, { cases, head, output, known: Object(before.cases), signal });
  } finally {
    end();
  }
}

interface Work {
  readonly cases: readonly LiveMedBenchCase[];
  readonly head: Readonly<Record<string, string>>;
  readonly output: string;
  readonly known: Readonly<Record<string, LivemedbenchLabels>>;
  readonly signal: AbortSignal;
}

async function label(flags: Flags, { cases, head, output, known, signal }: Work): Promise<number> {
  const progress = liveProgress({ total: cases.length, label: `labelling by ${flags.judge}` });
  const note = (text: string) => progress.note(text);
  const model = judgeModel(flags.judge, {
    flags: { ...flags, judge: [flags.judge], seed: 1 },
    apiBase: defaultApiBase(),
    apiKey: Deno.env.get("OPENAI_API_KEY") || "token",
    limit: limit(flags.concurrency, { signal }),
    parameters: LABEL_PARAMETERS,
    privacy: openPrivacy(flags),
    call: {
      breaker: { onNote: note },
      timeoutMs: flags.timeout * 1000,
      maxRetries: flags.maxRetries,
      ...callNotes({ note, warn: () => {}, verbose: flags.verbose ?? false, who: "judge" }),
    },
  });
  const labels = new Map(Object.entries(known));
  const ask = async (c: LiveMedBenchCase): Promise<void> => {
    try {
      const { labels: found, reason } = await livemedbenchLabels(c, model, { signal });
      if (found === null) note(`case ${c.id} has no labels: ${reason}`);
      else labels.set(c.id, found);
    } catch (error) {
      if (!(error instanceof ModelError) || error.failure.kind !== "aborted") throw error;
    }
  };
  const todo = cases.filter(({ id }) => !labels.has(id)).slice(0, flags.maxCases ?? Infinity);
  const save = () => {
    const entries = cases.flatMap(({ id }) => labels.has(id) ? [[id, labels.get(id)]] : []);
    return writeAtomically(output, [jsonText({ ...head, cases: Object.fromEntries(entries) })], {
      private: openPrivacy(flags) !== null,
    });
  };
  try {
    for await (const _ of mapConcurrent(todo, ask, { concurrency: flags.concurrency, signal })) {
      progress.update({ done: labels.size });
    }
  } finally {
    await progress.close();
    await save();
  }
  printOut(`${labels.size} of ${cases.length} cases labelled: ${output}`);
  printOut(`Use them with: deno task eval --benchmark livemedbench --labels ${output} ...`);
  if (labels.size < cases.length) printNote("To go on: the same command with --resume");
  if (signal.aborted) return 130;
  return labels.size === cases.length ? 0 : 1;
}

function program(): Command {
  const command = new Command("label")
    .description(
      "Asks a judge for the theme and specialty of every LiveMedBench case and the axis of every criterion, and keeps\n" +
        "them beside the data. They are this toolkit's labels, not the dataset's; what a record says itself goes before.",
    )
    .allowExcessArguments(false)
    .requiredOption("--data-file <path>", "cases, a JSON list")
    .requiredOption(
      "--judge <model[@base]>",
      "judging model; its key is read from OPENAI_JUDGE_API_KEY",
    )
    .option(
      "--judge-api-base <url>",
      "API base URL (default: OPENAI_BASE_URL, else https://api.openai.com/v1)",
    )
    .option("--judge-max-tokens <number>", "maximum tokens of a reply", wholeNumber(1024), 2048)
    .option("--output-file <path>", "labels (default: <data-file>.labels.json)")
    .option("--max-cases <number>", "at most so many new cases", wholeNumber(1));
  return callOptions(outputOptions(command)).configureHelp({ helpWidth: 110 }).exitOverride();
}

if (import.meta.main) await runTask(main);
