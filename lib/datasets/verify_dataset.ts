import { dirname, join } from "node:path";
import { mapConcurrent } from "../async/map_concurrent.ts";
import type { DatasetSource } from "../types.ts";
import type { DatasetFiles } from "./dataset_files.ts";
import type { DownloadedFile } from "./download_record.ts";
import { readDownloadRecord } from "./_files/read_download_record.ts";
import { fileDigests } from "./_files/file_digests.ts";
import { imageStore } from "./image_store.ts";
import { isLfsPointerFile } from "./_files/is_lfs_pointer_file.ts";
import { readRecords } from "./read_records.ts";

/** One thing that is wrong with a dataset on disk. */
export interface DatasetProblem {
  /** Absolute path of a file, or the name a record gives to an image. */
  readonly path: string;
  /** What is wrong and where, in words. */
  readonly problem: string;
}

/** What a check of a dataset found. */
export interface DatasetVerification {
  /** Whether nothing is wrong. */
  readonly ok: boolean;
  /** Whether a download record lists the files: without one only the records and their images can be checked. */
  readonly record: "complete" | "incomplete" | "none";
  /** Hub commit, null when unknown. */
  readonly revision: string | null;
  /** Files compared with the download record. */
  readonly filesChecked: number;
  /** Their bytes. */
  readonly bytesChecked: number;
  /** Records read. */
  readonly records: number;
  /** Different images the records refer to; null when the source cannot tell. */
  readonly imagesReferenced: number | null;
  /** Those that can be delivered; null when the source cannot tell. */
  readonly imagesFound: number | null;
  /** Everything that is wrong. */
  readonly problems: readonly DatasetProblem[];
}

/** What a check goes by. */
export interface VerifyDatasetOptions {
  /** The benchmark's source: its `imageFiles` tells which images a record needs. */
  readonly source: Pick<DatasetSource, "imageFiles">;
  /** Interrupts the check. */
  readonly signal?: AbortSignal;
}

/**
 * Checks a dataset on disk again: presence, length and digest of every file its download record lists, and that every
 * image its records refer to can be delivered. Finds, and throws only for what it cannot read at all.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { findDataset, verifyDataset } from "@rounds/rounds";
 *
 * const folder = await Deno.makeTempDir();
 * await Deno.writeTextFile(`${folder}/mine.jsonl`, '{"figure":"a.png"}\n');
 * const source = { imageFiles: (record: unknown) => [String(Object(record).figure)] };
 * const dataset = { hubId: null, configs: [], notice: "", ...source };
 * const files = await findDataset({ source: dataset, jsonlPath: `${folder}/mine.jsonl` });
 * const found = await verifyDataset(files, { source });
 * assert.equal(found.ok, false);
 * assert.equal(found.imagesReferenced, 1);
 * await Deno.remove(folder, { recursive: true });
 * ```
 */
export async function verifyDataset(
  files: DatasetFiles,
  options: VerifyDatasetOptions,
): Promise<DatasetVerification> {
  const { source, signal } = options;
  const folder = dirname(files.recordsPath);
  const record = await readDownloadRecord(folder);
  // A record beside a file given by path need not be about that file.
  const listed = files.origin === "data_dir" ? record?.files ?? [] : [];
  const problems: DatasetProblem[] = [];
  const check = (file: DownloadedFile) => fileProblem(join(folder, file.path), file);
  const work = { concurrency: 4, ...(signal === undefined ? {} : { signal }) };
  for await (const problem of mapConcurrent(listed, check, work)) {
    if (problem !== null) problems.push(problem);
  }
  const images = await checkImages(files, { source, work });
  signal?.throwIfAborted();
  problems.push(...images.problems);
  return {
    ok: problems.length === 0,
    record: listed.length === 0 ? "none" : record?.complete ? "complete" : "incomplete",
    revision: files.revision,
    filesChecked: listed.length,
    bytesChecked: listed.reduce((sum, { bytes }) => sum + bytes, 0),
    records: images.records,
    imagesReferenced: images.referenced,
    imagesFound: images.found,
    problems: problems.toSorted((left, right) => left.path < right.path ? -1 : 1),
  };
}

async function fileProblem(path: string, listed: DownloadedFile): Promise<DatasetProblem | null> {
  try {
    const { size } = await Deno.stat(path);
    if (await isLfsPointerFile(path)) return { path, problem: "it is a Git LFS pointer" };
    if (size !== listed.bytes) {
      return { path, problem: `it has ${size} bytes, expected ${listed.bytes}` };
    }
    const { sha256, gitSha1 } = await fileDigests(path);
    if (listed.sha256 !== null && sha256 !== listed.sha256) {
      return { path, problem: `its SHA-256 is ${sha256}, expected ${listed.sha256}` };
    }
    if (listed.gitSha1 !== null && gitSha1 !== listed.gitSha1) {
      return { path, problem: `its Git object id is ${gitSha1}, expected ${listed.gitSha1}` };
    }
    return null;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return { path, problem: "it is missing" };
    return { path, problem: error instanceof Error ? error.message : String(error) };
  }
}

interface ImageCheck {
  readonly records: number;
  readonly referenced: number | null;
  readonly found: number | null;
  readonly problems: readonly DatasetProblem[];
}

async function checkImages(
  files: DatasetFiles,
  options: {
    readonly source: VerifyDatasetOptions["source"];
    readonly work: { readonly concurrency: number; readonly signal?: AbortSignal };
  },
): Promise<ImageCheck> {
  const { source } = options;
  const problems: DatasetProblem[] = [];
  const firstUse = new Map<string, string>();
  let records = 0;
  for await (const { value, where, error } of readRecords(files.recordsPath)) {
    records++;
    if (error !== null) problems.push({ path: files.recordsPath, problem: error.message });
    else {
      for (const name of source.imageFiles?.(value) ?? []) {
        if (!firstUse.has(name)) firstUse.set(name, where);
      }
    }
  }
  if (source.imageFiles === undefined) return { records, referenced: null, found: null, problems };
  const referenced = firstUse.size;
  if (referenced > 0 && files.imageRoot === null) {
    const problem =
      `${referenced} images are referred to and none can be found: ${files.imageProblem}`;
    problems.push({ path: files.recordsPath, problem });
    return { records, referenced, found: 0, problems };
  }
  const images = imageStore(files.imageRoot);
  const look = async ([name, where]: readonly [string, string]) => {
    const { record, reason } = await images.find(name);
    return record.delivery === "sent"
      ? null
      : { path: name, problem: `${record.delivery}: ${reason} (first used at ${where})` };
  };
  let found = 0;
  for await (const problem of mapConcurrent(firstUse, look, options.work)) {
    if (problem === null) found++;
    else problems.push(problem);
  }
  return { records, referenced, found, problems };
}
