import type { Benchmark, Case, Manifest, ManifestShard, Model } from "../types.ts";
import { caseIdsSha256 } from "../results/case_ids_sha256.ts";
import { TOOLKIT_VERSION } from "./toolkit_version.ts";

/** The data a run is made on, as it is identified. */
export interface DatasetIdentity {
  /** Name, e.g. `2025_H1`. */
  readonly name: string;
  /** Hub revision; null for local files. */
  readonly revision: string | null;
  /** SHA-256 of the records file. */
  readonly sha256: string;
}

/** What goes into a manifest. */
export interface MakeManifestOptions {
  /** The data. */
  readonly dataset: DatasetIdentity;
  /** Planned cases, in dataset order. */
  readonly cases: readonly Case[];
  /** The model asked. */
  readonly model: Model;
  /** Repetitions of every case. */
  readonly trials: number;
  /** Names and prompt digests of the judges; empty without. */
  readonly judges?: readonly string[];
  /** Which part of a plan the cases are; a whole plan unless told. */
  readonly shard?: ManifestShard;
  /** Whether the run is private; false unless told. */
  readonly private?: boolean;
}

/**
 * The identity of a run: everything that can change an answer or a grade. Never a key.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { liveclin, makeManifest, scriptedModel } from "@rounds/rounds";
 *
 * const manifest = makeManifest(liveclin({ imageMode: "url" }), {
 *   dataset: { name: "demo", revision: null, sha256: "ab" }, cases: [], model: scriptedModel([]), trials: 1,
 * });
 * assert.equal(manifest.identity.image_mode, "url");
 * ```
 */
export function makeManifest(benchmark: Benchmark, options: MakeManifestOptions): Manifest {
  const { dataset, cases, model, trials, judges = [], shard } = options;
  const isPrivate = options.private ?? false;
  return {
    benchmark: benchmark.name,
    benchmark_version: benchmark.version,
    identity: benchmark.identity,
    dataset: dataset.name,
    dataset_revision: dataset.revision,
    dataset_sha256: dataset.sha256,
    cases_sha256: caseIdsSha256(cases.map(({ id }) => id)),
    model: model.name,
    origin: model.origin,
    parameters: model.parameters,
    trials,
    judges,
    toolkit: TOOLKIT_VERSION,
    deno: Deno.version.deno,
    ...(isPrivate ? { private: true } : {}),
    ...(shard === undefined ? {} : { shard }),
  };
}
