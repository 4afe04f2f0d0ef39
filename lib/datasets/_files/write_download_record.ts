import { join } from "node:path";
import type { DownloadRecord } from "../download_record.ts";
import { DOWNLOAD_RECORD } from "./read_download_record.ts";

/** Writes the record of a folder, whole or not at all. */
export async function writeDownloadRecord(folder: string, record: DownloadRecord): Promise<void> {
  const path = join(folder, DOWNLOAD_RECORD);
  await Deno.writeTextFile(`${path}.part`, `${JSON.stringify(record, null, 2)}\n`);
  await Deno.rename(`${path}.part`, path);
}
