/** What tells runs apart. */
export interface LabelledRun {
  /** Id of the run. */
  readonly run_id: string;
  /** Model asked for. */
  readonly model: string;
  /** Condition; null when unknown. */
  readonly condition: string | null;
  /** Dataset name; null when unknown. */
  readonly dataset: string | null;
}

/**
 * Names runs by their model, and runs of one model by what else tells them apart: condition, dataset, start of the id.
 */
export function runLabels(runs: readonly LabelledRun[]): ReadonlyMap<string, string> {
  const byModel = Map.groupBy(runs, (run) => run.model);
  return new Map(runs.map((run) => [run.run_id, label(run, byModel.get(run.model) ?? [])]));
}

function label(run: LabelledRun, rivals: readonly LabelledRun[]): string {
  if (rivals.length < 2) return run.model;
  const differing = (["condition", "dataset"] as const)
    .filter((name) => rivals.some((rival) => rival[name] !== run[name]));
  const same = rivals.filter((rival) => differing.every((name) => rival[name] === run[name]));
  const parts: string[] = differing.map((name) => run[name] ?? `${name} unknown`);
  if (same.length > 1) parts.push(shortId(run.run_id, same.map((rival) => rival.run_id)));
  return `${run.model} (${parts.join(", ")})`;
}

/** The shortest start of an id, at least six characters, that no other id has. */
function shortId(id: string, ids: readonly string[]): string {
  const others = ids.filter((other) => other !== id);
  for (let length = 6; length < id.length; length++) {
    const start = id.slice(0, length);
    if (!others.some((other) => other.startsWith(start))) return start;
  }
  return id;
}
