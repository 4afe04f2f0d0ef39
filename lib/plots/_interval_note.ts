import type { PlotRow } from "./figure.ts";

const METHODS: Readonly<Record<string, string>> = {
  wilson: "Wilson, on cases",
  "clustered-mean/wilson-eff": "Wilson on the effective number, clustered by case",
  "clustered-mean/t": "t, clustered by case",
};

/**
 * How the intervals of these rows were made: the method of most runs, and that of the others with their names; null where
 * no row names a method this knows.
 */
export function intervalMethods(
  rows: readonly { readonly run: string; readonly row: PlotRow }[],
): string | null {
  const known = rows.flatMap(({ run, row }) => {
    const method = typeof row["lo"] === "number" ? METHODS[String(row["method"])] : undefined;
    return method === undefined ? [] : [{ run, method }];
  });
  const groups = [...Map.groupBy(known, ({ method }) => method)]
    .toSorted(([, a], [, b]) => b.length - a.length);
  return groups.map(([method, own], place) =>
    place === 0 ? method : `${own.map(({ run }) => run).join(", ")}: ${method}`
  ).join("; ") || null;
}

/**
 * How the intervals of scores were made, as the words after "intervals": rows that have none get Wilson's from their count.
 */
export function intervalNote(models: readonly { readonly row: PlotRow }[]): string {
  const given = models.filter(({ row }) => typeof row["lo"] === "number");
  const methods = new Set(given.flatMap(({ row }) => METHODS[String(row["method"])] ?? []));
  const isNamed = given.length === models.length && methods.size > 0;
  return isNamed
    ? `(${[...methods].join("; ")})`
    : "where known (Wilson from the number of cases where a row has none)";
}
