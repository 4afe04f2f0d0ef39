import type { PlotRow } from "./figure.ts";
import { rowReader } from "./_row_reader.ts";
import { runStyles, writtenNames } from "./_run_styles.ts";

/** One step of a curve. */
export interface SurvivalPoint {
  /** Questions answered: 0 at the start. */
  readonly q: number;
  /** Share of cases still without error after that many questions; null when nobody was left. */
  readonly survival: number | null;
  /** Lower limit. */
  readonly lo: number | null;
  /** Upper limit. */
  readonly hi: number | null;
  /** Cases at risk at this question; null at the start. */
  readonly atRisk: number | null;
}

/** One curve. */
export interface SurvivalCurve {
  /** Label of the run. */
  readonly run: string;
  /** From the start, by question. */
  readonly points: readonly SurvivalPoint[];
  /** The last known share; null when nothing is known. */
  readonly last: number | null;
  /** A level to compare with, such as physicians: dashed. */
  readonly reference: boolean;
  /** Drawn in colour, with its band. */
  readonly marked: boolean;
  /** Colour. */
  readonly color: string;
}

/** What a survival figure draws. */
export interface SurvivalData {
  /** The best at the end first. */
  readonly curves: readonly SurvivalCurve[];
  /** Rows in drawing order. */
  readonly rows: readonly PlotRow[];
  /** Last question that any run has cases at. */
  readonly end: number;
}

/** More curves than this are grey but for those marked. */
export const MOST_COLOURS = 8;
const GREY = "#8A8A8A";

/**
 * Reads rows of survival into curves; `highlight` names the curves with a band, by default the first and the last.
 */
export function survivalData(
  rows: readonly PlotRow[],
  options: {
    readonly highlight?: readonly string[] | undefined;
    /** Names of all runs of the report; default those of the rows. */
    readonly all?: readonly string[] | undefined;
  },
): SurvivalData {
  const read = rows.map((row, index) => {
    const reader = rowReader(row, { index, from: "caseSurvival" });
    return {
      run: reader.run(),
      q: reader.number("q") ?? reader.need("position") ?? 0,
      survival: reader.need("survival"),
      lo: reader.number("lo"),
      hi: reader.number("hi"),
      atRisk: reader.number("at_risk", "atRisk"),
      reference: reader.is("reference"),
      row,
    };
  });
  const curves = [...Map.groupBy(read, ({ run }) => run)].map(([run, points]) => {
    const sorted = points.toSorted((a, b) => a.q - b.q);
    const repeated = sorted.find(({ q }, index) => sorted[index - 1]?.q === q);
    if (repeated !== undefined) {
      throw new RangeError(`Two rows for ${run}, question ${repeated.q}: draw one row for each`);
    }
    const known = sorted.flatMap(({ survival }) => survival ?? []);
    return {
      run,
      points: [{ q: 0, survival: 1, lo: null, hi: null, atRisk: null }, ...sorted],
      rows: sorted.map(({ row }) => row),
      last: known.at(-1) ?? null,
      reference: sorted.some(({ reference }) => reference),
    };
  }).toSorted((a, b) => (b.last ?? -1) - (a.last ?? -1));
  const runs = curves.filter(({ reference }) => !reference).map(({ run }) => run);
  const marked = options.highlight ?? [...new Set([runs[0] ?? "", runs.at(-1) ?? ""])];
  const style = runStyles(runs, { all: writtenNames(options.all, rows) });
  return {
    curves: curves.map(({ run, points, last, reference }) => {
      const isMarked = marked.includes(run);
      const isColoured = runs.length <= MOST_COLOURS || isMarked;
      const color = reference ? "currentColor" : isColoured ? style(run).color : GREY;
      return { run, points, last, reference, marked: isMarked, color };
    }),
    rows: curves.flatMap((curve) => curve.rows),
    end: Math.max(0, ...read.filter(({ survival }) => survival !== null).map(({ q }) => q)),
  };
}
