import type { Figure, FigureOptions, PlotRows, ReferenceLine } from "./figure.ts";
import { firstPlace } from "./_first_place.ts";
import { finishFigure } from "./_finish_figure.ts";
import { intervalNote } from "./_interval_note.ts";
import { type ModelRow, modelRows } from "./_model_rows.ts";
import { MODEL_PATTERNS, modelStyle } from "./_model_style.ts";
import { counted, joinNotes, listed, provenance } from "./_notes.ts";
import { type ReferenceBand, referenceBands, referenceNote } from "./_reference_bands.ts";
import { drawRowChart, type RowChart } from "./_row_chart.ts";
import { rowsOf } from "./_rows_of.ts";
import { estimateText, shareText } from "./_share_text.ts";
import { swatchLegend } from "./_swatch_legend.ts";
import { tipText } from "./_tip_text.ts";

/** How to draw families of models. */
export interface FamilyPlotOptions extends Omit<FigureOptions, "backend"> {
  /** Levels to compare with, such as published physicians. */
  readonly references?: readonly ReferenceLine[];
}

const NO_FAMILY = "Family unknown";

/**
 * Draws scores of models grouped by family, the newest release on top, as bars whose texture is the type of the model.
 *
 * `rows` need `run` (or `model`) and `value`; `lo`, `hi`, `n`, and of `withModelFacts` `family`, `release` (`yyyy-mm`)
 * and `type` (`proprietary` solid, `open` hatched, `medical` dotted) are drawn where known. Families stand in reverse
 * order of their newest release, those without a known release last. References are dashed, with a band where known.
 *
 * Throws `TypeError` for a row that lacks what is drawn, and `RangeError` for a reference outside [0,1] or a width
 * outside 300 to 4000.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { familyPlot } from "@rounds/rounds";
 *
 * const figure = familyPlot([
 *   { run: "Lion 2", family: "Lion", release: "2025-03", type: "open", value: 0.36 },
 *   { run: "Lion 1", family: "Lion", release: "2024-01", type: "open", value: 0.2 },
 * ], { references: [{ label: "physicians", value: 0.35, n: 100 }] });
 * assert.equal(figure.title, "1 of 2 models is above physicians 35.0 %, none clearly");
 * ```
 */
export function familyPlot(rows: PlotRows, options: FamilyPlotOptions = {}): Figure {
  const models = inFamilies(modelRows(rowsOf(rows)));
  const references = referenceBands(options.references ?? []);
  const chart = toChart(models, references);
  const types = [...new Set(models.map(({ type }) => modelStyle(type)))]
    .toSorted((a, b) => a.name < b.name ? 1 : -1)
    .map(({ name, texture }) => ({ name, color: texture }));
  return finishFigure({
    title: titleOf(models, references),
    alt: altOf(models),
    caption: captionOf(models, references),
    rows: models.map(({ row }) => row),
    draw: ({ width }) => [
      swatchLegend(types, { width, patterns: MODEL_PATTERNS }),
      drawRowChart(chart, { width }),
    ],
  }, options);
}

function inFamilies(models: readonly ModelRow[]): ModelRow[] {
  const newest = new Map<string, string>();
  for (const { family, release } of models) {
    const name = family ?? NO_FAMILY;
    if ((release ?? "") >= (newest.get(name) ?? "")) newest.set(name, release ?? "");
  }
  const later = (a: string, b: string): number => a === b ? 0 : a < b ? 1 : -1;
  return models.toSorted((a, b) => {
    const [one, two] = [a.family ?? NO_FAMILY, b.family ?? NO_FAMILY];
    return Number(a.family === null) - Number(b.family === null) ||
      later(newest.get(one) ?? "", newest.get(two) ?? "") || -later(one, two) ||
      later(a.release ?? "", b.release ?? "") || (b.value ?? -1) - (a.value ?? -1);
  });
}

