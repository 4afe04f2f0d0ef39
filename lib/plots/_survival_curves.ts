import defer * as Plot from "@observablehq/plot";
import { renderPlot, type SvgPart } from "./_render_plot.ts";
import {
  MOST_COLOURS,
  type SurvivalCurve,
  type SurvivalData,
  type SurvivalPoint,
} from "./_survival_data.ts";
import {
  BOLD,
  type CurveLabel,
  curveLabels,
  curvesAtRisk,
  curvesHeight,
  curveSteps,
  lastEdge,
  riskStep,
  riskText,
} from "./_survival_layout.ts";
import { textWidth } from "./_text_width.ts";
import { wrapText } from "./_wrap_text.ts";
import { estimateText } from "./_share_text.ts";

const FONT_SIZE = 12;
const LINE = 15;

/**
 * Draws the share of cases without error, question by question, with the numbers at risk below.
 */
export function survivalCurves(data: SurvivalData, options: { readonly width: number }): SvgPart {
  const { width } = options;
  const inner = curvesHeight(data, { width });
  const labels = curveLabels(data, { width, height: inner });
  const measure = (text: string) => textWidth(text, { fontSize: FONT_SIZE });
  const left = 50;
  const end = lastEdge(data);
  const right = Math.ceil(
    Math.max(
      60,
      ...labels.flatMap(({ lines, curve }) =>
        lines.map((line) => measure(line) * (curve.marked ? BOLD : 1))
      ),
    ),
  ) + 34;
  const top = 26;
  const table = curvesAtRisk(data);
  const names = table.map(({ run }) => wrapText(run, { width: right - 26, fontSize: FONT_SIZE }));
  const starts: number[] = [];
  let foot = 44;
  for (const lines of names) {
    starts.push(foot + 18);
    foot += lines.length * LINE + 2;
  }
  const bottom = foot + (table.length > 0 ? 18 : 0) + 4;
  const steps = data.curves.map(curveSteps);
  // Numbers that would touch stand at every second question, or rarer.
  const every = riskStep(table, (width - left - right) / end);
  const isCounted = (q: number) => q <= data.end && q % every === 0;
  return renderPlot({
    width,
    height: top + inner + bottom,
    marginLeft: left,
    marginRight: right,
    marginTop: top,
    marginBottom: bottom,
    x: { type: "linear", domain: [0, end], axis: null },
    y: { type: "linear", domain: [0, 1], axis: null },
    color: { type: "identity" },
    marks: [
      Plot.gridY({ strokeOpacity: 0.15 }),
      Plot.axisY({
        tickFormat: (value: number) => `${Math.round(value * 100)} %`,
        tickSize: 0,
        label: null,
        ticks: 5,
      }),
      Plot.text(["Cases without any error so far"], {
        frameAnchor: "top-left",
        dx: -left + 4,
        dy: -20,
      }),
      Plot.text(Array.from({ length: data.end + 1 }, (_, q) => q), {
        x: (q: number) => q,
        text: (q: number) => q === 0 ? "start" : `Q${q}`,
        frameAnchor: "bottom",
        dy: 14,
      }),
      Plot.text(["Questions answered"], { frameAnchor: "bottom", dy: 32 }),
      data.curves.filter(({ marked }) => marked).map((curve) =>
        Plot.areaY(curveSteps(curve).filter(({ lo }) => lo !== null), {
          x: "q",
          y1: "lo",
          y2: "hi",
          curve: "step-after",
          fill: curve.color,
          fillOpacity: 0.15,
        })
      ),
      data.curves.map((curve, index) =>
        Plot.line(steps[index] ?? [], {
          x: "q",
          y: "survival",
          curve: "step-after",
          stroke: curve.color,
          strokeWidth: curve.marked ? 2 : 1.5,
          strokeOpacity: curve.marked || data.curves.length <= MOST_COLOURS ? 1 : 0.6,
          ...(curve.reference ? { strokeDasharray: "4,3" } : {}),
        })
      ),
      data.curves.map((curve) =>
        // Nothing to see, but something to rest the pointer on.
        Plot.dot(curve.points.filter(({ survival }) => survival !== null), {
          x: "q",
          y: "survival",
          r: 6,
          fill: curve.color,
          fillOpacity: 0,
          title: (point: SurvivalPoint) => pointText(curve, point),
        })
      ),
      Plot.arrow(labels, {
        x1: end,
        y1: "last",
        x2: end + end * 14 / (width - left - right),
        y2: "at",
        headLength: 0,
        stroke: ({ curve }: CurveLabel) => curve.color,
        strokeOpacity: 0.6,
        strokeWidth: 1,
      }),
      Plot.dot(labels, {
        x: end,
        y: "at",
        dx: 16,
        r: 3,
        fill: ({ curve }: CurveLabel) => curve.color,
      }),
      [true, false].map((marked) =>
        Plot.text(labels.filter(({ curve }) => curve.marked === marked), {
          x: end,
          y: "at",
          text: ({ lines }: CurveLabel) => lines.join("\n"),
          textAnchor: "start",
          dx: 24,
          lineHeight: LINE / FONT_SIZE,
          fontWeight: marked ? "bold" : "normal",
        })
      ),
      table.length === 0 ? null : Plot.text(["Cases at risk"], {
        frameAnchor: "bottom-left",
        dx: -left + 4,
        dy: 54,
        fontStyle: "italic",
      }),
      table.map((curve, index) => [
        Plot.text(curve.points.filter(({ atRisk, q }) => atRisk !== null && isCounted(q)), {
          x: "q",
          text: ({ atRisk }: { readonly atRisk: number | null }) => riskText(atRisk),
          frameAnchor: "bottom",
          lineAnchor: "middle",
          dy: (starts[index] ?? 0) + 7,
          fontVariant: "tabular-nums",
        }),
        Plot.text([names[index]?.join("\n") ?? ""], {
          frameAnchor: "bottom-right",
          textAnchor: "start",
          lineAnchor: "top",
          dx: 24,
          dy: starts[index] ?? 0,
          lineHeight: LINE / FONT_SIZE,
        }),
      ]),
    ],
  });
}

function pointText({ run }: SurvivalCurve, { q, survival, lo, hi, atRisk }: SurvivalPoint): string {
  const risk = atRisk === null ? "" : ` · ${riskText(atRisk)} cases at risk`;
  return `${run} · after Q${q} · ${estimateText({ value: survival, lo, hi })}${risk}`;
}
