import { join } from "node:path";
import { Command } from "commander";
import { liveclin, saveResults } from "../mod.ts";
import { wholeNumber } from "./cli/flag_values.ts";
import { printNote, printOut, runTask, UsageError } from "./cli/run_task.ts";
import { generateSet } from "./generate_runs/generate_set.ts";
import { type Profile, profiles } from "./generate_runs/profiles.ts";
import { simulateRun } from "./generate_runs/simulate_run.ts";

interface Flags {
  readonly out: string;
  readonly seed: number;
  readonly cases: number;
  readonly runs?: number;
  readonly overwrite?: boolean;
}

async function main(args: readonly string[]): Promise<number> {
  const command = program();
  command.parse(args, { from: "user" });
  const { out, seed, cases, runs, overwrite } = command.opts<Flags>();
  const plan = profiles(runs);
  const set = generateSet({ cases, seed });
  const names = plan.map((profile, place) =>
    fileName(profile, { plan, place, set: set.dataset.name })
  );
  const records = join(out, `${set.dataset.name}.jsonl`);
  const paths = names.map((name) => join(out, name));
  if (!overwrite) {
    for (const path of [records, ...paths]) {
      if (await Deno.stat(path).catch(() => null)) {
        throw new UsageError(`${path} exists: use --overwrite to replace it, or another --out`);
      }
    }
  }
  await Deno.mkdir(out, { recursive: true });
  await Deno.writeTextFile(records, set.text);
  printOut(records);
  for (const [place, profile] of plan.entries()) {
    const run = await simulateRun(profile, { ...set, seed, place });
    const path = paths[place] ?? "";
    await saveResults(run, path, {
      benchmark: liveclin({ imageMode: "url", condition: profile.condition }),
    });
    printOut(path);
  }
  const questions = set.cases.reduce((sum, { items }) => sum + items.length, 0);
  printNote(
    `${cases} cases with ${questions} questions, ${plan.length} simulated runs of them: they measure nothing.`,
  );
  return 0;
}

/** Model, set, and what tells runs of one model apart. */
function fileName(
  { model, condition, trials, startedAt }: Profile,
  { plan, place, set }: {
    readonly plan: readonly Profile[];
    readonly place: number;
    readonly set: string;
  },
): string {
  const earlier = plan.slice(0, place).filter((other) =>
    other.model === model && other.condition === condition
  );
  const parts = [
    `${model}_${set}`,
    ...(condition === "full" ? [] : [condition]),
    ...(trials === 1 ? [] : [`${trials}_trials`]),
    ...(earlier.length === 0 ? [] : [startedAt.slice(0, 10)]),
  ];
  return `${parts.join("_")}.json`;
}

function program(): Command {
  return new Command("generate-runs")
    .description(
      "Generates a LiveClin-like set of full size and result files of simulated models over it, without a server:\n" +
        "eight models, four conditions, repeats, dates, and everything that can go wrong. Equal seeds give equal files.",
    )
    .option("--out <folder>", "where to write", "results/generated")
    .option("--seed <n>", "seed of everything", wholeNumber(0), 1)
    .option("--cases <n>", "cases of the set", wholeNumber(1, 100_000), 1407)
    .option("--runs <n>", "number of runs; default the twelve of the line-up", wholeNumber(1, 200))
    .option("--overwrite", "replace files that exist")
    .configureHelp({ helpWidth: 100 })
    .exitOverride();
}

if (import.meta.main) await runTask(main);
