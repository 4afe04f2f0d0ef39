import defer * as Plot from "@observablehq/plot";
import { logDomain } from "./_log_ticks.ts";
import { SYMBOL_SCALE } from "./_palette.ts";
import { renderPlot, type SvgPart } from "./_render_plot.ts";
import { pointsText } from "./_share_text.ts";
import { textWidth } from "./_text_width.ts";

const MARGIN = { left: 50, right: 20, top: 30, bottom: 46 };
const TALL = 320;

/** What can be seen with so many cases. */
export interface PowerPoint {
  /** Cases. */
  readonly clusters: number;
  /** Smallest difference seen. */
  readonly mde: number;
  /** Written beside it; empty for none. */
  readonly label: string;
}

/** What can be seen in one unit. */
export interface PowerCurve {
  /** What is compared: `Question accuracy`. */
  readonly name: string;
  /** The smallest difference at one case: it falls with the root of the cases. */
  readonly atOne: number;
  /** All the data. */
  readonly whole: PowerPoint | null;
  /** Its groups. */
  readonly groups: readonly PowerPoint[];
  /** Colour. */
  readonly color: string;
  /** Shape. */
  readonly symbol: string;
}

/**
 * Draws the smallest difference seen against the number of cases, with the data and its groups on the curve.
 */
export function powerCurves(
  curves: readonly PowerCurve[],
  options: { readonly width: number },
): SvgPart {
  const { width } = options;
  const { left, right, top, bottom } = MARGIN;
  const points = curves.flatMap(({ whole, groups, color, symbol }) =>
    [...(whole === null ? [] : [whole]), ...groups].map((point) => ({
      ...point,
      color,
      symbol,
      filled: point === whole,
    }))
  );
  const [low, high] = logDomain(points.map(({ clusters }) => clusters));
  const domain = [Math.max(1, low / 1.5), high * 2.2] as const;
  const most = Math.max(0.05, ...points.map(({ mde }) => mde));
  const end = Math.min(1, Math.ceil(most * 1.1 * 20) / 20);
  const inner = { wide: width - left - right, tall: TALL };
  const steps = Array.from(
    { length: 81 },
    (_, k) => domain[0] * (domain[1] / domain[0]) ** (k / 80),
  );
  const lines = curves.map((curve) => ({
    ...curve,
    path: steps.map((clusters) => ({ clusters, mde: curve.atOne / Math.sqrt(clusters) }))
      .filter(({ mde }) => mde <= end),
  }));
  const lowest = Math.min(...curves.map(({ whole }) => whole?.mde ?? Infinity));
  // On a falling curve the room is above and to the right; not where another curve runs just above.
  const labels = points.filter(({ label }) => label !== "").map((point) => ({
    ...point,
    isBelow: curves.length > 1 && point.filled && point.mde === lowest,
  }));
  return renderPlot({
    width,
    height: top + inner.tall + bottom,
    marginLeft: left,
    marginRight: right,
    marginTop: top,
    marginBottom: bottom,
    x: { type: "log", domain: [...domain], axis: null },
    y: { type: "linear", domain: [0, end], axis: null },
    color: { type: "identity" },
    symbol: SYMBOL_SCALE,
    marks: [
      Plot.gridY({ strokeOpacity: 0.15, ticks: 6 }),
      Plot.axisY({
        tickFormat: (value: number) => pointsText(value).replace(/^\+|\.0$/g, ""),
        tickSize: 0,
        label: null,
        ticks: 6,
      }),
      Plot.text(axisTicks(domain, inner.wide).map((tick) => ({ tick })), {
        x: "tick",
        text: ({ tick }: { readonly tick: number }) => tick.toLocaleString("en-US"),
        frameAnchor: "bottom",
        dy: 14,
      }),
      Plot.text(["smallest difference seen, percentage points"], {
        frameAnchor: "top-left",
        dx: -left + 4,
        dy: -22,
      }),
      Plot.text(["Cases"], { frameAnchor: "bottom", dy: 36 }),
      Plot.tickX(points.filter(({ filled }) => !filled), {
        x: "clusters",
        insetTop: inner.tall - 8,
        strokeOpacity: 0.6,
      }),
      Plot.ruleX(points.filter(({ filled }) => filled).slice(0, 1), {
        x: "clusters",
        strokeDasharray: "4,3",
      }),
      lines.map(({ path, color }) =>
        Plot.line(path, { x: "clusters", y: "mde", stroke: color, strokeWidth: 1.75 })
      ),
      Plot.dot(points.filter(({ filled }) => !filled), {
        x: "clusters",
        y: "mde",
        stroke: "color",
        fill: "none",
        symbol: "symbol",
        r: 3.5,
      }),
      Plot.dot(points.filter(({ filled }) => filled), {
        x: "clusters",
        y: "mde",
        fill: "color",
        symbol: "symbol",
        r: 5.5,
      }),
      [true, false].flatMap((isWhole) =>
        [true, false].map((isBelow) =>
          Plot.text(
            labels.filter((label) => label.filled === isWhole && label.isBelow === isBelow),
            {
              x: "clusters",
              y: "mde",
              text: "label",
              textAnchor: "start",
              dx: 8,
              dy: isBelow ? 9 : -9,
              fontWeight: isWhole ? "bold" : "normal",
            },
          )
        )
      ),
    ],
  });
}

/** 1, 2, 5 in each decade, or the powers of ten where there is no room. */
function axisTicks(domain: readonly [number, number], wide: number): readonly number[] {
  const powers = Array.from({ length: 12 }, (_, k) => 10 ** k);
  const within = (tick: number): boolean => tick >= domain[0] && tick <= domain[1];
  const ticks = powers.flatMap((power) => [power, 2 * power, 5 * power]).filter(within);
  const room = ticks.reduce(
    (sum, tick) => sum + textWidth(tick.toLocaleString("en-US"), { fontSize: 12 }) + 14,
    0,
  );
  const few = powers.filter(within);
  return room <= wide || few.length === 0 ? ticks : few;
}
