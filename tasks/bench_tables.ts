import process from "node:process";
import { join } from "node:path";
import { Command } from "commander";
import {
  benchmarks,
  casesFrame,
  compareRuns,
  flips,
  leaderboard,
  liveclin,
  parseResults,
  questionsFrame,
  readResults,
  type Run,
  saveResults,
  summaryTable,
} from "../mod.ts";
import { generateSet } from "./generate_runs/generate_set.ts";
import { profiles } from "./generate_runs/profiles.ts";
import { simulateRun } from "./generate_runs/simulate_run.ts";
import { wholeNumber } from "./cli/flag_values.ts";
import { printNote, printOut, runTask } from "./cli/run_task.ts";

/** Reading, frames and tables of 26 full runs may take this long on two cores. */
const MOST_MS = 10_000;

interface Step {
  readonly name: string;
  readonly wallMs: number;
  readonly cpuMs: number;
}

async function main(args: readonly string[]): Promise<number> {
  const command = program();
  command.parse(args, { from: "user" });
  const { runs: count, json } = command.opts<{ readonly runs: number; readonly json?: boolean }>();
  const folder = await Deno.makeTempDir({ prefix: "rounds-bench-" });
  try {
    printNote(`Generating ${count} runs ...`);
    const paths = await generate(folder, count);
    const parsing = await parseRatio(paths[0] ?? "");
    const { steps, questions } = await measureTables(paths);
    const total = steps.reduce((sum, { wallMs }) => sum + wallMs, 0);
    if (json) console.log(JSON.stringify({ steps, total, parsing, questions }, null, 2));
    else {
      for (const { name, wallMs, cpuMs } of steps) {
        printOut(`${name.padEnd(24)} ${ms(wallMs)} wall ${ms(cpuMs)} CPU`);
      }
      printOut(`${`all, ${questions} questions`.padEnd(24)} ${ms(total)} wall, at most ${MOST_MS}`);
      printOut(`one file                 ${parsing.toFixed(2)} × JSON.parse`);
    }
    return total <= MOST_MS ? 0 : 1;
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function generate(folder: string, count: number): Promise<readonly string[]> {
  const set = generateSet({ seed: 1 });
  const alike = profiles(2 * count + 12)
    .filter(({ condition, trials }) => condition === "full" && trials === 1).slice(0, count);
  const paths: string[] = [];
  for (const [place, profile] of alike.entries()) {
    const run = await simulateRun(profile, { ...set, seed: 1, place });
    const path = join(folder, `${place}.json`);
    await saveResults(run, path, { benchmark: liveclin({ imageMode: "url" }) });
    paths.push(path);
  }
  return paths;
}

async function measureTables(
  paths: readonly string[],
): Promise<{ readonly steps: readonly Step[]; readonly questions: number }> {
  const steps: Step[] = [];
  const measure = async <T>(name: string, work: () => T | Promise<T>): Promise<T> => {
    const [start, before] = [performance.now(), process.cpuUsage()];
    const done = await work();
    const { user, system } = process.cpuUsage(before);
    steps.push({ name, wallMs: performance.now() - start, cpuMs: (user + system) / 1000 });
    return done;
  };
  const runs = await measure("read", async () => {
    const read: Run[] = [];
    for (const path of paths) read.push(await readResults(path, { benchmarks }));
    return read;
  });
  const frame = await measure("questionsFrame", () => questionsFrame(runs));
  await measure("casesFrame", () => casesFrame(runs));
  await measure("summaryTable", () => summaryTable(runs));
  await measure("compareRuns", () => compareRuns(frame));
  await measure("compareRuns, cases", () => compareRuns(frame, { measure: "case" }));
  await measure("leaderboard", () => leaderboard(frame));
  const [a, b] = runs.map(({ id }) => id);
  if (a !== undefined && b !== undefined) await measure("flips", () => flips(frame, { a, b }));
  return { steps, questions: frame.height };
}

/** Median CPU of reading one file over that of the bare parser. */
async function parseRatio(path: string): Promise<number> {
  const text = await Deno.readTextFile(path);
  const ratios = Array.from({ length: 9 }, () => {
    const bare = cpuOf(() => JSON.parse(text));
    return cpuOf(() => parseResults(text, { where: path, benchmarks })) / bare;
  });
  return ratios.sort((x, y) => x - y)[4] ?? 0;
}

function cpuOf(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

function ms(value: number): string {
  return `${Math.round(value)} ms`.padStart(8);
}

function program(): Command {
  return new Command("bench-tables")
    .description(
      "Measures reading, frames and tables of simulated full-size runs. Exits 1 when they take longer than promised.",
    )
    .option("--runs <n>", "how many runs", wholeNumber(2, 100), 26)
    .option("--json", "print the measurements as JSON")
    .configureHelp({ helpWidth: 100 })
    .exitOverride();
}

if (import.meta.main) await runTask(main);
