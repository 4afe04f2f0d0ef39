import { join, sep } from "node:path";
import type { DatasetConfig, DatasetSource } from "../types.ts";
import { datasetConfig } from "./dataset_config.ts";
import { DatasetError } from "./dataset_error.ts";
import type { DatasetFiles } from "./dataset_files.ts";
import { downloadFiles } from "./_hub/download_files.ts";
import { type DownloadLayout, downloadLayout } from "./_hub/download_layout.ts";
import { downloadCounter } from "./_hub/download_counter.ts";
import type { DownloadProgress } from "./download_progress.ts";
import type { DownloadRecord } from "./download_record.ts";
import { writeDownloadRecord } from "./_files/write_download_record.ts";
import { findDataset } from "./find_dataset.ts";
import type { Fetch } from "./fetch.ts";
import { hubFetch } from "./_hub/hub_fetch.ts";
import { type HubListing, listHubFiles } from "./_hub/list_hub_files.ts";
import { lockFolder } from "./_hub/lock_folder.ts";
import { retryHub, type RetryHubOptions } from "./_hub/retry_hub.ts";

/** What to download, from where and to where. */
export interface DownloadDatasetOptions {
  /** The benchmark's source. */
  readonly source: DatasetSource;
  /** Name of the configuration; the first one unless told. */
  readonly dataset?: string;
  /** Data root the files go below; `data` unless told. */
  readonly dataDir?: string;
  /** Branch, tag or commit; the configuration's own, else `main`, unless told. */
  readonly revision?: string;
  /** Address of the hub (`HF_ENDPOINT`); the public one unless told. */
  readonly hubUrl?: string;
  /** Access token (`HF_TOKEN`): sent to the hub's own origin only. */
  readonly accessToken?: string;
  /** Replaces the global `fetch`. */
  readonly fetch?: Fetch;
  /** Interrupts: what has arrived stays, and the next download continues it. */
  readonly signal?: AbortSignal;
  /** Told of every step. */
  readonly onProgress?: (progress: DownloadProgress) => void;
  /** Files at once; 8 unless told. */
  readonly concurrency?: number;
  /** An attempt fails when nothing arrives for so long, in milliseconds; 60,000 unless told. */
  readonly stallTimeoutMs?: number;
  /** How the waiting between attempts is done; replaced in tests. */
  readonly wait?: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** The clock. */
  readonly now?: () => Date;
}

/** A finished download. */
export interface DownloadedDataset {
  /** Where it is, ready for `loadCases`. */
  readonly files: DatasetFiles;
  /** The record kept beside it. */
  readonly record: DownloadRecord;
  /** Files that were there already. */
  readonly filesReused: number;
  /** Bytes that came over the network this time. */
  readonly bytesFetched: number;
}

/**
 * Downloads one configuration of a dataset from its hub: its files only, at one commit, as regular files, each verified
 * by length and digest. What is there already is kept, an interrupted download is continued (mid-file too), and a
 * record beside the files says which commit they are and whether they are complete. Throws `DatasetError`, or the
 * signal's reason when interrupted.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { downloadDataset } from "@rounds/rounds";
 *
 * const config = { name: "demo", revision: null, layouts: [], hubPaths: [] };
 * const source = { hubId: null, configs: [config], notice: "" };
 * await assert.rejects(downloadDataset({ source }), /demo is not on a hub/);
 * ```
 */
