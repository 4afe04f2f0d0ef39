import type { Benchmark, Case, Manifest, Model, Run } from "../types.ts";
import { finishRun, type FinishRunOptions } from "../results/finish_run.ts";
import type { CollectedResults } from "./collect_results.ts";
import type { Output } from "./open_output.ts";
import type { DatasetIdentity } from "./make_manifest.ts";

/** What a run is made of at its end. */
export interface AssembleRunOptions<C extends Case>
  extends CollectedResults<C>, Pick<FinishRunOptions, "beside"> {
  readonly cases: readonly C[];
  readonly benchmark: Benchmark<C>;
  readonly manifest: Manifest;
  readonly output: Pick<Output, "head">;
  readonly options: {
    readonly model: Pick<Model, "name" | "origin">;
    readonly dataset: DatasetIdentity;
    readonly trials?: number;
    readonly apiBase?: string;
    readonly simulated?: boolean;
    readonly warnings?: () => readonly string[];
    readonly limiter?: () => readonly object[];
  };
  /** Null while it is under way. */
  readonly finishedAt: Date | null;
}

/** Puts a run together from what was collected. */
export function assembleRun<C extends Case>(parts: AssembleRunOptions<C>): Run {
  const { results, cases, benchmark, manifest, output, options } = parts;
  const { trials = 1, model, dataset } = options;
  const finished = new Map<string, number>();
  for (const result of results) {
    finished.set(result.case.id, (finished.get(result.case.id) ?? 0) + 1);
  }
  return finishRun(results, {
    benchmark,
    manifest,
    model: model.name,
    dataset: dataset.name,
    id: output.head.runId,
    file: null,
    meta: {
      model: model.name,
      dataset: dataset.name,
      ...benchmark.meta,
      api_base: withoutSecrets(options.apiBase ?? model.origin),
      started_at: output.head.startedAt,
      ...(parts.finishedAt ? { finished_at: parts.finishedAt.toISOString() } : {}),
      benchmark: benchmark.name,
      ...(options.simulated ? { simulated: true } : {}),
    },
    planned: {
      cases: cases.length * trials,
      items: cases.reduce((sum, c) => sum + c.items.length, 0) * trials,
    },
    unfinished: cases.map(({ id }) => id).filter((id) => (finished.get(id) ?? 0) < trials),
    warnings: options.warnings?.() ?? [],
    ...(options.limiter ? { limiter: options.limiter() } : {}),
    ...(parts.beside ? { beside: parts.beside } : {}),
  });
}

/** A base URL may carry a password or a key in its query; a file may not. */
function withoutSecrets(address: string): string {
  const url = URL.parse(address);
  return url === null
    ? address
    : address.replace(`${url.username}:${url.password}@`, "").split("?")[0] ?? "";
}
