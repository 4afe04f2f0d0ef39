import { join } from "node:path";
import * as v from "valibot";
import { parseWith } from "../../parse/parse_with.ts";
import { DatasetError } from "../dataset_error.ts";
import type { DownloadRecord } from "../download_record.ts";

/** Name of the record that a download keeps beside the records file. */
export const DOWNLOAD_RECORD = ".rounds-download.json";

const digest = v.nullable(v.pipe(v.string(), v.hexadecimal()));
const schema = v.object({
  schema: v.literal("rounds.download/1"),
  hub: v.string(),
  repo: v.string(),
  config: v.string(),
  revision: v.string(),
  requestedRevision: v.string(),
  complete: v.boolean(),
  time: v.string(),
  files: v.array(
    v.object({ path: v.string(), bytes: v.number(), sha256: digest, gitSha1: digest }),
  ),
});

/**
 * Reads the download record of a folder; null when there is none. Throws `DatasetError` (`unreadable`) for a damaged one.
 */
export async function readDownloadRecord(folder: string): Promise<DownloadRecord | null> {
  const path = join(folder, DOWNLOAD_RECORD);
  let text: string;
  try {
    text = await Deno.readTextFile(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound || error instanceof Deno.errors.NotADirectory) {
      return null;
    }
    throw error;
  }
  try {
    return parseWith(schema, JSON.parse(text), { where: path, thing: "download record" });
  } catch (cause) {
    throw new DatasetError(
      `The download record ${path} is damaged: remove it and download again (files already there are kept)`,
      { kind: "unreadable", paths: [path], cause },
    );
  }
}
