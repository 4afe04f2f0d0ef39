import type { Command } from "commander";
import { coverageCell } from "../mod.ts";
import { printOut, runTask } from "./cli/run_task.ts";
import { taskCommand } from "./cli/task_command.ts";

interface Flags {
  readonly dataSets: string;
  readonly seed: string;
  readonly json?: boolean;
}

/** Benchmark-like cells: number of cases, true question accuracy, spread of difficulty and of the models by case. */
const CELLS = [
  { cases: 10, accuracy: 0.76, caseSd: 1, interactionSd: 0 },
  { cases: 10, accuracy: 0.95, caseSd: 0.8, interactionSd: 0 },
  { cases: 20, accuracy: 0.76, caseSd: 1, interactionSd: 0 },
  { cases: 20, accuracy: 0.95, caseSd: 0.8, interactionSd: 0 },
  { cases: 80, accuracy: 0.5, caseSd: 1, interactionSd: 0 },
  { cases: 80, accuracy: 0.8, caseSd: 0, interactionSd: 0 },
  { cases: 80, accuracy: 0.76, caseSd: 1, interactionSd: 0.8 },
  { cases: 80, accuracy: 0.76, caseSd: 1, interactionSd: 1.5 },
  { cases: 1407, accuracy: 0.76, caseSd: 1, interactionSd: 0 },
];

async function main(args: readonly string[]): Promise<number> {
  const command = program();
  await command.parseAsync(args, { from: "user" });
  const flags = command.opts<Flags>();
  const dataSets = whole(flags.dataSets, "--data-sets");
  const seed = whole(flags.seed, "--seed");
  const rows: unknown[] = [];
  let sound = true;
  if (!flags.json) printOut(HEADER);
  for (const cell of CELLS) {
    const result = coverageCell({ ...cell, dataSets, seed });
    const slack = 2 * result.coverageError;
    const covered = result.coverage >= 0.94 - slack && result.coverage <= 0.98 + slack;
    const honest = result.typeIError <= 0.055 + 2 * result.typeIMonteCarloError;
    sound &&= covered && honest;
    rows.push({ ...cell, ...result, covered, honest });
    if (!flags.json) printOut(line(cell, result, covered && honest));
  }
  if (flags.json) console.log(JSON.stringify(rows, null, 2));
  else {
    printOut(
      `${dataSets} data sets a cell, seed ${seed}. Wanted: default 94-98 %, type I at most 5.5 %, ` +
        "both plus two Monte Carlo errors.",
    );
  }
  return sound ? 0 : 1;
}

const HEADER =
  "cases  accuracy  case SD  model SD | Wilson   CR1 t    default (error)    width | " +
  "type I t (error)   sign flip";

function line(
  cell: (typeof CELLS)[number],
  result: ReturnType<typeof coverageCell>,
  good: boolean,
): string {
  const percent = (share: number): string => `${(100 * share).toFixed(1)} %`.padStart(7);
  const error = (share: number): string => `(${(100 * share).toFixed(2)})`.padStart(7);
  return [
    `${cell.cases}`.padStart(5),
    cell.accuracy.toFixed(2).padStart(9),
    cell.caseSd.toFixed(1).padStart(8),
    cell.interactionSd.toFixed(1).padStart(9),
    "|",
    percent(result.coverageWilson),
    percent(result.coverageT),
    `${percent(result.coverage)} ${error(result.coverageError)}`,
    percent(result.width).padStart(9),
    "|",
    `${percent(result.typeIError)} ${error(result.typeIMonteCarloError)}`,
    percent(result.typeISignFlip).padStart(11),
    good ? "" : "  outside",
  ].join(" ").trimEnd();
}

function whole(text: string, flag: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value > 0) return value;
  throw new RangeError(`${flag} is "${text}", expected a whole number above 0`);
}

function program(): Command {
  return taskCommand("interval-coverage")
    .description(
      "Simulates benchmarks and reports the real coverage of the default interval and the type I error of the " +
        "paired tests, with Monte Carlo errors. Exit code 1 when a cell lies outside what is promised.",
    )
    .option("--data-sets <n>", "simulated data sets a cell", "6000")
    .option("--seed <n>", "seed of the generator", "42")
    .option("--json", "print the rows as JSON");
}

if (import.meta.main) await runTask(main);