function toChart(models: readonly ModelRow[], references: readonly ReferenceBand[]): RowChart {
  const highest = Math.max(
    0.1,
    ...[...models, ...references].flatMap(({ value, hi }) => [value ?? 0, hi ?? 0]),
  );
  const hasRelease = models.some(({ release }) => release !== null);
  const counts = new Set(models.map(({ n }) => n));
  const same = counts.size === 1 ? models[0]?.n ?? null : null;
  return {
    rows: models.map((model) => ({
      label: same === null && model.n !== null
        ? `${model.run}, n\u00a0${model.n.toLocaleString("en-US")}`
        : model.run,
      value: model.value,
      lo: model.lo,
      hi: model.hi,
      color: modelStyle(model.type).texture,
      symbol: "circle",
      filled: true,
      cells: [...(hasRelease ? [model.release?.slice(0, 7) ?? "–"] : []), estimateText(model)],
      tier: null,
      section: model.family ?? NO_FAMILY,
      tip: tipText(model.row, estimateText(model)),
    })),
    headers: [...(hasRelease ? ["released"] : []), "95 % interval"],
    domain: [0, Math.min(1, Math.ceil(highest * 20 - 1e-9) / 20)],
    tick: (value) => `${Math.round(value * 100)} %`,
    tickExpression: "",
    axis: `${axisOf(models)}${
      same === null ? "" : `, n\u00a0${same.toLocaleString("en-US")} each`
    }`,
    bars: true,
    ends: null,
    references,
  };
}

const UNITS: Readonly<Record<string, string>> = {
  case: "Cases with every question right",
  question: "Questions right",
  "case score": "Mean case score",
};

function axisOf(models: readonly ModelRow[]): string {
  const units = new Set(models.map(({ row }) => String(row["unit"] ?? "")));
  const [unit = ""] = units;
  return units.size === 1 ? UNITS[unit] ?? "Score" : "Score";
}

function titleOf(models: readonly ModelRow[], references: readonly ReferenceBand[]): string {
  const known = models.filter(({ value }) => value !== null);
  if (known.length === 0) return "No score to show: nothing could be counted";
  const top = references.at(-1);
  if (top === undefined || known.length === 1) {
    return firstPlace(known.toSorted((a, b) => (b.value ?? 0) - (a.value ?? 0)), { noun: "model" });
  }
  const clear = known.filter(({ lo }) => lo !== null && lo > (top.hi ?? top.value)).length;
  const within =
    known.filter(({ lo, hi }) => lo !== null && hi !== null && lo <= top.value && hi >= top.value)
      .length;
  if (clear > 0) {
    return `${counted(clear, "model")} ${clear === 1 ? "is" : "are"} clearly above ${top.label}${
      within === 0 ? "" : `; it lies within the ${intervalsOf(within)}`
    }`;
  }
  if (within > 0) return `The ${possessive(top)} lies within the ${intervalsOf(within)}`;
  const above = known.filter(({ value }) => (value ?? 0) > top.value).length;
  if (above > 0) {
    return `${above} of ${known.length} models ${
      above === 1 ? "is" : "are"
    } above ${top.label}, none clearly`;
  }
  const near = known.filter(({ hi }) => hi !== null && hi >= (top.lo ?? top.value)).length;
  return `No model reaches ${top.label}${
    near === 0 ? "" : `; the intervals of ${near} overlap with its own`
  }`;
}

function intervalsOf(models: number): string {
  return models === 1 ? "interval of 1 model" : `intervals of ${models} models`;
}

/** `chief physicians' 37.8 %`. */
function possessive({ label, value }: ReferenceBand): string {
  const share = shareText(value);
  const name = label.endsWith(` ${share}`) ? label.slice(0, -share.length - 1) : label;
  return `${name}${name.endsWith("s") ? "'" : "'s"} ${share}`;
}

function altOf(models: readonly ModelRow[]): string {
  if (models.length === 0) return "An empty figure: there are no rows to draw.";
  return `Bars of scores by family, ${counted(models.length, "model")}. ${
    models.slice(0, 30).map((model) =>
      `${model.family ?? NO_FAMILY}, ${model.run}: ${estimateText(model)}`
    ).join("; ")
  }.`;
}

function captionOf(models: readonly ModelRow[], references: readonly ReferenceBand[]): string {
  if (models.length === 0) return "Nothing to draw: there are no rows.";
  const undated = models.filter(({ release }) => release === null).map(({ run }) => run);
  return joinNotes([
    `Bars: ${axisOf(models).toLowerCase()}; lines: 95 % intervals ${intervalNote(models)}.`,
    "Families by their newest release, models by release, newest on top.",
    undated.length > 0 && `Release unknown: ${listed(undated, { many: "models" })}.`,
    referenceNote(references),
    provenance(models.map(({ row }) => row)),
  ]);
}
