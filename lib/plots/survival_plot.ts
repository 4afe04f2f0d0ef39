import type { Figure, FigureOptions, PlotRows } from "./figure.ts";
import { finishFigure } from "./_finish_figure.ts";
import { counted, joinNotes, provenance } from "./_notes.ts";
import { percentText } from "./_percent_text.ts";
import { rowsOf } from "./_rows_of.ts";
import { survivalCurves } from "./_survival_curves.ts";
import { MOST_COLOURS, type SurvivalData, survivalData } from "./_survival_data.ts";
import { survivalVega } from "./_survival_vega.ts";

/** How to draw the survival of cases. */
export interface SurvivalPlotOptions extends FigureOptions {
  /** Runs drawn strong and with their band; default the best and the worst at the end. */
  readonly highlight?: readonly string[];
}

/**
 * Draws how many cases are still without error after each question: one step line a run, with the numbers at risk.
 *
 * `rows` are those of `caseSurvival`, each with its `run`: `q` (or `position`), `survival`, `lo`, `hi` and `atRisk` (or
 * `at_risk`). Rows with `reference: true` (physicians, say) are dashed. Each line is named at its end; more than eight
 * are grey but for those highlighted.
 *
 * Throws `TypeError` for a row that lacks what is drawn, and `RangeError` for two rows of one run and question, or a
 * width outside 300 to 4000.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { caseSurvival, survivalPlot } from "@rounds/rounds";
 *
 * const answers = { y: [1, 0, 1, 1], cluster: ["a", "a", "b", "b"], position: [1, 2, 1, 2] };
 * const figure = survivalPlot(caseSurvival(answers).rows.map((row) => ({ run: "m", ...row })));
 * assert.equal(figure.title, "m answers 50 % of cases without any error");
 * ```
 */
export function survivalPlot(rows: PlotRows, options: SurvivalPlotOptions = {}): Figure {
  const data = survivalData(
    rowsOf(rows),
    options.highlight === undefined ? {} : { highlight: options.highlight },
  );
  return finishFigure({
    title: titleOf(data),
    alt: altOf(data),
    caption: captionOf(data),
    rows: data.rows,
    draw: (size) => [survivalCurves(data, size)],
    spec: (size) => survivalVega(data, size),
  }, options);
}

function titleOf({ curves }: SurvivalData): string {
  const known = curves.filter(({ last, reference }) => last !== null && !reference);
  const [best, worst] = [known[0], known.at(-1)];
  if (best === undefined || worst === undefined) {
    return "No survival to show: nothing could be counted";
  }
  if (best === worst) {
    return `${best.run} answers ${percentText(best.last ?? 0)} of cases without any error`;
  }
  return `From ${percentText(worst.last ?? 0)} (${worst.run}) to ${
    percentText(best.last ?? 0)
  } (${best.run}) of cases are answered without any error`;
}

function altOf({ curves, end }: SurvivalData): string {
  if (curves.length === 0) return "An empty figure: there are no rows to draw.";
  return `Step lines of the share of cases still without error after each of ${
    counted(end, "question")
  }, ${counted(curves.length, "run")}. ${
    curves.slice(0, 12).map(({ run, points }) =>
      `${run}: ${
        points.slice(1).map(({ q, survival }) =>
          `Q${q} ${survival === null ? "unknown" : percentText(survival)}`
        ).join(", ")
      }`
    ).join("; ")
  }${curves.length > 12 ? "; and more." : "."}`;
}

function captionOf({ curves, rows }: SurvivalData): string {
  if (curves.length === 0) return "Nothing to draw: there are no rows.";
  const marked = curves.filter(({ marked }) => marked).map(({ run }) => run);
  const none = curves.filter(({ last }) => last === null).map(({ run }) => run);
  return joinNotes([
    "Kaplan-Meier estimate, a case a subject: its first error is the event; cases end at their last question.",
    marked.length > 0 && `Bands: 95 % log(-log) intervals (${marked.join(", ")}).`,
    "At risk: cases with that many questions and no earlier error.",
    curves.length > MOST_COLOURS &&
    "Names stand in the order of the ends; all lines but the highlighted are grey.",
    curves.some(({ reference }) => reference) && "Dashed: for comparison.",
    none.length > 0 && `Nothing to count: ${none.join(", ")}.`,
    provenance(rows),
  ]);
}
