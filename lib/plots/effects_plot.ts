import { type Effect, type EffectData, effectData } from "./_effect_data.ts";
import { effectPanels, effectText } from "./_effect_panels.ts";
import { effectVega } from "./_effect_vega.ts";
import type { Figure, FigureOptions, PlotRows } from "./figure.ts";
import { finishFigure } from "./_finish_figure.ts";
import { counted, joinNotes, listed, provenance } from "./_notes.ts";
import { rowsOf } from "./_rows_of.ts";
import { pointsText } from "./_share_text.ts";

/** How to draw effects. */
export type EffectsPlotOptions = FigureOptions;

/**
 * Draws what modalities, or the levels of any factor, do to accuracy: raw differences hollow, adjusted ones filled; a
 * panel a run.
 *
 * `rows` are those of `modalityEffects` or `adjustedEffects`: `run`, `group`, `value`, `lo`, `hi` (adjusted), and where
 * present `raw`, `raw_lo`, `raw_hi`, `p_adj`, `n`, `clusters`, `term` and `reference` (null for the level that the others
 * are compared with, which is not drawn). The largest mean effect is on top; positions keep
 * their order.
 *
 * Throws `TypeError` for a row that lacks what is drawn, and `RangeError` for two rows of one run and level, or a width
 * outside 300 to 4000.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { effectsPlot } from "@rounds/rounds";
 *
 * const figure = effectsPlot([
 *   { run: "m", group: "CT", value: -0.06, lo: -0.1, hi: -0.02, raw: -0.09, p_adj: 0.01, n: 700 },
 *   { run: "m", group: "MRI", value: 0.01, lo: -0.03, hi: 0.05, raw: 0.02, p_adj: 0.6, n: 500 },
 * ]);
 * assert.equal(figure.title, "1 of 2 adjusted effects are clear of chance: CT −6.0 points (m)");
 * ```
 */
export function effectsPlot(rows: PlotRows, options: EffectsPlotOptions = {}): Figure {
  const data = effectData(rowsOf(rows));
  return finishFigure({
    title: titleOf(data),
    alt: altOf(data),
    caption: captionOf(data),
    rows: data.effects.map(({ row }) => row),
    draw: (size) => data.levels.length === 0 ? [] : [effectPanels(data, size)],
    spec: (size) => effectVega(data, size),
  }, options);
}

function titleOf({ effects, runs }: EffectData): string {
  const known = effects.filter(({ reference, value }) => reference !== null && value !== null);
  const [first] = known;
  if (first === undefined) return "No effect to show: nothing could be compared";
  const whose = runs.length === 1 ? ` (${first.run})` : "";
  const clear = known.filter((effect) => effect.clear)
    .toSorted((a, b) => Math.abs(b.value ?? 0) - Math.abs(a.value ?? 0));
  if (known.length === 1) {
    return `${first.label} changes accuracy by ${pointsText(first.value ?? 0)} points${
      first.clear ? "" : ", which may be chance"
    }${whose}`;
  }
  if (clear.length === 0) {
    return `None of ${known.length} adjusted effects are clear of chance${
      runs.length === 1 ? whose : ` (${runs.length} runs)`
    }`;
  }
  const [most] = clear;
  const name = `${most?.label}${runs.length === 1 ? "" : `, ${most?.run}`}`;
  const size = `${pointsText(most?.value ?? 0)} points`;
  return clear.length === 1
    ? `1 of ${known.length} adjusted effects are clear of chance: ${name} ${size}${whose}`
    : `${clear.length} of ${known.length} adjusted effects are clear of chance, most of all ${name}, ${size}${whose}`;
}

function described(effect: Effect): string {
  const raw = effect.raw === null ? "" : `, raw ${pointsText(effect.raw)}`;
  return `${effect.label} ${effect.value === null ? "unknown" : effectText(effect)}${raw}`;
}

function altOf({ effects, runs, levels }: EffectData): string {
  if (effects.length === 0) return "An empty figure: there are no rows to draw.";
  const shown = effects.filter(({ reference }) => reference !== null);
  return `Dots of adjusted and raw differences in accuracy, in points, ${
    counted(levels.length, "level")
  } by ${counted(runs.length, "run")}. ${
    runs.slice(0, 4).map((run) =>
      `${run}: ${
        shown.filter((effect) => effect.run === run).map(described).join(", ") || "nothing"
      }`
    ).join("; ")
  }${runs.length > 4 ? "; and more." : "."}`;
}

function captionOf({ effects, cut }: EffectData): string {
  if (effects.length === 0) return "Nothing to draw: there are no rows.";
  const rows = effects.map(({ row }) => row);
  const shown = effects.filter(({ reference }) => reference !== null);
  const references = [...new Set(shown.flatMap(({ reference }) => reference ?? []))];
  const without = references.every((reference) => reference.startsWith("without "));
  const adjusted = [...new Set(rows.map((row) => row["adjusted_for"]))]
    .filter((text) => typeof text === "string" && text !== "");
  const none = shown.filter(({ value }) => value === null);
  const levels = [...new Set(none.map(({ label }) => label))];
  return joinNotes([
    `Difference in accuracy to ${
      without
        ? "questions without the modality"
        : references.length > 4
        ? "the reference of each factor"
        : references.join(", ")
    }. Circles: adjusted${
      adjusted.length === 0 ? "" : ` for ${adjusted.join(" / ")}`
    } (logistic regression, standardised accuracies); hollow squares: raw. Lines: 95 % intervals, clustered by case.`,
    shown.some(({ value }) => value !== null) &&
    `Blue: clear of chance${
      rows.some((row) => typeof row["p_adj"] === "number")
        ? " (Holm over the levels of a run, 5 %)"
        : ""
    }; grey: not.`,
    cut && "Intervals that reach beyond the axis are cut.",
    none.length > 0 &&
    `Without an adjusted difference: ${
      listed(levels, { many: "levels" })
    } (no known outcome, or all right or all wrong in some run).`,
    provenance(rows),
  ]);
}
