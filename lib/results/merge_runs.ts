import type { Benchmark, Manifest, Result, Run, Spend } from "../types.ts";
import { canonicalJson } from "../parse/canonical_json.ts";
import { sha256Hex } from "../parse/sha256_hex.ts";
import { mergePlans } from "./_merge_plans.ts";
import { finishRun } from "./finish_run.ts";
import { addUntold } from "./_untold_line.ts";
import { manifestDifferences } from "./manifest_differences.ts";

/** How runs are put together. */
export interface MergeRunsOptions {
  /** Counts the official summary anew. */
  readonly benchmark: Benchmark;
  /** Goes on without shards that are not there: their cases count as not run. False unless told. */
  readonly allowMissing?: boolean;
  /** Fields of the manifest that may differ, e.g. `origin`; each one that does is a warning of the merged run. */
  readonly mayDiffer?: readonly string[];
}

/** Several runs as one. */
export interface MergedRuns {
  /** The merged run, not saved. */
  readonly run: Run;
  /** Shards without a file, from 1; empty when none is missing. */
  readonly missingShards: readonly number[];
}

/**
 * Puts the runs of one plan together, split over shards, or interrupted and resumed: the same manifest apart from shard and
 * cases, every case and trial once (identical copies are allowed). Both readings are counted anew; planned is summed.
 *
 * Throws a RangeError that names the files and what differs, the case that two files tell differently, or the shards missing.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { liveclin, mergeRuns, runBenchmark, scriptedModel, takeShard } from "@rounds/rounds";
 *
 * const benchmark = liveclin({ imageMode: "url" });
 * const plan = benchmark.examples.slice(0, 2).map(({ record }, n) => ({
 *   ...benchmark.parse(record, `example:${n + 1}`),
 *   id: `example-${n + 1}`,
 * }));
 * const dataset = { name: "examples", revision: null, sha256: "ab" };
 * const runs = [];
 * for (const index of [1, 2, 3]) {
 *   const { cases, shard } = takeShard(plan, { index, count: 3 });
 *   if (cases.length === 0) continue;
 *   const model = scriptedModel(Array(20).fill("\\boxed{A}"));
 *   runs.push((await runBenchmark(benchmark, { cases, shard, dataset, model, output: null })).run);
 * }
 * const { run } = mergeRuns(runs, { benchmark });
 * assert.equal(run.results.length, 2);
 * assert.equal(run.manifest?.shard, undefined);
 * ```
 */
export function mergeRuns(runs: readonly Run[], options: MergeRunsOptions): MergedRuns {
  const { benchmark, allowMissing = false, mayDiffer = [] } = options;
  const [first] = runs;
  if (first === undefined) throw new RangeError("There is no run to merge");
  const manifest = manifestOf(first);
  const differing = refuseOthers(runs, { manifest, mayDiffer });
  const results = uniqueResults(runs);
  const plan = mergePlans(runs, { manifest, results, allowMissing });
  const counted = new Set(runs.flatMap((run) => benchmark.warnings?.(run.results) ?? []));
  const warnings = runs.flatMap((run) => run.warnings).filter((warning) => !counted.has(warning));
  const ids = [...new Set(runs.map(({ id }) => id))].sort();
  const run = finishRun(results, {
    benchmark,
    manifest: plan.manifest,
    model: first.model,
    dataset: first.dataset,
    id: ids.length === 1 ? first.id : `merged-${sha256Hex(ids.join("\n")).slice(0, 16)}`,
    file: null,
    meta: mergeMeta(runs, ids),
    planned: plan.planned,
    unfinished: plan.unfinished,
    warnings: [...new Set([...warnings, ...differing, ...plan.warnings])],
    beside: mergeBeside(runs, plan.unfinished.length > 0),
  });
  return { run, missingShards: plan.missingShards };
}

/** The name a run goes by in messages. */
function nameOf({ file, id }: Run): string {
  return file ?? `run ${id}`;
}

function manifestOf(run: Run): Manifest {
  if (run.manifest !== null) return run.manifest;
  throw new RangeError(
    `${nameOf(run)} was not written by this toolkit: nothing tells which run it is a part of`,
  );
}

