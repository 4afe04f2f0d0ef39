import { accuracyDomain } from "./_accuracy_domain.ts";
import type { Figure, FigureOptions, PlotRow, PlotRows, ReferenceLine } from "./figure.ts";
import { firstPlace } from "./_first_place.ts";
import { limitsOf } from "./_limits_of.ts";
import { finishFigure } from "./_finish_figure.ts";
import {
  arePublished,
  isCut,
  isTied,
  leaderboardCaption,
  type Place,
  whatText,
} from "./_leaderboard_caption.ts";
import { counted } from "./_notes.ts";
import { type ReferenceBand, referenceBands } from "./_reference_bands.ts";
import { drawRowChart, type RowChart } from "./_row_chart.ts";
import { rowChartVega } from "./_row_chart_vega.ts";
import { rowReader } from "./_row_reader.ts";
import { rowsOf } from "./_rows_of.ts";
import { estimateText, shareText } from "./_share_text.ts";
import { modelStyle } from "./_model_style.ts";
import { tipText } from "./_tip_text.ts";

/** How to draw a leaderboard. */
export interface LeaderboardPlotOptions extends FigureOptions {
  /** Levels to compare with, such as published physicians. */
  readonly references?: readonly ReferenceLine[];
}

/**
 * Draws a leaderboard that says which ranks are certain: a dot and interval for each model, by score, with its rank set.
 *
 * `rows` are those of `leaderboard`. They need `run` (or `model`), `value` (a proportion) and `n`; `lo`, `hi`, `rank_lo` and `rank_hi` (the rank set),
 * `p_best` and `type` (`proprietary` filled, `open` hollow, `medical` a hollow diamond) are drawn where present,
 * and runs that share a rank set stand on one tinted field. References are dashed, with a band where their `n` is known.
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
 * assert.equal(figure.title, "2 of 2 runs could be first: the tests cannot rule it out");
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
    caption: leaderboardCaption(places, { references, unit }),
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
  const columns: readonly (readonly [show: boolean, header: string, (place: Place) => string])[] = [
    [true, places.some(({ lo }) => lo !== null) ? "95 % interval" : "score", scoreText],
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
      tier: isTied(place, places) ? rankText(place) : null,
      section: null,
      tip: tipText(place.row, tipOf(place)),
    })),
    headers: shown.map(([, header]) => header),
    domain: accuracyDomain({
      points: [...places, ...references],
    }),
    tick: (value) => `${Math.round(value * 100)} %`,
    tickExpression: "round(datum.value * 100) + ' %'",
    axis: same
      ? `${what}, ${countText(places[0]?.n ?? 0)} in each ${arePublished(places) ? "model" : "run"}`
      : what,
    bars: false,
    ends: null,
    references,
  };
}

function countText(n: number): string {
  return `n\u00a0${n.toLocaleString("en-US")}`;
}

function rankText({ rankLo, rankHi }: Place): string {
  if (rankLo === null || rankHi === null) return "–";
  return rankLo === rankHi ? `${rankLo}` : `${rankLo}–${rankHi}`;
}

/** A number without an interval says so: it is no exact one. */
function scoreText(place: Place): string {
  if (place.value !== null && place.lo === null) return `${shareText(place.value)}, no interval`;
  return isCut(place) ? estimateText(place).replace(" (", "* (") : estimateText(place);
}

function tipOf(place: Place): string {
  const rank = place.rankLo === null ? "" : ` · rank ${rankText(place)}`;
  return `${estimateText(place)}${rank}${
    place.pBest === null ? "" : ` · P(best) ${bestText(place.pBest)}`
  }`;
}

function bestText(pBest: number | null): string {
  if (pBest === null) return "–";
  if (pBest > 0 && pBest < 0.01) return "<1 %";
  if (pBest > 0.99 && pBest < 1) return ">99 %";
  return `${Math.round(pBest * 100)} %`;
}

function titleOf(places: readonly Place[]): string {
  const known = places.filter(({ value }) => value !== null);
  const [first] = known;
  if (first === undefined) return "No leaderboard to show: nothing could be counted";
  if (known.length === 1) return `${first.run} has ${shareText(first.value)} right`;
  return firstPlace(known, { noun: arePublished(places) ? "model" : "run" });
}

function altOf(places: readonly Place[]): string {
  if (places.length === 0) return "An empty figure: there are no rows to draw.";
  return `Dot plot of ${
    counted(places.length, arePublished(places) ? "model" : "run")
  } by score, with intervals. ${
    places.slice(0, 30).map((place) =>
      `${place.run}: ${estimateText(place)}${
        place.rankLo === null ? "" : `, rank ${rankText(place)}`
      }`
    ).join("; ")
  }.`;
}
