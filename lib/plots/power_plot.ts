import type { Figure, FigureOptions, PlotRow, PlotRows } from "./figure.ts";
import { finishFigure } from "./_finish_figure.ts";
import { counted, joinNotes, provenance } from "./_notes.ts";
import { type PowerCurve, powerCurves } from "./_power_curves.ts";
import { rowReader } from "./_row_reader.ts";
import { rowsOf } from "./_rows_of.ts";
import { seriesLegend } from "./_series_legend.ts";
import { seriesStyle } from "./_series_style.ts";
import { pointsText } from "./_share_text.ts";

/** How to draw what can be seen. */
export type PowerPlotOptions = Omit<FigureOptions, "backend">;

/**
 * Draws the smallest difference of two models that can be seen against the number of cases: the data and its groups are
 * marked on the curve.
 *
 * `rows` are those of `powerRows`: `unit`, `n`, `clusters`, `mde`, and `group` (`all` for the whole data). The smallest
 * and the largest group carry their number and are named in the caption; all are ticks on the axis. A difference above
 * 100 points is none that two models can have: it is not drawn, and the caption counts such rows. Where the variance is
 * assumed (`basis`), the title says so.
 *
 * Throws `TypeError` for a row that lacks what is drawn, and `RangeError` for a width outside 300 to 4000.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { powerPlot } from "@rounds/rounds";
 *
 * const figure = powerPlot([{ unit: "case", group: "all", n: 1407, clusters: 1407, mde: 0.041 }]);
 * assert.equal(figure.title, "1,407 cases show a difference of 4.1 points in case accuracy, not a smaller one");
 * ```
 */
export function powerPlot(rows: PlotRows, options: PowerPlotOptions = {}): Figure {
  const read = rowsOf(rows).map(readRow);
  const known = read.filter(isKnown);
  const curves = toCurves(known);
  return finishFigure({
    title: titleOf(read),
    alt: altOf(read),
    caption: captionOf(read),
    rows: read.map(({ row }) => row),
    draw: (size) =>
      curves.length === 0 ? [] : [
        seriesLegend(curves.map(({ name }) => name), size),
        powerCurves(curves, size),
      ],
  }, options);
}

interface Read {
  readonly unit: string;
  readonly group: string | null;
  readonly n: number;
  readonly clusters: number;
  readonly mde: number | null;
  readonly row: PlotRow;
}

type Known = Read & { readonly mde: number };

function isKnown(read: Read): read is Known {
  return read.mde !== null && read.clusters > 0;
}

function readRow(row: PlotRow, index: number): Read {
  const reader = rowReader(row, { index, from: "powerRows" });
  const unit = reader.text("unit");
  if (unit === null) throw new TypeError(`Row ${index + 1} has no "unit", expected text`);
  const group = reader.text("group");
  const n = reader.need("n") ?? 0;
  const mde = reader.need("mde");
  return {
    unit,
    group: group === "all" || row["term"] === "all" ? null : group,
    n,
    clusters: reader.number("clusters") ?? n,
    // No two scores in [0,1] differ by more.
    mde: mde !== null && mde > 1 ? null : mde,
    row,
  };
}

function toCurves(known: readonly Known[]): PowerCurve[] {
  return [...Map.groupBy(known, ({ unit }) => unit)].map(([unit, own], index) => {
    const whole = own.find(({ group }) => group === null) ?? null;
    const groups = own.filter(({ group }) => group !== null);
    const sorted = groups.toSorted((a, b) => a.clusters - b.clusters);
    const ends = new Set([sorted[0], sorted.at(-1)]);
    const rest = sorted[0] ?? whole;
    const { color, symbol } = seriesStyle(index);
    return {
      name: nameOf(unit),
      atOne: rest === null ? 0 : rest.mde * Math.sqrt(rest.clusters),
      whole: whole === null ? null : {
        clusters: whole.clusters,
        mde: whole.mde,
        label: points(whole.mde),
      },
      groups: groups.map((one) => ({
        clusters: one.clusters,
        mde: one.mde,
        label: ends.has(one) ? points(one.mde) : "",
      })),
      color,
      symbol,
    };
  });
}

function nameOf(unit: string): string {
  return unit === "case score" ? "Case score" : `${unit === "case" ? "Case" : "Question"} accuracy`;
}

function points(mde: number): string {
  return pointsText(mde).replace("+", "");
}

