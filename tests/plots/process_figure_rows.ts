import type { PlotRow } from "../../lib/plots/figure.ts";
import { wilson } from "../../lib/stats/uncertainty/wilson.ts";

/** Rows as `hazardRows` gives them, made up: few cases reach the last question. */
export function hazardRows(runs: readonly string[]): PlotRow[] {
  return runs.flatMap((run, strength) =>
    [1, 2, 3, 4, 5, 6].map((position): PlotRow => {
      const value = Math.min(0.8, 0.2 + 0.01 * strength + (position === 2 ? 0.05 : 0));
      const n = position === 6 ? 12 : 1400 - 200 * position;
      const { lo, hi } = wilson({ x: value * n, n });
      return {
        run,
        dataset: "made_up",
        position,
        value,
        lo,
        hi,
        n,
        first_errors: Math.round(value * n),
        error_rate: value + 0.02 * position,
        error_n: 1400,
        cases: 1400,
        censored: 4,
        method: "hazard/wilson",
      };
    })
  );
}

/** Rows as `questionCaseRows` gives them, made up: later runs are weaker. */
export function questionCaseRows(runs: readonly string[]): PlotRow[] {
  return runs.map((run, strength): PlotRow => {
    const value = 0.8 - 0.012 * strength;
    const case_value = 0.42 - 0.014 * strength;
    return {
      run,
      dataset: "made_up",
      value,
      lo: value - 0.01,
      hi: value + 0.01,
      n: 6605,
      case_value,
      case_lo: case_value - 0.025,
      case_hi: case_value + 0.025,
      case_n: 1407,
      case_lengths: [0, 0, 150, 350, 687, 220],
    };
  });
}

/** Rows as `firstErrorRows` gives them, made up: later runs are weaker. */
export function firstErrorRows(runs: readonly string[]): PlotRow[] {
  return runs.flatMap((run, strength) => {
    const errors = [270, 280, 180, 120, 60, 10].map((n) => n + 3 * strength);
    const right = 1400 - errors.reduce((sum, n) => sum + n, 0) - 20;
    const base = { run, dataset: "made_up", cases: 1400 };
    return [
      ...errors.map((n, k) => ({ ...base, fate: "error", position: k + 1, n, value: n / 1400 })),
      { ...base, fate: "right", position: null, n: right, value: right / 1400 },
      { ...base, fate: "unknown", position: null, n: 20, value: 20 / 1400 },
    ];
  });
}

/** Rows as `cohesionRows` gives them, made up: later runs have smaller gaps. */
export function cohesionRows(runs: readonly string[]): PlotRow[] {
  return runs.map((run, strength): PlotRow => {
    const value = 0.05 - 0.004 * strength;
    const independence = 0.34 - 0.008 * strength;
    return {
      run,
      dataset: "made_up",
      value,
      lo: value - 0.02,
      hi: value + 0.02,
      observed: independence + value,
      independence,
      n: 1400,
      n_excluded: 7,
      replicates: 2000,
      seed: 42,
    };
  });
}
