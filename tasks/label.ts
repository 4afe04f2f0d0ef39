import type { Command } from "commander";
import {
  LABEL_PARAMETERS,
  LABEL_PROMPT_SHA256,
  livemedbench,
  type LiveMedBenchCase,
  type LivemedbenchLabels,
  livemedbenchLabels,
  loadCases,
  sha256Hex,
  writeAtomically,
} from "../mod.ts";
import {
  askJudge,
  refuseOtherMaking,
  type SingleJudgeFlags,
  singleJudgeOptions,
} from "./cli/ask_judge.ts";
import { wholeNumber } from "./cli/flag_values.ts";
import { interruptSignal } from "./cli/interrupt_signal.ts";
import { jsonText, readOutput } from "./cli/json_files.ts";
import { callOptions, outputOptions } from "./cli/official_flags.ts";
import { openPrivacy } from "./cli/private_flags.ts";
import { refuseInputs } from "./cli/refuse_inputs.ts";
import { printNote, printOut, runTask } from "./cli/run_task.ts";
import { taskCommand } from "./cli/task_command.ts";

interface Flags extends SingleJudgeFlags {
  readonly dataFile: string;
  readonly outputFile?: string;
  readonly maxCases?: number;
  readonly resume?: boolean;
  readonly overwrite?: boolean;
}

async function main(args: readonly string[]): Promise<number> {
  const command = program();
  command.parse(args, { from: "user" });
  const flags = command.opts<Flags>();
  const output = flags.outputFile ?? `${flags.dataFile}.labels.json`;
  const cases = await Array.fromAsync(loadCases(flags.dataFile, { benchmark: livemedbench() }));
  const head = {
    schema: "rounds.labels/1",
    made_by: "Rounds, by a judging model; no part of the dataset",
    judge: flags.judge,
    prompt_sha256: LABEL_PROMPT_SHA256,
    data_sha256: sha256Hex(await Deno.readFile(flags.dataFile)),
  };
  await refuseInputs({ "--output-file": output }, [flags.dataFile]);
  const before = await readOutput(output, flags);
  refuseOtherMaking(before, head, output);
  const { signal, end } = interruptSignal();
  try {
    return await label(flags, { cases, head, output, known: Object(Object(before).cases), signal });
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
  const labels = new Map(Object.entries(known));
  const todo = cases.filter(({ id }) => !labels.has(id)).slice(0, flags.maxCases ?? Infinity);
  await askJudge(todo, {
    name: flags.judge,
    flags,
    parameters: LABEL_PARAMETERS,
    signal,
    label: `labelling by ${flags.judge}`,
    total: cases.length,
    done: labels.size,
    nameOf: ({ id }) => `case ${id} has no labels`,
    ask: async (c, model) => {
      const { labels: found, reason } = await livemedbenchLabels(c, model, { signal });
      if (found !== null) labels.set(c.id, found);
      return found === null ? reason ?? "unknown" : null;
    },
    save: async () => {
      if (labels.size === 0) return;
      const entries = cases.flatMap(({ id }) => labels.has(id) ? [[id, labels.get(id)]] : []);
      const content = jsonText({ ...head, cases: Object.fromEntries(entries) });
      await writeAtomically(output, [content], { private: openPrivacy(flags) !== null });
    },
  });
  if (labels.size === 0) {
    if (signal.aborted) return 130;
    printNote("error: no case was labelled, and nothing is written");
    return 1;
  }
  printOut(`${labels.size} of ${cases.length} cases labelled: ${output}`);
  printOut(`Use them with: deno task eval --benchmark livemedbench --labels ${output} ...`);
  if (labels.size < cases.length) printNote("To go on: the same command with --resume");
  if (signal.aborted) return 130;
  return labels.size === cases.length ? 0 : 1;
}

function program(): Command {
  const command = taskCommand("label", {
    example: "label --data-file LiveMedBench_v202601.json --judge gpt-5",
  })
    .description(
      "Asks a judge for the theme and specialty of every LiveMedBench case and the axis of every criterion, and keeps " +
        "them beside the data. They are this toolkit's labels, not the dataset's; what a record says itself goes before.",
    )
    .allowExcessArguments(false)
    .requiredOption("--data-file <path>", "cases, a JSON list")
    .option("--output-file <path>", "labels (default: <data-file>.labels.json)")
    .option("--max-cases <number>", "at most so many new cases", wholeNumber(1));
  return callOptions(outputOptions(singleJudgeOptions(command)));
}

if (import.meta.main) await runTask(main);
