import { invertSymmetric } from "../stats/regression/invert_symmetric.ts";
import { monthIndex } from "../stats/time/month_index.ts";
import type { DatedRun } from "./_dated_runs.ts";

/**
 * What each case adds to the error of each bin's coefficient in the regression of `contaminationDiD`: the roots of their
 * sums of squares are its CR0 standard errors, and what they share is how the bins hang together.
 *
 * `bins` are those with a coefficient; null where the columns are collinear.
 */
export function eventInfluence(
  runs: readonly DatedRun[],
  { bins, binOf }: {
    readonly bins: readonly number[];
    /** The bin of so many months from the cut-off. */
    readonly binOf: (since: number) => number;
  },
): readonly Float64Array[] | null {
  const rows = runs.flatMap(({ run, y, date, cluster, cutoff }, place) => {
    const border = monthIndex(cutoff);
    return y.flatMap((value, k) => {
      const month = monthIndex(date[k] ?? null);
      if (value === null || month === null || border === null) return [];
      return [{ value, place, bin: binOf(month - border), name: `${run.dataset}\n${cluster[k]}` }];
    });
  });
  const places = [...new Set(rows.map(({ place }) => place))].slice(1);
  const names = new Map([...new Set(rows.map(({ name }) => name))].map((name, k) => [name, k]));
  const group = rows.map(({ name }) => names.get(name) ?? 0);
  const centred = (values: readonly number[]): Float64Array => {
    const [sums, sizes] = [new Float64Array(names.size), new Float64Array(names.size)];
    values.forEach((value, k) => {
      const g = group[k] ?? 0;
      sums[g] = (sums[g] ?? 0) + value;
      sizes[g] = (sizes[g] ?? 0) + 1;
    });
    return Float64Array.from(values, (value, k) => {
      const g = group[k] ?? 0;
      return value - (sums[g] ?? 0) / (sizes[g] ?? 1);
    });
  };
  const columns = [
    ...bins.map((bin) => rows.map((row) => Number(row.bin === bin))),
    ...places.map((place) => rows.map((row) => Number(row.place === place))),
  ].map(centred);
  if (columns.some((column) => column.every((value) => Math.abs(value) < 1e-12))) return null;
  const dot = (a: Float64Array, b: Float64Array): number =>
    a.reduce((sum, value, k) => sum + value * (b[k] ?? 0), 0);
  const bread = invertSymmetric(
    columns.map((a, j) => columns.map((b, k) => k <= j ? dot(a, b) : 0)),
  );
  if (bread === null) return null;
  const outcome = centred(rows.map(({ value }) => value));
  const right = columns.map((column) => dot(column, outcome));
  const beta = bread.map((row) => row.reduce((sum, value, k) => sum + value * (right[k] ?? 0), 0));
  const rest = outcome.map((value, k) =>
    value - columns.reduce((sum, column, j) => sum + (column[k] ?? 0) * (beta[j] ?? 0), 0)
  );
  return bins.map((_, place) => {
    const influence = new Float64Array(names.size);
    rest.forEach((error, k) => {
      const own = columns.reduce(
        (sum, column, j) => sum + (bread[place]?.[j] ?? 0) * (column[k] ?? 0),
        0,
      );
      const g = group[k] ?? 0;
      influence[g] = (influence[g] ?? 0) + own * error;
    });
    return influence;
  });
}
