import { accuracyDomain } from "./_accuracy_domain.ts";
import { cleanText } from "./_clean_text.ts";
import type { Figure, FigureOptions, PlotRow, PlotRows, ReferenceLine } from "./figure.ts";
import { limitsOf } from "./_limits_of.ts";
import { finishFigure } from "./_finish_figure.ts";
import { counted, joinNotes, provenance } from "./_notes.ts";
import { type ReferenceBand, referenceBands, referenceNote } from "./_reference_bands.ts";
import { drawRowChart, type RowChart } from "./_row_chart.ts";
import { rowChartVega } from "./_row_chart_vega.ts";
import { rowReader } from "./_row_reader.ts";
import { rowsOf } from "./_rows_of.ts";
import { estimateText, shareText } from "./_share_text.ts";
import { modelStyle } from "./_model_style.ts";

/** How to draw a leaderboard. */
export interface LeaderboardPlotOptions extends FigureOptions {
  /** Levels to compare with, such as published physicians. */
  readonly references?: readonly ReferenceLine[];
}

interface Place {
  readonly run: string;
  readonly value: number | null;
  readonly lo: number | null;
  readonly hi: number | null;
  readonly n: number;
  readonly rankLo: number | null;
  readonly rankHi: number | null;
  readonly pBest: number | null;
  readonly tier: string | null;
  readonly type: string | null;
  readonly row: PlotRow;
}

/**
 * Draws a leaderboard that says which ranks are certain: a dot and interval for each model, by score, with its rank set.
 *
 * `rows` are those of `leaderboard`. They need `run` (or `model`), `value` (a proportion) and `n`; `lo`, `hi`, `rank_lo` and `rank_hi` (the rank set),
 * `p_best`, `tier` and `type` (`proprietary` filled, `open` hollow, `medical` a hollow diamond) are drawn where present,
 * and neighbouring tiers stand on different ground. References are dashed, with a band where their `n` is known.
 *
 * Throws `TypeError` for a row that lacks what is drawn, and `RangeError` for two rows of one run, a reference outside
 * [0,1], or a width outside 300 to 4000.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { leaderboardPlot } from "@rounds/rounds";
 *
 * const figure = leaderboardPlot([
 *   { run: "a", value: 0.4, lo: 0.35, hi: 0.45, n: 400, rank_lo: 1, rank_hi: 2 },
 *   { run: "b", value: 0.38, lo: 0.33, hi: 0.43, n: 400, rank_lo: 1, rank_hi: 2 },
 * ]);
 * assert.equal(figure.title, "2 of 2 runs could be first: the data cannot tell them apart");
 * ```
 */
export function leaderboardPlot(rows: PlotRows, options: LeaderboardPlotOptions = {}): Figure {
  const places = readPlaces(rowsOf(rows));
  const references = referenceBands(options.references ?? []);
  const unit = String(places[0]?.row["unit"] ?? "case");
  const chart = toChart(places, { references, unit });
  return finishFigure({
    title: titleOf(places),
    alt: altOf(places),
    caption: captionOf(places, { references, unit }),
    rows: places.map(({ row }) => row),
    draw: (size) => [drawRowChart(chart, size)],
    spec: (size) => rowChartVega(chart, size),
  }, options);
}

function readPlaces(rows: readonly PlotRow[]): Place[] {
  const places = rows.map((row, index): Place => {
    const reader = rowReader(row, { index, from: "leaderboard" });
    return {
      run: reader.run(),
      value: reader.need("value"),
      lo: limitsOf(reader).lo,
      hi: limitsOf(reader).hi,
      n: reader.number("n", "clusters") ?? 0,
      rankLo: reader.number("rank_lo"),
      rankHi: reader.number("rank_hi"),
      pBest: reader.number("p_best"),
      tier: reader.text("tier"),
      type: reader.text("type"),
      row,
    };
  });
  const repeated = places.find(({ run }, index) =>
    places.findIndex((place) => place.run === run) < index
  );
  if (repeated !== undefined) {
    throw new RangeError(`Two rows for ${repeated.run}: draw one reading and one unit at a time`);
  }
  return places.toSorted((a, b) => (b.value ?? -1) - (a.value ?? -1));
}

function toChart(
  places: readonly Place[],
  { references, unit }: { readonly references: readonly ReferenceBand[]; readonly unit: string },
): RowChart {
  const hasRanks = places.some(({ rankLo }) => rankLo !== null);
  const hasBest = places.some(({ pBest }) => pBest !== null);
  const tiers = [
    ...new Set(places.map(({ tier, rankLo, rankHi }) => tier ?? `${rankLo}-${rankHi}`)),
  ];
  const columns: readonly (readonly [show: boolean, header: string, (place: Place) => string])[] = [
    [true, places.some(({ lo }) => lo !== null) ? "95 % interval" : "score", estimateText],
    [hasRanks, "rank", rankText],
    [hasBest, "P(best)", ({ pBest }) => bestText(pBest)],
  ];
  const shown = columns.filter(([show]) => show);
  const counts = new Set(places.map(({ n }) => n));
  const same = counts.size === 1;
  const what = whatText(unit);
  return {
    rows: places.map((place) => ({
      ...modelStyle(place.type),
      label: same ? place.run : `${place.run}, ${countText(place.n)}`,
      value: place.value,
      lo: place.lo,
      hi: place.hi,
      cells: shown.map(([, , read]) => read(place)),
      shaded: hasRanks && tiers.indexOf(place.tier ?? `${place.rankLo}-${place.rankHi}`) % 2 === 0,
      section: null,
    })),
    headers: shown.map(([, header]) => header),
    domain: accuracyDomain({
      points: [...places, ...references],
    }),
    tick: (value) => `${Math.round(value * 100)} %`,
    tickExpression: "round(datum.value * 100) + ' %'",
    axis: same ? `${what}, ${countText(places[0]?.n ?? 0)} in each run` : what,
    bars: false,
    ends: null,
    references,
  };
}

