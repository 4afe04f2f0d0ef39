import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { DatasetError } from "./dataset_error.ts";
import type { DatasetFiles } from "./dataset_files.ts";
import { fileDigests } from "./_files/file_digests.ts";

/**
 * A synthetic dataset that comes with the package (`data/demo/<name>.jsonl` or `.json`, `rounds_demo` unless told),
 * whatever the working directory. Throws `DatasetError` when there is none, or when the package was not installed as files.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { embeddedDataset } from "@rounds/rounds";
 *
 * await assert.rejects(embeddedDataset("no such set"), /No embedded dataset "no such set"/);
 * ```
 */
export async function embeddedDataset(name = "rounds_demo"): Promise<DatasetFiles> {
  const folder = new URL("../../data/demo/", import.meta.url);
  if (folder.protocol !== "file:") {
    throw new DatasetError(
      `The embedded datasets are files, but this package runs from ${folder.protocol}//: install it, or clone its repository`,
      { kind: "not_found" },
    );
  }
  const paths = ["jsonl", "json"].map((kind) => join(fileURLToPath(folder), `${name}.${kind}`));
  const imageRoot = join(fileURLToPath(folder), "images");
  const found = await Promise.all(paths.map((path) => Deno.stat(path).catch(() => null)));
  const recordsPath = paths.find((_, index) => found[index]?.isFile === true);
  if (recordsPath === undefined) {
    throw new DatasetError(
      `No embedded dataset ${JSON.stringify(name)}: there is no ${paths.join(" or ")}`,
      { kind: "not_found", paths },
    );
  }
  const { sha256 } = await fileDigests(recordsPath);
  return {
    name,
    recordsPath,
    imageRoot,
    imageProblem: null,
    revision: null,
    sha256,
    origin: "embedded",
  };
}
