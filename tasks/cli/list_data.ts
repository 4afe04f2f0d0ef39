import { type Benchmark, benchmarks, datasetConfig, DatasetError, findDataset } from "../../mod.ts";
import type { DataFlags } from "./data_flags.ts";
import { printJson, printOut } from "./run_task.ts";

/** What `list` says of one dataset. */
interface Listed {
  readonly benchmark: string;
  readonly dataset: string;
  readonly isDefault: boolean;
  /** Where it can be downloaded; null for one that comes with the package. */
  readonly hub: string | null;
  readonly state: "ready" | "absent" | "incomplete" | "unusable";
  readonly path: string | null;
  readonly revision: string | null;
  /** What is wrong and what to do; null when nothing is. */
  readonly problem: string | null;
}

/** Lists every dataset of every benchmark, and whether it is on this machine. */
export async function listData(flags: DataFlags): Promise<number> {
  const rows: Listed[] = [];
  for (const benchmark of benchmarks) {
    for (const { name } of benchmark.source.configs) {
      rows.push(await look(benchmark, { dataset: name, dataDir: flags.dataDir }));
    }
  }
  if (flags.json) printJson(rows);
  else {
    for (const row of rows) {
      const from = row.hub ?? "comes with the package";
      const revision = row.revision === null ? "" : `, revision ${row.revision}`;
      const name = row.isDefault ? `${row.dataset} (default)` : row.dataset;
      printOut(`${row.benchmark}  ${name}  [${row.state}]  ${from}`);
      if (row.path !== null) printOut(`    ${row.path}${revision}`);
      if (row.problem !== null) printOut(row.problem.replaceAll(/^/gm, "    "));
    }
  }
  return 0;
}

async function look(
  benchmark: Benchmark,
  where: { readonly dataset: string; readonly dataDir: string },
): Promise<Listed> {
  const { source, name } = benchmark;
  const config = datasetConfig(source, where.dataset);
  const row = {
    benchmark: name,
    dataset: config.name,
    isDefault: config === source.configs[0],
    hub: config.hubPaths.length === 0 ? null : source.hubId,
    path: null,
    revision: null,
  };
  try {
    const { recordsPath, revision, imageProblem } = await findDataset({ source, ...where });
    return { ...row, state: "ready", path: recordsPath, revision, problem: imageProblem };
  } catch (error) {
    if (!(error instanceof DatasetError)) throw error;
    if (error.kind === "not_found") return { ...row, state: "absent", problem: null };
    const state = error.kind === "incomplete" ? "incomplete" : "unusable";
    return { ...row, state, path: error.paths[0] ?? null, problem: error.message };
  }
}
