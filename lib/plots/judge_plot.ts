import type { MeasuredAgreement } from "../stats/judges/clustered_agreement.ts";
import { beside } from "./_beside.ts";
import type { Figure, FigureOptions, PlotRows } from "./figure.ts";
import { finishFigure } from "./_finish_figure.ts";
import { isEmpty, type JudgeData, measureJudge, readAnswer, verdictsOf } from "./_judge_data.ts";
import { differencesPanel } from "./_differences_panel.ts";
import { confusionPanel, type ScoredPoint, scoresPanel } from "./_judge_panels.ts";
import { counted, drawsNote, joinNotes, listed, provenance } from "./_notes.ts";
import type { SvgPart } from "./_render_plot.ts";
import { rowsOf } from "./_rows_of.ts";
import { type RunStyle, runStyles, writtenNames } from "./_run_styles.ts";
import { seriesLegend } from "./_series_legend.ts";
import { seriesStyle } from "./_series_style.ts";
import { pointsText, shareText } from "./_share_text.ts";
import { tipText } from "./_tip_text.ts";

/** How to draw a judge against physicians. */
export interface JudgePlotOptions extends Omit<FigureOptions, "backend"> {
  /** Bootstrap resamples of cases; default 2,000. */
  readonly replicates?: number;
  /** Seed; default 42. */
  readonly seed?: number;
}

/** More runs than this share one colour. */
const MOST_RUNS = 8;

/**
 * Draws a judge against physicians: the four cells of their verdicts, the scores of answers with the line of equality,
 * and the differences of the scores with bias and limits of agreement.
 *
 * `rows` are those of `judgedAnswers`: one row an answer with `run`, `case_id`, `both_met`, `judge_only`, `physician_only`,
 * `neither`, and where known `judge_score`, `physician_score`, `physicians_agree` and `physician_pairs`. Points are moved
 * by up to a hundredth so that equal scores can be seen.
 *
 * Throws `TypeError` for a row that lacks what is drawn, and `RangeError` for a width outside 300 to 4000.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { judgePlot } from "@rounds/rounds";
 *
 * const cells = { both_met: 4, judge_only: 1, physician_only: 0, neither: 5 };
 * const figure = judgePlot([
 *   { run: "m", case_id: "1", ...cells, judge_score: 0.6, physician_score: 0.5 },
 *   { run: "m", case_id: "2", ...cells, judge_score: 0.4, physician_score: 0.4 },
 * ], { replicates: 50 });
 * assert.equal(figure.title, "The judge agrees with physicians on 90.0 % of 20 verdicts");
 * ```
 */
export function judgePlot(rows: PlotRows, options: JudgePlotOptions = {}): Figure {
  const { replicates = 2000, seed = 42 } = options;
  const read = rowsOf(rows);
  const drawn = measureJudge(read.map(readAnswer), { replicates, seed });
  const style = runStyles(drawn.runs, { all: writtenNames(options.runs, read) });
  return finishFigure({
    title: titleOf(drawn),
    alt: altOf(drawn),
    caption: captionOf(drawn, { replicates, seed }),
    rows: drawn.answers.map(({ row }) => row),
    compares: ["judges"],
    draw: ({ width }) => isEmpty(drawn) ? [] : panels(drawn, { width, style }),
  }, options);
}

function panels(
  drawn: JudgeData,
  { width, style }: { readonly width: number; readonly style: (run: string) => RunStyle },
): readonly SvgPart[] {
  const { scored, runs, agreement, limits } = drawn;
  const three = scored.length > 0;
  const gap = 10;
  const columns = !three ? 1 : width >= 640 ? 3 : 1;
  const room = width - gap * (columns - 1);
  // Beside the differences stand their names.
  const [first, second, third] = columns === 3 ? [0.28, 0.32, 0.4] : [1, 1, 1];
  const size = (share = 1) => ({
    width: Math.floor(columns === 3 ? room * share : Math.min(440, room)),
    height: columns === 3 ? Math.round(Math.min(360, 150 + width / 7)) : 280,
  });
  const isColoured = runs.length <= MOST_RUNS;
  const points = scored.map(({ run, judge, physician, row }): ScoredPoint => {
    const { color, symbol } = isColoured ? style(run) : seriesStyle(0);
    const tip = tipText(row, `judge ${shareText(judge)}, physicians ${shareText(physician)}`);
    return { judge, physician, color, symbol, tip };
  });
  return [
    ...(three && isColoured && runs.length > 1 ? [seriesLegend(runs, { width, style })] : []),
    beside([
      ...(verdictsOf(drawn) === 0 ? [] : [confusionPanel(agreement.cells, size(first))]),
      ...(three
        ? [scoresPanel(points, size(second)), differencesPanel(points, { ...size(third), limits })]
        : []),
    ], { width, gap }),
  ];
}

