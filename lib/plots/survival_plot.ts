import type { Figure, FigureOptions, PlotRow, PlotRows } from "./figure.ts";
import { finishFigure } from "./_finish_figure.ts";
import { counted, joinNotes, listed, provenance } from "./_notes.ts";
import { percentText } from "./_percent_text.ts";
import { rowsOf } from "./_rows_of.ts";
import { writtenNames } from "./_run_styles.ts";
import { survivalCurves } from "./_survival_curves.ts";
import {
  MOST_COLOURS,
  type SurvivalCurve,
  type SurvivalData,
  survivalData,
} from "./_survival_data.ts";
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
 * assert.equal(figure.title, "After Q2 50 % of the cases are still without error, m (fewer than 20 cases)");
 * ```
 */
export function survivalPlot(rows: PlotRows, options: SurvivalPlotOptions = {}): Figure {
  const read = rowsOf(rows);
  const data = survivalData(read, {
    highlight: writtenNames(options.highlight, read),
    all: options.runs,
  });
  return finishFigure({
    title: titleOf(data),
    alt: altOf(data),
    caption: captionOf(data),
    rows: data.rows,
    draw: (size) => [survivalCurves(data, size)],
    spec: (size) => survivalVega(data, size),
  }, options);
}

/** Fewer cases at risk than this make a share of which a title should not speak. */
const FEW = 20;

function titleOf({ curves, end }: SurvivalData): string {
  const known = curves.filter(({ last, reference }) => last !== null && !reference);
  if (known.length === 0) return "No survival to show: nothing could be counted";
  const at = ({ points }: SurvivalCurve, q: number) => points.find((point) => point.q === q);
  const solid = Array.from({ length: end }, (_, k) => end - k)
    .find((q) => known.every((curve) => (at(curve, q)?.atRisk ?? 0) >= FEW));
  const q = solid ??
    Math.min(...known.map(({ points }) => points.findLast((p) => p.survival !== null)?.q ?? 1));
  const shares = known.map((curve) => ({ run: curve.run, share: at(curve, q)?.survival ?? 0 }))
    .toSorted((a, b) => b.share - a.share);
  const [best, worst] = [shares[0], shares.at(-1)];
  const few = solid === undefined ? ` (fewer than ${FEW} cases)` : "";
  if (best === undefined || worst === undefined || best === worst) {
    return `After Q${q} ${
      percentText(best?.share ?? 0)
    } of the cases are still without error, ${best?.run}${few}`;
  }
  return `After Q${q} from ${percentText(worst.share)} (${worst.run}) to ${
    percentText(best.share)
  } (${best.run}) of the cases are still without error${few}`;
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
  const clustered = rows.filter((row) => `${row["method"]}`.endsWith("kaplan-meier-clustered"));
  const repeated = [...new Set(clustered.map((row) => String(row["run"] ?? row["model"] ?? "")))];
  return joinNotes([
    "Kaplan-Meier estimate, a case a subject: its first error is the event; cases end at their last question.",
    marked.length > 0 && `Bands: 95 % log(-log) intervals (${marked.join(", ")}).`,
    repeated.length > 0 &&
    `${
      listed(repeated, { many: "runs" })
    }: several trials a case, each a subject; intervals are clustered by case.`,
    "At risk: cases with that many questions and no earlier error. The end of a line is not the case accuracy, which counts short cases too.",
    curves.length > MOST_COLOURS &&
    "Names stand in the order of the ends; all lines but the highlighted are grey.",
    curves.some(({ reference }) => reference) && "Dashed: for comparison.",
    none.length > 0 && `Nothing to count: ${none.join(", ")}.`,
    ...notesByRun(rows),
    provenance(rows),
  ]);
}

/** What is to be known of each run, once, under its name unless it holds for all. */
function notesByRun(rows: readonly PlotRow[]): readonly string[] {
  const runs = Map.groupBy(rows, (row) => String(row["run"] ?? row["model"] ?? ""));
  const noted = [...runs].flatMap(([run, own]) => {
    const found = own.map((row) => row["warnings"]).filter((x) => typeof x === "string");
    return [...new Set(found)].map((note) => ({ run, note }));
  });
  return [...Map.groupBy(noted, ({ note }) => note)].map(([note, own]) =>
    own.length === runs.size
      ? `Note: ${note}.`
      : `${listed(own.map(({ run }) => run), { many: "runs" })}: ${note}.`
  );
}
