import type { Observation } from "../interval.ts";
import { irtGrid } from "./irt_grid.ts";
import { irtPosterior } from "./irt_posterior.ts";

/** Options of {@linkcode irt2pl}. */
export interface Irt2plOptions {
  /** `y[person][item]`: 0, 1 or null. Persons are models. */
  readonly y: readonly (readonly Observation[])[];
  /** Quadrature nodes; default 41. */
  readonly nodes?: number;
  /** Prior standard deviation of log a; default 0.5. */
  readonly sdLogA?: number;
  /** Prior standard deviation of b; default 2. */
  readonly sdB?: number;
}

/** A two-parameter item response model. */
export interface Irt2pl {
  /** Discrimination of each item, above 0. */
  readonly discrimination: readonly number[];
  /** Difficulty of each item. */
  readonly difficulty: readonly number[];
  /** Posterior mean ability of each person. */
  readonly ability: readonly number[];
  /** Marginal log likelihood plus the priors' kernels. */
  readonly logPosterior: number;
  /** Persons. */
  readonly n: number;
  /** Stable id of the method. */
  readonly method: string;
  /** What to know. */
  readonly warnings: readonly string[];
}

/**
 * 2PL by marginal maximum a posteriori: θ ~ N(0,1), log a ~ N(0, ½²), b ~ N(0, 2²), P = logistic(a(θ - b)), EM.
 *
 * With a few dozen models only the priors identify it; the prior keeps a positive, so flag items on rest correlation
 * (`itemAnalysis`). Source: Bock & Aitkin 1981; Rodriguez et al. 2021.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { irt2pl } from "@rounds/rounds";
 *
 * const { difficulty } = irt2pl({ y: [[1, 0], [1, 0], [1, 1], [0, 0]] });
 * assert.ok((difficulty[0] ?? 0) < (difficulty[1] ?? 0));
 * ```
 */
export function irt2pl(options: Irt2plOptions): Irt2pl {
  const { y, nodes = 41, sdLogA = 0.5, sdB = 2 } = options;
  const items = y[0]?.length ?? 0;
  const grid = irtGrid(nodes);
  let parameters = Array.from({ length: items }, () => ({ logA: 0, b: 0 }));
  const posterior = (): ReturnType<typeof irtPosterior> =>
    irtPosterior({
      y,
      grid,
      eta: (item, z) => {
        const { logA, b } = parameters[item] ?? { logA: 0, b: 0 };
        return Math.exp(logA) * (z - b);
      },
    });
  let state = posterior();
  for (let iteration = 0; iteration < 5000; iteration++) {
    const before = parameters;
    const weights = state.weight;
    parameters = before.map((start, item) => {
      const right = new Float64Array(nodes);
      const trials = new Float64Array(nodes);
      y.forEach((row, person) => {
        const outcome = row[item] ?? null;
        const weight = weights[person];
        if (outcome === null || !weight) return;
        for (let k = 0; k < nodes; k++) {
          trials[k] = (trials[k] ?? 0) + (weight[k] ?? 0);
          if (outcome > 0) right[k] = (right[k] ?? 0) + (weight[k] ?? 0);
        }
      });
      return maximise(start, { right, trials, nodes: grid.nodes, sdLogA, sdB });
    });
    state = posterior();
    const moved = parameters.map((one, item) =>
      Math.max(
        Math.abs(one.b - (before[item]?.b ?? 0)),
        Math.abs(one.logA - (before[item]?.logA ?? 0)),
      )
    );
    if (Math.max(0, ...moved) < 1e-8) break;
  }
  const prior = parameters.reduce(
    (sum, { logA, b }) => sum - (logA / sdLogA) ** 2 / 2 - (b / sdB) ** 2 / 2,
    0,
  );
  return {
    discrimination: parameters.map(({ logA }) => Math.exp(logA)),
    difficulty: parameters.map(({ b }) => b),
    ability: state.mean,
    logPosterior: state.logLikelihood + prior,
    n: y.length,
    method: "irt/2pl-map",
    warnings: y.length < 100 ? ["few persons: the priors identify the model"] : [],
  };
}

/** Damped Fisher scoring of one item's expected complete-data posterior. */
function maximise(
  start: { readonly logA: number; readonly b: number },
  o: {
    readonly right: Float64Array;
    readonly trials: Float64Array;
    readonly nodes: readonly number[];
    readonly sdLogA: number;
    readonly sdB: number;
  },
): { logA: number; b: number } {
  let { logA, b } = start;
  for (let step = 0; step < 50; step++) {
    const a = Math.exp(logA);
    let scoreA = -logA / o.sdLogA ** 2;
    let scoreB = -b / o.sdB ** 2;
    let aa = 1 / o.sdLogA ** 2;
    let ab = 0;
    let bb = 1 / o.sdB ** 2;
    o.nodes.forEach((z, k) => {
      const p = 1 / (1 + Math.exp(-a * (z - b)));
      const trials = o.trials[k] ?? 0;
      const residual = (o.right[k] ?? 0) - trials * p;
      const weight = trials * p * (1 - p);
      const dA = a * (z - b);
      scoreA += residual * dA;
      scoreB -= residual * a;
      aa += weight * dA * dA;
      ab -= weight * dA * a;
      bb += weight * a * a;
    });
    const determinant = aa * bb - ab * ab;
    const changeA = (bb * scoreA - ab * scoreB) / determinant;
    const changeB = (aa * scoreB - ab * scoreA) / determinant;
    const damp = Math.min(1, 1 / Math.max(Math.abs(changeA), Math.abs(changeB)));
    logA += damp * changeA;
    b += damp * changeB;
    if (Math.max(Math.abs(changeA), Math.abs(changeB)) < 1e-11) break;
  }
  return { logA, b };
}