function titleOf(drawn: JudgeData): string {
  const verdicts = verdictsOf(drawn);
  const agreement = drawn.agreement.measures.get("agreement")?.value ?? null;
  if (isEmpty(drawn)) return "No agreement to show: no rated answer has a verdict";
  if (agreement === null) {
    return `The judge’s scores are ${
      pointsText(drawn.limits.bias ?? 0)
    } points off the physicians’`;
  }
  const pairs = drawn.answers.reduce((sum, answer) => sum + answer.pairs, 0);
  const agree = drawn.answers.reduce((sum, answer) => sum + answer.agree, 0);
  return `The judge agrees with physicians on ${shareText(agreement)} of ${
    verdicts.toLocaleString("en-US")
  } verdicts${pairs === 0 ? "" : `, physicians among themselves on ${shareText(agree / pairs)}`}`;
}

function decimals(found: MeasuredAgreement | undefined): string {
  if (found === undefined || found.value === null) return "not defined";
  const { value, lo, hi } = found;
  return lo === null || hi === null
    ? value.toFixed(2)
    : `${value.toFixed(2)} (${lo.toFixed(2)} to ${hi.toFixed(2)})`;
}

function altOf(drawn: JudgeData): string {
  if (drawn.answers.length === 0) return "An empty figure: there are no rows to draw.";
  const { agreement: { cells }, limits, scored } = drawn;
  return `Table of verdicts: both met ${cells.tp}, judge only ${cells.fp}, physician only ${cells.fn}, neither ${cells.tn}.${
    scored.length === 0
      ? ""
      : ` Scatter of ${scored.length} answers, judge’s score against physicians’, and their differences: bias ${
        pointsText(limits.bias ?? 0)
      } points${
        limits.limitLow === null || limits.limitHigh === null
          ? ""
          : `, limits of agreement ${pointsText(limits.limitLow)} to ${
            pointsText(limits.limitHigh)
          }`
      }.`
  }`;
}

function captionOf(
  drawn: JudgeData,
  draws: { readonly replicates: number; readonly seed: number },
): string {
  const { answers, scored, agreement, limits, correlation, runs } = drawn;
  if (answers.length === 0) return "Nothing to draw: there are no rows.";
  const { measures, clusters } = agreement;
  const unjudged = answers.reduce((sum, answer) => sum + answer.unjudged, 0);
  const strays = new Set(
    answers.map(({ row }) => row["warnings"]).filter((text) => typeof text === "string"),
  );
  return joinNotes([
    verdictsOf(drawn) > 0 &&
    `${counted(verdictsOf(drawn), "verdict")} on ${counted(answers.length, "answer")} of ${
      counted(clusters, "case")
    }, every rating beside the judge’s verdict; percentages: of the physicians’ column. AC1 ${
      decimals(measures.get("ac1"))
    }, kappa ${decimals(measures.get("kappa"))}, macro-F1 ${
      decimals(measures.get("macro_f1"))
    }; kappa falls when a verdict is rare.`,
    scored.length > 0 &&
    `Scores of ${counted(scored.length, "answer")} rated whole: Pearson ${
      correlation.value === null
        ? "not defined"
        : decimals({ ...correlation, se: null, value: correlation.value })
    }${
      limits.bias === null || limits.lo === null || limits.hi === null
        ? ""
        : `, bias ${pointsText(limits.bias)} points (${pointsText(limits.lo)} to ${
          pointsText(limits.hi)
        }, grey band)`
    }; limits: bias ± 1.96 SD of the differences. Dashed diagonal: equal scores; points are moved by up to a hundredth.`,
    scored.length === 0 && "No answer was rated whole, so there are no scores to compare.",
    clusters > 1 && `Intervals: 95 %, bootstrap of cases${drawsNote([draws])}.`,
    unjudged > 0 && `${counted(unjudged, "rating")} left out: the judge gave no verdict.`,
    strays.size > 0 && `Left out: ${[...strays].join("; ")}.`,
    `Judged: ${listed(runs, { many: "runs" })}.`,
    provenance(answers.map(({ row }) => row)),
  ]);
}
