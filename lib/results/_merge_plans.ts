import type { Manifest, ManifestShard, Result, Run } from "../types.ts";
import { caseIdsSha256 } from "./case_ids_sha256.ts";
import { shardOf } from "./shard_of.ts";

/** What the merged run set out to do. */
export interface MergedPlan {
  /** Of the whole. */
  readonly manifest: Manifest;
  /** Cases × trials, and their items. */
  readonly planned: Run["planned"];
  /** Ids without all their results, as far as the files name them. */
  readonly unfinished: readonly string[];
  /** Shards without a file. */
  readonly missingShards: readonly number[];
  /** What a reader of the numbers must know. */
  readonly warnings: readonly string[];
}

/** What is merged, its manifests having been found alike. */
export interface MergePlansOptions {
  /** Of one of the runs. */
  readonly manifest: Manifest;
  /** All results, each once. */
  readonly results: readonly Result[];
  /** Goes on without shards that are not there. */
  readonly allowMissing: boolean;
}

/** Adds up the plans of runs whose manifests agree. Throws a RangeError when they do not add up. */
export function mergePlans(runs: readonly Run[], options: MergePlansOptions): MergedPlan {
  const { results, manifest } = options;
  const finished = new Map<string, number>();
  for (const { case: c } of results) finished.set(c.id, (finished.get(c.id) ?? 0) + 1);
  const unfinished = [...new Set([...runs.flatMap((run) => run.unfinished), ...finished.keys()])]
    .filter((id) => (finished.get(id) ?? 0) < manifest.trials);
  const { shard, ...whole } = manifest;
  return shard === undefined
    ? wholePlan(runs, { ...options, manifest: whole, unfinished })
    : shardedPlan(runs, { ...options, manifest: whole, unfinished, shard });
}

interface Known extends MergePlansOptions {
  readonly unfinished: readonly string[];
}

/** Runs of different case lists, or one run interrupted and resumed. */
function wholePlan(runs: readonly Run[], { manifest, results, unfinished }: Known): MergedPlan {
  const rest = { unfinished, missingShards: [], warnings: [] };
  const parts = onePerPlan(runs);
  const [only] = parts;
  if (only !== undefined && parts.length === 1) {
    return { manifest, planned: only.planned, ...rest };
  }
  if (unfinished.length > 0) {
    // Two plans may share a case that neither has finished, and no file says how many items it has.
    throw new RangeError(
      `${unfinished.length} cases are unfinished (${
        unfinished.slice(0, 3).join(", ")
      }): resume their runs first`,
    );
  }
  const planned = {
    cases: results.length,
    items: results.reduce((sum, { case: c }) => sum + c.items.length, 0),
  };
  return {
    manifest: { ...manifest, cases_sha256: caseIdsSha256(idsInOrder(results)) },
    planned,
    ...rest,
  };
}

function shardedPlan(
  runs: readonly Run[],
  { manifest, results, unfinished, shard, allowMissing }: Known & { readonly shard: ManifestShard },
): MergedPlan {
  const { count, plan_cases, plan_items, plan_sha256 } = shard;
  refuseStrays(runs, count);
  const planned = { cases: plan_cases * manifest.trials, items: plan_items * manifest.trials };
  const there = onePerPlan(runs).reduce(
    (sum, run) => ({
      cases: sum.cases + run.planned.cases,
      items: sum.items + run.planned.items,
    }),
    { cases: 0, items: 0 },
  );
  // A shard may hold no case at all; then nobody misses its file.
  const isWhole = there.cases === planned.cases;
  const missingShards = isWhole
    ? []
    : Array.from({ length: count }, (_, n) => n + 1).filter((index) =>
      !runs.some((run) => run.manifest?.shard?.index === index)
    );
  const gap = `${planned.cases - there.cases} of ${planned.cases} cases`;
  const names = missingShards.length === 1 ? "Shard" : "Shards";
  const missing = `${names} ${missingShards.join(", ")} of ${count} missing (${gap})`;
  if (missingShards.length > 0 && !allowMissing) throw new RangeError(missing);
  const isConsistent = missingShards.length > 0 ||
    (isWhole && there.items === planned.items &&
      (unfinished.length > 0 || caseIdsSha256(idsInOrder(results)) === plan_sha256));
  if (!isConsistent && isWhole && there.items === planned.items) {
    throw new RangeError(
      `The files hold other cases than their plan: ${results.length} results of ${planned.cases} planned, and none ` +
        "named as unfinished. Was a case cut out of a file or put into it? Resume or repeat that shard",
    );
  }
  if (!isConsistent) {
    throw new RangeError(
      `The shards do not add up to their plan: ${there.cases} cases with ${there.items} items, expected ` +
        `${planned.cases} with ${planned.items}`,
    );
  }
  return {
    manifest: { ...manifest, cases_sha256: plan_sha256 },
    planned,
    unfinished,
    missingShards,
    warnings: missingShards.length === 0 ? [] : [`${missing}: they count as not run`],
  };
}

/** An interrupted run and its resumption plan the same cases: they count once. */
function onePerPlan(runs: readonly Run[]): readonly Run[] {
  return [...new Map(runs.map((run) => [run.manifest?.cases_sha256, run])).values()];
}

function idsInOrder(results: readonly Result[]): readonly string[] {
  const ordered = results.toSorted((a, b) => (a.case.line ?? 0) - (b.case.line ?? 0));
  return [...new Set(ordered.map(({ case: c }) => c.id))];
}

function refuseStrays(runs: readonly Run[], count: number): void {
  for (const run of runs) {
    const index = run.manifest?.shard?.index;
    const ids = [...run.results.map(({ case: c }) => c.id), ...run.unfinished];
    const stray = ids.find((id) => shardOf(id, count) !== index);
    if (stray === undefined) continue;
    throw new RangeError(
      `${run.file ?? run.id} says it is shard ${index} of ${count}, but case ${stray} is of shard ${
        shardOf(stray, count)
      }`,
    );
  }
}
