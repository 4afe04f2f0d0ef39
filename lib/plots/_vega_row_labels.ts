import type { VegaLiteSpec } from "./figure.ts";

/** Between lines of a label, CSS pixels. */
const LINE = 14;

/**
 * What an axis of rows needs for labels of up to `most` lines to stand in the middle of their rows, which Vega does to
 * labels of one line only. `lines` is an expression of the list of lines of `datum.label`.
 */
export function vegaRowLabels(lines: string, options: { readonly most: number }): VegaLiteSpec {
  const counts = Array.from({ length: Math.max(0, options.most - 1) }, (_, k) => k + 2);
  return {
    labelExpr: lines,
    labelLineHeight: LINE,
    ...(counts.length === 0 ? {} : {
      labelOffset: {
        condition: counts.map((count) => ({
          test: `length(${lines}) === ${count}`,
          value: -LINE * (count - 1) / 2,
        })),
        value: 0,
      },
    }),
  };
}
