import defer * as Plot from "@observablehq/plot";
import type { HeatmapCell, HeatmapData } from "./_heatmap_data.ts";
import { renderPlot, type SvgPart } from "./_render_plot.ts";
import { textWidth } from "./_text_width.ts";
import { wrapText } from "./_wrap_text.ts";

const FONT_SIZE = 12;
const LINE = 15;
/** Narrower columns have their names upright. */
const LEVEL = 84;

/**
 * The stretch of accuracy the colours span.
 */
export function heatmapDomain(data: HeatmapData): readonly [low: number, high: number] {
  const known = data.cells.flatMap(({ shrunk }) => shrunk ?? []);
  if (known.length === 0) return [0, 1];
  const low = Math.floor(Math.min(...known) * 20 + 1e-9) / 20;
  const high = Math.ceil(Math.max(...known) * 20 - 1e-9) / 20;
  // Colours of a narrower stretch would shout differences of chance.
  const spare = Math.max(0, 0.2 - (high - low)) / 2;
  return [Math.max(0, low - spare), Math.min(1, high + spare)];
}

/**
 * Black or white, whichever is read better on a colour of the scale.
 */
export function inkOn(
  share: number,
  options: { readonly domain: readonly [low: number, high: number] },
): string {
  const [low, high] = options.domain;
  return (share - low) / (high - low) < 0.55 ? "white" : "black";
}

/**
 * Text is smaller the wider the interval.
 */
export function cellFontSize(half: number | null): number {
  if (half === null || half > 0.15) return 9.5;
  return half > 0.07 ? 11 : 12.5;
}

/**
 * Draws accuracy as coloured cells, a row a group and a column a run, the best run on the left.
 */
export function heatmapCells(data: HeatmapData, options: { readonly width: number }): SvgPart {
  const { width } = options;
  const measure = (text: string) => textWidth(text, { fontSize: FONT_SIZE });
  const labels = new Map(data.groups.map(({ name, count }) => [
    name,
    wrapText(`${name}, ${count.replace(" ", "\u00a0")}`, {
      width: width * 0.34,
      fontSize: FONT_SIZE,
    }),
  ]));
  const lines = [...labels.values()];
  const left = Math.ceil(Math.max(40, ...lines.flat().map(measure))) + 12;
  const right = 8;
  const column = Math.min(150, (width - left - right) / data.runs.length);
  const used = left + right + column * data.runs.length;
  const upright = column < LEVEL;
  const across = Math.max(1, Math.floor(column / 13));
  const names = data.runs.map((run) =>
    wrapText(run, {
      width: upright ? Math.max(150, measure(run) / across * 1.15) : column - 8,
      fontSize: FONT_SIZE,
    })
  );
  const head = upright
    ? Math.max(...names.flat().map(measure)) + 14
    : Math.max(...names.map((name) => name.length)) * LINE + 10;
  const slot = Math.max(26, ...lines.map((label) => label.length * LINE + 6));
  const foot = 2;
  const domain = heatmapDomain(data);
  const height = head + slot * data.groups.length + foot;
  const cells = data.cells.map((cell) => ({
    ...cell,
    ink: inkOn(cell.shrunk ?? 0, { domain }),
    size: Math.min(cellFontSize(cell.half), column / 1.5),
  }));
  const known = cells.filter(({ shrunk }) => shrunk !== null);
  return renderPlot({
    width: Math.ceil(used),
    height,
    marginLeft: left,
    marginRight: right,
    marginTop: head,
    marginBottom: foot,
    x: { type: "band", domain: [...data.runs], axis: null, padding: 0, round: false },
    y: {
      type: "band",
      domain: data.groups.map(({ name }) => name),
      axis: null,
      padding: 0,
      round: false,
    },
    color: { type: "linear", scheme: "cividis", domain: [...domain], clamp: true },
    marks: [
      Plot.cell(known, { x: "run", y: "group", fill: "shrunk", inset: 0.75 }),
      Plot.text(known, {
        x: "run",
        y: "group",
        text: ({ shrunk }: HeatmapCell) => String(Math.round((shrunk ?? 0) * 100)),
        fontSize: "size",
        filter: ({ ink }: { readonly ink: string }) => ink === "white",
        fill: "white",
      }),
      Plot.text(known, {
        x: "run",
        y: "group",
        text: ({ shrunk }: HeatmapCell) => String(Math.round((shrunk ?? 0) * 100)),
        fontSize: "size",
        filter: ({ ink }: { readonly ink: string }) => ink === "black",
        fill: "black",
      }),
      ["white", "black"].map((ink) =>
        Plot.dot(known.filter((cell) => cell.departs && cell.ink === ink), {
          x: "run",
          y: "group",
          r: 1.75,
          dy: -slot / 2 + 5,
          fill: ink,
        })
      ),
      Plot.text(cells.filter(({ shrunk }) => shrunk === null), {
        x: "run",
        y: "group",
        text: ({ value }: HeatmapCell) => value === null ? "–" : String(Math.round(value * 100)),
        fontStyle: "italic",
      }),
      Plot.text(data.groups, {
        y: "name",
        text: ({ name }: { readonly name: string }) => (labels.get(name) ?? [name]).join("\n"),
        frameAnchor: "left",
        textAnchor: "end",
        dx: -10,
        lineHeight: LINE / FONT_SIZE,
      }),
      Plot.text(data.runs, {
        x: (run: string) => run,
        text: (_: string, index: number) => (names[index] ?? []).join("\n"),
        frameAnchor: "top",
        dy: -6,
        lineHeight: 13 / FONT_SIZE,
        ...(upright
          ? { rotate: -90, textAnchor: "start", lineAnchor: "middle" }
          : { lineAnchor: "bottom" }),
      }),
    ],
  });
}

/**
 * The scale of colours, drawn: a legend of Plot's own would not be part of the SVG.
 */
export function heatmapScale(data: HeatmapData, options: { readonly width: number }): SvgPart {
  const [low, high] = heatmapDomain(data);
  const [left, wide, steps] = [48, 180, 30];
  const swatches = Array.from({ length: steps }, (_, k) => ({
    share: low + (high - low) * (k + 0.5) / steps,
    x1: left + k * wide / steps,
    x2: left + (k + 1) * wide / steps + 0.3,
  }));
  return renderPlot({
    width: options.width,
    height: 18,
    margin: 0,
    axis: null,
    x: { type: "identity" },
    y: { type: "identity" },
    color: { type: "linear", scheme: "cividis", domain: [low, high] },
    marks: [
      Plot.rect(swatches, { x1: "x1", x2: "x2", y1: () => 3, y2: () => 15, fill: "share" }),
      Plot.text([low], { x: () => left - 6, y: () => 9, text: shareLabel, textAnchor: "end" }),
      Plot.text([high], {
        x: () => left + wide + 6,
        y: () => 9,
        text: shareLabel,
        textAnchor: "start",
      }),
    ],
  });
}

function shareLabel(share: number): string {
  return `${Math.round(share * 100)} %`;
}
