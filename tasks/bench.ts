import { fileURLToPath } from "node:url";
import { type Command, Option } from "commander";
import { compareFindings, comparisonLine, newBaseline, readBaseline } from "./bench/baseline.ts";
import type { Finding } from "./bench/finding.ts";
import { memoryGrowth } from "./bench/memory_growth.ts";
import { runCosts } from "./bench/run_costs.ts";
import { startUp } from "./bench/start_up.ts";
import { wallTime } from "./bench/wall_time.ts";
import { wholeNumber } from "./cli/flag_values.ts";
import { printNote, printOut, runTask } from "./cli/run_task.ts";
import { taskCommand } from "./cli/task_command.ts";

interface Flags {
  readonly cases: number;
  readonly rounds: number;
  readonly only?: readonly string[];
  readonly long?: boolean;
  readonly baseline: string;
  readonly saveBaseline?: boolean;
  readonly json?: boolean;
}

/** What can be measured, in order. */
const PARTS: Readonly<
  Record<string, (flags: Flags, folder: string) => Promise<readonly Finding[]>>
> = {
  costs: ({ cases, rounds }, folder) => runCosts({ cases, rounds, folder }),
  wall: async ({ cases }, folder) => [await wallTime({ cases, folder })],
  start: async (_, folder) => [await startUp({ folder })],
  memory: async ({ long = false }, folder) => [
    long
      ? await memoryGrowth({ id: "memory_long", fewTurns: 2000, manyTurns: 20_000, folder })
      : await memoryGrowth({ id: "memory", fewTurns: 500, manyTurns: 2000, folder }),
  ],
};

async function main(args: readonly string[]): Promise<number> {
  const command = program();
  command.parse(args, { from: "user" });
  const flags = command.opts<Flags>();
  const before = await readBaseline(flags.baseline);
  const findings: Finding[] = [];
  for (const [name, part] of Object.entries(PARTS)) {
    if (flags.only !== undefined && !flags.only.includes(name)) continue;
    // A folder each: what one leaves on disk is measured by it alone.
    const folder = await Deno.makeTempDir({ prefix: "rounds-bench-" });
    try {
      findings.push(...await part(flags, folder));
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  }
  if (flags.saveBaseline) {
    const text = `${JSON.stringify(newBaseline(findings, before), null, 2)}\n`;
    await Deno.writeTextFile(flags.baseline, text);
  }
  const comparisons = compareFindings(findings, flags.saveBaseline ? null : before);
  if (flags.json) console.log(JSON.stringify(comparisons, null, 2));
  else for (const comparison of comparisons) printOut(comparisonLine(comparison));
  if (flags.saveBaseline) printNote(`Baseline: ${flags.baseline}`);
  else if (before !== null && before.deno !== Deno.version.deno) {
    printNote(`The baseline was made with Deno ${before.deno}, this is ${Deno.version.deno}.`);
  }
  return comparisons.every(({ verdict }) => verdict === "ok" || verdict === "unknown") ? 0 : 1;
}

function program(): Command {
  return taskCommand("bench")
    .description(
      "Measures what a run costs, as ratios of two things measured in one go, so that the machine hardly matters: CPU " +
        "against the bare openai package, bytes against what is kept, wall time against the best schedule, start-up " +
        "against an empty file, memory against a shorter run. Each is held against its promise and against the baseline; " +
        "exit status 1 when one is above the first, or above the second by more than its tolerance.",
    )
    .allowExcessArguments(false)
    .option("--cases <number>", "generated cases", wholeNumber(1, 100_000), 1407)
    .option("--rounds <number>", "repetitions of the CPU comparison", wholeNumber(1, 100), 3)
    .addOption(
      new Option("--only <part...>", "measure only this").choices(Object.keys(PARTS)),
    )
    .option("--long", "memory: 20,000 turns with 1 MB images against 2,000 (some minutes)")
    .option(
      "--baseline <file>",
      "the ratios to compare with",
      fileURLToPath(new URL("bench/baseline.json", import.meta.url)),
    )
    .option(
      "--save-baseline",
      "write what was found into the baseline; what was not measured stays",
    )
    .option("--json", "print the comparison as JSON");
}

if (import.meta.main) await runTask(main);
