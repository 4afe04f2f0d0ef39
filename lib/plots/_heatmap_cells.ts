import defer * as Plot from "@observablehq/plot";
import type { HeatmapCell, HeatmapData } from "./_heatmap_data.ts";
import { renderPlot, type SvgPart } from "./_render_plot.ts";
import { shareDomain } from "./_share_scale.ts";
import { textWidth } from "./_text_width.ts";
import { wrapText } from "./_wrap_text.ts";
import { shareText } from "./_share_text.ts";
import { tipped, tipText } from "./_tip_text.ts";

const FONT_SIZE = 12;
const LINE = 15;
/** Narrowest column of panels that stand side by side. */
const NARROWEST = 17;
/** Between panels. */
const GAP = 18;
/** Narrower columns have their names upright. */
const LEVEL = 84;

/**
 * The stretch of accuracy the colours span.
 */
export function heatmapDomain(data: HeatmapData): readonly [low: number, high: number] {
  return shareDomain(data.cells.flatMap(({ shrunk }) => shrunk ?? []));
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
 * Draws the panels side by side, or below each other where the columns would become too narrow.
 */
export function heatmapPanels(data: HeatmapData, options: { readonly width: number }): SvgPart[] {
  const { facets, runs } = data;
  const domain = heatmapDomain(data);
  const room = options.width * 0.62 / facets.length / runs.length;
  if (facets.length === 1 || room >= NARROWEST) return [heatmapCells(data, { ...options, domain })];
  return facets.map((facet) =>
    heatmapCells({
      ...data,
      facets: [facet],
      cells: data.cells.filter((cell) => cell.facet === facet),
    }, { ...options, domain })
  );
}

/** Accuracy as coloured cells, a row a group and a column a run, the best run on the left. */
function heatmapCells(
  data: HeatmapData,
  options: {
    readonly width: number;
    /** What the colours span, the same in all panels. */
    readonly domain: readonly [low: number, high: number];
  },
): SvgPart {
  const { width, domain } = options;
  const measure = (text: string) => textWidth(text, { fontSize: FONT_SIZE });
  const labels = new Map(data.groups.map(({ name, count }) => [
    name,
    wrapText(`${name}, ${count.replaceAll(" ", "\u00a0")}`, {
      width: width * 0.34,
      fontSize: FONT_SIZE,
    }),
  ]));
  const lines = [...labels.values()];
  const left = Math.ceil(Math.max(40, ...lines.flat().map(measure))) + 12;
  const right = 8;
  const { facets, runs } = data;
  const gaps = GAP * (facets.length - 1);
  const column = Math.min(150, (width - left - right - gaps) / runs.length / facets.length);
  const panel = column * runs.length;
  const used = left + right + gaps + panel * facets.length;
  const upright = column < LEVEL;
  const across = Math.max(1, Math.floor(column / 13));
  const names = runs.map((run) =>
    wrapText(run, {
      width: upright ? Math.max(150, measure(run) / across * 1.15) : column - 8,
      fontSize: FONT_SIZE,
    })
  );
  const titles = facets.filter((facet) => facet !== "").map((name) => ({
    name,
    lines: wrapText(name, { width: Math.max(60, panel), fontSize: FONT_SIZE }),
  }));
  const over = Math.max(0, ...titles.map(({ lines }) => lines.length * LINE + 4));
  const head = over +
    (upright
      ? Math.max(...names.flat().map(measure)) + 14
      : Math.max(...names.map((name) => name.length)) * LINE + 10);
  const slot = Math.max(26, ...lines.map((label) => label.length * LINE + 6));
  const foot = 2;
  const height = head + slot * data.groups.length + foot;
  const cells = data.cells.map((cell) => ({
    ...cell,
    ink: inkOn(cell.shrunk ?? 0, { domain }),
    size: Math.min(cellFontSize(cell.half), column / 1.5),
    tip: tipText(
      cell.row,
      `${shareText(cell.value)} observed, ${shareText(cell.shrunk)} drawn${
        cell.half === null ? "" : ` (±${shareText(cell.half, { unit: "" })})`
      }`,
    ),
  }));
  const known = cells.filter(({ shrunk }) => shrunk !== null);
  const columns = facets.flatMap((facet) =>
    runs.map((run, index) => ({ facet, run, name: (names[index] ?? []).join("\n") }))
  );
  return renderPlot({
    width: Math.ceil(used),
    height,
    marginLeft: left,
    marginRight: right,
    marginTop: head,
    marginBottom: foot,
    x: { type: "band", domain: [...runs], axis: null, padding: 0, round: false },
    fx: {
      type: "band",
      domain: [...facets],
      axis: null,
      paddingInner: facets.length === 1 ? 0 : GAP / (panel + GAP),
      paddingOuter: 0,
      round: false,
    },
    y: {
      type: "band",
      domain: data.groups.map(({ name }) => name),
      axis: null,
      padding: 0,
      round: false,
    },
    color: { type: "linear", scheme: "cividis", domain: [...domain], clamp: true },
    marks: [
      Plot.cell(known, {
        fx: "facet",
        x: "run",
        y: "group",
        fill: "shrunk",
        inset: 0.75,
        ...tipped(known.length),
      }),
      Plot.text(known, {
        fx: "facet",
        x: "run",
        y: "group",
        text: ({ shrunk }: HeatmapCell) => String(Math.round((shrunk ?? 0) * 100)),
        fontSize: "size",
        filter: ({ ink }: { readonly ink: string }) => ink === "white",
        fill: "white",
      }),
      Plot.text(known, {
        fx: "facet",
        x: "run",
        y: "group",
        text: ({ shrunk }: HeatmapCell) => String(Math.round((shrunk ?? 0) * 100)),
        fontSize: "size",
        filter: ({ ink }: { readonly ink: string }) => ink === "black",
        fill: "black",
      }),
      ["white", "black"].map((ink) =>
        Plot.dot(known.filter((cell) => cell.departs && cell.ink === ink), {
          fx: "facet",
          x: "run",
          y: "group",
          r: 1.75,
          dy: -slot / 2 + 5,
          fill: ink,
        })
      ),
      Plot.text(cells.filter(({ shrunk }) => shrunk === null), {
        fx: "facet",
        x: "run",
        y: "group",
        text: ({ value }: HeatmapCell) => value === null ? "–" : String(Math.round(value * 100)),
        fontStyle: "italic",
      }),
      Plot.text(titles, {
        fx: "name",
        text: ({ lines }: { readonly lines: readonly string[] }) => lines.join("\n"),
        frameAnchor: "top-left",
        lineAnchor: "top",
        dy: -head + 2,
        lineHeight: LINE / FONT_SIZE,
        fontWeight: "bold",
      }),
      Plot.text(data.groups, {
        fx: () => facets[0],
        y: "name",
        text: ({ name }: { readonly name: string }) => (labels.get(name) ?? [name]).join("\n"),
        frameAnchor: "left",
        textAnchor: "end",
        dx: -10,
        lineHeight: LINE / FONT_SIZE,
      }),
      Plot.text(columns, {
        fx: "facet",
        x: "run",
        text: "name",
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
