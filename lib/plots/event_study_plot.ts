import { type EventBin, eventDots } from "./_event_dots.ts";
import type { Figure, FigureOptions, PlotRow, PlotRows } from "./figure.ts";
import { finishFigure } from "./_finish_figure.ts";
import { counted, joinNotes, provenance } from "./_notes.ts";
import { type RowReader, rowReader } from "./_row_reader.ts";
import { rowsOf } from "./_rows_of.ts";
import { differenceText, pointsText } from "./_share_text.ts";
import { tipText } from "./_tip_text.ts";

/** How to draw an event study. */
export type EventStudyPlotOptions = Omit<FigureOptions, "backend">;

/**
 * Draws scores by months from the cut-off with case and run effects removed: what comes before should be flat.
 *
 * `rows` are those of `eventStudyRows` (or of `contaminationDiD`'s `eventStudy`): `from_month`, `to_month` (or
 * `fromMonth`, `toMonth`), `value`, `lo`, `hi`, and where present `lo_all` and `hi_all`, which hold for all bins at once.
 *
 * Throws `TypeError` for a row that lacks what is drawn, and `RangeError` for two rows of one bin, or a width outside
 * 300 to 4000.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { eventStudyPlot } from "@rounds/rounds";
 *
 * const figure = eventStudyPlot([
 *   { from_month: -5, to_month: -3, value: 0.01, lo: -0.02, hi: 0.04 },
 *   { from_month: -2, to_month: 0, value: 0, lo: null, hi: null, reference: true },
 *   { from_month: 1, to_month: 3, value: -0.08, lo: -0.12, hi: -0.04 },
 * ]);
 * assert.equal(figure.title, "Before the cut-off nothing clearly moves; after it scores fall by up to 8.0 points");
 * ```
 */
export function eventStudyPlot(rows: PlotRows, options: EventStudyPlotOptions = {}): Figure {
  const read = rowsOf(rows).map(readBin).toSorted((a, b) => a.from - b.from);
  const repeated = read.find(({ from }, index) => read[index - 1]?.from === from);
  if (repeated !== undefined) {
    throw new RangeError(`Two rows for the months from ${repeated.from}: draw one row for each`);
  }
  const isDrawn = read.some(({ value, reference }) => value !== null && !reference);
  return finishFigure({
    title: isDrawn
      ? titleOf(read)
      : "No change to show: it takes runs with different cut-offs and cases on both sides",
    alt: altOf(read),
    caption: captionOf(read),
    rows: read.map(({ row }) => row),
    draw: (size) => isDrawn ? [eventDots(read, size)] : [],
  }, options);
}

type Bin = EventBin & { readonly row: PlotRow };

function readBin(row: PlotRow, index: number): Bin {
  const reader = rowReader(row, { index, from: "eventStudyRows" });
  const [from, to] = [
    month(reader, index, "from_month", "fromMonth"),
    month(reader, index, "to_month", "toMonth"),
  ];
  const [lo, hi] = [reader.number("lo"), reader.number("hi")];
  const [loAll, hiAll] = [reader.number("lo_all"), reader.number("hi_all")];
  const [low, high] = [loAll ?? lo, hiAll ?? hi];
  const label = labelOf({ from, to, start: reader.is("open_start"), end: reader.is("open_end") });
  const value = reader.need("value");
  return {
    from,
    to,
    label,
    tip: tipText(row, `${label} months: ${differenceText({ value, lo: low, hi: high })} points`),
    reference: reader.is("reference"),
    value,
    lo,
    hi,
    loAll,
    hiAll,
    clear: low !== null && high !== null && (low > 0 || high < 0),
    n: reader.number("n"),
    row,
  };
}

function month(reader: RowReader, index: number, ...names: readonly string[]): number {
  const value = reader.number(...names);
  if (value !== null) return value;
  throw new TypeError(`Row ${index + 1} has no "${names[0]}", expected a number of months`);
}

function labelOf(
  { from, to, start, end }: {
    readonly from: number;
    readonly to: number;
    readonly start: boolean;
    readonly end: boolean;
  },
): string {
  const text = (months: number): string => months < 0 ? `−${-months}` : `${months}`;
  if (start) return `≤ ${text(to)}`;
  if (end) return `≥ ${text(from)}`;
  return from === to ? text(from) : `${text(from)} to ${text(to)}`;
}

