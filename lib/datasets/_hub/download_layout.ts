import { basename, dirname, join, posix, resolve } from "node:path";
import type { DatasetConfig } from "../../types.ts";
import { DatasetError } from "../dataset_error.ts";
import { DOWNLOAD_RECORD } from "../_files/read_download_record.ts";
import type { HubFile } from "./list_hub_files.ts";

/** A listed file and where it goes. */
export interface PlannedFile extends HubFile {
  /** Absolute path on disk. */
  readonly target: string;
  /** Path relative to the folder of the records, with `/`. */
  readonly relative: string;
}

/** Where the files of a configuration go. */
export interface DownloadLayout {
  /** Absolute path of the records file. */
  readonly recordsPath: string;
  /** Absolute path of the image folder; null when the layout has none. */
  readonly imageRoot: string | null;
  /** Folder of the records file, where the download record is kept. */
  readonly folder: string;
  /** Every file, the records first. */
  readonly files: readonly PlannedFile[];
}

/**
 * Decides where listed files go below a data directory: the first layout whose records file ends a listed path tells
 * which leading folders of the hub fall away. Throws `DatasetError` (`unsafe_path`) for a path that would leave the data directory.
 */
export function downloadLayout(
  files: readonly HubFile[],
  options: { readonly config: DatasetConfig; readonly dataDir: string },
): DownloadLayout {
  const { config, dataDir } = options;
  for (const { path } of files) checkPath(path);
  for (const layout of config.layouts) {
    const records = files.find(({ path }) => `/${path}`.endsWith(`/${layout.records}`));
    if (records === undefined) continue;
    const head = records.path.slice(0, -layout.records.length);
    const root = resolve(dataDir);
    const folder = posix.dirname(layout.records);
    const planned = files.map((file) => {
      const path = file.path.startsWith(head) ? file.path.slice(head.length) : file.path;
      return { ...file, target: join(root, path), relative: posix.relative(folder, path) };
    });
    const recordsPath = join(root, layout.records);
    return {
      recordsPath,
      imageRoot: layout.images === null ? null : join(root, layout.images),
      folder: dirname(recordsPath),
      files: planned.toSorted((left, right) =>
        Number(right.target === recordsPath) - Number(left.target === recordsPath)
      ),
    };
  }
  const expected = config.layouts.map(({ records }) => records).join(", ") || "none";
  throw new DatasetError(
    `The hub lists ${files.length} files for ${config.name}, but no records file (expected ${expected})`,
    { kind: "not_on_hub" },
  );
}

/** Plain relative paths only, and none that a download keeps its own state in. */
function checkPath(path: string): void {
  const bad = path.split("/").some((segment) => ["", ".", ".."].includes(segment)) ||
    /[\\:\0]/.test(path);
  const name = basename(path);
  if (bad || name.endsWith(".part") || name.startsWith(".rounds-") || name === DOWNLOAD_RECORD) {
    throw new DatasetError(
      `The hub lists the path ${JSON.stringify(path)}, which will not be written: ` +
        (bad ? "it may leave the data directory" : "its name is reserved for downloads"),
      { kind: "unsafe_path", paths: [path] },
    );
  }
}
