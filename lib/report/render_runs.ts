import { runLabels } from "../tables/_run_labels.ts";
import type { CleanRate, CleanSummary, Headline, Run } from "../types.ts";
import { type CleanIntervals, cleanIntervals, type Limits } from "./_clean_intervals.ts";
import { shortCell, textTable } from "./_text_table.ts";

/**
 * Several runs side by side as terminal text: one column a run, official and clean named, what was counted, interval,
 * coverage and bounds with them.
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
  // A benchmark without conditions has none to tell apart.
  const conditions = runs.map(({ manifest }) =>
    manifest === null ? "unknown" : manifest.identity["condition"] ?? "-"
  );
  // The names that tables and figures give them: two runs of one model are told apart.
  const labels = runLabels(runs.map(({ id, model, dataset, manifest }) => ({
    ...{ run_id: id, model, dataset },
    condition: manifest?.identity["condition"] ?? null,
  })));
  const table = [
    ["", ...runs.map(({ id, model }) => labels.get(id) ?? model)],
    ["", ...runs.map(({ dataset }) => dataset)],
    ...(runs.some(({ manifest }) => manifest?.shard) ? [["", ...runs.map(shardText)]] : []),
    ...(new Set(conditions).size > 1 ? [["", ...conditions]] : []),
    ...rows,
  ];
  const cells = table.map((row) => row.map(shortCell));
  const lines = blocks(cells).map((block) => textTable(block, { texts: [0] }).join("\n"));
  return `${[lines.join("\n\n"), ...differences(runs)].join("\n")}\n`;
}

/** Which part of a plan a run is. */
function shardText({ manifest }: Run): string {
  if (manifest?.shard === undefined) return "whole";
  return `shard ${manifest.shard.index} of ${manifest.shard.count}`;
}

/** Longest line that neither a terminal nor a notebook breaks. */
const LINE_WIDTH = 100;

/** A table of many columns as several below each other, each with the labels on its left. */
function blocks(table: readonly (readonly string[])[]): readonly (readonly string[][])[] {
  const widths = (table[0] ?? []).map((_, column) =>
    Math.max(...table.map((row) => [...row[column] ?? ""].length)) + 2
  );
  const parts: number[][] = [];
  let used = Infinity;
  for (const column of widths.keys().drop(1)) {
    used += widths[column] ?? 0;
    if (used > LINE_WIDTH) {
      parts.push([]);
      used = (widths[0] ?? 0) + (widths[column] ?? 0);
    }
    parts.at(-1)?.push(column);
  }
  if (parts.length === 0) parts.push([]);
  return parts.map((columns) =>
    table.map((row) => [0, ...columns].map((column) => row[column] ?? ""))
  );
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
  const intervals = new Map(runs.map((run): [Run, CleanIntervals] => [run, cleanIntervals(run)]));
  const noun = pointed === 0 ? "questions" : pointed === runs.length ? "criteria" : "items";
  return [
    ...(pointed === runs.length && pointed > 0 ? [] : rateRows("questions, clean", {
      rateOf: ({ points, items }) => points === null ? items : null,
      limitsOf: (run) => intervals.get(run)?.items ?? null,
    })),
    ...(pointed === 0 ? [] : [
      ...rateRows("points earned, clean", { rateOf: ({ points }) => points?.earned ?? null }),
      ...rateRows("penalties, clean", { rateOf: ({ points }) => points?.triggered ?? null }),
    ]),
    ...rateRows("cases, clean", {
      rateOf: ({ cases }) => cases,
      limitsOf: (run) => intervals.get(run)?.cases ?? null,
    }),
    [`planned ${noun}`, ({ clean }) => count(clean.items.planned)],
    ["not graded", ({ clean }) => count(clean.items.planned - clean.outcomes.graded)],
  ];
}

interface RateReader {
  readonly rateOf: (clean: CleanSummary) => CleanRate | null;
  /** Absent for a rate without an interval of its own. */
  readonly limitsOf?: (run: Run) => Limits | null;
}

/** A rate with its interval, coverage and bounds; n/a in the column of a run that has no such rate. */
function rateRows(
  label: string,
  { rateOf, limitsOf }: RateReader,
): readonly (readonly [string, Cell])[] {
  const cell = (text: (rate: CleanRate) => string): Cell => ({ clean }) => {
    const rate = rateOf(clean);
    return rate === null ? "n/a" : text(rate);
  };
  const interval: Cell = (run) => {
    const limits = limitsOf?.(run) ?? null;
    return limits === null || rateOf(run.clean) === null ? "n/a" : between(limits.lo, limits.hi);
  };
  return [
    [label, cell(({ score }) => percent(score))],
    [
      limitsOf === undefined ? "  points counted" : "  counted",
      cell(({ n, planned }) => `${count(n)} of ${count(planned)}`),
    ],
    ...(limitsOf === undefined ? [] : [["  95% interval", interval] as const]),
    ["  coverage", cell(({ coverage }) => percent(coverage))],
    ["  bounds", cell(({ low, high }) => between(low, high))],
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

/** A judge is told by its name: prompt and request parameters fill a page. */
function judgesText(values: readonly string[]): string {
  const judges = new Set(
    values.map((value) => value.split(" + ").map((one) => one.split(" at ")[0]).join(" + ")),
  );
  const names = [...judges].join(" | ");
  return judges.size === values.length ? names : `${names}, asked differently`;
}

function differences(runs: readonly Run[]): readonly string[] {
  const names = [...new Set(runs.flatMap(({ manifest }) => Object.keys(manifest?.identity ?? {})))];
  const options = names.map((name): readonly [string, Cell] => [
    name.replaceAll("_", " "),
    ({ manifest }) => shorten(manifest?.identity[name] ?? "unknown"),
  ]);
  const found = [...SAME, ...options].flatMap(([what, cell]) => {
    const values = [...new Set(runs.map(cell))];
    const shown = what === "judges" ? judgesText(values) : values.join(" | ");
    return values.length > 1 ? [`    ${what}: ${shown}`] : [];
  });
  return found.length === 0 ? [] : ["  NOT COMPARABLE as they stand; they differ in:", ...found];
}

/** Digests are told apart by their first digits. */
function shorten(text: string): string {
  return /^[0-9a-f]{40,}$/.test(text) ? text.slice(0, 12) : text;
}

function between(low: number | null, high: number | null): string {
  return low === null || high === null ? "n/a" : `${percent(low)}-${percent(high)}`;
}

function count(value: number): string {
  return value.toLocaleString("en-US", { maximumFractionDigits: 2 });
}

function percent(value: unknown): string {
  return typeof value === "number" ? `${(100 * value).toFixed(2)}%` : "n/a";
}
