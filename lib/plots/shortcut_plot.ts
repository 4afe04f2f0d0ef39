import { accuracyDomain } from "./_accuracy_domain.ts";
import { drawDumbbells, type DumbbellChart } from "./_dumbbell_chart.ts";
import type { Figure, FigureOptions, PlotRows } from "./figure.ts";
import { finishFigure } from "./_finish_figure.ts";
import { counted, joinNotes, listed, provenance } from "./_notes.ts";
import { rowsOf } from "./_rows_of.ts";
import { seriesLegend } from "./_series_legend.ts";
import {
  conditionText,
  FULL,
  orderConditions,
  readShortcut,
  type ShortcutCell,
  type ShortcutModel,
  shortcutModels,
} from "./_shortcut_data.ts";
import { seriesStyle } from "./_series_style.ts";
import { estimateText, pointsText, shareText } from "./_share_text.ts";
import { tipText } from "./_tip_text.ts";

/** How to draw what conditions cost. */
export interface ShortcutPlotOptions extends Omit<FigureOptions, "backend"> {
  /** The conditions to draw besides `full`, in this order; default all, up to seven. */
  readonly conditions?: readonly string[];
}

/**
 * Draws the accuracy of each model in full and under each condition (no image, options only, …) in one row, with the line
 * of guessing; what a condition costs stands on the right.
 *
 * `rows` are those of `shortcutRows`. A hollow mark is not clearly different from the full run. Several groups of a model
 * are rows of their own.
 *
 * Throws `TypeError` for a row that lacks what is drawn, and `RangeError` for two rows of one model, group and condition,
 * more than seven conditions, or a width outside 300 to 4000.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { shortcutPlot } from "@rounds/rounds";
 *
 * const figure = shortcutPlot([
 *   { model: "m", condition: "full", value: 0.8, n: 900 },
 *   { model: "m", condition: "no_image", value: 0.74, drop: 0.06, drop_lo: 0.04, drop_hi: 0.08, n: 900 },
 * ]);
 * assert.equal(figure.title, "m loses 6.0 points without images");
 * ```
 */
export function shortcutPlot(rows: PlotRows, options: ShortcutPlotOptions = {}): Figure {
  const read = rowsOf(rows).map(readShortcut);
  const conditions = orderConditions(read, options.conditions);
  const shown = read.filter(({ condition }) =>
    condition === FULL || conditions.includes(condition)
  );
  const models = shortcutModels(shown);
  const drawn = models.filter(({ cells }) => cells.some(({ value }) => value !== null));
  return finishFigure({
    title: titleOf(drawn, conditions),
    alt: altOf(models),
    caption: captionOf(models, conditions),
    rows: models.flatMap(({ cells }) => cells.map(({ row }) => row)),
    compares: ["condition"],
    draw: (size) =>
      drawn.length === 0 ? [] : [
        seriesLegend([FULL, ...conditions].map(conditionText), size),
        drawDumbbells(toChart(drawn, conditions), size),
      ],
  }, options);
}

function toChart(models: readonly ShortcutModel[], conditions: readonly string[]): DumbbellChart {
  const order = [FULL, ...conditions];
  const counts = new Set(models.map(({ cells }) => cells[0]?.n ?? null));
  const chances = models.flatMap(({ cells }) =>
    cells.find(({ chance }) => chance !== null)?.chance ?? []
  );
  const texts = new Set(chances.map((chance) => shareText(chance)));
  const [only] = texts;
  const same = counts.size === 1 ? [...counts][0] ?? null : null;
  return {
    rows: models.map(({ name, cells }) => ({
      label: same === null && (cells[0]?.n ?? null) !== null
        ? `${name}, ${countText(cells[0]?.n ?? 0)}`
        : name,
      points: cells.flatMap(({ condition, value, lo, hi, clear }) => {
        if (value === null) return [];
        const { color, symbol } = seriesStyle(order.indexOf(condition));
        return [{ value, lo, hi, color, symbol, filled: condition === FULL || clear }];
      }),
      tips: cells.flatMap((cell) =>
        cell.value === null ? [] : [tipText(cell.row, `${estimateText(cell)}${dropNote(cell)}`)]
      ),
      mark: cells.find(({ chance }) => chance !== null)?.chance ?? null,
      cells: conditions.map((condition) => {
        const cell = cells.find((one) => one.condition === condition);
        return cell === undefined || cell.drop === null ? "–" : dropText(cell);
      }),
    })),
    headers: conditions.map(conditionText),
    domain: accuracyDomain({
      points: [
        ...models.flatMap(({ cells }) => cells),
        ...chances.map((value) => ({ value, lo: null, hi: null })),
      ],
    }),
    axis: `Questions right${same === null ? "" : `, ${countText(same)} for each model`}`,
    markLabel: only === undefined ? null : texts.size === 1 ? `guessing ${only}` : "guessing",
  };
}

