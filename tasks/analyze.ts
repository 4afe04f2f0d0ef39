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
import { readRuns } from "./cli/read_runs.ts";
import { printJson, printOut, runTask, UsageError } from "./cli/run_task.ts";

interface Flags {
  readonly by?: readonly string[];
  readonly measure?: "question" | "case";
  readonly reading: Reading;
  readonly json?: boolean;
}

async function main(args: readonly string[]): Promise<number> {
  const command = program();
  command.parse(args, { from: "user" });
  const flags = command.opts<Flags>();
  const runs = await readRuns(command.args);
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
  throw new UsageError(
    `--by is "${column}", expected a column or a kind of label: ${
      [...groupNames(runs), ...(measure === "question" ? kinds : [])].join(", ")
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
  return new Command("analyze")
    .description(
      "Summarises result files, ours or the reference evaluator's: the official numbers as the reference counts them,\n" +
        "and the clean reading with intervals, coverage and bounds. Several files also stand side by side.\n" +
        "With --by, accuracy within groups instead, of all files in one table: --by position --by stage --by image_modality.",
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
      "print only { official, clean }, and by with --by; several files: a list with their names",
    )
    .configureHelp({ helpWidth: 100 })
    .exitOverride();
}

if (import.meta.main) await runTask(main);
