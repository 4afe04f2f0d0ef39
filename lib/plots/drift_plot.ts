import type { EffectData } from "./_effect_data.ts";
import { effectPanels, effectText } from "./_effect_panels.ts";
import type { Figure, FigureOptions, PlotRow, PlotRows } from "./figure.ts";
import { finishFigure } from "./_finish_figure.ts";
import { counted, joinNotes, provenance } from "./_notes.ts";
import { rowReader } from "./_row_reader.ts";
import { rowsOf } from "./_rows_of.ts";
import { pointsText, shareText } from "./_share_text.ts";

/** How to draw changes at the cut-off with the drift removed. */
export interface DriftPlotOptions extends Omit<FigureOptions, "backend"> {
  /** Rows of `cutoffGap`: the plain gap of each run is drawn beside. */
  readonly gaps?: PlotRows;
}

const ALL = "all runs together";

/**
 * Draws how scores change after the cut-offs once the difficulty of every case is removed, for all runs together and for
 * each that crosses; beside it, hollow, the plain gap, drift included.
 *
 * `rows` are those of `twoWayFixedEffects`: `term` (`all` or `run`), `run`, `cutoff`, `value`, `lo`, `hi`, `p_adj`, and
 * where present `clusters`, `runs` and `runs_crossing`.
 *
 * Throws `TypeError` for a row that lacks what is drawn, and `RangeError` for two rows of one run, or a width outside 300
 * to 4000.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { driftPlot } from "@rounds/rounds";
 *
 * const figure = driftPlot([
 *   { term: "all", value: -0.08, lo: -0.11, hi: -0.05, p_adj: 0.001 },
 *   { term: "run", run: "m", cutoff: "2025-03", value: -0.1, lo: -0.16, hi: -0.04, p_adj: 0.002 },
 * ]);
 * assert.equal(figure.title, "Scores fall by 8.0 points after the cut-off beyond what harder cases explain, clearly in 1 of 1 run");
 * ```
 */
export function driftPlot(rows: PlotRows, options: DriftPlotOptions = {}): Figure {
  const gaps = new Map(
    rowsOf(options.gaps ?? []).map((row, index) => {
      const reader = rowReader(row, { index, from: "cutoffGap" });
      return [reader.run(), reader] as const;
    }),
  );
  const changes = rowsOf(rows).map((row, index): Change => {
    const reader = rowReader(row, { index, from: "twoWayFixedEffects" });
    const isAll = row["term"] === "all";
    const name = isAll ? ALL : reader.run();
    const cutoff = reader.text("cutoff");
    const gap = isAll ? undefined : gaps.get(name);
    const [lo, hi, p] = [reader.number("lo"), reader.number("hi"), reader.number("p_adj", "p")];
    return {
      run: "",
      label: cutoff === null ? name : `${name}, ${cutoff}`,
      reference: "before",
      value: reader.need("value"),
      lo,
      hi,
      raw: gap?.number("value") ?? null,
      rawLo: gap?.number("lo") ?? null,
      rawHi: gap?.number("hi") ?? null,
      clear: p === null ? lo !== null && hi !== null && (lo > 0 || hi < 0) : p <= 0.05,
      n: null,
      clusters: reader.number("clusters"),
      isAll,
      row,
    };
  }).toSorted((a, b) => Number(b.isAll) - Number(a.isAll) || (a.value ?? 9) - (b.value ?? 9));
  const twice = changes.find(({ label }, k) => changes.findIndex((x) => x.label === label) < k);
  if (twice !== undefined) throw new RangeError(`Two rows for ${twice.label}: draw one for each`);
  const isDrawn = changes.some(({ value }) => value !== null);
  return finishFigure({
    title: titleOf(changes),
    alt: changes.length === 0
      ? "An empty figure: there are no rows to draw."
      : `Dots of the change of scores after the cut-off, in points. ${
        changes.slice(0, 26).map((change) =>
          `${change.label}: ${effectText(change)}${
            change.raw === null ? "" : `, plain gap ${pointsText(change.raw)}`
          }`
        ).join("; ")
      }.`,
    caption: captionOf(changes),
    rows: changes.map(({ row }) => row),
    draw: ({ width }) =>
      !isDrawn ? [] : [
        effectPanels(dataOf(changes), {
          width,
          axis: "After the cut-off less before, points",
        }),
      ],
  }, options);
}

type Change = EffectData["effects"][number] & { readonly isAll: boolean };

function dataOf(changes: readonly Change[]): EffectData {
  const sizes = changes.flatMap(({ value, lo, hi, raw, rawLo, rawHi }) =>
    [value, lo, hi, raw, rawLo, rawHi].map((limit) => Math.abs(limit ?? 0))
  );
  return {
    runs: [""],
    levels: changes.map(({ label }) => ({ label, count: "" })),
    effects: changes,
    reach: Math.min(1, Math.ceil(Math.max(0.02, ...sizes) * 50 - 1e-9) / 50),
    cut: false,
  };
}

function titleOf(changes: readonly Change[]): string {
  const all = changes.find(({ isAll }) => isAll);
  const value = all?.value ?? null;
  if (all === undefined || value === null) {
    return "No change to show: it takes runs with different cut-offs and cases on both sides";
  }
  if (!all.clear) {
    return "Once harder cases are set aside, no change after the cut-off is clear of chance";
  }
  const own = changes.filter((change) => !change.isAll && change.value !== null);
  const alike = own.filter((change) =>
    change.clear && Math.sign(change.value ?? 0) === Math.sign(value)
  );
  return `Scores ${value < 0 ? "fall" : "rise"} by ${
    shareText(Math.abs(value), { unit: "" })
  } points after the cut-off beyond what harder cases explain, clearly in ${alike.length} of ${
    counted(own.length, "run")
  }`;
}

function captionOf(changes: readonly Change[]): string {
  const rows: readonly PlotRow[] = changes.map(({ row }) => row);
  const [first] = rows;
  if (first === undefined) return "Nothing to draw: there are no rows.";
  const [runs, crossing] = [first["runs"], first["runs_crossing"]];
  return joinNotes([
    "Change of the mean score after each run's knowledge cut-off. Circles: adjusted for the difficulty of every case and the strength of every run (two-way fixed effects).",
    changes.some(({ raw }) => raw !== null) &&
    "Hollow squares: the plain gap, in which harder cases count as a fall.",
    "Lines: 95 % intervals, clustered by case. Blue: clear of chance (5 %, Holm over the runs); grey: not. It assumes that without leakage the runs would move in parallel.",
    typeof runs === "number" && typeof crossing === "number" &&
    `${counted(runs, "run")}, ${crossing} with cases on both sides of the cut-off${
      typeof first["clusters"] === "number" ? `; ${counted(first["clusters"], "case")}` : ""
    }.`,
    provenance(rows),
  ]);
}