function titleOf(read: readonly Read[]): string {
  const known = read.filter(isKnown);
  const isAssumed = read.some(({ row }) => row["basis"] === "assumed");
  const whole = known.filter(({ group }) => group === null);
  const [first] = whole;
  if (first === undefined) {
    const most = Math.max(0, ...read.map(({ clusters }) => clusters));
    return known.length === 0
      ? most === 0
        ? "No power to show: there are no cases"
        : `No power to show: ${counted(most, "case")} cannot show any difference of two models`
      : `${isAssumed ? "With an assumed variance groups" : "Groups"} show differences of ${
        points(Math.min(...known.map(({ mde }) => mde)))
      } points and more only`;
  }
  const told = [
    ...whole.map(({ unit, mde }) => `${points(mde)} points in ${nameOf(unit).toLowerCase()}`),
    ...read.filter(({ group, mde, clusters }) => group === null && mde === null && clusters > 0)
      .map(({ unit }) => `none in ${nameOf(unit).toLowerCase()}`),
  ];
  const groups = known.filter(({ group, unit }) => group !== null && unit === first.unit);
  const cases = counted(first.clusters, "case");
  // A number that rests on an assumption is no finding of these data.
  const shows = isAssumed ? "would show" : first.clusters === 1 ? "shows" : "show";
  const given = isAssumed ? "With an assumed variance " : "";
  if (groups.length === 0) {
    return `${given}${cases} ${shows} a difference of ${told.join(" or ")}, not a smaller one`;
  }
  const least = groups.reduce((a, b) => b.clusters > a.clusters ? b : a);
  return `${given}${cases} ${shows} a difference of ${
    told.join(" or ")
  }; no single group less than ${points(Math.min(least.mde, ...groups.map(({ mde }) => mde)))}`;
}

function altOf(read: readonly Read[]): string {
  if (read.length === 0) return "An empty figure: there are no rows to draw.";
  return `Smallest difference seen against the number of cases, ${counted(read.length, "row")}. ${
    read.slice(0, 40).map(({ unit, group, clusters, mde }) =>
      `${nameOf(unit)}, ${group ?? "all"}, ${counted(clusters, "case")}: ${
        mde === null ? "no difference can be seen" : `${points(mde)} points`
      }`
    ).join("; ")
  }.`;
}

function captionOf(read: readonly Read[]): string {
  if (read.length === 0) return "Nothing to draw: there are no rows.";
  const rows = read.map(({ row }) => row);
  const reader = rowReader(rows[0] ?? {}, { index: 0, from: "powerRows" });
  const [power, alpha] = [reader.number("power") ?? 0.8, reader.number("alpha") ?? 0.05];
  const bases = new Set(rows.map((row) => row["basis"]));
  const pairs = Math.max(0, ...rows.map((row) => Number(row["pairs"] ?? 0)));
  const isBlind = ({ mde, clusters }: Read): boolean => mde === null && clusters > 0;
  const blind = read.filter((one) => one.group !== null && isBlind(one));
  const none = read.filter((one) => one.group === null && isBlind(one));
  const groups = read.filter((one) =>
    one.group !== null && one.clusters > 0 && !blind.includes(one)
  ).toSorted((a, b) => a.clusters - b.clusters);
  const [smallest, largest] = [groups[0], groups.at(-1)];
  const named = (one: Read | undefined): string =>
    one === undefined ? "" : `${one.group} (${counted(one.clusters, "case")})`;
  const few = read.filter(({ clusters }) => clusters < 20).length;
  return joinNotes([
    `Smallest paired difference of two models seen with ${
      Math.round(power * 100)
    } % power at two-sided ${
      Number((alpha * 100).toFixed(2))
    } %, one comparison at a time: many at once see less.`,
    "Large marks and dashed line: all the data. Small marks and ticks: its groups.",
    smallest !== largest && `Numbers: from ${named(smallest)} to ${named(largest)}.`,
    bases.has("observed") &&
    `Variance of the difference: median over ${counted(pairs, "pair")} of runs.`,
    bases.has("assumed") &&
    "Variance of the difference: assumed, not observed in pairs of runs.",
    none.length > 0 &&
    `Not drawn: ${
        none.map(({ unit }) => nameOf(unit).toLowerCase()).join(" and ")
      } of all the data, ` +
      "for too few cases to show any difference.",
    blind.length > 0 &&
    `Not drawn: ${counted(blind.length, "group")} too small to show any difference.`,
    few > 0 && `${counted(few, "row")} with fewer than 20 cases: read with care.`,
    provenance(rows),
  ]);
}
