import { twoWayAnova } from "./two_way_anova.ts";

/** Options of {@linkcode varianceComponents}. */
export interface VarianceComponentsOptions {
  /** `scores[case][judge]`, complete. */
  readonly scores: readonly (readonly (number | null)[])[];
  /** Panel sizes to report coefficients for; default 1, 3, 5. */
  readonly panels?: readonly number[];
}

/** Reliability of a panel of judges. */
export interface PanelReliability {
  /** Judges. */
  readonly judges: number;
  /** Relative coefficient g, `σ²_c / (σ²_c + σ²_res/J)`. */
  readonly g: number | null;
  /** Absolute coefficient φ, with σ²_judge too. */
  readonly phi: number | null;
}

/** Variance components of a case × judge design. */
export interface VarianceComponents {
  /** Between cases. */
  readonly varCase: number | null;
  /** Between judges. */
  readonly varJudge: number | null;
  /** Residual. */
  readonly varResidual: number | null;
  /** Coefficients by panel size. */
  readonly panels: readonly PanelReliability[];
  /** Mean over all cells. */
  readonly value: number | null;
  /** Standard error of the mean that treats judges as a sample too. */
  readonly se: number | null;
  /** Cases. */
  readonly n: number;
  /** Judges. */
  readonly judges: number;
  /** Stable id of the method. */
  readonly method: string;
  /** What to know. */
  readonly warnings: readonly string[];
}

/**
 * Variance components of crossed cases and judges, one score a cell (G theory); negative components are set to 0.
 *
 * `se² = σ²_c/n + σ²_j/J + σ²_res/nJ`.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { varianceComponents } from "@rounds/rounds";
 *
 * const parts = varianceComponents({ scores: [[0.5, 0.6], [0.2, 0.3], [0.9, 0.8]] });
 * assert.ok((parts.varCase ?? 0) > (parts.varResidual ?? 1));
 * ```
 */
export function varianceComponents(options: VarianceComponentsOptions): VarianceComponents {
  const { scores, panels = [1, 3, 5] } = options;
  const anova = twoWayAnova(scores);
  const base = { n: scores.length, judges: scores[0]?.length ?? 0, method: "variance-components" };
  if (anova === null) {
    return {
      varCase: null,
      varJudge: null,
      varResidual: null,
      panels: panels.map((judges) => ({ judges, g: null, phi: null })),
      value: null,
      se: null,
      ...base,
      warnings: ["not a complete table of two cases and two judges"],
    };
  }
  const { msRows, msColumns, msResidual, n, k } = anova;
  const varCase = Math.max(0, (msRows - msResidual) / k);
  const varJudge = Math.max(0, (msColumns - msResidual) / n);
  const share = (noise: number): number | null =>
    varCase + noise === 0 ? null : varCase / (varCase + noise);
  const total = scores.flat().reduce<number>((sum, score) => sum + (score ?? 0), 0);
  const negative = msRows < msResidual || msColumns < msResidual;
  return {
    varCase,
    varJudge,
    varResidual: msResidual,
    panels: panels.map((judges) => ({
      judges,
      g: share(msResidual / judges),
      phi: share((msResidual + varJudge) / judges),
    })),
    value: total / (n * k),
    se: Math.sqrt(varCase / n + varJudge / k + msResidual / (n * k)),
    ...base,
    warnings: [
      ...(negative ? ["a negative component is set to 0"] : []),
      ...(varCase + msResidual === 0 ? ["cases do not vary: no coefficient"] : []),
    ],
  };
}
