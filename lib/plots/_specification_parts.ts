import defer * as Plot from "@observablehq/plot";
import { SYMBOL_SCALE } from "./_palette.ts";
import { renderPlot, type SvgPart } from "./_render_plot.ts";
import { textWidth } from "./_text_width.ts";
import { wrapText } from "./_wrap_text.ts";

const FONT_SIZE = 12;
const LINE = 18;
const GREY = "#8A8A8A";

/** One analysis. */
export interface Specification {
  /** Place from left to right, from 0. */
  readonly at: number;
  /** The number. */
  readonly value: number;
  /** Lower limit; null for none. */
  readonly lo: number | null;
  /** Upper limit. */
  readonly hi: number | null;
  /** 1 clear above zero, -1 clear below it, 0 neither; always 1 for a score. */
  readonly clear: -1 | 0 | 1;
  /** `default`, `official`, or empty. */
  readonly mark: string;
  /** The choice made in each dimension, in their order. */
  readonly choices: readonly string[];
}

/** A dimension of choice. */
export interface Dimension {
  /** Name. */
  readonly name: string;
  /** What can be chosen. */
  readonly choices: readonly string[];
}

/** Analyses sorted by their number. */
export interface SpecificationCurve {
  /** From left to right. */
  readonly specifications: readonly Specification[];
  /** From top to bottom. */
  readonly dimensions: readonly Dimension[];
  /** Differences have a line at zero. */
  readonly isDifference: boolean;
  /** Name of the y axis. */
  readonly axis: string;
  /** Writes a tick. */
  tick(value: number): string;
}

/**
 * Draws the numbers of all analyses from the lowest to the highest, and below them which choices each made.
 */
export function specificationParts(
  curve: SpecificationCurve,
  options: { readonly width: number },
): SvgPart[] {
  const measure = (text: string) => textWidth(text, { fontSize: FONT_SIZE });
  const names = curve.dimensions.flatMap(({ name, choices }) => [name, ...choices]);
  const left = Math.ceil(Math.max(60, ...names.map((name) => measure(name) * 1.08))) + 16;
  const width = Math.max(options.width, left + 120);
  const shared: Frame["shared"] = {
    width,
    marginLeft: left,
    marginRight: 12,
    x: {
      type: "linear",
      domain: [-0.7, curve.specifications.length - 0.3],
      axis: null,
    },
    color: { type: "identity" },
    symbol: SYMBOL_SCALE,
  };
  return [drawCurve(curve, { shared, left }), drawChoices(curve, { shared, left })];
}

interface Frame {
  readonly shared: {
    readonly width: number;
    readonly marginLeft: number;
    readonly marginRight: number;
    readonly x: { readonly type: "linear"; readonly domain: number[]; readonly axis: null };
    readonly color: { readonly type: "identity" };
    readonly symbol: typeof SYMBOL_SCALE;
  };
  readonly left: number;
}

function colorOf({ clear }: Specification): string {
  return clear === 0 ? GREY : clear > 0 ? "#0072B2" : "#D55E00";
}

function drawCurve(curve: SpecificationCurve, { shared, left }: Frame): SvgPart {
  const { specifications, isDifference } = curve;
  const limits = specifications.flatMap(({ value, lo, hi }) => [lo ?? value, hi ?? value]);
  const [low, high] = [
    Math.min(...limits, ...(isDifference ? [0] : [])),
    Math.max(...limits, ...(isDifference ? [0] : [])),
  ];
  const spare = Math.max(0.01, (high - low) * 0.08);
  const marks = specifications.filter(({ mark }) => mark !== "");
  const end = specifications.length - 1;
  const axis = wrapText(curve.axis, { width: shared.width - 16, fontSize: FONT_SIZE });
  const top = 36 + axis.length * 15;
  return renderPlot({
    ...shared,
    height: top + 206,
    marginTop: top,
    marginBottom: 8,
    y: { type: "linear", domain: [low - spare, high + spare], axis: null },
    marks: [
      Plot.gridY({ strokeOpacity: 0.15, ticks: 6 }),
      Plot.axisY({ tickFormat: curve.tick, tickSize: 0, label: null, ticks: 6 }),
      Plot.text([axis.join("\n")], {
        frameAnchor: "top-left",
        dx: -left + 4,
        dy: -top + 2,
        lineHeight: 15 / FONT_SIZE,
      }),
      isDifference ? Plot.ruleY([0], { strokeWidth: 2 }) : null,
      Plot.ruleX(marks, { x: "at", strokeDasharray: "4,3", strokeOpacity: 0.6 }),
      Plot.ruleX(specifications.filter(({ lo, hi }) => lo !== null && hi !== null), {
        x: "at",
        y1: "lo",
        y2: "hi",
        stroke: colorOf,
        strokeWidth: 1.5,
        strokeOpacity: 0.7,
      }),
      Plot.dot(specifications.filter(({ mark }) => mark === ""), {
        x: "at",
        y: "value",
        fill: colorOf,
        r: 3,
      }),
      Plot.dot(marks, { x: "at", y: "value", fill: colorOf, symbol: "diamond", r: 5.5 }),
      // Two marks side by side must not write over each other.
      marks.map((one, place) =>
        Plot.text([one], {
          x: "at",
          text: "mark",
          frameAnchor: "top",
          lineAnchor: "bottom",
          textAnchor: one.at < end * 0.15 ? "start" : one.at > end * 0.85 ? "end" : "middle",
          dy: place % 2 === 0 ? -4 : -18,
          fontWeight: "bold",
        })
      ),
    ],
  });
}

function drawChoices(curve: SpecificationCurve, { shared, left }: Frame): SvgPart {
  let y = 4;
  const lines: { readonly text: string; readonly y: number; readonly bold: boolean }[] = [];
  const dots: { readonly at: number; readonly y: number; readonly color: string }[] = [];
  const rules: number[] = [];
  curve.dimensions.forEach(({ name, choices }, place) => {
    lines.push({ text: name, y: y + LINE / 2, bold: true });
    y += LINE;
    for (const choice of choices) {
      const centre = y + LINE / 2;
      lines.push({ text: choice, y: centre, bold: false });
      rules.push(centre);
      for (const one of curve.specifications) {
        if (one.choices[place] === choice) {
          dots.push({ at: one.at, y: centre, color: colorOf(one) });
        }
      }
      y += LINE;
    }
    y += 6;
  });
  return renderPlot({
    ...shared,
    height: y + 4,
    marginTop: 0,
    marginBottom: 0,
    y: { type: "identity", axis: null },
    marks: [
      Plot.ruleY(rules, { strokeOpacity: 0.12 }),
      Plot.dot(dots, { x: "at", y: "y", fill: "color", r: 2.75 }),
      [true, false].map((bold) =>
        Plot.text(lines.filter((line) => line.bold === bold), {
          y: "y",
          text: "text",
          frameAnchor: "left",
          textAnchor: bold ? "start" : "end",
          dx: bold ? -left + 4 : -10,
          fontWeight: bold ? "bold" : "normal",
        })
      ),
    ],
  });
}
