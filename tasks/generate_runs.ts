import { type Command, Option } from "commander";
import { wholeNumber } from "./cli/flag_values.ts";
import { printNote, printOut, runTask, UsageError } from "./cli/run_task.ts";
import {
  GENERATED,
  type GeneratedOptions,
  planGenerated,
  writeGenerated,
} from "./generate_runs/write_generated.ts";
import { taskCommand } from "./cli/task_command.ts";

async function main(args: readonly string[]): Promise<number> {
  const command = program();
  command.parse(args, { from: "user" });
  const flags = command.opts<GeneratedOptions & { readonly overwrite?: boolean }>();
  const plans = planGenerated(flags);
  if (!flags.overwrite) {
    for (const { path } of plans.flatMap(({ files }) => files)) {
      if (await Deno.stat(path).catch(() => null)) {
        throw new UsageError(`${path} exists: use --overwrite to replace it, or another --out`);
      }
    }
  }
  await writeGenerated(plans, printOut);
  for (const { note } of plans) printNote(`${note}: they measure nothing.`);
  return 0;
}

function program(): Command {
  return taskCommand("generate-runs")
    .description(
      "Generates sets of full size and result files of simulated models over them, without a server, to look at tables, " +
        "figures and notebooks with. LiveClin: eight models, four conditions, repeats, dates, and everything that can go " +
        "wrong. LiveMedBench: two releases, eight models with different knowledge cut-offs, three judges and a panel, " +
        "repeated verdicts, physicians' ratings. Equal seeds give equal files.",
    )
    .option(
      "--out <folder>",
      "result files go there, their data into its folder sets",
      "data/generated",
    )
    .addOption(
      new Option("--benchmark <name>", "which").choices(["liveclin", "livemedbench", "all"])
        .default(GENERATED.benchmark),
    )
    .option("--seed <n>", "seed of everything", wholeNumber(0), GENERATED.seed)
    .option("--cases <n>", "cases of the LiveClin set", wholeNumber(1, 100_000), GENERATED.cases)
    .option(
      "--med-cases <n>",
      "cases of the LiveMedBench set",
      wholeNumber(10, 100_000),
      GENERATED.medCases,
    )
    .option(
      "--med-sample <n>",
      "of which the judged runs answer",
      wholeNumber(10, 100_000),
      GENERATED.medSample,
    )
    .option("--runs <n>", "runs of each benchmark; default its whole line-up", wholeNumber(1, 200))
    .option("--overwrite", "replace files that exist");
}

if (import.meta.main) await runTask(main);
