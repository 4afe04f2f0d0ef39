import { join } from "node:path";
import type { Command } from "commander";
import {
  cleanSummary,
  livemedbench,
  type LiveMedBenchCase,
  livemedbenchMetrics,
  livemedbenchResults,
  loadCases,
  writeAtomically,
} from "../mod.ts";
import { readJson } from "./cli/json_files.ts";
import { refuseInputs } from "./cli/refuse_inputs.ts";
import { printNote, printOut, runTask, UsageError } from "./cli/run_task.ts";
import { taskCommand } from "./cli/task_command.ts";

interface Flags {
  readonly rubricFile: string;
  readonly evaluationDir: string;
  readonly outputFile: string;
  readonly json?: boolean;
}

async function main(args: readonly string[]): Promise<number> {
  const command = program();
  command.parse(args, { from: "user" });
  const flags = command.opts<Flags>();
  await refuseInputs({ "--output-file": flags.outputFile }, [flags.rubricFile]);
  const evaluations = await readEvaluations(flags.evaluationDir);
  const rubric = await readJson(flags.rubricFile);
  const { table, overall, warnings } = livemedbenchMetrics({ rubric, evaluations });
  await writeAtomically(flags.outputFile, [table]);
  const cases = await Array.fromAsync(
    loadCases(flags.rubricFile, {
      benchmark: livemedbench(),
      skipBadCases: true,
      onBadRecord: (error) => printNote(`not in the clean reading: ${error.message}`),
    }),
  );
  const clean = Object.entries(evaluations).map(([model, file]) =>
    readClean(model, file, { cases })
  );
  for (const warning of [...warnings, ...clean.flatMap((entry) => entry.warnings)]) {
    printNote(`note: ${warning}`);
  }
  if (flags.json) {
    const entries = clean.map((
      { model, summary },
    ) => [model, { official: overall[model], clean: summary }]);
    console.log(JSON.stringify(Object.fromEntries(entries), null, 2));
    return 0;
  }
  printOut(table);
  printOut(
    [
      "",
      "Clean reading (mean of the cases that unknown verdicts cannot move, each clipped to 0-1; bounds of all cases)",
      ...clean.map(row),
    ]
      .join("\n"),
  );
  printOut(`\nTable: ${flags.outputFile}`);
  return 0;
}

interface CleanEntry {
  readonly model: string;
  readonly summary: ReturnType<typeof cleanSummary>;
  readonly warnings: readonly string[];
}

function readClean(
  model: string,
  file: unknown,
  { cases }: { readonly cases: readonly LiveMedBenchCase[] },
): CleanEntry {
  const { results, warnings } = livemedbenchResults(file, {
    cases,
    model,
    where: `evaluation_results_${model}.json`,
  });
  const items = cases.reduce((sum, c) => sum + c.items.length, 0);
  return {
    model,
    summary: cleanSummary(results, { planned: { cases: cases.length, items } }),
    warnings,
  };
}

function row({ model, summary: { cases, points, outcomes } }: CleanEntry): string {
  const fixed = (value: number | null | undefined) => value?.toFixed(4) ?? "n/a";
  return `  ${model}: ${fixed(cases.score)} over ${cases.n} of ${cases.planned} cases, between ${
    fixed(cases.low)
  } and ${fixed(cases.high)}; positive points earned ${
    fixed(points?.earned.score)
  }, penalties triggered ${
    fixed(points?.triggered.score)
  }; ${outcomes.ungraded} criteria without a verdict`;
}

async function readEvaluations(folder: string): Promise<Readonly<Record<string, unknown>>> {
  const models: [string, unknown][] = [];
  for await (const { name } of Deno.readDir(folder)) {
    const model = /^evaluation_results_(.*)\.json$/s.exec(name)?.[1];
    if (model !== undefined) models.push([model, await readJson(join(folder, name))]);
  }
  if (models.length === 0) {
    throw new UsageError(`There is no evaluation_results_*.json in ${folder}`);
  }
  return Object.fromEntries(models.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function program(): Command {
  return taskCommand("metrics", {
    example: "metrics --rubric-file LiveMedBench_v202601.json --evaluation-dir results/gpt-5",
  })
    .description(
      "Writes the LiveMedBench table from evaluation files of either origin: one row a month, one column a model, the " +
        "numbers of the released metric script. The clean reading with its bounds is printed beside it.",
    )
    .allowExcessArguments(false)
    .requiredOption("--rubric-file <path>", "the dataset, a JSON list")
    .requiredOption("--evaluation-dir <path>", "folder of evaluation_results_<model>.json")
    .option("--output-file <path>", "tab-separated table", "metric_results.txt")
    .option("--json", "print { model: { official, clean } } instead");
}

if (import.meta.main) await runTask(main);
