import { Command } from "commander";
import { benchmarks, readResults, renderClean, renderRuns, type Run, summaryJson } from "../mod.ts";
import { printJson, printOut, runTask } from "./cli/run_task.ts";

interface Flags {
  readonly json?: boolean;
}

async function main(args: readonly string[]): Promise<number> {
  const command = program();
  command.parse(args, { from: "user" });
  const runs: Run[] = [];
  for (const file of command.args) runs.push(await readResults(file, { benchmarks }));
  if (command.opts<Flags>().json) {
    printJson(summaryJson(runs));
    return 0;
  }
  for (const run of runs) {
    printOut(officialText(run));
    printOut(renderClean(run));
  }
  if (runs.length > 1) printOut(`\nSide by side\n${renderRuns(runs)}`);
  return 0;
}

function officialText(run: Run): string {
  const benchmark = benchmarks.find(({ name }) => name === run.benchmark);
  const text = benchmark?.renderSummary(run.official, { model: run.model, dataset: run.dataset });
  return `${run.file ?? ""}\n${text ?? ""}`;
}

function program(): Command {
  return new Command("analyze")
    .description(
      "Summarises result files, ours or the reference evaluator's: the official numbers as the reference counts them,\n" +
        "and the clean reading with intervals, coverage and bounds. Several files also stand side by side.",
    )
    .argument("<file...>", "result files")
    .option("--json", "print only { official, clean }; several files: a list with their names")
    .configureHelp({ helpWidth: 100 })
    .exitOverride();
}

if (import.meta.main) await runTask(main);
