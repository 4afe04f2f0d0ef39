import type { AccuracyData } from "./_accuracy_data.ts";

/**
 * Labels of the runs from the highest accuracy over all groups to the lowest; those without any come last.
 */
export function runsByAccuracy(data: Pick<AccuracyData, "runs" | "points">): string[] {
  const means = new Map(data.runs.map((run) => {
    const own = data.points.filter((point) => point.run === run);
    const n = own.reduce((sum, point) => sum + point.n, 0);
    const right = own.reduce((sum, point) => sum + (point.value ?? 0) * point.n, 0);
    return [run, n === 0 ? -1 : right / n];
  }));
  return data.runs.toSorted((a, b) => (means.get(b) ?? 0) - (means.get(a) ?? 0));
}
