import defer * as Plot from "@observablehq/plot";
import { OUTCOME_KINDS, OUTCOME_PATTERNS, type OutcomeBar } from "./_outcome_kinds.ts";
import { renderPlot, type SvgPart } from "./_render_plot.ts";
import { shareText } from "./_share_text.ts";
import { swatchLegend } from "./_swatch_legend.ts";
import { textWidth } from "./_text_width.ts";
import { wrapText } from "./_wrap_text.ts";

const FONT_SIZE = 12;
const LINE = 15;

/**
 * What the colours and hatchings mean; only outcomes that occur.
 */
export function outcomeLegend(
  bars: readonly OutcomeBar[],
  options: { readonly width: number },
): SvgPart {
  const kinds = OUTCOME_KINDS.filter((_, k) => bars.some(({ counts }) => (counts[k] ?? 0) > 0));
  return swatchLegend(kinds, { ...options, patterns: OUTCOME_PATTERNS });
}

/**
 * Draws one stacked bar for each run, with the bracket of its bounds below and its share right on the right.
 */
export function outcomeBars(
  bars: readonly OutcomeBar[],
  options: { readonly width: number },
): SvgPart {
  const { width } = options;
  const measure = (text: string) => textWidth(text, { fontSize: FONT_SIZE });
  const labels = bars.map(({ label, planned }) =>
    wrapText(`${label}, n\u00a0${planned.toLocaleString("en-US")}`, {
      width: width * 0.34,
      fontSize: FONT_SIZE,
    })
  );
  const left = Math.ceil(Math.max(40, ...labels.flat().map(measure))) + 12;
  const texts = bars.map(boundsText);
  const right = Math.ceil(Math.max(...texts.map(measure), measure("right"))) + 22;
  const slot = Math.max(30, ...labels.map((lines) => lines.length * LINE + 8));
  const top = 22;
  const pieces = bars.flatMap(({ counts, planned }, row) => {
    let from = 0;
    return counts.map((n, k) => {
      const piece = {
        row,
        x1: from / planned,
        x2: (from + n) / planned,
        color: OUTCOME_KINDS[k]?.color ?? "",
        y1: top + row * slot + slot / 2 - 10,
        y2: top + row * slot + slot / 2 + 6,
      };
      from += n;
      return piece;
    }).filter(({ x1, x2 }) => x2 > x1);
  });
  const brackets = bars.flatMap(({ low, high }, row) => {
    if (low === null || high === null || high <= low) return [];
    return [{ low, high, y: top + row * slot + slot / 2 + 10 }];
  });
  const centre = (_: unknown, row: number) => top + row * slot + slot / 2 - 2;
  return renderPlot({
    width,
    height: top + bars.length * slot + 40,
    marginLeft: left,
    marginRight: right,
    marginTop: top,
    marginBottom: 40,
    x: { type: "linear", domain: [0, 1], axis: null },
    y: { type: "identity", axis: null },
    color: { type: "identity" },
    marks: [
      Plot.gridX({ strokeOpacity: 0.15, ticks: 5 }),
      Plot.axisX({
        tickFormat: (value: number) => `${Math.round(value * 100)} %`,
        tickSize: 0,
        ticks: 5,
        label: null,
      }),
      Plot.text(["Share of all planned"], { frameAnchor: "bottom", dy: 34 }),
      Plot.rect(pieces, { x1: "x1", x2: "x2", y1: "y1", y2: "y2", fill: "color", insetRight: 0.5 }),
      Plot.ruleY(brackets, { y: "y", x1: "low", x2: "high", strokeWidth: 1.5 }),
      ["low", "high"].map((end) =>
        Plot.ruleX(brackets, {
          x: end,
          y1: ({ y }: { readonly y: number }) => y - 4,
          y2: ({ y }: { readonly y: number }) => y + 4,
          strokeWidth: 1.5,
        })
      ),
      Plot.text(labels, {
        y: centre,
        text: (lines: readonly string[]) => lines.join("\n"),
        frameAnchor: "left",
        textAnchor: "end",
        dx: -10,
        lineHeight: LINE / FONT_SIZE,
      }),
      Plot.text(["right"], {
        frameAnchor: "top-right",
        textAnchor: "end",
        lineAnchor: "bottom",
        dx: right - 6,
        dy: -6,
        fillOpacity: 0.8,
      }),
      Plot.text(texts, {
        y: centre,
        text: (text: string) => text,
        frameAnchor: "right",
        textAnchor: "end",
        dx: right - 6,
        fontVariant: "tabular-nums",
      }),
    ],
  });
}

function boundsText({ low, high }: OutcomeBar): string {
  if (low === null || high === null) return "nothing planned";
  if (high <= low) return shareText(low);
  return `${shareText(low, { unit: "" })}–${shareText(high)}`;
}
