import {
  accuracyTable,
  type Case,
  casesFrame,
  criteriaFrame,
  errorTagsFrame,
  type Frame,
  labelsFrame,
  leaderboard,
  loadCases,
  openBenchmark,
  parseErrorTags,
  type PublishedScores,
  questionsFrame,
  ratingsFrame,
  readModelFacts,
  readPublishedScores,
  type Run,
  verdictsFrame,
} from "../../mod.ts";
import { ofOneCondition } from "../cli/one_condition.ts";
import { readJson } from "../cli/json_files.ts";
import { printNote } from "../cli/run_task.ts";
import type { Material } from "./material.ts";

/** Files beside the results, and whose figures these are. */
export interface GatherOptions {
  /** Benchmark of the runs. */
  readonly benchmark: string;
  /** All results given are of this benchmark. */
  readonly isAlone: boolean;
  /** `--published`. */
  readonly published?: string;
  /** `--models`. */
  readonly models?: string;
  /** `--ratings`. */
  readonly ratings?: string;
  /** `--errors`. */
  readonly errors?: string;
  /** `--error-ratings`. */
  readonly errorRatings?: string;
  /** `--across-differences`. */
  readonly acrossDifferences?: boolean;
  /** `--condition`; by default `full`, or what the first run has where no run is full. */
  readonly condition?: string;
  /** `--data-file`: records of the benchmark, with the texts that result files lack. */
  readonly dataFile?: readonly string[];
}

/**
 * What the figures of one benchmark are drawn from.
 */
export async function gather(files: readonly Run[], options: GatherOptions): Promise<Material> {
  const { acrossDifferences = false } = options;
  const isMixed = acrossDifferences && options.condition === undefined;
  const runs = isMixed ? files : ofOneCondition(files, {
    ...(options.condition === undefined ? {} : { condition: options.condition }),
    except: ", but where conditions are compared",
  });
  const rated = async (file: string | undefined) =>
    file === undefined ? null : ratingsFrame(await Deno.readTextFile(file), { where: file });
  const cases = casesFrame(runs);
  const criteria = criteriaFrame(runs);
  const given = options.published === undefined
    ? null
    : await readPublishedScores(options.published);
  const isOwn = given?.benchmark === options.benchmark;
  if (given !== null && !isOwn && options.isAlone) {
    printNote(
      `The published levels are of ${given.benchmark} and the results of ${options.benchmark}: they are not drawn`,
    );
  }
  return {
    runs: [...new Set([...namesIn(cases), ...namesIn(criteria)])],
    files,
    questions: questionsFrame(runs),
    cases,
    labels: labelsFrame(runs, { labels: { image: "image_modality" } }),
    tableLabels: labelsFrame(runs, { labels: { table: "table_modality" } }),
    allQuestions: questionsFrame(files),
    allLabels: labelsFrame(files, { labels: { image: "image_modality" } }),
    board: once(() => leaderboard(cases, { acrossDifferences })),
    datasets: await datasetsOf(options),
    criteria,
    verdicts: verdictsFrame(runs),
    ratings: await rated(options.ratings),
    errorTags: await tagged(runs, options),
    errorRatings: await rated(options.errorRatings),
    // The last one counts: what a user says of a model goes before the list that comes with the package.
    facts: [
      ...await readModelFacts(),
      ...(options.models === undefined ? [] : await readModelFacts(options.models)),
    ],
    references: isOwn ? given.references : [],
    published: isOwn ? given : await publishedOf(options.benchmark),
    acrossDifferences,
  };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}

async function datasetsOf(
  { benchmark, dataFile = [] }: GatherOptions,
): Promise<readonly (readonly Case[])[]> {
  const opened = openBenchmark(benchmark);
  const all: (readonly Case[])[] = [];
  for (const file of dataFile) {
    all.push(await Array.fromAsync(loadCases(file, { benchmark: opened })));
  }
  return all;
}

/** How tables name the runs of a frame. */
function namesIn(frame: Frame): readonly string[] {
  if (frame.height === 0) return [];
  return accuracyTable(frame).getColumn("run").toArray().map(String);
}

async function tagged(
  runs: readonly Run[],
  { errors, isAlone }: GatherOptions,
): Promise<Frame | null> {
  if (errors === undefined) return null;
  const tags = parseErrorTags(await readJson(errors), errors);
  const own = tags.filter(({ run_id }) => runs.some(({ id }) => id === run_id));
  if (own.length === 0) {
    if (isAlone) printNote(`${errors}: none of its ${tags.length} tags is of these runs`);
    return null;
  }
  const simulated = casesFrame(runs).select("run_id", "simulated")
    .unique({ subset: ["run_id"], maintainOrder: true });
  return errorTagsFrame(own).join(simulated, { on: "run_id", how: "left" });
}

/** The leaderboard that comes with the package; null where there is none. */
async function publishedOf(benchmark: string): Promise<PublishedScores | null> {
  try {
    return await readPublishedScores(benchmark);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}
