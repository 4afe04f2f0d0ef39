import { minimise } from "../regression/minimise.ts";
import { bradleyTerry } from "./bradley_terry.ts";
import { connectedWins } from "./connected_wins.ts";

/** Options of {@linkcode bradleyTerryDavidson}. */
export interface BradleyTerryDavidsonOptions {
  /** `wins[i][j]`: how often i beat j. */
  readonly wins: readonly (readonly number[])[];
  /** `ties[i][j]`: how often i and j tied; symmetric. */
  readonly ties: readonly (readonly number[])[];
}

/** Strengths with ties. */
export interface BradleyTerryDavidson {
  /** Log strengths, centred on 0; null when not finite. */
  readonly values: readonly (number | null)[];
  /** Davidson's tie parameter, 0 without ties; null when not finite. */
  readonly nu: number | null;
  /** Log likelihood. */
  readonly logLikelihood: number | null;
  /** Comparisons. */
  readonly n: number;
  /** Stable id of the method. */
  readonly method: string;
  /** Why something is missing. */
  readonly warnings: readonly string[];
}

/**
 * Bradley-Terry with ties: `P(tie) ∝ ν √(π_i π_j)`. Source: Davidson 1970.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { bradleyTerryDavidson } from "@rounds/rounds";
 *
 * const fit = bradleyTerryDavidson({ wins: [[0, 5], [5, 0]], ties: [[0, 5], [5, 0]] });
 * assert.equal(fit.nu?.toFixed(4), "1.0000");
 * ```
 */
export function bradleyTerryDavidson(options: BradleyTerryDavidsonOptions): BradleyTerryDavidson {
  const { wins, ties } = options;
  const size = wins.length;
  const method = "bradley-terry/davidson";
  const at = (table: readonly (readonly number[])[], i: number, j: number): number =>
    table[i]?.[j] ?? 0;
  let tied = 0;
  let decided = 0;
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      if (i < j) tied += at(ties, i, j);
      if (i !== j) decided += at(wins, i, j);
    }
  }
  const n = tied + decided;
  const graph = wins.map((row, i) => row.map((value, j) => value + at(ties, i, j)));
  if (size < 2 || decided === 0 || !connectedWins(graph)) {
    const warnings = ["not finite"];
    return { values: wins.map(() => null), nu: null, logLikelihood: null, n, method, warnings };
  }
  if (tied === 0) {
    // The likelihood grows as ν falls to 0, where the model is Bradley and Terry's.
    const { rows, logLikelihood } = bradleyTerry({ wins });
    const values = rows.map((row) => row.value);
    return { values, nu: 0, logLikelihood, n, method, warnings: ["no ties: nu is at its bound 0"] };
  }
  const logLikelihood = (parameters: readonly number[]): number => {
    const logs = wins.map((_, k) => (k === 0 ? 0 : (parameters[k - 1] ?? 0)));
    const logNu = parameters[size - 1] ?? 0;
    let sum = 0;
    for (let i = 0; i < size; i++) {
      for (let j = i + 1; j < size; j++) {
        const a = logs[i] ?? 0;
        const b = logs[j] ?? 0;
        const middle = logNu + (a + b) / 2;
        const total = Math.log(Math.exp(a) + Math.exp(b) + Math.exp(middle));
        sum += at(wins, i, j) * (a - total) + at(wins, j, i) * (b - total) +
          at(ties, i, j) * (middle - total);
      }
    }
    return sum;
  };
  const fit = minimise((x) => -logLikelihood(x), {
    start: new Array<number>(size).fill(0),
    tolerance: 1e-8,
  });
  const logs = [0, ...fit.x.slice(0, size - 1)];
  const mean = logs.reduce((sum, value) => sum + value, 0) / size;
  return {
    values: logs.map((value) => value - mean),
    nu: Math.exp(fit.x[size - 1] ?? 0),
    logLikelihood: -fit.value,
    n,
    method,
    warnings: fit.converged ? [] : ["not converged"],
  };
}
