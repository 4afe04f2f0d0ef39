import type { CleanPoints, CleanRate, Outcome, Run } from "../types.ts";
import { cleanIntervals, type Limits } from "./_clean_intervals.ts";

/** Width of the ruled lines, as in the official summary. */
const WIDTH = 60;

/**
 * The clean reading of a run as terminal text: accuracy with interval, coverage and bounds, what became of every item,
 * baselines that need no model, and how often the official and the strict letter differ.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { finishRun, liveclin, renderClean } from "@rounds/rounds";
 *
 * const run = finishRun([], {
 *   benchmark: liveclin({ imageMode: "url" }), manifest: null, model: "m", dataset: "d", id: "r", file: null,
 *   meta: {}, warnings: [], planned: { cases: 1, items: 3 }, unfinished: ["1"],
 * });
 * assert.match(renderClean(run), /not_run\s+3/);
 * ```
 */
export function renderClean(run: Run): string {
  const { items, cases, points, outcomes, baselines, disagreements } = run.clean;
  const isJudged = points !== null || (run.manifest?.judges.length ?? 0) > 0;
  // Nothing is known yet of the items of a file without results and manifest.
  const isNamed = run.manifest !== null || run.results.length > 0;
  const noun = isJudged ? "criteria" : isNamed ? "questions" : "items";
  const interval = cleanIntervals(run);
  const lines = [
    "=".repeat(WIDTH),
    `  Clean reading: ${run.model} (${run.dataset}${shardText(run)})`,
    "=".repeat(WIDTH),
    ...(points === null
      ? rateLines(noun.charAt(0).toUpperCase() + noun.slice(1), items, interval.items)
      : pointLines(points)),
    ...rateLines("Cases", cases, interval.cases),
    ...outsideLines(cases),
    "-".repeat(WIDTH),
    `  What became of ${number(items.planned)} planned ${noun}:`,
    ...outcomeLines(outcomes),
    ...(points === null && run.results.length > 0
      ? [
        "-".repeat(WIDTH),
        `  Without any model, on the ${number(items.n)} ${
          items.n === 1 ? "question" : "questions"
        } counted: ${baselineText(baselines)}`,
        disagreements.length === 0
          ? "  Official and strict rules read the same letter everywhere (strict: one clear final answer)."
          : `  Official and strict rules read different letters in ${
            number(disagreements.length)
          } ${
            disagreements.length === 1 ? "question" : "questions"
          } (strict: one clear final answer).`,
      ]
      : []),
    ...run.warnings.map((warning) => `  Note: ${warning}`),
    "=".repeat(WIDTH),
  ];
  return `${lines.join("\n")}\n`;
}

/** That a run is only a part of a plan. */
function shardText({ manifest }: Run): string {
  if (manifest?.shard === undefined) return "";
  const { index, count, plan_cases } = manifest.shard;
  return `, shard ${index} of ${count} of a plan of ${number(plan_cases)} cases`;
}

/** Cases that are open for want of a verdict are not like the others when their bounds exclude the others' mean. */
function outsideLines({ score, low, high }: CleanRate): readonly string[] {
  if (score === null || low === null || high === null) return [];
  // The last digits of sums differ with their order.
  if (score >= low - 1e-9 && score <= high + 1e-9) return [];
  return [
    `  ${
      "".padEnd(10)
    } the mean of the decided cases lies outside: the open ones differ; the bounds hold`,
  ];
}

/** The two signs apart: points earned must not hide penalties. */
function pointLines({ earned, triggered }: CleanPoints): readonly string[] {
  return [
    ...rateLines("Earned", earned, null, "points"),
    ...rateLines("Penalties", triggered, null, "points"),
  ];
}

function rateLines(
  name: string,
  rate: CleanRate,
  interval: Limits | null,
  unit: "" | "points" = "",
): readonly string[] {
  const within = unit !== ""
    ? unit
    : interval === null || interval.lo === null || interval.hi === null
    ? "no interval"
    : `95% interval ${percent(interval.lo)} to ${percent(interval.hi)}`;
  const open = rate.planned - rate.n;
  return [
    `  ${name.padEnd(10)} ${percent(rate.score)}  (${number(rate.right)} of ${
      number(rate.n)
    }; ${within})`,
    rate.planned === 0
      ? `  ${"".padEnd(10)} coverage n/a: nothing is planned`
      : open === 0
      ? `  ${"".padEnd(10)} coverage 100.0%: nothing is unknown`
      : `  ${"".padEnd(10)} coverage ${percent(rate.coverage)}; with ${
        number(open)
      } unknown, between ${percent(rate.low)} and ${percent(rate.high)}`,
  ];
}

function outcomeLines(outcomes: Readonly<Record<Outcome, number>>): readonly string[] {
  return Object.entries(outcomes).filter(([, count]) => count > 0).toReversed().map((
    [outcome, count],
  ) => `    ${outcome.padEnd(14)} ${number(count).padStart(7)}`);
}

function baselineText(baselines: Run["clean"]["baselines"]): string {
  const parts = [
    baselines.constant === null
      ? null
      : `always ${baselines.constant.answer} ${percent(baselines.constant.accuracy)}`,
    baselines.key_distribution === null
      ? null
      : `guessing by the key's frequencies ${percent(baselines.key_distribution)}`,
    baselines.uniform === null ? null : `guessing evenly ${percent(baselines.uniform)}`,
  ].filter((part) => part !== null);
  return parts.length === 0 ? "unknown, there is no answer key" : parts.join(", ");
}

function percent(value: number | null): string {
  return value === null ? "n/a" : `${(100 * value).toFixed(1)}%`;
}

function number(value: number): string {
  return value.toLocaleString("en-US", { maximumFractionDigits: 2 });
}
