import type { AccuracyRow } from "../tables/accuracy_row.ts";
import { textTable } from "./_text_table.ts";

/**
 * Accuracy of groups as terminal text, as `accuracyRows` gives them: a group a line, with interval, denominator, coverage
 * and bounds; first of all, how the runs differ besides the model, and which are not finished.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { renderAccuracy } from "@rounds/rounds";
 *
 * assert.match(renderAccuracy([]), /nothing to count/);
 * ```
 */
export function renderAccuracy(rows: readonly AccuracyRow[]): string {
  const [first] = rows;
  if (first === undefined) return "There is nothing to count\n";
  const warned = Map.groupBy(
    rows.filter(({ warnings }) => warnings !== null),
    ({ run, warnings }) => `${run}\n${warnings}`,
  );
  const notes = [...warned.values()].flatMap((own) =>
    own.slice(0, 1).map(({ run, group, warnings }) =>
      `  ${run}, ${own.length === 1 ? group : `${own.length} groups`}: ${warnings}`
    )
  );
  const table = textTable([
    [first.term, "run", "accuracy", `${100 * first.level}% interval`, "right of n", "cases"]
      .concat(["coverage", "bounds", ""]),
    ...rows.map((row) =>
      [row.group, row.run, percent(row.value), between(row.lo, row.hi)]
        .concat([`${number(row.right)} of ${number(row.n)}`, number(row.clusters)])
        .concat([percent(row.coverage), between(row.low, row.high), row.flag ?? ""])
    ),
  ], { texts: [0, 1, 8] });
  const unlike = rows.flatMap(({ run, unlike }) => unlike === null ? [] : [`${run} is ${unlike}`]);
  const partial = rows.flatMap(({ partial }) => partial ?? []);
  const banner = [
    ...new Set(unlike.map((text) => `  NOT LIKE FOR LIKE: ${text}`)),
    ...new Set(partial.map((text) => `  Not finished: ${text}`)),
  ];
  const head = `Accuracy by ${first.term.replaceAll("_", " ")}: ${first.unit}s, ${first.reading}`;
  return `${
    [head, ...banner, ...table, ...(notes.length === 0 ? [] : ["  Notes", ...notes])].join("\n")
  }\n`;
}

function percent(value: number | null): string {
  return value === null ? "n/a" : `${(100 * value).toFixed(1)}%`;
}

function between(low: number | null, high: number | null): string {
  return low === null || high === null ? "n/a" : `${percent(low)} to ${percent(high)}`;
}

function number(value: number): string {
  return value.toLocaleString("en-US", { maximumFractionDigits: 1 });
}
