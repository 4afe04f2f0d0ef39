import type { CleanRate, CleanSummary, Headline, Run } from "../types.ts";

/**
 * Several runs side by side as terminal text: one column a run, official and clean named, coverage and bounds with them.
 * Says so when the runs were not made on the same data or in the same way.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { finishRun, liveclin, renderRuns } from "@rounds/rounds";
 *
 * const run = finishRun([], {
 *   benchmark: liveclin({ imageMode: "url" }), manifest: null, model: "m", dataset: "d", id: "r", file: null,
 *   meta: {}, warnings: [], planned: { cases: 1, items: 3 }, unfinished: ["1"],
 * });
 * assert.match(renderRuns([run, run]), /coverage/);
 * ```
 */
export function renderRuns(runs: readonly Run[]): string {
  const rows = [...officialRows(runs), ...cleanRows(runs)].map((
    [label, cell],
  ) => [label, ...runs.map(cell)]);
  const table = [["", ...runs.map(({ model }) => model)], [
    "",
    ...runs.map(({ dataset }) => dataset),
  ], ...rows];
  const widths =
    table[0]?.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0))) ?? [];
  const lines = table.map((row) =>
    `  ${
      row.map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)
      ).join("  ")
    }`
      .trimEnd()
  );
  return `${[...lines, ...differences(runs)].join("\n")}\n`;
}

type Cell = (run: Run) => string;

/** The official numbers of the runs' benchmarks, each once, in order. */
function officialRows(runs: readonly Run[]): readonly (readonly [string, Cell])[] {
  const labels = new Set(runs.flatMap((run) => headlines(run).map(({ label }) => label)));
  return [...labels].map((name) => [
    name,
    (run) => percent(headlines(run).find(({ label }) => label === name)?.value),
  ]);
}

function headlines(run: Run): readonly Headline[] {
  const rate = (value: unknown) => typeof value === "number" ? value : null;
  return run.headlines ?? [
    { label: "questions, official", value: rate(run.official.question_accuracy) },
    { label: "cases, official", value: rate(run.official.case_accuracy) },
  ];
}

/** The clean numbers: of questions, or of points where the items have them, then of cases. */
function cleanRows(runs: readonly Run[]): readonly (readonly [string, Cell])[] {
  const pointed = runs.filter(({ clean }) => clean.points !== null).length;
  const noun = pointed === 0 ? "questions" : pointed === runs.length ? "criteria" : "items";
  return [
    ...(pointed === runs.length && pointed > 0
      ? []
      : rateRows("questions, clean", ({ points, items }) => points === null ? items : null)),
    ...(pointed === 0 ? [] : [
      ...rateRows("points earned, clean", ({ points }) => points?.earned ?? null),
      ...rateRows("penalties, clean", ({ points }) => points?.triggered ?? null),
    ]),
    ...rateRows("cases, clean", ({ cases }) => cases),
    [`planned ${noun}`, ({ clean }) => String(clean.items.planned)],
    ["not graded", ({ clean }) => String(clean.items.planned - clean.outcomes.graded)],
  ];
}

/** A rate with its coverage and bounds; n/a in the column of a run that has no such rate. */
function rateRows(
  label: string,
  rateOf: (clean: CleanSummary) => CleanRate | null,
): readonly (readonly [string, Cell])[] {
  const cell = (text: (rate: CleanRate) => string): Cell => ({ clean }) => {
    const rate = rateOf(clean);
    return rate === null ? "n/a" : text(rate);
  };
  return [
    [label, cell(({ score }) => percent(score))],
    ["  coverage", cell(({ coverage }) => percent(coverage))],
    ["  bounds", cell(({ low, high }) => `${percent(low)}-${percent(high)}`)],
  ];
}

/** What must be the same before two runs may be compared. */
const SAME: readonly (readonly [string, Cell])[] = [
  ["benchmark", ({ benchmark }) => benchmark],
  ["dataset", ({ dataset }) => dataset],
  ["dataset content", ({ manifest }) => manifest?.dataset_sha256.slice(0, 12) ?? "unknown"],
  ["cases", ({ manifest }) => manifest?.cases_sha256.slice(0, 12) ?? "unknown"],
  ["judges", ({ manifest }) => manifest?.judges.join(" + ") || "none"],
];

function differences(runs: readonly Run[]): readonly string[] {
  const names = [...new Set(runs.flatMap(({ manifest }) => Object.keys(manifest?.identity ?? {})))];
  const options = names.map((name): readonly [string, Cell] => [
    name.replaceAll("_", " "),
    ({ manifest }) => shorten(manifest?.identity[name] ?? "unknown"),
  ]);
  const found = [...SAME, ...options].flatMap(([what, cell]) => {
    const values = [...new Set(runs.map(cell))];
    return values.length > 1 ? [`    ${what}: ${values.join(" | ")}`] : [];
  });
  return found.length === 0 ? [] : ["  NOT COMPARABLE as they stand; they differ in:", ...found];
}

/** Digests are told apart by their first digits. */
function shorten(text: string): string {
  return /^[0-9a-f]{40,}$/.test(text) ? text.slice(0, 12) : text;
}

function percent(value: unknown): string {
  return typeof value === "number" ? `${(100 * value).toFixed(2)}%` : "n/a";
}