export async function downloadDataset(options: DownloadDatasetOptions): Promise<DownloadedDataset> {
  const { source, dataDir = "data", now = () => new Date() } = options;
  const { signal, stallTimeoutMs, wait } = options;
  const config = datasetConfig(source, options.dataset);
  const counter = downloadCounter(options.onProgress);
  const patience = {
    ...(signal === undefined ? {} : { signal }),
    ...(stallTimeoutMs === undefined ? {} : { stallTimeoutMs }),
    ...(wait === undefined ? {} : { wait }),
  };
  const hub = openHub(config, options);
  const listing = await listHubFiles({
    ...hub,
    paths: config.hubPaths.map((path) => path.replace(/\/+$/, "")),
    fetch: retryingFetch(hub.fetch, { ...patience, onRetry: counter.retrying }),
  });
  const layout = downloadLayout(listing.files, { config, dataDir });
  await Deno.mkdir(layout.folder, { recursive: true });
  await using _lock = await lockFolder(layout.folder);

  const about = { hub: hub.hubUrl, repo: hub.repo, config: config.name };
  const record = (complete: boolean, digests: ReadonlyMap<string, string>): DownloadRecord => ({
    schema: "rounds.download/1",
    ...about,
    revision: listing.revision,
    requestedRevision: hub.revision,
    complete,
    time: now().toISOString(),
    files: recordedFiles(layout, digests),
  });
  await writeDownloadRecord(layout.folder, record(false, new Map()));
  counter.plan(layout.files);
  const fetched = await downloadFiles(layout.files, {
    ...patience,
    address: resolveAddress(hub, listing),
    fetch: hub.fetch,
    concurrency: options.concurrency ?? 8,
    counter,
  });
  const complete = record(true, fetched.sha256);
  await writeDownloadRecord(layout.folder, complete);
  counter.complete();
  const { filesReused, bytesFetched } = fetched;
  return {
    files: await filesOf(layout, { source, config }),
    record: complete,
    filesReused,
    bytesFetched,
  };
}

interface Hub {
  readonly hubUrl: string;
  readonly repo: string;
  readonly revision: string;
  readonly fetch: Fetch;
}

function openHub(config: DatasetConfig, options: DownloadDatasetOptions): Hub {
  const repo = options.source.hubId;
  if (repo === null || config.hubPaths.length === 0) {
    throw new DatasetError(`The dataset ${config.name} is not on a hub: nothing to download`, {
      kind: "not_on_hub",
    });
  }
  const hubUrl = (options.hubUrl ?? "https://huggingface.co").replace(/\/+$/, "");
  if (!/^https?:$/.test(URL.parse(hubUrl)?.protocol ?? "")) {
    throw new DatasetError(`The hub's address is ${hubUrl}, expected an http or https address`, {
      kind: "hub",
    });
  }
  const { accessToken, fetch } = options;
  return {
    hubUrl,
    repo,
    revision: options.revision ?? config.revision ?? "main",
    fetch: hubFetch({
      hubUrl,
      repo,
      ...(accessToken === undefined ? {} : { accessToken }),
      ...(fetch === undefined ? {} : { fetch }),
    }),
  };
}

/** For the listing, whose answers are small: each request has a time limit and is repeated where that may help. */
function retryingFetch(
  fetch: Fetch,
  options: RetryHubOptions & { readonly stallTimeoutMs?: number },
): Fetch {
  const { signal, stallTimeoutMs = 60_000 } = options;
  return (url, init) =>
    retryHub(() => {
      const limit = AbortSignal.timeout(stallTimeoutMs);
      return fetch(url, {
        ...init,
        signal: signal === undefined ? limit : AbortSignal.any([signal, limit]),
      });
    }, options);
}

function resolveAddress(hub: Hub, listing: HubListing): string {
  return `${hub.hubUrl}/datasets/${hub.repo}/resolve/${encodeURIComponent(listing.revision)}`;
}

function recordedFiles(
  layout: DownloadLayout,
  digests: ReadonlyMap<string, string>,
): DownloadRecord["files"] {
  return layout.files.map(({ relative, bytes, sha256, gitSha1 }) => ({
    path: relative,
    bytes,
    sha256: sha256 ?? digests.get(relative) ?? null,
    gitSha1,
  }));
}

async function filesOf(
  layout: DownloadLayout,
  dataset: { readonly source: DatasetSource; readonly config: DatasetConfig },
): Promise<DatasetFiles> {
  const { recordsPath, imageRoot, files } = layout;
  const hasImages = imageRoot !== null &&
    files.some(({ target }) => target.startsWith(join(imageRoot, sep)));
  const found = await findDataset({
    source: dataset.source,
    dataset: dataset.config.name,
    jsonlPath: recordsPath,
    ...(hasImages ? { imageRoot } : {}),
  });
  return { ...found, origin: "data_dir" };
}
