import { type DatasetSource, downloadDataset, type DownloadedDataset } from "../../mod.ts";
import { downloadReporter } from "./download_reporter.ts";

/** What to download. */
export interface DownloadDataOptions {
  readonly source: DatasetSource;
  readonly dataset?: string;
  readonly dataDir: string;
  readonly revision?: string;
  readonly fetch?: typeof fetch;
  readonly signal: AbortSignal;
}

/** Downloads a dataset with a progress display, from the hub and with the token that the environment names. */
export async function downloadData(options: DownloadDataOptions): Promise<DownloadedDataset> {
  const reporter = downloadReporter();
  const hubUrl = Deno.env.get("HF_ENDPOINT");
  const accessToken = Deno.env.get("HF_TOKEN");
  try {
    return await downloadDataset({
      ...options,
      ...(hubUrl ? { hubUrl } : {}),
      ...(accessToken ? { accessToken } : {}),
      onProgress: (progress) => reporter.update(progress),
    });
  } finally {
    reporter.close();
  }
}
