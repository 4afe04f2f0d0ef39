import type { Benchmark, Run } from "../types.ts";
import { sha256Hex } from "../parse/sha256_hex.ts";
import { readResultJson } from "./_read_result_json.ts";
import { runFromFile } from "./_run_from_file.ts";

/** How to read. */
export interface ReadResultsOptions {
  /** Those that may have written the file. */
  readonly benchmarks: readonly Benchmark[];
}

/**
 * Reads a result file, ours or a reference evaluator's. Throws a `CaseError` naming file and field, a SyntaxError when it
 * is no JSON, a RangeError when it is larger than 2 GiB or nested deeper than 100 levels, and what the file system throws.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { benchmarks, readResults } from "@rounds/rounds";
 *
 * const path = await Deno.makeTempFile({ suffix: ".json" });
 * await Deno.writeTextFile(path, '{"meta":{"model":"m","dataset":"d","liveclin_version":"1"},"cases":[]}');
 * assert.equal((await readResults(path, { benchmarks })).model, "m");
 * ```
 */
export async function readResults(path: string, options: ReadResultsOptions): Promise<Run> {
  const { file, bytes } = await readResultJson(path);
  return runFromFile(file, {
    where: path,
    benchmarks: options.benchmarks,
    digest: () => sha256Hex(bytes),
  });
}
