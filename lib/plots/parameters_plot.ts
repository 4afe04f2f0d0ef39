import { correlation } from "../stats/judges/correlation.ts";
import { pearsonCI } from "../stats/judges/pearson_ci.ts";
import { averageRanks } from "../stats/ranking/average_ranks.ts";
import type { Figure, FigureOptions, PlotRows, ReferenceLine } from "./figure.ts";
import { finishFigure } from "./_finish_figure.ts";
import { logDomain, logTicks } from "./_log_ticks.ts";
import { intervalNote } from "./_interval_note.ts";
import { type ModelRow, modelRows } from "./_model_rows.ts";
import { modelStyle } from "./_model_style.ts";
import { counted, countNote, joinNotes, listed, provenance } from "./_notes.ts";
import { type ReferenceBand, referenceBands, referenceNote } from "./_reference_bands.ts";
import { rowsOf } from "./_rows_of.ts";
import { drawScatter } from "./_scatter.ts";
import type { Scatter } from "./_scatter_data.ts";
import { estimateText, shareText } from "./_share_text.ts";
import { tipText } from "./_tip_text.ts";

/** How to draw scores against parameters. */
export interface ParametersPlotOptions extends Omit<FigureOptions, "backend"> {
  /** Levels to compare with, such as published physicians. */
  readonly references?: readonly ReferenceLine[];
}

/**
 * Draws scores against the number of parameters, proprietary, open and medical models apart by colour and shape.
 *
 * `rows` need `run` (or `model`) and `value`; `lo`, `hi`, and of `withModelFacts` `parameters` (a count) and `type` are
 * drawn where known. The title speaks of a trend only from eight models of known size on, by Spearman's rank correlation with
 * the interval of Bonett and Wright. Models whose parameters are not disclosed stand in a column of their own on the right.
 *
 * Throws `TypeError` for a row that lacks what is drawn, and `RangeError` for a reference outside [0,1] or a width
 * outside 300 to 4000.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { parametersPlot } from "@rounds/rounds";
 *
 * const figure = parametersPlot([
 *   { run: "small", type: "open", parameters: 8e9, value: 0.12 },
 *   { run: "large", type: "open", parameters: 241e9, value: 0.34 },
 *   { run: "closed", type: "proprietary", parameters: null, value: 0.36 },
 * ]);
 * assert.equal(figure.title, "2 models of 8 B to 241 B parameters score 12.0 to 34.0 %: too few for a trend");
 * ```
 */
export function parametersPlot(rows: PlotRows, options: ParametersPlotOptions = {}): Figure {
  const models = modelRows(rowsOf(rows))
    .toSorted((a, b) => (a.parameters ?? Infinity) - (b.parameters ?? Infinity));
  const references = referenceBands(options.references ?? []);
  const scatter = toScatter(models, references);
  return finishFigure({
    title: titleOf(models),
    alt: altOf(models),
    caption: captionOf(models, references),
    rows: models.map(({ row }) => row),
    draw: (size) => scatter.points.length === 0 ? [] : [drawScatter(scatter, size)],
  }, options);
}

function sizeOf({ parameters }: ModelRow): number | null {
  return parameters !== null && parameters > 0 ? parameters : null;
}

function toScatter(models: readonly ModelRow[], references: readonly ReferenceBand[]): Scatter {
  const known = models.flatMap((model) => sizeOf(model) ?? []);
  const [low, high] = logDomain(known.length === 0 ? [1e9, 1e11] : known);
  const ratio = high / low;
  const aside = models.some((model) => sizeOf(model) === null);
  const undisclosed = high * ratio ** 0.14;
  const xDomain: [number, number] = [low, aside ? high * ratio ** 0.55 : high];
  return {
    points: models.flatMap((model) => {
      if (model.value === null) return [];
      const { color, symbol, filled } = modelStyle(model.type);
      return [{
        name: model.run,
        x: sizeOf(model) ?? undisclosed,
        xLo: null,
        xHi: null,
        value: model.value,
        lo: model.lo,
        hi: model.hi,
        color,
        symbol,
        filled,
        ring: 0,
        tip: tipText(
          model.row,
          `${estimateText(model)}, ${
            sizeOf(model) === null ? "parameters not disclosed" : billions(sizeOf(model) ?? 0)
          }`,
        ),
      }];
    }),
    xDomain,
    xTicks: [...(known.length === 0 ? [] : logTicks([low, high])), ...(aside ? [undisclosed] : [])],
    xTick: (value) => value === undisclosed && aside ? "not disclosed" : billions(value),
    xAxis: "Parameters (logarithmic)",
    yAxis: "Score",
    frontier: [],
    references,
  };
}

