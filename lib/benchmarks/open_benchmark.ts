import type { Benchmark, ImageStore } from "../types.ts";
import { liveclin } from "./liveclin/liveclin.ts";
import type { LiveClinCondition } from "./liveclin/liveclin_types.ts";
import { livemedbench } from "./livemedbench/livemedbench.ts";
import type { LiveMedBenchPromptStyle } from "./livemedbench/livemedbench_types.ts";

/** How a benchmark is run; each reads what concerns it. */
export interface BenchmarkOptions {
  /** Images by their URL, or as local files encoded in the request; `url` unless told. */
  readonly imageMode?: "url" | "local";
  /** Where local images lie. */
  readonly images?: ImageStore;
  /** What of a case the model is given; only `full` is an official protocol. */
  readonly condition?: LiveClinCondition;
  /** The instruction before an open question; only `official` is an official protocol. */
  readonly promptStyle?: LiveMedBenchPromptStyle;
  /** A labels file as parsed JSON: labels that the dataset itself lacks. */
  readonly labels?: unknown;
}

/** The list: a benchmark's name, and how it is made. A new benchmark is one line here. */
const MAKERS: Readonly<Record<string, (options: BenchmarkOptions) => Benchmark>> = {
  liveclin: ({ imageMode = "url", ...options }) => liveclin({ imageMode, ...options }),
  livemedbench: ({ promptStyle = "official", labels }) =>
    livemedbench({ promptStyle, ...(labels === undefined ? {} : { labels }) }),
};

/** Names of the benchmarks there are, the default first. */
export const BENCHMARK_NAMES: readonly string[] = Object.keys(MAKERS);

/**
 * Opens a benchmark by name. Throws a RangeError naming those there are.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { openBenchmark } from "@rounds/rounds";
 *
 * assert.equal(openBenchmark("liveclin").name, "liveclin");
 * assert.throws(() => openBenchmark("none"), /There is no benchmark "none"; there are liveclin/);
 * ```
 */
export function openBenchmark(name: string, options: BenchmarkOptions = {}): Benchmark {
  const make = Object.hasOwn(MAKERS, name) ? MAKERS[name] : undefined;
  if (make === undefined) {
    throw new RangeError(
      `There is no benchmark ${JSON.stringify(name)}; there are ${BENCHMARK_NAMES.join(", ")}`,
    );
  }
  return make(options);
}
