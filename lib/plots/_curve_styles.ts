import { type RunStyle, runStyles } from "./_run_styles.ts";

/** How a curve is drawn: colour and dashes change together. */
export interface CurveStyle extends Pick<RunStyle, "color" | "dashes"> {
  /** Drawn strong. */
  readonly marked: boolean;
}

/** More curves than this are grey but for those marked. */
const MOST_COLOURS = 8;

/**
 * Styles of the curves of these runs: up to eight differ in colour and dashes; of more, the first and the last are
 * marked and the others grey. `all` are the names of all runs of a report.
 */
export function curveStyles(
  runs: readonly string[],
  options: { readonly all?: readonly string[] | undefined } = {},
): readonly CurveStyle[] {
  const style = runStyles(runs, options);
  return runs.map((run, k) => {
    const { color, dashes } = style(run);
    if (runs.length <= MOST_COLOURS) return { color, dashes, marked: runs.length <= 3 };
    const marked = k === 0 || k === runs.length - 1;
    return marked ? { color, dashes, marked } : { color: "#8A8A8A", dashes: "", marked };
  });
}
