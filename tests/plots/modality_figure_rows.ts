import type { PlotRow } from "../../lib/plots/figure.ts";

const MODALITIES = ["CT", "MRI", "Pathology", "Clinical Photo", "PET & SPECT"] as const;

/** Rows as `modalityEffects` gives them, made up: CT costs accuracy, and more so without adjustment. */
export function effectRows(runs: readonly string[]): PlotRow[] {
  return runs.flatMap((run, strength) =>
    MODALITIES.map((group, place): PlotRow => {
      const value = place === 0 ? -0.06 - 0.002 * strength : 0.03 - 0.012 * place;
      return {
        run,
        dataset: "made_up",
        term: "image",
        group,
        reference: `without ${group}`,
        value,
        lo: value - 0.04,
        hi: value + 0.04,
        p: place === 0 ? 0.003 : 0.3,
        p_adj: place === 0 ? 0.015 : 0.9,
        raw: value - 0.01,
        raw_lo: value - 0.05,
        raw_hi: value + 0.03,
        n: 700 - 150 * place,
        clusters: 600 - 140 * place,
        adjusted_for: "other image labels, position, stage",
      };
    })
  );
}

const SETS: readonly (readonly [labels: readonly string[], n: number])[] = [
  [[], 4000],
  [["CT"], 480],
  [["MRI"], 360],
  [["CT", "MRI"], 44],
  [["CT", "MRI", "PET & SPECT"], 9],
];

/** Rows as `modalityIntersections` gives them, made up: the last set has few cases. */
export function intersectionRows(runs: readonly string[]): PlotRow[] {
  return runs.flatMap((run, strength) =>
    SETS.map(([labels, n], place): PlotRow => {
      const value = 0.8 - 0.01 * strength - 0.03 * place;
      const half = 1 / Math.sqrt(n + 10);
      return {
        run,
        dataset: "made_up",
        term: "image",
        group: labels.length === 0 ? "no image" : labels.join(" + "),
        labels,
        questions: n,
        planned: n * 3,
        n: n * 3 - 2,
        value,
        lo: value - half,
        hi: value + half,
        clusters: n,
      };
    })
  );
}
