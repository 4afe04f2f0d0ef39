import type { Benchmark, Run } from "../types.ts";
import { parseJson } from "../parse/parse_json.ts";
import { sha256Hex } from "../parse/sha256_hex.ts";
import { runFromFile } from "./_run_from_file.ts";

/** How to read a result file's text. */
export interface ParseResultsOptions {
  /** Path, for messages and the run. */
  readonly where: string;
  /** Those that may have written it. */
  readonly benchmarks: readonly Benchmark[];
}

/**
 * Parses a result file's text: ours, or a reference evaluator's (which has no `rounds`). The official summary is computed
 * from the cases as they stand in the file; a stored one that differs is a warning.
 * Throws a `CaseError` naming the file and field, a SyntaxError when it is no JSON, a RangeError when it is nested too deep.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { benchmarks, parseResults } from "@rounds/rounds";
 *
 * const text = '{"meta":{"model":"m","dataset":"2025_H1","liveclin_version":"1"},"summary":{},"cases":[]}';
 * const run = parseResults(text, { where: "m.json", benchmarks });
 * assert.equal(run.benchmark, "liveclin");
 * assert.equal(run.manifest, null);
 * assert.throws(() => parseResults("{", { where: "m.json", benchmarks }), /m\.json is no JSON/);
 * ```
 */
export function parseResults(text: string, options: ParseResultsOptions): Run {
  return runFromFile(parse(text, options.where), { ...options, digest: () => sha256Hex(text) });
}

function parse(text: string, where: string): unknown {
  try {
    return parseJson(text);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    if (cause instanceof RangeError) {
      throw new RangeError(`Cannot read ${where}: ${why}`, { cause });
    }
    throw new SyntaxError(`${where} is no JSON: ${why}`, { cause });
  }
}
