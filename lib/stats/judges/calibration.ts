import { averageRanks } from "../ranking/average_ranks.ts";
import { isotonic } from "./isotonic.ts";

/** Options of {@linkcode calibration}. */
export interface CalibrationOptions {
  /** Predicted probabilities. */
  readonly p: readonly number[];
  /** Outcomes, 0 or 1. */
  readonly y: readonly number[];
  /** Equal-width, right-closed bins of the expected calibration error; default 10. */
  readonly bins?: number;
}

/** How honest probabilities are. */
export interface Calibration {
  /** Brier score, `miscalibration - discrimination + uncertainty`. */
  readonly value: number | null;
  /** Miscalibration (CORP). */
  readonly miscalibration: number | null;
  /** Discrimination. */
  readonly discrimination: number | null;
  /** Uncertainty, `ȳ(1-ȳ)`. */
  readonly uncertainty: number | null;
  /** Predictions in ascending order. */
  readonly order: readonly number[];
  /** Recalibrated probabilities in that order (isotonic; equal predictions pooled). */
  readonly pav: readonly number[];
  /** Expected calibration error with the bins named. */
  readonly ece: number | null;
  /** Its bins. */
  readonly bins: number;
  /** Area under the ROC curve; null with one class. */
  readonly auroc: number | null;
  /** Mean log loss; Infinity when a certain prediction fails. */
  readonly logLoss: number | null;
  /** Predictions. */
  readonly n: number;
  /** Stable id of the method. */
  readonly method: string;
  /** Why something is missing. */
  readonly warnings: readonly string[];
}

/**
 * Brier score with its CORP decomposition, expected calibration error, AUROC and log loss.
 *
 * Source: Dimitriadis, Gneiting & Jordan 2021.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { calibration } from "@rounds/rounds";
 *
 * const perfect = calibration({ p: [0, 0, 1, 1], y: [0, 0, 1, 1] });
 * assert.deepEqual([perfect.value, perfect.auroc, perfect.discrimination], [0, 1, 0.25]);
 * ```
 */
export function calibration(options: CalibrationOptions): Calibration {
  const { p, y, bins = 10 } = options;
  if (p.length !== y.length) {
    throw new RangeError(`p has ${p.length} rows and y ${y.length}, expected as many`);
  }
  const n = p.length;
  const base = { bins, n, method: "calibration/corp" };
  if (n === 0) {
    return {
      value: null,
      miscalibration: null,
      discrimination: null,
      uncertainty: null,
      order: [],
      pav: [],
      ece: null,
      auroc: null,
      logLoss: null,
      ...base,
      warnings: ["no data"],
    };
  }
  const rows = p.map((value, k) => ({ p: value, y: y[k] ?? 0 })).sort((a, b) => a.p - b.p);
  const mean = (f: (row: { p: number; y: number }, k: number) => number): number =>
    rows.reduce((sum, row, k) => sum + f(row, k), 0) / n;
  const pav = isotonic(rows.map((row) => row.p), rows.map((row) => row.y));
  const value = mean((row) => (row.p - row.y) ** 2);
  const recalibrated = mean((row, k) => ((pav[k] ?? 0) - row.y) ** 2);
  const rate = mean((row) => row.y);
  const uncertainty = rate * (1 - rate);
  const gaps = new Map<number, number>();
  for (const row of rows) {
    // Right-closed: (0, 1/B], …; 0 joins the first.
    const bin = Math.max(0, Math.ceil(row.p * bins - 1e-9) - 1);
    gaps.set(bin, (gaps.get(bin) ?? 0) + row.p - row.y);
  }
  const positive = rows.filter((row) => row.y === 1).length;
  const rankSum = averageRanks(rows.map((row) => row.p))
    .reduce((sum, rank, k) => sum + (rows[k]?.y === 1 ? rank : 0), 0);
  const auroc = positive === 0 || positive === n
    ? null
    : (rankSum - (positive * (positive + 1)) / 2) / (positive * (n - positive));
  return {
    value,
    miscalibration: value - recalibrated,
    discrimination: uncertainty - recalibrated,
    uncertainty,
    order: rows.map((row) => row.p),
    pav,
    ece: [...gaps.values()].reduce((sum, gap) => sum + Math.abs(gap), 0) / n,
    auroc,
    logLoss: mean((row) => -Math.log(row.y === 1 ? row.p : 1 - row.p)),
    ...base,
    warnings: auroc === null ? ["one class only: no AUROC"] : [],
  };
}
