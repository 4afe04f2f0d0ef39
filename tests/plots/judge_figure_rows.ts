import assert from "node:assert/strict";
import { figurePng } from "../../lib/plots/figure_png.ts";
import type { Figure, PlotRow } from "../../lib/plots/figure.ts";

/** A name that means harm. */
export const NASTY = `<img src=x onerror="alert(1)"> & 'it' \u0000\u001b[31m\u202e ${
  "long-".repeat(20)
}`;

/** Rows as `judgedAnswers` gives them, made up: six answers a run, later runs are judged less well. */
export function judgedRows(runs: readonly string[]): PlotRow[] {
  return runs.flatMap((run, index) =>
    Array.from({ length: 6 }, (_, k): PlotRow => ({
      run,
      dataset: "made_up",
      case_id: `case-${k}`,
      trial: 1,
      judge: "judge",
      judge_score: Math.min(1, 0.15 * k + 0.02 * index),
      physician_score: 0.16 * k,
      raters: 3,
      both_met: 2 + k,
      judge_only: index % 2,
      physician_only: 1,
      neither: 3,
      unjudged: 0,
      physicians_agree: 20,
      physician_pairs: 22,
      warnings: null,
    }))
  );
}

/** Rows as `agreementLadder` gives them, made up. */
export function ladderRows(judges: readonly string[]): PlotRow[] {
  const rows: readonly (readonly [label: string, kind: string, value: number])[] = [
    ["physicians among themselves (3)", "ceiling", 0.8],
    ["dr-a with the others", "physician", 0.78],
    ["majority of the other physicians", "majority", 0.86],
    ...judges.map((judge, k) => [judge, k === 0 ? "panel" : "judge", 0.7 - 0.02 * k] as const),
    ["always “met”", "floor", -0.1],
  ];
  return rows.map(([label, kind, value]) => ({
    label,
    kind,
    measure: "ac1",
    value,
    lo: value - 0.04,
    hi: value + 0.05,
    n: 1200,
    clusters: 60,
    seed: 42,
    warnings: null,
  }));
}

/** Whether a figure is whole: well-formed, no hole in it, nothing that runs, everything said. */
export function checkFigure(figure: Figure, options: { readonly width?: number } = {}): void {
  const { svg, alt, caption } = figure;
  const bare = svg.replace(/="[^"]*"/g, "=");
  assert.ok(!/NaN|Infinity|undefined|\[object|null/.test(svg), "a hole in the drawing");
  assert.ok(
    !/\p{Cc}|<script|<img|<[^>]*\s(on\w+|href)=/u.test(bare),
    "control characters or active content",
  );
  assert.match(svg, /role="img" aria-label="[^"]+" aria-description="[^"]+"/);
  assert.ok(alt.length > 20 && caption.length > 20);
  const { width = 692 } = options;
  assert.ok(figure.width >= width && figure.width <= width * 1.5, `${figure.width} of ${width}`);
  // The strict XML parser of the rasteriser is the judge of well-formedness.
  assert.deepEqual([...figurePng(figure, { scale: 0.5 }).slice(1, 4)], [80, 78, 71]);
}

/** Rows as `errorTypesTable` gives them, made up: three types a judge. */
export function typeRows(runs: readonly string[], verified: boolean): PlotRow[] {
  return runs.flatMap((run) =>
    ["CNIF", "GOPR", "CRSD"].map((type, k) => ({
      run,
      type,
      meaning: `what ${type} means: in words`,
      value: [0.2, 0.5, 0.3][k],
      lo: [0.1, 0.4, 0.2][k],
      hi: [0.3, 0.6, 0.4][k],
      tag_share: 0.3,
      verified,
      n: 120,
      n_verified: 60,
      n_excluded: 2,
      alpha: 0.8,
      warnings: null,
    }))
  );
}
