import { resolve } from "node:path";
import type { Command } from "commander";
import { benchmarks, mergeRuns, renderClean, saveResults } from "../mod.ts";
import { collect } from "./cli/flag_values.ts";
import { readRuns } from "./cli/read_runs.ts";
import { refuseInputs, refuseReplacing } from "./cli/refuse_inputs.ts";
import { printJson, printNote, printOut, runTask, UsageError } from "./cli/run_task.ts";
import { taskCommand } from "./cli/task_command.ts";

interface Flags {
  readonly output: string;
  readonly overwrite?: boolean;
  readonly allowMissing?: boolean;
  readonly mayDiffer?: readonly string[];
  readonly json?: boolean;
}

async function main(args: readonly string[]): Promise<number> {
  const command = program();
  command.parse(args, { from: "user" });
  const flags = command.opts<Flags>();
  await refuseInputs({ "--output": flags.output }, command.args);
  await refuseReplacing(flags.output, { flag: "--output", overwrite: flags.overwrite ?? false });
  const files = [...new Map(command.args.map((file) => [resolve(file), file])).values()];
  if (files.length < command.args.length) {
    printNote("note: a file is given more than once: it counts once");
  }
  const runs = await readRuns(files);
  const benchmark = benchmarks.find(({ name }) => name === runs[0]?.benchmark);
  if (benchmark === undefined) {
    throw new UsageError("there is no benchmark that counts these files");
  }
  const { run, missingShards } = mergeRuns(runs, {
    benchmark,
    allowMissing: flags.allowMissing ?? false,
    mayDiffer: flags.mayDiffer ?? [],
  });
  await saveResults(run, flags.output, { benchmark });
  if (flags.json) {
    const { official, clean, planned, unfinished } = run;
    const merged = { official, clean, planned, unfinished, missing_shards: missingShards };
    printJson({ ...merged, output: flags.output });
  } else {
    printOut(benchmark.renderSummary(run.official, { model: run.model, dataset: run.dataset }));
    printOut(renderClean(run));
    printOut(`Results of ${runs.length} files: ${flags.output}`);
  }
  for (const warning of run.warnings) printNote(`note: ${warning}`);
  if (run.unfinished.length > 0) {
    printNote(`${run.unfinished.length} cases are unfinished: resume their runs and merge again`);
  }
  return missingShards.length > 0 || run.unfinished.length > 0 ? 1 : 0;
}

function program(): Command {
  return taskCommand("merge", {
    example:
      "merge results/m_demo_shard1of2.json results/m_demo_shard2of2.json --output results/m_demo.json",
  })
    .description(
      "Puts the result files of one run together that was split by --shard, or interrupted and resumed. Files of other " +
        "runs, cases told differently by two files and missing shards are refused by name; both readings are counted anew.\n\n" +
        "Exit status: 0 whole, 1 merged but incomplete, 2 refused.",
    )
    .argument("<file...>", "result files")
    .requiredOption("--output <path>", "result file to write")
    .option("--overwrite", "replace an existing output")
    .option("--allow-missing", "merge without the shards that are not there; they count as not run")
    .option(
      "--may-differ <field>",
      "field of the manifest that may differ, e.g. origin (repeatable); the merged file says so",
      collect,
    )
    .option(
      "--json",
      "print only { official, clean, planned, unfinished, missing_shards, output }",
    );
}

if (import.meta.main) await runTask(main);
