import { join } from "node:path";
import { type Command, Option } from "commander";
import {
  accuracyPlot,
  accuracyTable,
  type Benchmark,
  casesFrame,
  embeddedDataset,
  type Frame,
  httpModel,
  imageStore,
  type Judge,
  JUDGE_PARAMETERS,
  labelsFrame,
  liveProgress,
  loadCases,
  openBenchmark,
  questionsFrame,
  readRecords,
  renderRuns,
  rubricJudge,
  type Run,
  runBenchmark,
  saveFigure,
  simulatedQuestions,
  simulatedRubrics,
  type SimulatedServerOptions,
  startSimulatedServer,
} from "../mod.ts";
import { wholeNumber } from "./cli/flag_values.ts";
import { interruptSignal } from "./cli/interrupt_signal.ts";
import { printNote, printOut, runTask, UsageError } from "./cli/run_task.ts";
import { taskCommand } from "./cli/task_command.ts";

interface Flags {
  readonly benchmark: string;
  readonly judge: string;
  readonly out?: string;
  readonly seed: number;
}

/** What is shown of a benchmark. */
interface Show {
  /** Name of the embedded set. */
  readonly dataset: string;
  /** Three simulated models, each there to show something. */
  readonly models: readonly string[];
  /** What the models may know of a record. */
  know(record: unknown, where: string): Pick<SimulatedServerOptions, "questions" | "rubrics">;
  /** Whether a judge reads the answers. */
  readonly isJudged: boolean;
  /** Figures of accuracy by a column of a frame. */
  readonly figures: readonly {
    readonly name: string;
    readonly by: string;
    frame(runs: readonly Run[]): Frame;
  }[];
  /** Where its results go unless told. */
  readonly out: string;
  /** What to try next. */
  readonly next: string;
}

const SHOWS: Readonly<Record<string, Show>> = {
  // A strong model, a weak one, and one that does not look at images.
  liveclin: {
    dataset: "rounds_demo",
    out: "results/demo",
    models: ["sim-strong", "sim-weak", "sim-blind"],
    know: (record, where) => ({ questions: simulatedQuestions(record, where) }),
    isJudged: false,
    figures: [
      { name: "position", by: "position", frame: (runs) => questionsFrame(runs) },
      { name: "stage", by: "stage", frame: (runs) => questionsFrame(runs) },
      {
        name: "modality",
        by: "label",
        frame: (runs) => labelsFrame(runs, { labels: { image: "image_modality" } }),
      },
    ],
    next: "notebooks/02-explore-results.ipynb",
  },
  // A good subject, a poor one, and one that knows the early months only.
  livemedbench: {
    dataset: "rounds_meddemo",
    out: "results/demo-livemedbench",
    models: ["sim-physician", "sim-glib", "sim-stale"],
    know: (record, where) => ({ rubrics: simulatedRubrics(record, where) }),
    isJudged: true,
    figures: [
      { name: "month", by: "month", frame: (runs) => casesFrame(runs) },
      { name: "language", by: "language", frame: (runs) => casesFrame(runs) },
    ],
    next:
      "notebooks/03-rubric-evaluation.ipynb; --judge sim-judge-unreliable shows what a failing judge leaves open",
  },
};