function billions(count: number): string {
  return count >= 1e12 ? `${count / 1e12} T` : `${Number((count / 1e9).toPrecision(3))} B`;
}

function titleOf(models: readonly ModelRow[]): string {
  const scored = models.filter(({ value }) => value !== null);
  if (scored.length === 0) return "No score to show: nothing could be counted";
  const known = scored.filter((model) => sizeOf(model) !== null);
  const [first, last] = [known[0], known.at(-1)];
  if (first === undefined || last === undefined) {
    return scored.length === 1
      ? `${scored[0]?.run} scores ${
        shareText(scored[0]?.value ?? null)
      }; its parameters are not known`
      : `The parameters of none of the ${scored.length} models are known`;
  }
  if (known.length === 1) {
    return `${first.run} scores ${shareText(first.value)} with ${
      billions(first.parameters ?? 0)
    } parameters`;
  }
  const range = `${billions(first.parameters ?? 0)} to ${
    billions(last.parameters ?? 0)
  } parameters`;
  if (known.length < ENOUGH) {
    return `${known.length} models of ${range} score ${spanText(known)}: too few for a trend`;
  }
  const r = correlation(
    averageRanks(known.map((model) => sizeOf(model) ?? 0)),
    averageRanks(known.map(({ value }) => value ?? 0)),
  );
  const { lo, hi } = pearsonCI({ r, n: known.length, kind: "spearman" });
  const over = `rank correlation ${numberText(r)}${
    lo === null || hi === null ? "" : ` (${numberText(lo)} to ${numberText(hi)})`
  } over ${known.length} models`;
  if (r === 1 || (lo !== null && lo > 0)) return `Larger models score higher: ${over}`;
  if (r === -1 || (hi !== null && hi < 0)) return `Larger models score lower: ${over}`;
  return r === null
    ? `${known.length} models of ${range} score ${spanText(known)}`
    : `No clear relation of score and parameters: ${over}`;
}

/** Fewer models of known size than this make no trend. */
const ENOUGH = 8;

function spanText(models: readonly ModelRow[]): string {
  const values = models.map(({ value }) => value ?? 0);
  const [low, high] = [shareText(Math.min(...values)), shareText(Math.max(...values))];
  return low === high ? low : `${low.replace(" %", "")} to ${high}`;
}

function numberText(value: number | null): string {
  return (value ?? 0).toFixed(2).replace("-", "−");
}

function altOf(models: readonly ModelRow[]): string {
  if (models.length === 0) return "An empty figure: there are no rows to draw.";
  return `Scatter plot of scores against parameters, ${counted(models.length, "model")}. ${
    models.slice(0, 30).map((model) => {
      const size = sizeOf(model);
      return `${model.run}: ${size === null ? "not disclosed" : billions(size)}, ${
        model.value === null ? "nothing to count" : shareText(model.value)
      }`;
    }).join("; ")
  }.`;
}

function captionOf(models: readonly ModelRow[], references: readonly ReferenceBand[]): string {
  if (models.length === 0) return "Nothing to draw: there are no rows.";
  const types = new Set(models.map(({ type }) => type));
  const none = models.filter(({ value }) => value === null).map(({ run }) => run);
  const hidden = models.filter((model) => sizeOf(model) === null).map(({ run }) => run);
  return joinNotes([
    countNote(models.map(({ row }) => row)),
    `Score against all parameters of the model, active or not; lines: 95 % intervals ${
      intervalNote(models)
    }.`,
    types.has("proprietary") && "Filled: proprietary.",
    types.has("open") && "Hollow circles: open weights.",
    types.has("medical") && "Diamonds: medical models.",
    hidden.length > 0 && `Not disclosed or not known: ${listed(hidden, { many: "models" })}.`,
    referenceNote(references),
    none.length > 0 && `Nothing to count: ${none.join(", ")}.`,
    provenance(models.map(({ row }) => row)),
  ]);
}
