import type { Command } from "commander";
import {
  type Benchmark,
  benchmarks,
  findDataset,
  imageStore,
  loadCases,
  openBenchmark,
  readResults,
  type ResultVerification,
  type Run,
  verifyResults,
} from "../mod.ts";
import { readJson } from "./cli/json_files.ts";
import { printJson, printOut, runTask, UsageError } from "./cli/run_task.ts";
import { taskCommand } from "./cli/task_command.ts";

interface Flags {
  readonly jsonlPath?: string;
  readonly imageRoot?: string;
  readonly labels?: string;
  readonly json?: boolean;
}

/** Lines shown of one file's differences. */
const MOST_SHOWN = 40;

async function main(args: readonly string[]): Promise<number> {
  const command = program();
  command.parse(args, { from: "user" });
  const flags = command.opts<Flags>();
  const verified: ResultVerification[] = [];
  for (const file of command.args) verified.push(await verify(file, flags));
  if (flags.json) {
    const told = verified.map(({ run, ...rest }) => ({ file: run.file, ...rest }));
    printJson(told.length === 1 ? told[0] : told);
  } else for (const one of verified) printOut(textOf(one));
  return verified.every(({ differences }) => differences.length === 0) ? 0 : 1;
}

async function verify(file: string, flags: Flags): Promise<ResultVerification> {
  const { jsonlPath, imageRoot } = flags;
  if (jsonlPath === undefined) {
    return await verifyResults(file, { benchmarks, openAs: (run) => openAs(run, {}) });
  }
  const labels = flags.labels === undefined ? {} : { labels: await readJson(flags.labels) };
  // What the file was made with is in it, so it is looked at before the data is.
  const run = await readResults(file, { benchmarks });
  const { source } = openBenchmark(run.benchmark);
  const files = await findDataset({
    source,
    jsonlPath,
    ...(imageRoot === undefined ? {} : { imageRoot }),
  });
  await refuseOtherImages(run, files.imageRoot);
  const benchmark = openAs(run, { imageRoot: files.imageRoot, ...labels });
  const cases = await Array.fromAsync(loadCases(files, { benchmark, skipBadCases: true }));
  return await verifyResults(file, {
    benchmarks,
    openAs: () => benchmark,
    data: { cases, sha256: files.sha256 },
  });
}

/** A folder without any image of the run would only show every prompt as changed. */
async function refuseOtherImages(run: Run, imageRoot: string | null): Promise<void> {
  const images = imageStore(imageRoot);
  const sent = run.results.flatMap(({ turns }) => turns.flatMap((turn) => turn.images))
    .filter(({ delivery, bytes }) =>
      (delivery === "sent" || delivery === "resized") && bytes !== null
    )
    .slice(0, 8);
  const found = await Promise.all(sent.map(({ source }) => images.find(source)));
  if (sent.length === 0 || found.some(({ record }) => record.delivery !== "missing")) return;
  throw new UsageError(
    `${imageRoot ?? "no folder"} holds none of the images of ${run.file}, such as ${
      sent[0]?.source
    }: give their folder with --image-root`,
  );
}

/** The file's benchmark as the run had opened it. */
function openAs(
  run: Run,
  { imageRoot = null, ...labels }: {
    readonly imageRoot?: string | null;
    readonly labels?: unknown;
  },
): Benchmark {
  const { image_mode, condition, prompt_style } = run.manifest?.identity ?? {};
  return openBenchmark(run.benchmark, {
    imageMode: image_mode === "local" ? "local" : "url",
    images: imageStore(imageRoot),
    ...(isCondition(condition) ? { condition } : {}),
    ...(prompt_style === "physician" ? { promptStyle: prompt_style } : {}),
    ...labels,
  });
}

const CONDITIONS = ["full", "no_image", "options_only", "gold_history"] as const;

function isCondition(word: string | undefined): word is typeof CONDITIONS[number] {
  return CONDITIONS.some((condition) => condition === word);
}

function textOf({ run, differences, checked, notes }: ResultVerification): string {
  const count = (value: number) => value.toLocaleString("en-US");
  const counts = `${count(checked.cases)} cases, ${count(checked.items)} items` +
    (checked.prompts === 0 ? "" : `, ${count(checked.prompts)} prompts`);
  const shown = differences.slice(0, MOST_SHOWN).map(({ part, field, stored, recomputed }) =>
    `  ${part}: ${field} is ${stored}, recomputed ${recomputed}`
  );
  const more = differences.length - shown.length;
  return [
    `${run.file ?? run.id}: ${
      differences.length === 0
        ? `everything agrees (${counts})`
        : `${count(differences.length)} differences (${counts})`
    }`,
    ...shown,
    ...(more > 0 ? [`  and ${count(more)} more (--json lists all)`] : []),
    ...notes.map((note) => `  note: ${note}`),
  ].join("\n");
}

function program(): Command {
  return taskCommand("verify", { example: "verify results/*.json" })
    .description(
      "Recomputes every letter, outcome, score and summary of result files from the raw replies they keep, ours or the " +
        "reference evaluator's, and says what differs. Exit status: 0 all agrees, 1 something differs, 2 unreadable.",
    )
    .argument("<file...>", "result files")
    .option(
      "--jsonl-path <path>",
      "the records the run was made on: keys, options and prompts are checked against them too",
    )
    .option("--image-root <path>", "image folder beside --jsonl-path, for runs with local images")
    .option("--labels <file>", "labels file beside --jsonl-path, for runs that were given one")
    .option("--json", "print { file, differences, checked, notes }; several files: a list");
}

if (import.meta.main) await runTask(main);
