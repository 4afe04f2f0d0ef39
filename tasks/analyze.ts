import { Command, Option } from "commander";
import {
  type AccuracyRow,
  accuracyRows,
  benchmarks,
  casesFrame,
  labelsFrame,
  questionsFrame,
  type Reading,
  renderAccuracy,
  renderClean,
  renderRuns,
  renderSpend,
  type Run,
  summaryJson,
} from "../mod.ts";
import { collect } from "./cli/flag_values.ts";
import { didYouMean } from "./cli/did_you_mean.ts";
import { readRuns } from "./cli/read_runs.ts";
import { printJson, printOut, runTask, UsageError } from "./cli/run_task.ts";
import { type GatherFlags, gatherFlags } from "./figures/gather_flags.ts";
import { printTables, tableList } from "./tables/print_tables.ts";
import { taskCommand } from "./cli/task_command.ts";

interface Flags extends GatherFlags {
  readonly table?: readonly string[];
  readonly csv?: string;
  readonly methods?: boolean;
  readonly by?: readonly string[];
  readonly measure?: "question" | "case";
  readonly reading: Reading;
  readonly json?: boolean;
}

async function main(args: readonly string[]): Promise<number> {
  const command = program();
  command.parse(args, { from: "user" });
  const flags = command.opts<Flags>();
  refuseUnread(command, flags);
  const runs = await readRuns(command.args);
  if (flags.table !== undefined) return await printTables(runs, { ...flags, table: flags.table });
  const tables = (flags.by ?? []).map((column) => accuracyBy(column, { runs, flags }));
  if (flags.json) {
    printJson(withTables(runs, tables));
    return 0;
  }
  if (tables.length > 0) {
    printOut(tables.map(({ rows }) => renderAccuracy(rows)).join("\n"));
    return 0;
  }
  for (const run of runs) {
    printOut(officialText(run));
    printOut(renderClean(run));
    printOut(renderSpend(run));
  }
  if (runs.length > 1) printOut(`\nSide by side\n${renderRuns(runs)}`);
  return 0;
}

/** What tables take goes with them, and the other way round: nothing that was typed is left unread. */
function refuseUnread(command: Command, { table }: Flags): void {
  const own = new Set(["table", "csv", "methods", ...gatherNames()]);
  const given = command.options.filter((option) =>
    command.getOptionValueSource(option.attributeName()) === "cli"
  );
  const unread = given.filter((option) =>
    table === undefined
      ? own.has(option.attributeName())
      : ["measure", "reading"].includes(option.attributeName())
  );
  if (unread.length === 0) return;
  const names = unread.map(({ long }) => long).join(", ");
  throw new UsageError(
    table === undefined
      ? `${names} goes with --table NAME; deno task analyze --help lists the tables`
      : `${names} does not go with --table: each table has its own unit, and the clean reading`,
  );
}

function gatherNames(): readonly string[] {
  return gatherFlags(new Command()).options.map((option) => option.attributeName());
}

function officialText(run: Run): string {
  const benchmark = benchmarks.find(({ name }) => name === run.benchmark);
  const text = benchmark?.renderSummary(run.official, { model: run.model, dataset: run.dataset });
  return `${run.file ?? ""}\n${text ?? ""}`;
}

/** Accuracy of every run by one column. */
interface Table {
  readonly by: string;
  readonly rows: readonly AccuracyRow[];
}

/** A column of the frame, or a kind of label, of which an item may have several. */
function accuracyBy(
  column: string,
  { runs, flags }: { readonly runs: readonly Run[]; readonly flags: Flags },
): Table {
  const { reading } = flags;
  const hasPoints = runs.some(({ clean }) => clean.points !== null);
  const isOfCases = hasPoints && casesFrame(runs).columns.includes(column);
  const { measure = isOfCases ? "case" : "question" } = flags;
  const frame = measure === "case" ? casesFrame(runs) : questionsFrame(runs);
  if (frame.columns.includes(column)) {
    return { by: column, rows: accuracyRows(frame, { by: column, reading }).rows };
  }
  const items = runs.flatMap(({ results }) => results).flatMap(({ case: c }) => c.items);
  const kinds = [...new Set(items.flatMap(({ labels }) => Object.keys(labels)))];
  if (measure === "question" && kinds.includes(column)) {
    const labels = labelsFrame(runs, { labels: { [column]: column } });
    const { rows } = accuracyRows(labels, { by: "label", reading });
    return { by: column, rows: rows.map((row) => ({ ...row, term: column })) };
  }
  const names = [...groupNames(runs), ...(measure === "question" ? kinds : [])];
  throw new UsageError(
    `--by is "${column}", expected a column or a kind of label: ${names.join(", ")}${
      didYouMean(column, names)
    }`,
  );
}

/** What a reader may group by: the position, and every tag with few enough values. */
function groupNames(runs: readonly Run[]): readonly string[] {
  const cases = runs.flatMap(({ results }) => results.map(({ case: c }) => c));
  const tagged = [...cases, ...cases.flatMap(({ items }) => items)].map(({ tags }) => tags);
  const values = new Map<string, Set<unknown>>();
  for (const [name, value] of tagged.flatMap((tags) => Object.entries(tags))) {
    values.set(name, (values.get(name) ?? new Set()).add(value));
  }
  const most = Math.max(1, Math.min(40, cases.length / 2));
  const few = [...values].filter(([, { size }]) => size <= most).map(([name]) => name);
  return ["position", ...few];
}

/** `{ official, clean }` as ever; what was asked for by group stands beside them. */
function withTables(runs: readonly Run[], tables: readonly Table[]): unknown {
  const summary = summaryJson(runs);
  if (tables.length === 0) return summary;
  const ofRun = (id: string | undefined) => ({
    by: Object.fromEntries(
      tables.map(({ by, rows }) => [by, rows.filter(({ run_id }) => run_id === id)]),
    ),
  });
  return "official" in summary
    ? { ...summary, ...ofRun(runs[0]?.id) }
    : summary.map((one, n) => ({ ...one, ...ofRun(runs[n]?.id) }));
}

function program(): Command {
  const command = taskCommand("analyze", { example: "analyze results/*.json" })
    .description(
      "Summarises result files, ours or the reference evaluator's: the official numbers as the reference counts them, " +
        "and the clean reading with intervals, coverage and bounds. Several files also stand side by side. " +
        "With --by, accuracy within groups instead, of all files in one table: --by position --by stage --by image_modality. " +
        "With --table, the tables of the notebooks, listed below; deno task figures draws their figures.",
    )
    .argument("<file...>", "result files")
    .option(
      "--by <column>",
      "accuracy within groups of this column or kind of label; repeatable",
      collect,
    )
    .addOption(
      new Option(
        "--measure <unit>",
        "what --by counts; default questions, and cases where criteria carry points",
      ).choices(["question", "case"]),
    )
    .addOption(
      new Option("--reading <reading>", "which reading --by uses").choices(["clean", "official"])
        .default("clean"),
    )
    .option(
      "--json",
      "print only { official, clean }, and by with --by; several files: a list with their names; { tables, skipped } with --table",
    )
    .option("--table <name>", "print this table instead (may be repeated; all: every one)", collect)
    .option("--csv <folder>", "write the tables with all their columns, NAME.csv each")
    .option(
      "--methods",
      "print the methods paragraph of the tables and a filled reporting checklist too",
    );
  return gatherFlags(command)
    .addHelpText("after", tableList());
}

if (import.meta.main) await runTask(main);
