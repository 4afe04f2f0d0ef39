import { dirname, join } from "node:path";
import {
  type Benchmark,
  type Case,
  DatasetError,
  type DatasetFiles,
  type DatasetIdentity,
  findDataset,
  type ImageStore,
  imageStore,
  type ImageStoreOptions,
  loadCases,
  type ManifestShard,
  openBenchmark,
  privateFetch,
  takeShard,
} from "../../mod.ts";
import { downloadData } from "./download_data.ts";
import { readJson } from "./json_files.ts";
import { type Privacy, refuseAddresses } from "./private_flags.ts";
import { printNote } from "./run_task.ts";

/** The data flags of a task. */
export interface LoadDataOptions {
  readonly benchmark: string;
  readonly imageMode?: "url" | "local";
  readonly imageMaxPixels?: number;
  /** Result file: resized images are kept beside it. */
  readonly output?: string;
  readonly condition: "full" | "no_image" | "options_only" | "gold_history";
  readonly promptStyle?: "official" | "physician";
  /** Path of a labels file. */
  readonly labels?: string;
  readonly dataset?: string;
  readonly dataDir: string;
  readonly jsonlPath?: string;
  readonly imageRoot?: string;
  readonly limit?: number;
  readonly case?: readonly string[];
  readonly shard?: { readonly index: number; readonly count: number };
  readonly skipBadCases?: boolean;
  readonly dedupe?: "first";
  /** What a private run may reach; null when it is none. */
  readonly privacy?: Privacy | null;
  readonly signal: AbortSignal;
}

/** A benchmark ready to run on its cases. */
export interface LoadedData {
  readonly benchmark: Benchmark;
  readonly cases: readonly Case[];
  /** Which part of the planned cases these are; absent for all. */
  readonly shard?: ManifestShard;
  readonly dataset: DatasetIdentity;
  /** Where the records lie. */
  readonly files: DatasetFiles;
  /** What a reader of the numbers must know. */
  readonly warnings: readonly string[];
  /** Files that were read and are sent although they seem to be no whole image, each with the reason. */
  readonly doubtful: ReadonlyMap<string, string>;
}

/** Files that are named on the terminal at most; the result names ten. */
const MOST_TOLD = 10;

/** What a result says of files that were sent and seem to be no whole images; nothing where there are none. */
export function doubtWarnings({ doubtful }: Pick<LoadedData, "doubtful">): readonly string[] {
  if (doubtful.size === 0) return [];
  const named = [...doubtful].map(([file, reason]) => `${file} (${reason})`);
  const more = named.length > MOST_TOLD ? `, and ${named.length - MOST_TOLD} more` : "";
  return [
    `Sent although they seem to be no whole images: ${named.slice(0, MOST_TOLD).join(", ")}${more}`,
  ];
}

/** Finds the data (downloading it on first use), opens the benchmark on it and parses the planned cases. */
export async function loadData(options: LoadDataOptions): Promise<LoadedData> {
  const { imageMode = "url", condition } = options;
  const source = openBenchmark(options.benchmark, { imageMode: "url" }).source;
  const files = await findOrDownload(source, options);
  const doubtful = new Map<string, string>();
  const onDoubt = ({ file, reason }: { readonly file: string; readonly reason: string }) => {
    doubtful.set(file, reason);
    if (doubtful.size <= MOST_TOLD) printNote(`warning: ${file} is sent, but ${reason}`);
  };
  const benchmark = openBenchmark(options.benchmark, {
    imageMode,
    condition,
    promptStyle: options.promptStyle ?? "official",
    ...(options.labels === undefined ? {} : { labels: await readJson(options.labels) }),
    images: await openImages(files.imageRoot, { ...options, onDoubt }),
  });
  const skipped: string[] = [];
  const cases = await Array.fromAsync(loadCases(files, {
    benchmark,
    skipBadCases: options.skipBadCases ?? false,
    ...(options.dedupe === undefined ? {} : { dedupe: options.dedupe }),
    onBadRecord: (error) => skipped.push(error.message),
    ...(options.limit === undefined ? {} : { limit: options.limit }),
    ...(options.case === undefined ? {} : { caseIds: options.case }),
  }));
  for (const message of skipped) printNote(`left out: ${message}`);
  const warnings = skipped.length === 0
    ? []
    : [`${skipped.length} bad ${skipped.length === 1 ? "record was" : "records were"} left out`];
  if (imageMode === "local" && files.imageProblem !== null) {
    printNote(`note: ${files.imageProblem}; questions with images will end as media_missing`);
  }
  const { name, revision, sha256 } = files;
  const taken = options.shard === undefined ? { cases } : takeShard(cases, options.shard);
  return { benchmark, ...taken, dataset: { name, revision, sha256 }, files, warnings, doubtful };
}

/** A folder that cannot be written is told before the run, not by every image. */
async function openImages(
  root: string | null,
  { imageMaxPixels: maxPixels, output = "results/", onDoubt }: LoadDataOptions & {
    readonly onDoubt: NonNullable<ImageStoreOptions["onDoubt"]>;
  },
): Promise<ImageStore> {
  if (maxPixels === undefined) return imageStore(root, { onDoubt });
  const resizedFolder = join(dirname(`${output}x`), "resized_images");
  await Deno.mkdir(resizedFolder, { recursive: true });
  return imageStore(root, { maxPixels, resizedFolder, onDoubt });
}

async function findOrDownload(
  source: Benchmark["source"],
  options: LoadDataOptions,
): Promise<DatasetFiles> {
  const { dataset, dataDir, jsonlPath, imageRoot, signal } = options;
  const where = {
    source,
    dataDir,
    ...(dataset === undefined ? {} : { dataset }),
    ...(jsonlPath === undefined ? {} : { jsonlPath }),
    ...(imageRoot === undefined ? {} : { imageRoot }),
  };
  try {
    return await findDataset(where);
  } catch (error) {
    const absent = error instanceof DatasetError &&
      (error.kind === "not_found" || error.kind === "incomplete");
    if (!absent || jsonlPath !== undefined || source.hubId === null) throw error;
    const hub = Deno.env.get("HF_ENDPOINT") || "https://huggingface.co";
    refuseAddresses(options.privacy ?? null, { "the data is not here and its hub": hub });
    printNote(source.notice);
    printNote(`Downloading ${dataset ?? source.configs[0]?.name ?? ""} from ${source.hubId} ...`);
  }
  const { files } = await downloadData({
    source,
    dataDir,
    signal,
    ...(dataset === undefined ? {} : { dataset }),
    ...(options.privacy ? { fetch: privateFetch(options.privacy) } : {}),
  });
  return await findDataset({ ...where, dataset: files.name });
}
