import type { Command } from "commander";
import { generateFiles } from "./bench_tables/generate_files.ts";
import { measureTables } from "./bench_tables/measure_tables.ts";
import { parseRatio } from "./bench_tables/parse_ratio.ts";
import { aboveZero, wholeNumber } from "./cli/flag_values.ts";
import { printNote, printOut, runTask } from "./cli/run_task.ts";
import { taskCommand } from "./cli/task_command.ts";

/** Reading one file may take so many times the CPU of the bare parser. */
const MOST_RATIO = 1.5;

/** Reading, frames, tables and figures of 26 full runs may take this long on two cores. */
const MOST_MS = 10_000;

interface Flags {
  readonly runs: number;
  readonly cases?: number;
  readonly mostRatio: number;
  readonly mostMs: number;
  readonly json?: boolean;
}

async function main(args: readonly string[]): Promise<number> {
  const command = program();
  command.parse(args, { from: "user" });
  const flags = command.opts<Flags>();
  const { mostMs, mostRatio } = flags;
  const folder = await Deno.makeTempDir({ prefix: "rounds-bench-" });
  try {
    printNote(`Generating ${flags.runs} runs ...`);
    const paths = await generateFiles({ folder, ...flags });
    const { steps, questions } = await measureTables(paths);
    const [first = ""] = paths;
    const { ratio, parseMs } = parseRatio(await Deno.readTextFile(first), { where: first });
    const total = steps.reduce((sum, { wallMs }) => sum + wallMs, 0);
    const isKept = { ratio: ratio <= mostRatio, total: total <= mostMs };
    if (flags.json) {
      const limits = { ratio: mostRatio, total: mostMs };
      console.log(JSON.stringify({ steps, total, ratio, parseMs, questions, limits }, null, 2));
    } else {
      for (const { name, wallMs, cpuMs } of steps) {
        printOut(`${name.padEnd(24)} ${ms(wallMs)} wall ${ms(cpuMs)} CPU`);
      }
      printOut(
        `${`all, ${questions} questions`.padEnd(24)} ${ms(total)} wall, at most ${mostMs} ms: ${
          word(isKept.total)
        }`,
      );
      printOut(
        `${"one file".padEnd(24)} ${ratio.toFixed(2)} × JSON.parse (${
          parseMs.toFixed(1)
        } ms CPU), at most ${mostRatio}: ${word(isKept.ratio)}`,
      );
    }
    return isKept.ratio && isKept.total ? 0 : 1;
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

function word(isKept: boolean): string {
  return isKept ? "kept" : "missed";
}

function ms(value: number): string {
  return `${Math.round(value)} ms`.padStart(8);
}

function program(): Command {
  return taskCommand("bench-tables")
    .description(
      "Measures two promises on simulated runs: reading one file against the bare JSON parser, and reading, frames, tables " +
        "and figures of all runs. Exits 1 when one is missed.",
    )
    .option("--runs <n>", "how many runs", wholeNumber(2, 100), 26)
    .option(
      "--cases <n>",
      "how many cases a run has; all of the set unless told",
      wholeNumber(1, 10_000),
    )
    .option("--most-ratio <n>", "limit of the first, in CPU", aboveZero, MOST_RATIO)
    .option("--most-ms <n>", "limit of the second, wall", aboveZero, MOST_MS)
    .option("--json", "print the measurements as JSON");
}

if (import.meta.main) await runTask(main);