function whatText(unit: string): string {
  if (unit === "case") return "Cases with every question right";
  return unit === "case score" ? "Mean case score" : `${unit}s right`;
}

function countText(n: number): string {
  return `n\u00a0${n.toLocaleString("en-US")}`;
}

function rankText({ rankLo, rankHi }: Place): string {
  if (rankLo === null || rankHi === null) return "–";
  return rankLo === rankHi ? `${rankLo}` : `${rankLo}–${rankHi}`;
}

function bestText(pBest: number | null): string {
  if (pBest === null) return "–";
  if (pBest > 0 && pBest < 0.01) return "<1 %";
  return `${Math.round(pBest * 100)} %`;
}

function titleOf(places: readonly Place[]): string {
  const known = places.filter(({ value }) => value !== null);
  const [first] = known;
  if (first === undefined) return "No leaderboard to show: nothing could be counted";
  if (known.length === 1) return `${first.run} has ${shareText(first.value)} right`;
  const possible = known.filter(({ rankLo }) => rankLo === 1);
  if (possible.length === 1 && possible[0] !== undefined) {
    return `${possible[0].run} is first, and the data can tell it from all others`;
  }
  if (possible.length > 1) {
    return `${possible.length} of ${known.length} runs could be first: the data cannot tell them apart`;
  }
  const { lo } = first;
  const near = known.filter(({ hi }, index) => index > 0 && lo !== null && hi !== null && hi >= lo);
  return `${first.run} has the highest score, ${shareText(first.value)}${
    near.length === 0
      ? ""
      : `; the ${near.length === 1 ? "interval" : "intervals"} of ${near.length} ${
        near.length === 1 ? "other overlaps" : "others overlap"
      } with its own`
  }`;
}

function altOf(places: readonly Place[]): string {
  if (places.length === 0) return "An empty figure: there are no rows to draw.";
  return `Dot plot of ${counted(places.length, "run")} by score, with intervals. ${
    places.slice(0, 30).map((place) =>
      `${place.run}: ${estimateText(place)}${
        place.rankLo === null ? "" : `, rank ${rankText(place)}`
      }`
    ).join("; ")
  }.`;
}

function captionOf(
  places: readonly Place[],
  { references, unit }: { readonly references: readonly ReferenceBand[]; readonly unit: string },
): string {
  if (places.length === 0) return "Nothing to draw: there are no rows.";
  const rows = places.map(({ row }) => row);
  const isShared = rows.some((row) => typeof row["rank_method"] === "string");
  const seeds = new Set(rows.map((row) => row["seed"]).filter((seed) => typeof seed === "number"));
  const types = new Set(places.map(({ type }) => type));
  const excluded = isShared ? Number(rows[0]?.["n_excluded"] ?? 0) : 0;
  const none = places.filter(({ value }) => value === null).map(({ run }) => run);
  const made = (by: string): boolean => rows.every((row) => `${row["method"]}`.startsWith(by));
  const [isPublished, isJudged] = [made("published/"), made("judged-ranks/")];
  return joinNotes([
    `${whatText(unit)}${
      places.every(({ lo }) => lo === null)
        ? ""
        : unit === "case"
        ? "; lines: 95 % intervals (Wilson, on cases)"
        : isPublished
        ? "; lines: 95 % intervals"
        : "; lines: 95 % intervals, clustered by case"
    }.`,
    places.some(({ rankLo }) => rankLo !== null) &&
    `Rank: every place the run may hold${
      isJudged
        ? " in 95 % of draws of the cases, the judges and their verdicts"
        : `, right for all runs at once (${
          isPublished ? "normal" : unit === "case score" ? "sign-flip" : "exact sign-flip"
        } tests of all pairs, Holm)`
    }; the ground changes with the rank set.`,
    isPublished && typeof rows[0]?.["warnings"] === "string" &&
    `Not published, so: ${cleanText(rows[0]["warnings"])}.`,
    places.some(({ pBest }) => pBest !== null) &&
    `P(best): share of ${
      isJudged ? "these draws" : "bootstrap samples of cases"
    } in which the run is first${seeds.size === 0 ? "" : `, seed ${[...seeds].join(", ")}`}.`,
    excluded > 0 &&
    `${counted(excluded, unit === "case score" ? "case" : unit)} left out: not valid in every run.`,
    types.has("open") && "Hollow: open weights.",
    types.has("medical") && "Diamonds: medical models.",
    referenceNote(references),
    none.length > 0 && `Nothing to count: ${none.join(", ")}.`,
    provenance(rows),
  ]);
}
