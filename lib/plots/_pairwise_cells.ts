import defer * as Plot from "@observablehq/plot";
import { renderPlot, type SvgPart } from "./_render_plot.ts";
import { textWidth } from "./_text_width.ts";
import { wrapText } from "./_wrap_text.ts";
import { tipped } from "./_tip_text.ts";

const FONT_SIZE = 12;
const LINE = 15;

/** Two runs. */
export interface Pair {
  /** The first. */
  readonly a: string;
  /** The second. */
  readonly b: string;
  /** First less second; null when nothing could be compared. */
  readonly value: number | null;
  /** They can be told apart. */
  readonly clear: boolean;
  /** What a browser shows when the pointer rests on it. */
  readonly tip: string;
}

/**
 * Draws a matrix of runs by runs: purple where the row is better, orange where it is worse.
 */
export function pairwiseCells(
  pairs: readonly Pair[],
  options: { readonly width: number },
): SvgPart {
  const { width } = options;
  const runs = inOrder(pairs);
  const measure = (text: string) => textWidth(text, { fontSize: FONT_SIZE });
  const names = runs.map((run) => wrapText(run, { width: width * 0.34, fontSize: FONT_SIZE }));
  const left = Math.ceil(Math.max(40, ...names.flat().map(measure))) + 12;
  const column = Math.min(64, (width - left - 8) / runs.length);
  const across = Math.max(1, Math.floor(column / 13));
  const heads = runs.map((run) =>
    wrapText(run, { width: Math.max(150, measure(run) / across * 1.15), fontSize: FONT_SIZE })
  );
  const top = Math.max(...heads.flat().map(measure)) + 14;
  const slot = Math.max(24, ...names.map((lines) => lines.length * LINE + 4));
  const cells = pairs.flatMap(({ a, b, value, clear, tip }) =>
    value === null || !clear
      ? []
      : [{ row: a, column: b, value, tip }, { row: b, column: a, value: -value, tip }]
  );
  const reach = Math.max(0.05, ...cells.map(({ value }) => Math.abs(value)));
  const size = Math.min(11, column / (column < 26 ? 1.7 : 2.3));
  const isDark = ({ value }: { readonly value: number }) => Math.abs(value) > reach * 0.6;
  return renderPlot({
    width: Math.ceil(left + column * runs.length + 8),
    height: Math.ceil(top + slot * runs.length + 4),
    marginLeft: left,
    marginRight: 8,
    marginTop: top,
    marginBottom: 4,
    x: { type: "band", domain: runs, axis: null, padding: 0, round: false },
    y: { type: "band", domain: runs, axis: null, padding: 0, round: false },
    color: { type: "diverging", scheme: "PuOr", domain: [-reach, reach], pivot: 0, reverse: true },
    marks: [
      Plot.cell(runs.flatMap((row) => runs.map((one) => ({ row, column: one }))), {
        x: "column",
        y: "row",
        stroke: "currentColor",
        strokeOpacity: 0.15,
        fill: "none",
      }),
      Plot.cell(cells, {
        x: "column",
        y: "row",
        fill: "value",
        inset: 0.75,
        ...tipped(cells.length),
      }),
      Plot.cell(runs, {
        x: (run: string) => run,
        y: (run: string) => run,
        fill: "currentColor",
        fillOpacity: 0.2,
      }),
      [true, false].map((dark) =>
        Plot.text(cells.filter((cell) => isDark(cell) === dark), {
          x: "column",
          y: "row",
          text: ({ value }: { readonly value: number }) =>
            written(value, { isNarrow: column < 26 }),
          fill: dark ? "white" : "black",
          fontSize: size,
        })
      ),
      Plot.text(runs, {
        y: (run: string) => run,
        text: (_: string, index: number) => (names[index] ?? []).join("\n"),
        frameAnchor: "left",
        textAnchor: "end",
        dx: -10,
        lineHeight: LINE / FONT_SIZE,
      }),
      Plot.text(runs, {
        x: (run: string) => run,
        text: (_: string, index: number) => (heads[index] ?? []).join("\n"),
        frameAnchor: "top",
        dy: -6,
        rotate: -90,
        textAnchor: "start",
        lineAnchor: "middle",
        lineHeight: 13 / FONT_SIZE,
      }),
    ],
  });
}

/** Whole points; where there is no room for a sign, the colour has it. */
function written(value: number, { isNarrow }: { readonly isNarrow: boolean }): string {
  const points = String(Math.round(Math.abs(value) * 100));
  return isNarrow || points === "0" ? points : `${value < 0 ? "−" : "+"}${points}`;
}

/** By mean difference to the others, the best first. */
function inOrder(pairs: readonly Pair[]): string[] {
  const sums = new Map<string, { sum: number; n: number }>();
  for (const { a, b, value } of pairs) {
    for (const [run, gain] of [[a, value ?? 0], [b, -(value ?? 0)]] as const) {
      const { sum, n } = sums.get(run) ?? { sum: 0, n: 0 };
      sums.set(run, { sum: sum + gain, n: n + 1 });
    }
  }
  const mean = (run: string) => (sums.get(run)?.sum ?? 0) / (sums.get(run)?.n ?? 1);
  return [...sums.keys()].toSorted((one, two) => mean(two) - mean(one));
}