/** Gives a warning for every difference that was allowed. */
function refuseOthers(
  runs: readonly Run[],
  { manifest, mayDiffer }: { readonly manifest: Manifest; readonly mayDiffer: readonly string[] },
): readonly string[] {
  const allowed: string[] = [];
  for (const run of runs) {
    const differences = manifestDifferences(comparable(manifest), comparable(manifestOf(run)));
    const refused = differences.filter(({ field }) => !mayDiffer.includes(field));
    if (refused.length > 0) {
      const list = refused.map(({ field, before, now }) => `  ${field}: ${before} and ${now}`);
      throw new RangeError(
        `${runs[0] === undefined ? "" : nameOf(runs[0])} and ${
          nameOf(run)
        } are not parts of one run:\n${list.join("\n")}`,
      );
    }
    for (const { field, before, now } of differences) {
      allowed.push(`Merged although ${field} differs: ${before} and ${now}`);
    }
  }
  return allowed;
}

/** A manifest without what tells its parts apart, and without where a resumed part was answered before. */
function comparable(manifest: Manifest): unknown {
  const { cases_sha256: _, earlier_origins: __, shard, ...same } = manifest;
  if (shard === undefined) return same;
  const { index: ___, ...plan } = shard;
  return { ...same, shard: plan };
}

function uniqueResults(runs: readonly Run[]): readonly Result[] {
  const found = new Map<string, { readonly result: Result; readonly run: Run }>();
  for (const run of runs) {
    for (const result of run.results) {
      const key = `${result.trial} ${result.case.id}`;
      const known = found.get(key);
      if (known === undefined) found.set(key, { result, run });
      else if (told(known.result) !== told(result)) {
        throw new RangeError(
          `${nameOf(known.run)} and ${
            nameOf(run)
          } tell case ${result.case.id}, trial ${result.trial}, ` +
            "differently: leave one of the files out",
        );
      }
    }
  }
  return [...found.values()].map(({ result }) => result);
}

function told({ case: c, turns, grades }: Result): string {
  return canonicalJson({ case: c, turns, grades });
}

/** Of an interrupted run and its resumption, which tells what was spent before too, the one with more results counts. */
function mergeBeside(
  runs: readonly Run[],
  isUnfinished: boolean,
): Pick<Spend, "unfinished" | "untold"> {
  const byPlan = Map.groupBy(runs, ({ manifest }) => manifest?.cases_sha256);
  const parts = [...byPlan.values()].flatMap((same) =>
    same.toSorted((a, b) => b.results.length - a.results.length).slice(0, 1)
  );
  const untold = parts.flatMap(({ spend }) => spend?.untold ?? []);
  const unfinished = parts.flatMap(({ spend }) => isUnfinished ? spend?.unfinished ?? [] : []);
  const sum = (values: readonly (number | null)[]) => {
    const known = values.filter((value) => value !== null);
    return known.length === 0 ? null : known.reduce((total, value) => total + value, 0);
  };
  return {
    ...(untold.length === 0 ? {} : { untold: untold.reduce(addUntold) }),
    ...(unfinished.length === 0 ? {} : {
      unfinished: {
        turns: unfinished.reduce((total, { turns }) => total + turns, 0),
        input_tokens: sum(unfinished.map(({ input_tokens }) => input_tokens)),
        output_tokens: sum(unfinished.map(({ output_tokens }) => output_tokens)),
        cost_usd: sum(unfinished.map(({ cost_usd }) => cost_usd)),
      },
    }),
  };
}

function mergeMeta(
  runs: readonly Run[],
  ids: readonly string[],
): Readonly<Record<string, unknown>> {
  const times = (name: "started_at" | "finished_at") =>
    runs.map(({ meta }) => meta[name]).filter((time) => typeof time === "string").sort();
  return {
    ...runs[0]?.meta,
    started_at: times("started_at")[0] ?? null,
    finished_at: times("finished_at").at(-1) ?? null,
    merged_from: ids,
  };
}
