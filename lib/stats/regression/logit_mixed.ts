import { clusterIndex } from "../cluster_index.ts";
import type { ClusterName } from "../interval.ts";
import { gaussHermite } from "../special/gauss_hermite.ts";
import { designMatrix, type RegressionColumns } from "./design_matrix.ts";
import { logit } from "./logit.ts";
import { minimise } from "./minimise.ts";

/** Options of {@linkcode logitMixed}. */
export interface LogitMixedOptions extends Omit<RegressionColumns, "cluster"> {
  /** Group (case) that carries the random intercept. */
  readonly group: readonly ClusterName[];
  /** Quadrature nodes; default 25. */
  readonly nodes?: number;
}

/** A logistic regression with a random intercept. */
export interface LogitMixed {
  /** One row a column: group-specific log odds ratios. */
  readonly rows: readonly { readonly term: string; readonly value: number | null }[];
  /** Standard deviation of the random intercept: how much cases differ, in log odds. */
  readonly sdGroup: number | null;
  /** Integrated log likelihood. */
  readonly logLikelihood: number | null;
  /** Rows used. */
  readonly n: number;
  /** Groups. */
  readonly groups: number;
  /** Stable id of the method. */
  readonly method: string;
  /** Why something is missing. */
  readonly warnings: readonly string[];
}

/**
 * Logistic regression with a random intercept per case, by adaptive Gauss-Hermite quadrature.
 *
 * For each case the mode of the integrand by Newton, nodes at `mode + √2 sd x_k`; (β, log σ) by BFGS. Coefficients are
 * case-specific. Crossed random effects are left to other software.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { logitMixed } from "@rounds/rounds";
 *
 * const y = [1, 1, 1, 0, 0, 0, 1, 0, 1, 1, 0, 0];
 * const group = ["a", "a", "a", "b", "b", "b", "c", "c", "c", "d", "d", "d"];
 * const fit = logitMixed({ y, x: {}, group });
 * assert.ok(fit.sdGroup !== null && fit.sdGroup > 0);
 * ```
 */
export function logitMixed(options: LogitMixedOptions): LogitMixed {
  const { nodes = 25, group, ...rest } = options;
  const design = designMatrix({ ...rest, cluster: group });
  const { index, names } = clusterIndex(design.cluster);
  const groups = names.map((): { x: readonly number[]; y: number }[] => []);
  design.rows.forEach((x, row) => groups[index[row] ?? 0]?.push({ x, y: design.y[row] ?? 0 }));
  const rule = gaussHermite(nodes);
  const base = { n: design.y.length, groups: names.length, method: "logit/random-intercept" };
  const start = logit({ ...rest, cluster: group });
  if (start.coefficients === null) {
    const rows = design.terms.map((term) => ({ term, value: null }));
    return { rows, sdGroup: null, logLikelihood: null, ...base, warnings: start.warnings };
  }
  const objective = (parameters: readonly number[]): number => {
    const beta = parameters.slice(0, -1);
    const sigma = Math.exp(parameters.at(-1) ?? 0);
    return -groups.reduce((sum, rows) => {
      const etas = rows.map(({ x }) => x.reduce((s, v, k) => s + v * (beta[k] ?? 0), 0));
      return sum + integrated(etas, rows.map(({ y }) => y), { sigma, rule });
    }, 0);
  };
  const fit = minimise(objective, { start: [...start.coefficients, Math.log(0.5)] });
  const logSigma = fit.x.at(-1) ?? 0;
  const warnings: string[] = [];
  if (!fit.converged) warnings.push("not converged");
  if (logSigma < -6) warnings.push("no variation between groups");
  return {
    rows: design.terms.map((term, k) => ({ term, value: fit.x[k] ?? null })),
    sdGroup: Math.exp(logSigma),
    logLikelihood: -fit.value,
    ...base,
    warnings,
  };
}

/** Log of the integral over the random intercept of one group, written with u = σz. */
function integrated(
  etas: readonly number[],
  y: readonly number[],
  o: {
    readonly sigma: number;
    readonly rule: { readonly nodes: readonly number[]; readonly weights: readonly number[] };
  },
): number {
  const { sigma, rule } = o;
  let mode = 0;
  let curvature = 1;
  for (let step = 0; step < 50; step++) {
    let score = -mode;
    curvature = 1;
    etas.forEach((eta, k) => {
      const p = 1 / (1 + Math.exp(-(eta + sigma * mode)));
      score += sigma * ((y[k] ?? 0) - p);
      curvature += sigma * sigma * p * (1 - p);
    });
    const change = score / curvature;
    mode += change;
    if (Math.abs(change) < 1e-12) break;
  }
  const spread = 1 / Math.sqrt(curvature);
  const logs = new Float64Array(rule.nodes.length);
  let most = -Infinity;
  for (let k = 0; k < logs.length; k++) {
    const node = rule.nodes[k] ?? 0;
    const z = mode + Math.SQRT2 * spread * node;
    let right = 0;
    // The product of the denominators is cheaper than the sum of their logarithms; groups are short.
    let product = 1;
    let log = -0.5 * z * z + node * node + Math.log(rule.weights[k] ?? 0);
    for (let row = 0; row < etas.length; row++) {
      const full = (etas[row] ?? 0) + sigma * z;
      right += (y[row] ?? 0) * full - Math.max(full, 0);
      product *= 1 + Math.exp(-Math.abs(full));
      if (product > 1e200) {
        log -= Math.log(product);
        product = 1;
      }
    }
    log += right - Math.log(product);
    logs[k] = log;
    most = Math.max(most, log);
  }
  const sum = logs.reduce((total, value) => total + Math.exp(value - most), 0);
  return most + Math.log(sum) + Math.log(Math.SQRT2 * spread) - 0.5 * Math.log(2 * Math.PI);
}
