import { type Command, Option } from "commander";
import {
  casesFrame,
  type CompareOptions,
  compareRows,
  compareRuns,
  type Frame,
  leaderboard,
  leaderboardRows,
  questionsFrame,
  type Reading,
  renderComparison,
  renderRuns,
  type Run,
  summaryJson,
  tableToCsv,
  tableToLatex,
  tableToMarkdown,
} from "../mod.ts";
import { collect } from "./cli/flag_values.ts";
import { didYouMean } from "./cli/did_you_mean.ts";
import { inFlags } from "./cli/in_flags.ts";
import { ofOneCondition } from "./cli/one_condition.ts";
import { readRuns } from "./cli/read_runs.ts";
import { printJson, printNote, printOut, runTask, UsageError } from "./cli/run_task.ts";
import { taskCommand } from "./cli/task_command.ts";

interface Flags {
  readonly measure?: "question" | "case";
  readonly reading: Reading;
  readonly by?: readonly string[];
  readonly baseline?: string;
  readonly condition?: string;
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
  const files = await readRuns(command.args);
  try {
    return await compare(files, flags);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new UsageError(inFlags(error.message), { cause: error });
  }
}

async function compare(files: readonly Run[], flags: Flags): Promise<number> {
  const runs = flags.condition === undefined
    ? files
    : ofOneCondition(files, { condition: flags.condition });
  for (const run of runs) {
    if (run.results.length === 0) {
      printNote(`${run.file ?? run.id} holds no finished case: it is in no comparison`);
    }
  }
  const { frame, measure } = unitsOf(runs, flags);
  refuseUnknown(frame, flags.by ?? []);
  const options: CompareOptions = {
    reading: flags.reading,
    adjust: flags.adjust,
    by: flags.by ?? [],
    acrossDifferences: flags.acrossDifferences ?? false,
    pairs: baselineOf(runs, flags.baseline),
    measure,
  };
  const rows = {
    leaderboard: leaderboardRows(frame, options),
    differences: compareRows(frame, options).rows,
  };
  await writeTables(frame, { flags, options });
  if (flags.json) {
    printJson(withComparison(runs, { frame, options }));
    return 0;
  }
  printOut(`Side by side\n${renderRuns(runs)}`);
  printOut(`\n${renderComparison(rows)}`);
  return 0;
}

/**
 * What is compared: whole cases, unless told otherwise or asked for groups that a case does not have, such as stages. Cases
 * whose items carry points have a score of their own.
 */
function unitsOf(
  runs: readonly Run[],
  { measure, by = [] }: Flags,
): { readonly frame: Frame; readonly measure: "question" | "case" } {
  const cases = casesFrame(runs);
  const areOfCases = by.every((column) => cases.columns.includes(column));
  if (areOfCases && measure !== "question") return { frame: cases, measure: "case" };
  return { frame: questionsFrame(runs), measure: measure ?? "question" };
}

/** The two readings of every run as ever; its place, its differences and what limits them stand beside. */
function withComparison(
  runs: readonly Run[],
  { frame, options }: { readonly frame: Frame; readonly options: CompareOptions },
): unknown {
  const places = leaderboard(frame, options).toRecords();
  const differences = compareRuns(frame, options).toRecords();
  const ofRun = ({ id, warnings }: Run) => {
    const place = places.find((row) => row["run_id"] === id) ?? null;
    const own = differences.filter((row) => row["a_run_id"] === id || row["b_run_id"] === id);
    const said = [place, ...own].flatMap((row) => row?.["warnings"] ?? []).map(String);
    return {
      leaderboard: place,
      differences: own,
      warnings: [...new Set([...warnings, ...said])],
    };
  };
  const summary = summaryJson(runs);
  return "official" in summary
    ? { ...summary, ...runs.slice(0, 1).map(ofRun)[0] }
    : summary.map((one, n) => ({ ...one, ...runs.slice(n, n + 1).map(ofRun)[0] }));
}

function refuseUnknown(frame: Frame, by: readonly string[]): void {
  for (const column of by.filter((one) => !frame.columns.includes(one))) {
    throw new UsageError(
      `--by is "${column}", which these runs do not have${didYouMean(column, frame.columns)}`,
    );
  }
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
  return taskCommand("compare", { example: "compare results/*.json" })
    .description(
      "Compares the runs of result files on the cases valid in both of each pair: difference, interval and corrected p, " +
        "a leaderboard with tied groups, and how often one is right where the other is wrong. A case is right when all its " +
        "questions are; --measure question compares single questions. Runs on different data, prompts " +
        "or conditions are refused by name.",
    )
    .argument("<file...>", "result files")
    .addOption(
      new Option(
        "--measure <unit>",
        "what to rank and compare; default cases, and questions with --by a column that cases lack, e.g. stage",
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
    .option("--condition <name>", "compare only the runs made so, e.g. full; others are left out")
    .option("--across-differences", "compare unlike runs too; every such row says so")
    .option(
      "--json",
      "print only { official, clean, leaderboard, differences, warnings } of each file, in a list with their names",
    )
    .option("--markdown <file>", "write both tables as Markdown")
    .option("--csv <file>", "write the differences as CSV, the leaderboard beside it")
    .option("--latex <file>", "write both tables as LaTeX");
}

if (import.meta.main) await runTask(main);
