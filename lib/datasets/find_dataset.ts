import { basename, dirname, extname, join, resolve } from "node:path";
import type { DatasetConfig, DatasetSource } from "../types.ts";
import { datasetConfig } from "./dataset_config.ts";
import { DatasetError } from "./dataset_error.ts";
import type { DatasetFiles } from "./dataset_files.ts";
import { readDownloadRecord } from "./_files/read_download_record.ts";
import { embeddedDataset } from "./embedded_dataset.ts";
import { fileDigests } from "./_files/file_digests.ts";
import { enclosingSnapshot } from "./_files/enclosing_snapshot.ts";
import { snapshotOf } from "./_files/snapshot_of.ts";
import { type ImageFolder, imageFolder } from "./_files/image_folder.ts";
import { isLfsPointerFile } from "./_files/is_lfs_pointer_file.ts";

/** Where to look for a dataset. */
export interface FindDatasetOptions {
  /** The benchmark's source: its configurations and their layouts. */
  readonly source: DatasetSource;
  /** Name of the configuration; the first one unless told (with `jsonlPath`: the file's own name). */
  readonly dataset?: string;
  /** Data root: below it the layouts are tried; `data` unless told. */
  readonly dataDir?: string;
  /** Path of the records; nothing else is tried then. */
  readonly jsonlPath?: string;
  /** Path of the image folder; goes before the layout's. */
  readonly imageRoot?: string;
  /** Throws when images could not be delivered, instead of saying so in `imageProblem`; false unless told. */
  readonly needsImages?: boolean;
  /** The command that downloads, as error messages shall name it; `deno task data download` unless told. */
  readonly downloadCommand?: string;
}

/**
 * Finds a dataset on disk: `jsonlPath` first, then the layouts below `dataDir` (a clone, a hub snapshot or cache
 * folder, an earlier download, the first release), then the package's own data. Nothing is downloaded. Throws
 * `DatasetError` whose message lists every path tried, or names the interrupted download, the Git LFS pointer, the archive.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { findDataset } from "@rounds/rounds";
 *
 * const folder = await Deno.makeTempDir();
 * await Deno.writeTextFile(`${folder}/mine.jsonl`, '{"pmc":"1"}\n');
 * const source = { hubId: null, configs: [], notice: "" };
 * const files = await findDataset({ source, jsonlPath: `${folder}/mine.jsonl` });
 * assert.equal(files.name, "mine");
 * assert.equal(files.imageRoot, null);
 * await Deno.remove(folder, { recursive: true });
 * ```
 */
export async function findDataset(options: FindDatasetOptions): Promise<DatasetFiles> {
  const { jsonlPath, imageRoot, needsImages = false } = options;
  const found = jsonlPath === undefined
    ? await belowDataDir(options)
    : await byPath(resolve(jsonlPath), options);
  const given = imageRoot === undefined ? null : await givenImageRoot(resolve(imageRoot));
  const images = given ?? found.images;
  if (needsImages && images?.problem && images.kind !== null) {
    throw new DatasetError(images.problem, { kind: images.kind });
  }
  return {
    ...found.files,
    imageRoot: images?.root ?? null,
    imageProblem: images === null ? "This dataset has no image folder" : images.problem,
  };
}

interface Found {
  readonly files: Omit<DatasetFiles, "imageRoot" | "imageProblem">;
  readonly images: ImageFolder | null;
}

async function givenImageRoot(path: string): Promise<ImageFolder> {
  const images = await imageFolder(path);
  if (images.root === null) {
    throw new DatasetError(images.problem ?? path, { kind: "not_found", paths: [path] });
  }
  return images;
}

async function byPath(path: string, options: FindDatasetOptions): Promise<Found> {
  if (!await isThere(path)) {
    throw new DatasetError(`There is no file ${path}`, { kind: "not_found", paths: [path] });
  }
  const name = options.dataset ?? basename(path, extname(path));
  const beside = ["image", "images"].map((folder) => join(dirname(path), folder));
  return {
    files: await describe(path, { name, origin: "file" }),
    images: await firstImageFolder(beside),
  };
}

/** The first that is there; else the first that says more than that it is not; else the first. */
async function firstImageFolder(paths: readonly string[]): Promise<ImageFolder | null> {
  let absent: ImageFolder | null = null;
  for (const path of paths) {
    const folder = await imageFolder(path);
    if (folder.root !== null) return folder;
    if (absent === null || (absent.kind === "not_found" && folder.kind !== "not_found")) {
      absent = folder;
    }
  }
  return absent;
}

