import type { Figure, FigureOptions, PlotRow, PlotRows } from "./figure.ts";
import { finishFigure } from "./_finish_figure.ts";
import { joinNotes, provenance } from "./_notes.ts";
import { rowReader } from "./_row_reader.ts";
import { rowsOf } from "./_rows_of.ts";
import { pointsText, shareText } from "./_share_text.ts";
import {
  type Dimension,
  type Specification,
  type SpecificationCurve,
  specificationParts,
} from "./_specification_parts.ts";

/** How to draw a specification curve. */
export type SpecificationPlotOptions = Omit<FigureOptions, "backend">;

/**
 * Draws a number by every defensible pipeline, sorted, above a matrix of the choices each made: what does not cross zero
 * anywhere hangs on no choice.
 *
 * `rows` are those of `specificationRows`, of one run or one pair: `a`, `value`, `lo`, `hi`, the choices `extraction`,
 * `failures`, `clip` and `weighting`, and where present `b`, `is_default` and `is_official`.
 *
 * Throws `TypeError` for a row that lacks what is drawn, and `RangeError` for rows of several runs or pairs, or a width
 * outside 300 to 4000.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { specificationPlot } from "@rounds/rounds";
 *
 * const figure = specificationPlot([
 *   { a: "new", b: "old", failures: "left out", weighting: "cases", value: 0.03, lo: 0.01, hi: 0.05, is_default: true },
 *   { a: "new", b: "old", failures: "wrong", weighting: "cases", value: 0.02, lo: -0.01, hi: 0.05 },
 * ]);
 * assert.equal(figure.title, "new is ahead of old in 2 of 2 analyses, clear of chance in 1");
 * ```
 */
export function specificationPlot(
  rows: PlotRows,
  options: SpecificationPlotOptions = {},
): Figure {
  const read = rowsOf(rows).map(readRow);
  const pairs = new Set(read.map(({ a, b }) => b === null ? a : `${a} and ${b}`));
  if (pairs.size > 1) {
    throw new RangeError(
      `Rows of ${[...pairs].join("; ")}: draw one run or one pair at a time`,
    );
  }
  const sorted = read.toSorted((x, y) => (x.value ?? 9) - (y.value ?? 9));
  const curve = toCurve(sorted);
  return finishFigure({
    title: titleOf(sorted),
    alt: altOf(sorted),
    caption: captionOf(sorted),
    rows: sorted.map(({ row }) => row),
    draw: (size) => curve.specifications.length === 0 ? [] : specificationParts(curve, size),
  }, options);
}

interface Read {
  readonly a: string;
  readonly b: string | null;
  readonly value: number | null;
  readonly lo: number | null;
  readonly hi: number | null;
  readonly clear: -1 | 0 | 1;
  readonly isDefault: boolean;
  readonly isOfficial: boolean;
  readonly choices: readonly (string | null)[];
  readonly row: PlotRow;
}

const DIMENSIONS = [
  ["extraction", "Answers read"],
  ["failures", "Failures are"],
  ["clip", "Scores clipped"],
  ["weighting", "Weighs alike"],
] as const;

function readRow(row: PlotRow, index: number): Read {
  const reader = rowReader(row, { index, from: "specificationRows" });
  const a = reader.text("a") ?? reader.run();
  const b = reader.text("b");
  const [lo, hi] = [reader.number("lo"), reader.number("hi")];
  return {
    a,
    b,
    value: reader.need("value"),
    lo,
    hi,
    clear: b === null ? 1 : lo !== null && lo > 0 ? 1 : hi !== null && hi < 0 ? -1 : 0,
    isDefault: reader.is("is_default"),
    isOfficial: reader.is("is_official"),
    choices: DIMENSIONS.map(([name]) => reader.text(name)),
    row,
  };
}

function toCurve(sorted: readonly Read[]): SpecificationCurve {
  const known = sorted.flatMap((one) => one.value === null ? [] : [{ ...one, value: one.value }]);
  // A choice that nobody has made otherwise tells nothing.
  const places = DIMENSIONS.map((_, place) => place)
    .filter((place) => known.some(({ choices }) => choices[place] !== null));
  const order = (place: number): string[] => [
    ...new Set(
      known.toSorted((x, y) => Number(y.isDefault) - Number(x.isDefault))
        .flatMap(({ choices }) => choices[place] ?? []),
    ),
  ];
  const isDifference = known.some(({ b }) => b !== null);
  return {
    specifications: known.map((one, at): Specification => ({
      at,
      value: one.value,
      lo: one.lo,
      hi: one.hi,
      clear: one.clear,
      mark: one.isDefault ? "default" : one.isOfficial ? "official" : "",
      choices: places.map((place) => one.choices[place] ?? ""),
    })),
    dimensions: places.map((place): Dimension => ({
      name: DIMENSIONS[place]?.[1] ?? "",
      choices: order(place),
    })),
    isDifference,
    axis: isDifference
      ? `${known[0]?.a} less ${known[0]?.b}, percentage points`
      : `Score of ${known[0]?.a}`,
    tick: (value) =>
      isDifference ? pointsText(value).replace(/\.0$/, "") : `${Math.round(value * 100)} %`,
  };
}

