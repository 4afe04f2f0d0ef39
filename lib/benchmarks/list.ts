import type { Benchmark } from "../types.ts";
import { BENCHMARK_NAMES, openBenchmark } from "./open_benchmark.ts";

/** Every benchmark, as it is for reading files and for data; a run opens its own with its image mode and store. */
export const benchmarks: readonly Benchmark[] = BENCHMARK_NAMES.map((name) => openBenchmark(name));