async function belowDataDir(options: FindDatasetOptions): Promise<Found> {
  const { source, dataDir = "data" } = options;
  const config = datasetConfig(source, options.dataset);
  const command =
    `${options.downloadCommand ?? "deno task data download"} --dataset ${config.name}` +
    (dataDir === "data" ? "" : ` --data-dir ${dataDir}`);
  const tried = new Set<string>();
  for (const root of await dataRoots(resolve(dataDir), source)) {
    for (const layout of config.layouts) {
      const path = join(root, layout.records);
      if (tried.has(path)) continue;
      const record = await readDownloadRecord(dirname(path));
      if (record?.config === config.name && !record.complete) {
        throw new DatasetError(
          `The download of ${config.name} into ${
            dirname(path)
          } was interrupted; continue it with: ${command}`,
          { kind: "incomplete", paths: [dirname(path)] },
        );
      }
      tried.add(path);
      if (!await isThere(path)) continue;
      const folders = config.layouts.filter(({ records }) => records === layout.records)
        .flatMap(({ images }) => images === null ? [] : [join(root, images)]);
      const files = await describe(path, { name: config.name, origin: "data_dir" });
      return { files, images: await firstImageFolder(folders) };
    }
  }
  if (config.hubPaths.length === 0) {
    const { imageRoot, imageProblem: problem, ...files } = await embeddedDataset(config.name);
    return {
      files,
      images: { root: imageRoot, problem, kind: null },
    };
  }
  throw notFound(config, { tried: [...tried], command, hubId: source.hubId });
}

/** The folders that layouts are tried below: the data directory, and snapshots of the hub's cache in or at it. */
async function dataRoots(dataDir: string, source: DatasetSource): Promise<readonly string[]> {
  const roots = [dataDir];
  const cached = source.hubId === null ? null : `datasets--${source.hubId.replaceAll("/", "--")}`;
  const repositories = cached === null || basename(dataDir) === cached
    ? [dataDir]
    : [dataDir, join(dataDir, cached)];
  for (const repository of repositories) {
    const snapshot = await snapshotOf(repository);
    if (snapshot !== null) roots.push(snapshot.root);
  }
  return roots;
}

function notFound(
  config: DatasetConfig,
  search: {
    readonly tried: readonly string[];
    readonly command: string;
    readonly hubId: string | null;
  },
): DatasetError {
  const paths = search.tried.map((path) => `  ${path}`).join("\n");
  const cure = search.hubId === null
    ? "Give its place with --jsonl-path or --data-dir."
    : `Download it with: ${search.command}\nor give its place with --data-dir or --jsonl-path.`;
  return new DatasetError(`No dataset ${config.name} found; tried\n${paths}\n${cure}`, {
    kind: "not_found",
    paths: search.tried,
  });
}

async function isThere(path: string): Promise<boolean> {
  try {
    const { isFile } = await Deno.stat(path);
    if (!isFile) {
      throw new DatasetError(`${path} is not a file`, { kind: "unreadable", paths: [path] });
    }
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound || error instanceof Deno.errors.NotADirectory) {
      return false;
    }
    throw error;
  }
}

/** Refuses a pointer, digests the records and asks the download record or the hub's cache for their revision. */
async function describe(
  path: string,
  found: { readonly name: string; readonly origin: DatasetFiles["origin"] },
): Promise<Found["files"]> {
  if (await isLfsPointerFile(path)) {
    throw new DatasetError(
      `${path} is a Git LFS pointer, not the dataset: run \`git lfs install && git lfs pull\` in that clone, or download the dataset`,
      { kind: "lfs_pointer", paths: [path] },
    );
  }
  const { bytes, sha256 } = await fileDigests(path);
  if (bytes === 0) {
    throw new DatasetError(`${path} is empty`, { kind: "unreadable", paths: [path] });
  }
  const record = await readDownloadRecord(dirname(path)).catch(() => null);
  const listed = record?.files.find((file) => file.path === basename(path));
  // A record vouches only for the file it describes: an edited copy has no revision.
  const revision = record !== null && listed?.sha256 === sha256
    ? record.revision
    : enclosingSnapshot(path)?.revision ?? null;
  return { ...found, recordsPath: path, revision, sha256 };
}