async function main(args: readonly string[]): Promise<number> {
  const command = program();
  command.parse(args, { from: "user" });
  const { benchmark: name, judge: judgeName, seed, ...flags } = command.opts<Flags>();
  const show = SHOWS[name];
  if (show === undefined) throw new UsageError(`there is no demo of ${name}`);
  const { out = show.out } = flags;
  const { signal, end } = interruptSignal();
  printNote(
    "Everything below is SIMULATED: rule-based models on synthetic cases, served on this machine.",
  );
  const files = await embeddedDataset(show.dataset);
  const known = (await Array.fromAsync(readRecords(files.recordsPath))).map(({ value, where }) =>
    show.know(value, where)
  );
  await using server = await startSimulatedServer({
    seed,
    questions: known.flatMap(({ questions = [] }) => questions),
    rubrics: known.flatMap(({ rubrics = [] }) => rubrics),
  });
  const benchmark = openBenchmark(name, {
    imageMode: "local",
    images: imageStore(files.imageRoot),
  });
  const judge = show.isJudged
    ? rubricJudge(
      httpModel({ model: judgeName, apiBase: server.baseUrl, parameters: JUDGE_PARAMETERS }),
    )
    : null;
  const runs: Run[] = [];
  for (const model of show.models) {
    const { run, status } = await evaluate(model, {
      benchmark,
      files,
      judge,
      base: server.baseUrl,
      out,
      signal,
    });
    if (status !== "complete") return status === "interrupted" ? 130 : 2;
    runs.push(run);
  }
  end();
  printOut(
    "\nOfficial: counted as the reference evaluator counts. Clean: what is unknown is left out, and named.",
  );
  printOut(`Side by side (simulated)\n${renderRuns(runs)}`);
  const figures = await drawFigures(runs, { figures: show.figures, out });
  printOut(
    [
      "These numbers are simulated. Result files and figures:",
      ...[...runs.map(({ file }) => file), ...figures].map((file) => `  ${file}`),
      `Next: deno task analyze ${join(out, "*.json")} (each summary whole)`,
      `      deno task compare ${join(out, "*.json")} (paired differences)`,
      `      ${show.next}`,
      "      your own model: deno task eval --help",
    ].join("\n"),
  );
  return 0;
}

async function evaluate(name: string, options: {
  readonly benchmark: Benchmark;
  readonly files: Awaited<ReturnType<typeof embeddedDataset>>;
  readonly judge: Judge | null;
  readonly base: string;
  readonly out: string;
  readonly signal: AbortSignal;
}): ReturnType<typeof runBenchmark> {
  const { benchmark, files, judge, base, out, signal } = options;
  const cases = await Array.fromAsync(loadCases(files, { benchmark }));
  const progress = liveProgress({ total: cases.length, label: name });
  return await runBenchmark(benchmark, {
    cases,
    dataset: files,
    model: httpModel({
      model: name,
      apiBase: base,
      parameters: benchmark.parameters ?? { n: 1, temperature: 0, max_tokens: 16384 },
    }),
    ...(judge === null ? {} : { judge }),
    // Another judge gives a second result beside the first.
    output: join(
      out,
      `${[name, files.name, ...(judge === null ? [] : [judge.name])].join("_")}.json`,
    ),
    apiBase: base,
    simulated: true,
    overwrite: true,
    concurrency: 8,
    signal,
    onProgress: ({ done, failed }) => progress.update({ done, failed }),
  }).finally(() => progress.close());
}

async function drawFigures(
  runs: readonly Run[],
  { figures, out }: Pick<Show, "figures"> & { readonly out: string },
): Promise<readonly string[]> {
  const paths: string[] = [];
  for (const { name, by, frame } of figures) {
    const path = join(out, `accuracy-by-${name}.svg`);
    await saveFigure(accuracyPlot(accuracyTable(frame(runs), { by }), { by }), path);
    paths.push(path);
  }
  return paths;
}

function program(): Command {
  return taskCommand("demo")
    .description(
      "Shows the whole way offline: evaluates three simulated models on the embedded synthetic cases through a real " +
        "HTTP server on loopback, prints them side by side, writes result files and figures, stops the server.",
    )
    .allowExcessArguments(false)
    .addOption(
      new Option("--benchmark <name>", "which benchmark").choices(Object.keys(SHOWS)).default(
        "liveclin",
      ),
    )
    .addOption(
      new Option("--judge <model>", "who reads open answers; the unreliable one leaves some unread")
        .choices(["sim-judge", "sim-judge-unreliable"]).default("sim-judge"),
    )
    .option(
      "--out <folder>",
      "where result files and figures go; earlier ones are replaced (default: results/demo, or " +
        "results/demo-livemedbench)",
    )
    .option("--seed <number>", "fixes every answer", wholeNumber(0, 2 ** 31 - 1), 1);
}

if (import.meta.main) await runTask(main);
