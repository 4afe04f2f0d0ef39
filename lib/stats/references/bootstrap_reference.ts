import type { ClusterName } from "../interval.ts";
import { clusterBootstrap } from "../resampling/cluster_bootstrap.ts";
import { quantile } from "../special/quantile.ts";
import { referenceColumns } from "./reference_columns.ts";
import type { ReferenceInputs } from "./reference_inputs.ts";
import { referencePair as pair } from "./reference_pair.ts";
import { referenceWarning as warning } from "./reference_warning.ts";

interface Row {
  readonly y: number;
  readonly over: number;
  readonly cluster: ClusterName;
}

/**
 * The cluster bootstrap of a reference case: of a mean, a median, a paired difference or a ratio of sums.
 *
 * @internal
 */
export function bootstrapReference(i: ReferenceInputs): unknown {
  const all = i.mentions(/enumerate|all \d+\^/);
  const seed = /seed (\d+)/.exec(String(i.raw("rng") ?? ""))?.[1];
  const stream = /stream (\d+)/.exec(String(i.raw("rng") ?? ""))?.[1];
  const wanted = i.text("statistic", "mean");
  const result = clusterBootstrap(rowsOf(i, wanted), {
    cluster: (row) => row.cluster,
    statistic: /median/i.test(wanted) ? median : ratio,
    replicates: all ? "all" : i.number("B", 10_000),
    seed: i.number("seed", Number(seed ?? 42)),
    stream: i.number("stream", Number(stream ?? 54)),
    level: i.number("level", 0.95),
  });
  const { lo, hi } = result.bcaProbabilities;
  const count = result.replicates.length;
  const { se } = result;
  return {
    estimate: result.value,
    resamples: count,
    boot_mean: result.mean,
    boot_se_population: all || se === null ? se : se * Math.sqrt((count - 1) / count),
    boot_se_ddof1: !all || se === null ? se : se * Math.sqrt(count / (count - 1)),
    percentile_type7: pair(result.percentile),
    percentile_inverse_cdf: pair(result.percentileInverse),
    jackknife_se: result.jackknifeSe,
    bca_z0_midrank: result.z0,
    bca_a: result.acceleration,
    bca_probs: pair({ lo, hi }),
    bca_type7: pair(result.bca),
    warning: warning(result),
  };
}

/** Rows with what is summed above the line and below it; rows with a missing value are left out. */
function rowsOf(i: ReferenceInputs, statistic: string): Row[] {
  const columns = referenceColumns(i);
  const sums = /sum\((\w+)\)\s*\/\s*sum\((\w+)\)/.exec(statistic);
  const [, top, bottom] = sums ?? [];
  const listed = (name: string): (number | null)[] =>
    i.column(name).map((value) => (typeof value === "number" ? value : null));
  const y = top !== undefined
    ? listed(top)
    : i.has("a") && i.has("b")
    ? columns.pair().differences
    : columns.y();
  const over = bottom !== undefined ? listed(bottom) : y.map(() => 1);
  const cluster = columns.cluster();
  return y.flatMap((value, row) => {
    const below = over[row] ?? null;
    return value === null || below === null
      ? []
      : [{ y: value, over: below, cluster: cluster[row] ?? row }];
  });
}

function ratio(rows: readonly Row[]): number | null {
  let [above, below] = [0, 0];
  for (const row of rows) {
    above += row.y;
    below += row.over;
  }
  return below === 0 ? null : above / below;
}

function median(rows: readonly Row[]): number | null {
  return quantile(rows.map((row) => row.y), { p: 0.5 });
}