/** `−6.0 (−8.1 to −3.9)`: condition less full. */
function dropText({ drop, dropLo, dropHi }: ShortcutCell): string {
  const limits = dropLo === null || dropHi === null
    ? ""
    : ` (${pointsText(-dropHi)} to ${pointsText(-dropLo)})`;
  return `${pointsText(-(drop ?? 0))}${limits}`;
}

function dropNote(cell: ShortcutCell): string {
  return cell.drop === null ? "" : `, ${dropText(cell)} points against everything`;
}

function countText(n: number): string {
  return `n\u00a0${n.toLocaleString("en-US")}`;
}

const WITHOUT: Readonly<Record<string, string>> = {
  no_image: "without images",
  options_only: "with the options only",
};

function titleOf(models: readonly ShortcutModel[], conditions: readonly string[]): string {
  const told = models.flatMap(({ name, cells }) =>
    cells.filter(({ drop }) => drop !== null).map((cell) => ({ ...cell, name }))
  );
  // What is withheld from sight is the message; else what costs most.
  const condition = ["no_image", ...conditions.toReversed()]
    .find((one) => told.some((cell) => cell.condition === one));
  const own = told.filter((cell) => cell.condition === condition);
  const [first] = own;
  if (condition === undefined || first === undefined) {
    return "No shortcut to show: no model was run in full and under a condition";
  }
  const how = WITHOUT[condition] ?? `under ${conditionText(condition)}`;
  if (own.length === 1) {
    const drop = first.drop ?? 0;
    const name = first.group === null ? first.name : `${first.model}, ${first.group},`;
    if (!first.clear) return `${name} does not clearly change ${how}`;
    return `${name} ${drop > 0 ? "loses" : "gains"} ${
      shareText(Math.abs(drop), { unit: "" })
    } points ${how}`;
  }
  const losing = own.filter(({ clear, drop }) => clear && (drop ?? 0) > 0);
  const drops = losing.map(({ drop }) => drop ?? 0);
  const one = new Set(own.map(({ model }) => model)).size === 1;
  if (losing.length === 0) {
    return one
      ? `${first.model} clearly loses in none of ${own.length} groups ${how}`
      : `No model of ${own.length} clearly loses ${how}`;
  }
  const [low, high] = [Math.min(...drops), Math.max(...drops)]
    .map((drop) => shareText(drop, { unit: "" }));
  const much = low === high ? low : `${low} to ${high}`;
  if (one) {
    return `${
      how.replace(/^w/, "W")
    } ${first.model} loses ${much} points in ${losing.length} of ${own.length} groups`
      .replace(/^u/, "U");
  }
  const all = own.every(({ group }) => group === null) ? "models" : "rows";
  return `${losing.length} of ${own.length} ${all} lose ${how}, by ${much} points`;
}

function altOf(models: readonly ShortcutModel[]): string {
  if (models.length === 0) return "An empty figure: there are no rows to draw.";
  return `Accuracy of ${counted(models.length, "row")} in full and under conditions. ${
    models.slice(0, 26).map(({ name, cells }) =>
      `${name}: ${
        cells.map((cell) =>
          `${conditionText(cell.condition)} ${shareText(cell.value)}${
            cell.drop === null ? "" : `, ${dropText(cell)}`
          }`
        ).join(", ")
      }`
    ).join("; ")
  }.`;
}

function captionOf(models: readonly ShortcutModel[], conditions: readonly string[]): string {
  if (models.length === 0) return "Nothing to draw: there are no rows.";
  const cells = models.flatMap((model) => model.cells);
  const hollow = cells.some(({ condition, clear, value }) =>
    condition !== FULL && !clear && value !== null
  );
  const missing = models.filter(({ cells }) => cells.every(({ value }) => value === null));
  const chance = cells.some((cell) => cell.chance !== null);
  return joinNotes([
    "Accuracy on the questions known in every condition of a model; thick lines: 95 % intervals, clustered by case. Numbers: points against everything, with the 95 % interval of the paired difference.",
    hollow &&
    "Hollow: not clearly different from everything (5 %, adjusted by max-T over conditions where the rows say so).",
    chance && "Dashed: guessing, the mean of 1 / options.",
    conditions.includes("options_only") &&
    "What options only scores above guessing is solvable without the case.",
    missing.length > 0 &&
    `Nothing to count: ${listed(missing.map(({ name }) => name), { many: "rows" })}.`,
    provenance(cells.map(({ row }) => row)),
  ]);
}
