import defer * as Plot from "@observablehq/plot";
import { renderPlot, type SvgPart } from "./_render_plot.ts";
import { pointsText, shareText } from "./_share_text.ts";
import type { SlopeRun } from "./_slope_run.ts";
import { spreadLabels } from "./_spread_labels.ts";
import { textWidth } from "./_text_width.ts";
import { wrapText } from "./_wrap_text.ts";
import { tipped } from "./_tip_text.ts";

const FONT_SIZE = 12;
const LINE = 15;
/** Below this width, CSS pixels, texts break early so that the lines have room. */
const NARROW = 480;
const GREY = "#8A8A8A";

interface End {
  readonly lines: readonly string[];
  readonly value: number;
  readonly at: number;
  readonly color: string;
  readonly clear: boolean;
  readonly tip: string;
}

/**
 * Draws a line from before to after for each run, named at both ends, with its gap on the right.
 */
export function slopeLines(
  runs: readonly SlopeRun[],
  options: { readonly width: number },
): SvgPart {
  const { width } = options;
  // Names of clear gaps are bold, and wider.
  const measure = (text: string) => textWidth(text, { fontSize: FONT_SIZE }) * 1.12;
  const color = ({ clear, gap }: SlopeRun): string =>
    !clear ? GREY : (gap ?? 0) < 0 ? "#D55E00" : "#0072B2";
  const isNarrow = width < NARROW;
  const widest = Math.max(...runs.flatMap((run) => rightText(run).split(" ")).map(measure)) / 1.12;
  const room = { left: width * (isNarrow ? 0.26 : 0.36), right: Math.max(width * 0.34, widest) };
  const texts = runs.map((run) => ({
    run,
    pre: run.pre ?? 0,
    post: run.post ?? 0,
    left: wrapText(`${run.run} ${shareText(run.pre)}`, {
      width: room.left,
      fontSize: FONT_SIZE,
    }),
    right: [
      ...wrapText(run.run, {
        width: isNarrow ? Math.max(widest, room.left) : room.right,
        fontSize: FONT_SIZE,
      }),
      ...wrapText(rightText(run), {
        width: isNarrow ? widest : room.right,
        fontSize: FONT_SIZE,
      }),
    ],
  }));
  const wide = (side: "left" | "right") =>
    Math.ceil(Math.max(40, ...texts.flatMap((text) => text[side]).map(measure))) + 30;
  const [left, right] = [wide("left"), wide("right")];
  const lines = texts.reduce((sum, text) => sum + Math.max(text.left.length, text.right.length), 0);
  const [top, bottom] = [42, 12];
  const inner = Math.max(220, lines * LINE);
  const [low, high] = stretchOf(runs);
  const ends = (side: "left" | "right"): End[] => {
    const value = (text: typeof texts[number]) => side === "left" ? text.pre : text.post;
    const places = spreadLabels(
      texts.map((text) => ({
        wanted: (high - value(text)) / (high - low) * inner,
        tall: text[side].length * LINE,
      })),
      { room: [-8, inner + 8] },
    );
    return texts.map((text, index) => ({
      lines: text[side],
      value: value(text),
      at: high - (places[index] ?? 0) / inner * (high - low),
      color: color(text.run),
      clear: text.run.clear,
      tip: text.run.tip,
    }));
  };
  const sides = [
    { ends: ends("left"), x: 0, out: -1, anchor: "end" },
    { ends: ends("right"), x: 1, out: 1, anchor: "start" },
  ] as const;
  const total = Math.max(width, left + right + (isNarrow ? 40 : 90));
  const unit = 1 / (total - left - right);
  return renderPlot({
    width: total,
    height: top + inner + bottom,
    marginLeft: left,
    marginRight: right,
    marginTop: top,
    marginBottom: bottom,
    x: { type: "linear", domain: [0, 1], axis: null },
    y: { type: "linear", domain: [low, high], axis: null },
    color: { type: "identity" },
    marks: [
      Plot.gridY({ strokeOpacity: 0.15, ticks: 5 }),
      Plot.axisY({
        ticks: 5,
        tickFormat: (value: number) => `${Number((value * 100).toFixed(1))} %`,
        tickSize: 0,
        label: null,
        // Within the frame: outside it stand the names.
        textAnchor: "start",
        dx: 12,
        dy: -6,
        fillOpacity: 0.65,
      }),
      Plot.ruleX([0, 1], { strokeOpacity: 0.3 }),
      Plot.text(["before", "after"], {
        x: (_: string, k: number) => k,
        frameAnchor: "top",
        dy: -30,
        fontWeight: "bold",
      }),
      Plot.link(texts.toSorted((a, b) => Number(a.run.clear) - Number(b.run.clear)), {
        x1: 0,
        x2: 1,
        y1: "pre",
        y2: "post",
        stroke: ({ run }: { readonly run: SlopeRun }) => color(run),
        strokeWidth: 1.75,
      }),
      ([["preLo", "preHi", 0], ["postLo", "postHi", 1]] as const).map(([lo, hi, x]) =>
        Plot.ruleX(runs.filter((run) => run[lo] !== null && run[hi] !== null), {
          x,
          y1: lo,
          y2: hi,
          stroke: color,
          strokeWidth: 1.5,
        })
      ),
      sides.map(({ ends, x, out, anchor }) => [
        Plot.dot(ends, { x, y: "value", fill: "color", r: 4, ...tipped(ends.length) }),
        Plot.link(ends, {
          x1: x + out * 6 * unit,
          x2: x + out * 20 * unit,
          y1: "value",
          y2: "at",
          stroke: "color",
          strokeOpacity: 0.5,
        }),
        [true, false].map((clear) =>
          Plot.text(ends.filter((end) => end.clear === clear), {
            x,
            y: "at",
            dx: out * 24,
            text: ({ lines }: End) => lines.join("\n"),
            textAnchor: anchor,
            lineHeight: LINE / FONT_SIZE,
            fontWeight: clear ? "bold" : "normal",
          })
        ),
      ]),
    ],
  });
}

/** All ends with their intervals, with a little room. */
function stretchOf(runs: readonly SlopeRun[]): readonly [low: number, high: number] {
  const values = runs.flatMap(({ pre, post, preLo, preHi, postLo, postHi }) =>
    [pre, post, preLo, preHi, postLo, postHi].filter((x) => x !== null)
  );
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const room = Math.max(0.02, (most - least) * 0.04);
  return [least - room, most + room];
}

function rightText({ post, gap, lo, hi }: SlopeRun): string {
  const limits = lo === null || hi === null
    ? ""
    : ` (${pointsText(lo)}\u00a0to\u00a0${pointsText(hi)})`;
  return `${shareText(post).replace(" ", "\u00a0")}, ${
    gap === null ? "" : pointsText(gap)
  }${limits}`;
}
