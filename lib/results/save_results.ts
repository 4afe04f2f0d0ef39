import type { Benchmark, Run } from "../types.ts";
import { sha256Hex } from "../parse/sha256_hex.ts";
import { OutputError } from "./output_error.ts";
import { resultFileChunks } from "./result_file_chunks.ts";
import { writeAtomically } from "./write_atomically.ts";

/** How to write. */
export interface SaveResultsOptions {
  /** Gives cases their official shape. */
  readonly benchmark: Benchmark;
}

/**
 * Writes a run's result file (a private run's for its owner only), whole or not at all, reads it back to see that it is there as written, and gives back the run
 * with its path. The reference evaluator reads it. Throws an `OutputError` when it cannot be written or does not read back;
 * the file that was there before is then as it was.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { finishRun, liveclin, readResults, saveResults } from "@rounds/rounds";
 *
 * const benchmark = liveclin({ imageMode: "url" });
 * const run = finishRun([], {
 *   benchmark, manifest: null, model: "m", dataset: "d", id: "r", file: null, meta: { benchmark: "liveclin" },
 *   warnings: [], planned: { cases: 0, items: 0 }, unfinished: [],
 * });
 * const path = `${await Deno.makeTempDir()}/m_d.json`;
 * await saveResults(run, path, { benchmark });
 * assert.equal((await readResults(path, { benchmarks: [benchmark] })).id, "r");
 * ```
 */
export async function saveResults(
  run: Run,
  path: string,
  options: SaveResultsOptions,
): Promise<Run> {
  const sha256 = await write(run, path, options);
  if (sha256Hex(await Deno.readFile(path)) !== sha256) {
    throw new OutputError(`${path} does not read back as it was written`);
  }
  return { ...run, file: path };
}

async function write(run: Run, path: string, options: SaveResultsOptions): Promise<string> {
  try {
    return (await writeAtomically(path, resultFileChunks(run, options.benchmark), {
      private: run.manifest?.private ?? false,
    })).sha256;
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new OutputError(
      `Cannot write ${path}: ${why}. The journal of the run, if it has one, is kept; make room, then resume`,
      { cause },
    );
  }
}
