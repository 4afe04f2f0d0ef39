import type { PlotRow } from "../../lib/plots/figure.ts";

/** What to make rows of. */
export interface AccuracyRowsOptions {
  readonly runs: readonly string[];
  /** Column and its values; a null is a group without a name. */
  readonly by: string;
  readonly groups: readonly (string | number | null)[];
  readonly more?: PlotRow;
}

/** Rows as `accuracyTable` gives them, made up: later runs are weaker, later groups harder and smaller. */
export function accuracyRows(options: AccuracyRowsOptions): PlotRow[] {
  const { runs, by, groups, more = {} } = options;
  return runs.flatMap((run, strength) =>
    groups.map((group, place): PlotRow => {
      const n = Math.max(4, 400 - 90 * place);
      const value = Math.max(0.02, 0.85 - 0.02 * strength - 0.06 * place);
      return {
        run,
        run_id: `id-${run}`,
        model: run,
        dataset: "made_up",
        condition: "full",
        [by]: group,
        term: by,
        group: by === "position" ? `Q${group}` : group ?? "(unknown)",
        unit: "question",
        reading: "clean",
        planned: n,
        n,
        right: Math.round(n * value),
        coverage: 1,
        value,
        lo: Math.max(0, value - 1 / Math.sqrt(n)),
        hi: Math.min(1, value + 1 / Math.sqrt(n)),
        level: 0.95,
        clusters: n,
        method: "clustered-mean/wilson-eff",
        simulated: false,
        ...more,
      };
    })
  );
}

/** Stages in an order that is not theirs. */
export const STAGES = [
  "Follow-up",
  "Diagnosis & Interpretation",
  "Presentation & Assessment",
  "Complication Management",
  "Therapeutic Strategy",
] as const;
