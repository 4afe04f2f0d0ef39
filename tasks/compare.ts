import { Command, Option } from "commander";
import {
  benchmarks,
  casesFrame,
  type CompareOptions,
  compareRows,
  compareRuns,
  type Frame,
  leaderboard,
  leaderboardRows,
  questionsFrame,
  type Reading,
  readResults,
  renderComparison,
  renderRuns,
  type Run,
  summaryJson,
  tableToCsv,
  tableToLatex,
  tableToMarkdown,
} from "../mod.ts";
import { collect } from "./cli/flag_values.ts";
import { printJson, printNote, printOut, runTask } from "./cli/run_task.ts";

interface Flags {
  readonly measure?: "question" | "case";
  readonly reading: Reading;
  readonly by?: readonly string[];
  readonly baseline?: string;
  readonly adjust: NonNullable<CompareOptions["adjust"]>;
  readonly acrossDifferences?: boolean;
  readonly json?: boolean;
  readonly markdown?: string;
  readonly csv?: string;
  readonly latex?: string;
}

async function main(args: readonly string[]): Promise<number> {
  const command = program();
  command.parse(args, { from: "user" });
  const flags = command.opts<Flags>();
  const runs: Run[] = [];
  for (const file of command.args) runs.push(await readResults(file, { benchmarks }));
  for (const run of runs) {
    if (run.results.length === 0) {
      printNote(`${run.file ?? run.id} holds no finished case: it is in no comparison`);
    }
  }
  const options: CompareOptions = {
    reading: flags.reading,
    adjust: flags.adjust,
    by: flags.by ?? [],
    acrossDifferences: flags.acrossDifferences ?? false,
    pairs: baselineOf(runs, flags.baseline),
    ...(flags.measure === undefined ? {} : { measure: flags.measure }),
  };
  // Cases whose items carry points are scored in a frame of their own.
  const hasPoints = runs.some(({ clean }) => clean.points !== null);
  const frame = hasPoints && flags.measure !== "question" ? casesFrame(runs) : questionsFrame(runs);
  const rows = {
    leaderboard: leaderboardRows(frame, options),
    differences: compareRows(frame, options).rows,
  };
  await writeTables(frame, { flags, options });
  if (flags.json) {
    printJson(summaryJson(runs));
    return 0;
  }
  printOut(`Side by side\n${renderRuns(runs)}`);
  printOut(`\n${renderComparison(rows)}`);
  return 0;
}

/** A baseline may be named by its file too. */
function baselineOf(runs: readonly Run[], name: string | undefined): string {
  if (name === undefined) return "all";
  return runs.find(({ file }) => file === name)?.id ?? name;
}

/** The columns a reader wants on a page; the CSV has all. */
const PAGE = {
  differences: ["value", "lo", "hi", "p_adj", "a_only", "b_only", "n", "n_excluded", "mde"],
  leaderboard: ["tier", "ranks", "run", "value", "lo", "hi", "p_best", "n", "n_excluded"],
};

async function writeTables(
  frame: Frame,
  { flags, options }: { readonly flags: Flags; readonly options: CompareOptions },
): Promise<void> {
  const { markdown, csv, latex } = flags;
  if (markdown === undefined && csv === undefined && latex === undefined) return;
  const differences = compareRuns(frame, options);
  const places = leaderboard(frame, options);
  const columns = ["a", "b", ...flags.by ?? [], ...PAGE.differences];
  if (csv !== undefined) {
    await Deno.writeTextFile(csv, tableToCsv(differences));
    await Deno.writeTextFile(beside(csv), tableToCsv(places));
  }
  if (markdown !== undefined) {
    const warned = (table: Frame, shown: readonly string[]): string =>
      tableToMarkdown(table, { columns: [...shown, "warnings"] });
    await Deno.writeTextFile(
      markdown,
      `## Leaderboard\n\n${warned(places, PAGE.leaderboard)}\n## Paired differences\n\n${
        warned(differences, columns)
      }`,
    );
  }
  if (latex !== undefined) {
    const told = { percent: true } as const;
    const caption = `${options.reading ?? "clean"} accuracy`;
    await Deno.writeTextFile(
      latex,
      [
        "% needs \\usepackage{booktabs}",
        tableToLatex(places, {
          ...told,
          columns: PAGE.leaderboard,
          caption: `Leaderboard, ${caption}`,
        }),
        tableToLatex(differences, { ...told, columns, caption: `Paired differences, ${caption}` }),
      ].join("\n"),
    );
  }
}

/** The leaderboard beside the differences: a CSV holds one table. */
function beside(csv: string): string {
  return csv.endsWith(".csv") ? `${csv.slice(0, -4)}.leaderboard.csv` : `${csv}.leaderboard.csv`;
}

function program(): Command {
  return new Command("compare")
    .description(
      "Compares the runs of result files on the questions valid in both of each pair: difference, interval and corrected p,\n" +
        "a leaderboard with tied groups, and how often one is right where the other is wrong. Runs on different data, prompts\n" +
        "or conditions are refused by name.",
    )
    .argument("<file...>", "result files")
    .addOption(
      new Option(
        "--measure <unit>",
        "what to compare; default questions, and cases where criteria carry points",
      )
        .choices(["question", "case"]),
    )
    .addOption(
      new Option("--reading <reading>", "which reading").choices(["clean", "official"])
        .default("clean"),
    )
    .option(
      "--by <column>",
      "compare within groups of this column, e.g. stage; repeatable",
      collect,
    )
    .option("--baseline <run>", "compare every run with this one only: its file, name or model")
    .addOption(
      new Option("--adjust <method>", "how p values are corrected for all pairs and groups")
        .choices(["holm", "max-t", "hochberg", "bonferroni", "bh", "by", "none"]).default("holm"),
    )
    .option("--across-differences", "compare unlike runs too; every such row says so")
    .option("--json", "print only { official, clean }; several files: a list with their names")
    .option("--markdown <file>", "write both tables as Markdown")
    .option("--csv <file>", "write the differences as CSV, the leaderboard beside it")
    .option("--latex <file>", "write both tables as LaTeX")
    .configureHelp({ helpWidth: 100 })
    .exitOverride();
}

if (import.meta.main) await runTask(main);