function titleOf(sorted: readonly Read[]): string {
  const known = sorted.filter(({ value }) => value !== null);
  const [first] = known;
  if (first === undefined) {
    return "No analysis to show: nothing could be counted";
  }
  if (first.b === null) {
    return scoreTitle(known, { a: first.a });
  }
  const n = countText(known.length);
  const ahead = known.filter(({ value }) => (value ?? 0) > 0).length;
  const behind = known.filter(({ value }) => (value ?? 0) < 0).length;
  const isAhead = ahead >= behind;
  const [leader, other] = isAhead ? [first.a, first.b] : [first.b, first.a];
  const many = isAhead ? ahead : behind;
  const clear = known.filter((one) => one.clear === (isAhead ? 1 : -1)).length;
  const against = known.filter((one) => one.clear === (isAhead ? -1 : 1)).length;
  return `${leader} is ahead of ${other} in ${many} of ${n}, clear of chance in ${clear}${
    against > 0 ? ` and clearly behind in ${against}` : ""
  }`;
}

/** Other weights are other estimands: the range is that of the default's own. */
function scoreTitle(known: readonly Read[], { a }: { readonly a: string }): string {
  const weighting = DIMENSIONS.findIndex(([name]) => name === "weighting");
  const own = known.find(({ isDefault }) => isDefault);
  const alike = own === undefined
    ? known
    : known.filter(({ choices }) => choices[weighting] === own.choices[weighting]);
  const [low, high] = [alike[0]?.value ?? null, alike.at(-1)?.value ?? null];
  const range = low === high ? shareText(low) : `between ${shareText(low)} and ${shareText(high)}`;
  const name = own?.choices[weighting] ?? null;
  const how = name === null || alike.length === known.length ? "" : ` that weigh ${name} alike`;
  return `${a} scores ${range} over ${countText(alike.length)}${how}${
    own === undefined ? "" : `, ${shareText(own.value)} by default`
  }`;
}

function countText(n: number): string {
  return `${n.toLocaleString("en-US")} ${n === 1 ? "analysis" : "analyses"}`;
}

function altOf(sorted: readonly Read[]): string {
  if (sorted.length === 0) return "An empty figure: there are no rows to draw.";
  const text = ({ value, b, choices }: Read): string =>
    `${choices.filter((choice) => choice !== null).join(", ")}: ${
      value === null ? "unknown" : b === null ? shareText(value) : `${pointsText(value)} points`
    }`;
  return `Specification curve of ${countText(sorted.length)}, sorted, above the choices of each. ${
    sorted.slice(0, 40).map(text).join("; ")
  }${sorted.length > 40 ? "; and more." : "."}`;
}

const METHODS: Readonly<Record<string, string>> = {
  "clustered-mean/t": "t, clustered by case",
  "clustered-mean/wilson-eff": "Wilson on the effective number, clustered by case",
  mean: "t over cases",
  "macro-by-group": "mean of groups, clustered by case",
  wilson: "Wilson on cases",
};

/** Methods of the intervals in brackets after a blank; empty when the rows do not say. */
function methodsOf(rows: readonly PlotRow[]): string {
  const names = new Set(rows.flatMap(({ method }) => METHODS[String(method)] ?? []));
  return names.size === 0 ? "" : ` (${[...names].join("; ")})`;
}

function range(counts: readonly number[]): string {
  const [low, high] = [Math.min(...counts), Math.max(...counts)]
    .map((n) => n.toLocaleString("en-US"));
  return low === high ? `${low}` : `${low} to ${high}`;
}

function captionOf(sorted: readonly Read[]): string {
  if (sorted.length === 0) return "Nothing to draw: there are no rows.";
  const isDifference = sorted.some(({ b }) => b !== null);
  const none = sorted.filter(({ value }) => value === null).length;
  const rows = sorted.map(({ row }) => row);
  const counts = rows.flatMap(({ n }) => typeof n === "number" ? [n] : []);
  const [first] = sorted;
  const estimand = isDifference
    ? `score of ${first?.a} less that of ${first?.b}, on what is valid in both`
    : `score of ${first?.a}`;
  return joinNotes([
    `Every defensible way from the replies to the number (${estimand}), each a dot with its 95 % interval${
      methodsOf(rows)
    }; below, the choices it made.`,
    counts.length > 0 && `n ${range(counts)} questions, cases or groups in an analysis.`,
    isDifference &&
    "Blue: clear above zero, orange: clear below, grey: neither; not adjusted, for the analyses share their data.",
    "Diamonds: the default and the reference evaluator's way. Different weights are different estimands: compare within a row of the matrix.",
    none > 0 && `${none} without a number are not drawn.`,
    provenance(rows),
  ]);
}
