import type { PlotRow } from "./figure.ts";

const METHODS: Readonly<Record<string, string>> = {
  wilson: "Wilson, on cases",
  "clustered-mean/wilson-eff": "Wilson on the effective number, clustered by case",
  "clustered-mean/t": "t, clustered by case",
};

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
