import { spreadLabels } from "./_spread_labels.ts";
import {
  MOST_COLOURS,
  type SurvivalCurve,
  type SurvivalData,
  type SurvivalPoint,
} from "./_survival_data.ts";
import { textWidth } from "./_text_width.ts";
import { wrapText } from "./_wrap_text.ts";

const FONT_SIZE = 12;
const LINE = 15;
/** How much wider the names of marked curves are. */
export const BOLD = 1.1;

/** A curve's name, and where it stands. */
export interface CurveLabel {
  /** Lines. */
  readonly lines: readonly string[];
  /** Centre, as a share. */
  readonly at: number;
  /** Where the curve ends, as a share. */
  readonly last: number;
  /** The curve. */
  readonly curve: SurvivalCurve;
}

/**
 * Names of the curves beside their ends, moved apart; `height` is that of the drawing, from 100 % to 0 %.
 */
export function curveLabels(
  data: SurvivalData,
  options: { readonly width: number; readonly height: number },
): CurveLabel[] {
  const { width, height } = options;
  const labels = data.curves.flatMap((curve) => {
    if (curve.last === null) return [];
    const text = `${curve.run} ${Math.round(curve.last * 100)}\u00a0%`;
    const lines = wrapText(text, {
      width: width * 0.34 / (curve.marked ? BOLD : 1),
      fontSize: FONT_SIZE,
    });
    return [{ lines, curve, last: curve.last, wanted: (1 - curve.last) * height }];
  });
  const places = spreadLabels(
    labels.map(({ wanted, lines }) => ({ wanted, tall: lines.length * LINE })),
    { room: [0, height + 8] },
  );
  return labels.map(({ lines, curve, last }, index) => ({
    lines,
    curve,
    last,
    at: 1 - (places[index] ?? 0) / height,
  }));
}

/**
 * How tall the drawing must be for every name to have a line.
 */
export function curvesHeight(data: SurvivalData, options: { readonly width: number }): number {
  const lines = curveLabels(data, { ...options, height: 300 }).map((label) => label.lines.length);
  return Math.max(260, lines.reduce((sum, n) => sum + n, 0) * LINE);
}

/**
 * The points of a curve that are known, and its last level held for half a question more, so that it can be seen.
 */
export function curveSteps(curve: SurvivalCurve): SurvivalPoint[] {
  const known = curve.points.filter(({ survival }) => survival !== null);
  const last = known.at(-1);
  return last === undefined || last.q === 0 ? known : [...known, { ...last, q: last.q + 0.5 }];
}

/**
 * Where the x axis ends.
 */
export function lastEdge(data: SurvivalData): number {
  return Math.max(1, data.end + 0.5);
}

/**
 * The curves whose numbers at risk stand below the drawing.
 */
export function curvesAtRisk({ curves }: SurvivalData): readonly SurvivalCurve[] {
  return curves.filter((curve) =>
    curve.points.some(({ atRisk }) => atRisk !== null) &&
    (curves.length <= MOST_COLOURS || curve.marked)
  );
}

/**
 * A number of cases at risk, as it is written.
 */
export function riskText(count: number | null): string {
  return (count ?? 0).toLocaleString("en-US");
}

/**
 * At every how many questions numbers at risk stand so that none touches the next; `slot` is the room of a question.
 */
export function riskStep(curves: readonly SurvivalCurve[], slot: number): number {
  const widest = Math.max(
    0,
    ...curves.flatMap(({ points }) =>
      points.map(({ atRisk }) => textWidth(riskText(atRisk), { fontSize: FONT_SIZE }))
    ),
  );
  return Math.max(1, Math.ceil((widest + 5) / slot));
}
