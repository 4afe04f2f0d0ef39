import {
  type Benchmark,
  type Case,
  DatasetError,
  type DatasetFiles,
  type DatasetIdentity,
  findDataset,
  imageStore,
  loadCases,
  type ManifestShard,
  openBenchmark,
  takeShard,
} from "../../mod.ts";
import { downloadData } from "./download_data.ts";
import { readJson } from "./json_files.ts";
import { printNote } from "./run_task.ts";

/** The data flags of a task. */
export interface LoadDataOptions {
  readonly benchmark: string;
  readonly imageMode?: "url" | "local";
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
}

/** Finds the data (downloading it on first use), opens the benchmark on it and parses the planned cases. */
export async function loadData(options: LoadDataOptions): Promise<LoadedData> {
  const { imageMode = "url", condition } = options;
  const source = openBenchmark(options.benchmark, { imageMode: "url" }).source;
  const files = await findOrDownload(source, options);
  const benchmark = openBenchmark(options.benchmark, {
    imageMode,
    condition,
    promptStyle: options.promptStyle ?? "official",
    ...(options.labels === undefined ? {} : { labels: await readJson(options.labels) }),
    images: imageStore(files.imageRoot),
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
  return { benchmark, ...taken, dataset: { name, revision, sha256 }, files, warnings };
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
    printNote(source.notice);
    printNote(`Downloading ${dataset ?? source.configs[0]?.name ?? ""} from ${source.hubId} ...`);
  }
  const { files } = await downloadData({
    source,
    dataDir,
    signal,
    ...(dataset === undefined ? {} : { dataset }),
  });
  return await findDataset({ ...where, dataset: files.name });
}