function titleOf(bins: readonly EventBin[]): string {
  const before = bins.filter(({ to, clear, reference }) => to <= 0 && clear && !reference);
  const after = bins.filter(({ from, value }) => from > 0 && value !== null);
  const clear = after.filter((bin) => bin.clear);
  if (before.length > 0) {
    return "Scores move before the cut-off already: what follows it is no sign of contamination by itself";
  }
  if (after.length === 0) {
    return "Before the cut-off nothing clearly moves; there are no cases after it";
  }
  if (clear.length === 0) return "No month before or after the cut-off is clear of chance";
  const values = clear.map(({ value }) => value ?? 0);
  const most = values.reduce((a, b) => Math.abs(b) > Math.abs(a) ? b : a, 0);
  const mixed = values.some((value) => value > 0) && values.some((value) => value < 0);
  const verb = mixed ? "change" : most < 0 ? "fall" : "rise";
  const hasBefore = bins.some(({ to, reference }) => to <= 0 && !reference);
  if (clear.length < after.length) {
    const how = mixed ? "clearly differ" : most < 0 ? "are clearly lower" : "are clearly higher";
    const points = pointsText(Math.abs(most)).replace("+", "");
    const only = `scores ${how} only ${joined(clear.map(monthsOf))} months after it, by ${
      clear.length === 1 ? "" : "up to "
    }${points} points`;
    return hasBefore
      ? `Before the cut-off nothing clearly moves; ${only}`
      : `S${only.slice(1).replace("after it", "after the cut-off")}`;
  }
  const much = `${verb} by up to ${pointsText(Math.abs(most)).replace("+", "")} points`;
  return hasBefore
    ? `Before the cut-off nothing clearly moves; after it scores ${much}`
    : `After the cut-off scores ${much}`;
}

/** `1 to 3`, or `10 or more`. */
function monthsOf({ label, from }: EventBin): string {
  return label.startsWith("≥") ? `${from} or more` : label;
}

function joined(texts: readonly string[]): string {
  return texts.length < 2
    ? texts.join("")
    : `${texts.slice(0, -1).join(", ")} and ${texts.at(-1) ?? ""}`;
}

function altOf(bins: readonly EventBin[]): string {
  if (bins.length === 0) return "An empty figure: there are no rows to draw.";
  return `Change of scores by months from the cut-off, ${counted(bins.length, "bin")}. ${
    bins.map(({ label, value, lo, hi, reference }) =>
      `${label} months: ${
        reference
          ? "the reference"
          : value === null
          ? "unknown"
          : `${pointsText(value)} points${
            lo === null || hi === null ? "" : ` (${pointsText(lo)} to ${pointsText(hi)})`
          }`
      }`
    ).join("; ")
  }.`;
}

/** How the limits for all bins at once were made, in brackets after a blank. */
function simultaneous(rows: readonly PlotRow[]): string {
  const seed = rows[0]?.["seed"];
  return rows[0]?.["simultaneous"] === "max-t"
    ? ` (max-T, random signs of cases${typeof seed === "number" ? `, seed ${seed}` : ""})`
    : "";
}

function captionOf(bins: readonly Bin[]): string {
  if (bins.length === 0) return "Nothing to draw: there are no rows.";
  const rows = bins.map(({ row }) => row);
  const first = rowReader(rows[0] ?? {}, { index: 0, from: "eventStudyRows" });
  const [crossing, clusters] = [first.number("runs_crossing"), first.number("clusters")];
  const all = bins.some(({ loAll }) => loAll !== null);
  return joinNotes([
    "Change of the mean case score, in points, against the last months before each run's cut-off (diamond), with the difficulty of every case and the strength of every run removed; t intervals, standard errors (CR1) clustered by case.",
    all
      ? `Thick: 95 % interval of the bin by itself; thin: for all bins at once${
        simultaneous(rows)
      }. Filled: clear of zero for all at once.`
      : "Lines: 95 % interval of each bin by itself. Filled: clear of zero.",
    "It assumes that without leakage the runs would move in parallel; shaded bins away from zero speak against that.",
    crossing !== null &&
    `${counted(crossing, "run")} with cases on both sides${
      clusters === null ? "" : `, ${counted(clusters, "case")}`
    }; n: scores in the bin.`,
    provenance(rows),
  ]);
}
