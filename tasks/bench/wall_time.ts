import { printNote } from "../cli/run_task.ts";
import type { Finding } from "./finding.ts";
import { measure, startServer } from "./measure.ts";

const LATENCY_MS = 300;

/** Wall time at some latency against the best list schedule (longest conversations first) of the same cases. */
export async function wallTime(
  { cases, folder }: { readonly cases: number; readonly folder: string },
): Promise<Finding> {
  printNote(`Wall time at ${LATENCY_MS} ms latency ...`);
  await using server = await startServer(LATENCY_MS);
  const concurrency = 100;
  const { wallMs, turns } = await measure({
    client: "rounds",
    base: server.base,
    cases,
    concurrency,
    folder,
    images: null,
  });
  const best = listSchedule(turns.map((count) => count * LATENCY_MS), concurrency);
  return {
    id: "wall_time",
    name: "wall time / best list schedule",
    value: wallMs / best,
    atMost: 1.1,
    tolerance: 0.05,
    detail: `${(wallMs / 1000).toFixed(1)} s / ${
      (best / 1000).toFixed(1)
    } s, latency ${LATENCY_MS} ms, concurrency ${concurrency}`,
  };
}

/** Milliseconds until the last of the jobs ends, each going to the first free worker, the longest first. */
function listSchedule(jobsMs: readonly number[], workers: number): number {
  const free = Array.from({ length: workers }, () => 0);
  for (const job of jobsMs.toSorted((a, b) => b - a)) {
    const first = free.indexOf(Math.min(...free));
    free[first] = (free[first] ?? 0) + job;
  }
  return Math.max(...free);
}
