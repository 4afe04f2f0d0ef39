import defer * as Plot from "@observablehq/plot";
import { accuracyDomain } from "./_accuracy_domain.ts";
import { curvePlace } from "./_curve_place.ts";
import { SYMBOL_SCALE } from "./_palette.ts";
import { renderPlot, type SvgPart } from "./_render_plot.ts";
import type { Scatter } from "./_scatter_data.ts";
import { type Box, type PlacedName, scatterLabels } from "./_scatter_labels.ts";
import { shortNames } from "./_short_names.ts";
import { spacedTicks } from "./_spaced_ticks.ts";
import { textWidth } from "./_text_width.ts";
import { tipped } from "./_tip_text.ts";

const FONT_SIZE = 11;
const MARGIN = { left: 50, right: 16, top: 28, bottom: 46 };

/**
 * Draws scores against something, with intervals both ways and a name beside every point.
 */
export function drawScatter(scatter: Scatter, options: { readonly width: number }): SvgPart {
  const { width } = options;
  const { points, xDomain, references, xScale = "log", curveLabel = null } = scatter;
  const height = Math.max(360, 220 + points.length * 14);
  const [low, high] = accuracyDomain({ points: [...points, ...references] });
  const inner = {
    wide: width - MARGIN.left - MARGIN.right,
    tall: height - MARGIN.top - MARGIN.bottom,
  };
  const scale = (x: number) => xScale === "log" ? Math.log(x) : x;
  const reach = scale(xDomain[1]) - scale(xDomain[0]);
  const pixelX = (x: number) => MARGIN.left + (scale(x) - scale(xDomain[0])) / reach * inner.wide;
  const pixelY = (value: number) => MARGIN.top + (high - value) / (high - low) * inner.tall;
  const last = scatter.frontier.at(-1);
  const isCurve = curveLabel !== null;
  const steps = last === undefined || isCurve
    ? scatter.frontier
    : [...scatter.frontier, { x: xDomain[1], value: last.value }];
  const thin = (from: readonly [number, number], to: readonly [number, number]): Box => ({
    x1: pixelX(from[0]) - 1,
    x2: pixelX(to[0]) + 1,
    y1: pixelY(from[1]) - 1,
    y2: pixelY(to[1]) + 1,
  });
  const room = { x1: MARGIN.left, x2: width - 4, y1: MARGIN.top, y2: height - MARGIN.bottom };
  const lines = points.flatMap(({ x, value, lo, hi, xLo, xHi }) => [
    ...(lo === null || hi === null ? [] : [thin([x, hi], [x, lo])]),
    ...(xLo === null || xHi === null ? [] : [thin([xLo, value], [xHi, value])]),
  ]);
  const onCurve = curveLabel === null ? null : curvePlace(
    steps.map(({ x, value }) => ({ x: pixelX(x), y: pixelY(value) })),
    { wide: textWidth(curveLabel, { fontSize: FONT_SIZE }), room, obstacles: lines },
  );
  // A name that would not fit into the drawing is cut; the text's title and the figure's rows have it in full.
  const shorts = shortNames(points.map(({ name }) => name), {
    mostEms: inner.wide * 0.5 / FONT_SIZE,
  });
  const names = scatterLabels(
    points.map((point) => ({
      name: shorts.get(point.name) ?? point.name,
      x: pixelX(point.x),
      y: pixelY(point.value),
      full: point.name,
    })),
    {
      fontSize: FONT_SIZE,
      obstacles: [
        ...references.flatMap(({ value, label }, index) => {
          const y = pixelY(value) + (index < references.length - 1 ? 9 : -8);
          const wide = textWidth(label, { fontSize: 12 });
          return [
            { x1: MARGIN.left, x2: width, y1: pixelY(value) - 1, y2: pixelY(value) + 1 },
            { x1: MARGIN.left, x2: MARGIN.left + wide + 10, y1: y - 8, y2: y + 8 },
          ];
        }),
        ...lines,
        ...(onCurve === null ? [] : [onCurve.box]),
        ...steps.flatMap((step, index) => {
          const next = steps[index + 1];
          if (next === undefined) return [];
          return [
            thin([step.x, step.value], [next.x, step.value]),
            thin([next.x, Math.max(step.value, next.value)], [
              next.x,
              Math.min(step.value, next.value),
            ]),
          ];
        }),
      ],
      room,
    },
  );
  const pixels = { scale: null };
  const xTicks = spacedTicks(scatter.xTicks, {
    place: pixelX,
    label: (tick) => scatter.xTick(tick),
  }).map((tick) => ({ tick }));
  const tip = tipped(points.length);
  return renderPlot({
    width,
    height,
    marginLeft: MARGIN.left,
    marginRight: MARGIN.right,
    marginTop: MARGIN.top,
    marginBottom: MARGIN.bottom,
    x: { type: xScale, domain: [...xDomain], axis: null },
    y: { type: "linear", domain: [low, high], axis: null },
    color: { type: "identity" },
    symbol: SYMBOL_SCALE,
    marks: [
      Plot.gridY({ strokeOpacity: 0.15, ticks: 6 }),
      Plot.axisY({
        tickFormat: (value: number) => `${Math.round(value * 100)} %`,
        tickSize: 0,
        label: null,
        ticks: 6,
      }),
      // Not by an axis: its own rules of logarithmic labels leave some out.
      Plot.tickX(xTicks, {
        x: "tick",
        insetTop: height - MARGIN.top - MARGIN.bottom,
        insetBottom: -4,
      }),
      Plot.text(xTicks, {
        x: "tick",
        text: ({ tick }: { readonly tick: number }) => scatter.xTick(tick),
        frameAnchor: "bottom",
        dy: 14,
      }),
      Plot.text([scatter.yAxis], { frameAnchor: "top-left", dx: -MARGIN.left + 4, dy: -22 }),
      Plot.text([scatter.xAxis], { frameAnchor: "bottom", dy: 36 }),
      references.map((line, index) => [
        line.lo === null ? null : Plot.rectY([line], {
          y1: "lo",
          y2: "hi",
          fill: "currentColor",
          fillOpacity: 0.08,
        }),
        Plot.ruleY([line], { y: "value", strokeDasharray: "4,3" }),
        Plot.text([line], {
          y: "value",
          text: "label",
          frameAnchor: "left",
          textAnchor: "start",
          dx: 4,
          dy: index < references.length - 1 ? 9 : -8,
        }),
      ]),
      Plot.line(steps, {
        x: "x",
        y: "value",
        curve: isCurve ? "linear" : "step-after",
        strokeOpacity: 0.5,
        ...(isCurve ? { strokeDasharray: "2,3" } : {}),
      }),
      Plot.text(onCurve === null ? [] : [onCurve], {
        x: { value: "x", ...pixels },
        y: { value: "y", ...pixels },
        text: () => curveLabel,
        textAnchor: onCurve?.anchor ?? "start",
        fontSize: FONT_SIZE,
        fontStyle: "italic",
        fillOpacity: 0.8,
      }),
      Plot.ruleX(points.filter(({ lo, hi }) => lo !== null && hi !== null), {
        x: "x",
        y1: "lo",
        y2: "hi",
        stroke: "color",
        strokeWidth: 1.25,
        strokeOpacity: 0.6,
      }),
      Plot.ruleY(points.filter(({ xLo, xHi }) => xLo !== null && xHi !== null), {
        y: "value",
        x1: "xLo",
        x2: "xHi",
        stroke: "color",
        strokeWidth: 1.25,
        strokeOpacity: 0.6,
      }),
      Plot.dot(points.filter(({ ring }) => ring > 0), {
        x: "x",
        y: "value",
        r: 8,
        stroke: "color",
        strokeWidth: "ring",
        strokeOpacity: 0.45,
      }),
      Plot.dot(points.filter(({ filled }) => filled), {
        x: "x",
        y: "value",
        fill: "color",
        symbol: "symbol",
        r: 4.5,
        ...tip,
      }),
      Plot.dot(points.filter(({ filled }) => !filled), {
        x: "x",
        y: "value",
        stroke: "color",
        symbol: "symbol",
        strokeWidth: 1.75,
        r: 4.5,
        ...tip,
      }),
      Plot.link(names.flatMap(({ joint, point }) => joint === null ? [] : [{ joint, point }]), {
        x1: { value: ({ point }: Joined) => point.x, ...pixels },
        y1: { value: ({ point }: Joined) => point.y, ...pixels },
        x2: { value: ({ joint }: Joined) => joint.x, ...pixels },
        y2: { value: ({ joint }: Joined) => joint.y, ...pixels },
        strokeOpacity: 0.35,
        strokeWidth: 1,
      }),
      Plot.text(names, {
        x: { value: "x", ...pixels },
        y: { value: "y", ...pixels },
        text: "name",
        textAnchor: "start",
        fontSize: FONT_SIZE,
        ...(shorts.size === 0 ? {} : { title: titleOf }),
      }),
    ],
  });
}

/** A name away from its point, and where the line between them ends. */
interface Joined {
  readonly point: { readonly x: number; readonly y: number };
  readonly joint: { readonly x: number; readonly y: number };
}

/** What a browser shows when the pointer rests on a name. */
function titleOf({ point }: PlacedName): string {
  return point.full ?? point.name;
}
