import { connectedWins } from "./connected_wins.ts";
import { invertSymmetric } from "../regression/invert_symmetric.ts";

/** Options of {@linkcode bradleyTerry}. */
export interface BradleyTerryOptions {
  /** `wins[i][j]`: how often i beat j. */
  readonly wins: readonly (readonly number[])[];
  /** `ties[i][j]`: how often i and j tied; symmetric. */
  readonly ties?: readonly (readonly number[])[];
  /** What a tie counts: dropped (default) or half a win for each. */
  readonly tieRule?: "drop" | "half";
  /** Wins added to every ordered pair; default 0. ½ makes any graph finite. */
  readonly prior?: number;
}

/** One competitor. */
export interface BradleyTerryRow {
  /** Log strength, centred on 0; null when not finite. */
  readonly value: number | null;
  /** Model-based standard error: too small when one item feeds many pairs. */
  readonly se: number | null;
  /** `1000 + 400 log10` of the strength. */
  readonly elo: number | null;
}

/** Bradley-Terry strengths. */
export interface BradleyTerry {
  /** One row a competitor. */
  readonly rows: readonly BradleyTerryRow[];
  /** Log likelihood of the wins. */
  readonly logLikelihood: number | null;
  /** Comparisons used. */
  readonly n: number;
  /** Stable id of the method. */
  readonly method: string;
  /** Why something is missing. */
  readonly warnings: readonly string[];
}

/**
 * Bradley-Terry strengths from pairwise wins by Hunter's MM, `π_i ← W_i / Σ_j N_ij/(π_i + π_j)`.
 *
 * Finite only if the win graph is strongly connected (Ford 1957); otherwise nulls with a warning that names the prior.
 * Use where models ran on different items. Report the case bootstrap: model-based errors are too small.
 * Source: Hunter 2004.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { bradleyTerry } from "@rounds/rounds";
 *
 * const { rows } = bradleyTerry({ wins: [[0, 3], [1, 0]] });
 * assert.equal(rows[0]?.value?.toFixed(4), (Math.log(3) / 2).toFixed(4));
 * assert.equal(bradleyTerry({ wins: [[0, 3], [0, 0]] }).rows[0]?.value, null);
 * ```
 */
export function bradleyTerry(options: BradleyTerryOptions): BradleyTerry {
  const { wins, ties, tieRule = "drop", prior = 0 } = options;
  const size = wins.length;
  const counts = wins.map((row, i) =>
    row.map((value, j) => {
      if (i === j) return 0;
      return value + prior + (tieRule === "half" ? (ties?.[i]?.[j] ?? 0) / 2 : 0);
    })
  );
  const n = counts.flat().reduce((sum, value) => sum + value, 0);
  const method = `bradley-terry/${prior > 0 ? `prior-${prior}` : "maximum-likelihood"}`;
  if (size < 2 || !connectedWins(counts)) {
    return {
      rows: wins.map(() => ({ value: null, se: null, elo: null })),
      logLikelihood: null,
      n,
      method,
      warnings: [
        size < 2
          ? "fewer than two competitors"
          : "not finite: someone never wins or never loses; add a prior of 0.5",
      ],
    };
  }
  const at = (i: number, j: number): number => counts[i]?.[j] ?? 0;
  const totals = counts.map((row) => row.reduce((sum, value) => sum + value, 0));
  let strength = counts.map(() => 1);
  for (let iteration = 0; iteration < 100_000; iteration++) {
    const next = strength.map((own, i) => {
      const weight = strength.reduce(
        (sum, other, j) => i === j ? sum : sum + (at(i, j) + at(j, i)) / (own + other),
        0,
      );
      return (totals[i] ?? 0) / weight;
    });
    const mean = next.reduce((sum, value) => sum + Math.log(value), 0) / size;
    const scaled = next.map((value) => value / Math.exp(mean));
    const change = Math.max(...scaled.map((v, k) => Math.abs(Math.log(v / (strength[k] ?? 1)))));
    strength = scaled;
    if (change < 1e-13) break;
  }
  const logs = strength.map(Math.log);
  let logLikelihood = 0;
  // The information has rank size - 1; adding the constant direction gives the pseudo-inverse of the centred logs.
  const information = logs.map(() => logs.map(() => 1 / size));
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      if (i === j) continue;
      const p = 1 / (1 + Math.exp((logs[j] ?? 0) - (logs[i] ?? 0)));
      if (at(i, j) > 0) logLikelihood += at(i, j) * Math.log(p);
      const weight = (at(i, j) + at(j, i)) * p * (1 - p);
      const row = information[i];
      if (row) {
        row[i] = (row[i] ?? 0) + weight;
        row[j] = (row[j] ?? 0) - weight;
      }
    }
  }
  const inverse = invertSymmetric(information);
  return {
    rows: logs.map((value, i) => ({
      value,
      se: inverse === null ? null : Math.sqrt(Math.max(0, (inverse[i]?.[i] ?? NaN) - 1 / size)),
      elo: 1000 + (400 * value) / Math.LN10,
    })),
    logLikelihood,
    n,
    method,
    warnings: ["one item feeds many pairs: prefer the case bootstrap to these errors"],
  };
}
