import type { Observation } from "../interval.ts";
import { irtGrid } from "./irt_grid.ts";
import { irtPosterior } from "./irt_posterior.ts";

/** Options of {@linkcode irt1pl}. */
export interface Irt1plOptions {
  /** `y[person][item]`: 0, 1 or null. Persons are models. */
  readonly y: readonly (readonly Observation[])[];
  /** Quadrature nodes; default 41. */
  readonly nodes?: number;
}

/** A one-parameter item response model. */
export interface Irt1pl {
  /** Difficulty of each item, in log odds; null for an item all or none has right. */
  readonly difficulty: readonly (number | null)[];
  /** Standard deviation of the abilities. */
  readonly sigma: number | null;
  /** Marginal log likelihood. */
  readonly logLikelihood: number | null;
  /** Posterior mean ability of each person. */
  readonly ability: readonly (number | null)[];
  /** Posterior standard deviation of each. */
  readonly abilitySd: readonly (number | null)[];
  /** Persons. */
  readonly n: number;
  /** Stable id of the method. */
  readonly method: string;
  /** What to know. */
  readonly warnings: readonly string[];
}

/**
 * Rasch model by marginal maximum likelihood: θ ~ N(0, σ²), P(right) = logistic(θ - b), EM on a Gauss-Hermite grid.
 *
 * Items all or none has right have no finite difficulty: null, and they carry no information on σ.
 * Source: Bock & Aitkin 1981.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { irt1pl } from "@rounds/rounds";
 *
 * const y = [[1, 1, 0], [1, 0, 0], [0, 1, 1], [1, 1, 1], [0, 0, 0], [1, 0, 0]];
 * const { difficulty } = irt1pl({ y });
 * assert.ok((difficulty[0] ?? 0) < (difficulty[2] ?? 0));
 * ```
 */
export function irt1pl(options: Irt1plOptions): Irt1pl {
  const { y, nodes = 41 } = options;
  const items = y[0]?.length ?? 0;
  const grid = irtGrid(nodes);
  const counts = Array.from({ length: items }, (_, item) => {
    const known = y.map((row) => row[item] ?? null).filter((value) => value !== null);
    return { n: known.length, right: known.filter((value) => value > 0).length };
  });
  const usable = counts.map(({ n, right }) => right > 0 && right < n);
  const warnings: string[] = [];
  if (usable.includes(false)) {
    warnings.push("items all or none has right have no finite difficulty");
  }
  const base = { n: y.length, method: "irt/1pl-marginal" };
  if (!usable.includes(true)) {
    const nothing = y.map(() => null);
    return {
      difficulty: counts.map(() => null),
      sigma: null,
      logLikelihood: null,
      ability: nothing,
      abilitySd: nothing,
      ...base,
      warnings: ["no item tells persons apart"],
    };
  }
  const rows = y.map((row) => row.map((value, item) => (usable[item] ? value : null)));
  let difficulty = counts.map((
    { n, right },
    item,
  ) => (usable[item] ? Math.log((n - right) / right) : 0));
  let sigma = 1;
  let state = irtPosterior({
    y: rows,
    grid,
    eta: (item, z) => sigma * z - (difficulty[item] ?? 0),
  });
  for (let iteration = 0; iteration < 20_000; iteration++) {
    // Expected right answers and trials at each node, then one Newton sweep for b and σ together.
    const previous = { difficulty, sigma };
    let sigmaScore = 0;
    let sigmaInformation = 0;
    difficulty = difficulty.map((b, item) => {
      if (!usable[item]) return b;
      const { right, trials } = expected(rows, { item, weight: state.weight, nodes });
      let score = 0;
      let information = 0;
      for (let k = 0; k < nodes; k++) {
        const z = grid.nodes[k] ?? 0;
        const p = 1 / (1 + Math.exp(b - previous.sigma * z));
        const residual = (right[k] ?? 0) - (trials[k] ?? 0) * p;
        const weight = (trials[k] ?? 0) * p * (1 - p);
        score -= residual;
        information += weight;
        sigmaScore += z * residual;
        sigmaInformation += z * z * weight;
      }
      return b + score / information;
    });
    sigma = Math.max(0, sigma + sigmaScore / sigmaInformation);
    state = irtPosterior({ y: rows, grid, eta: (item, z) => sigma * z - (difficulty[item] ?? 0) });
    const moved = difficulty.map((b, item) => Math.abs(b - (previous.difficulty[item] ?? 0)));
    if (Math.max(Math.abs(sigma - previous.sigma), ...moved) < 1e-10) break;
  }
  if (sigma < 1e-3) warnings.push("no variation between persons");
  return {
    difficulty: difficulty.map((b, item) => (usable[item] ? b : null)),
    sigma,
    logLikelihood: state.logLikelihood,
    ability: state.mean.map((value) => sigma * value),
    abilitySd: state.sd.map((value) => sigma * value),
    ...base,
    warnings,
  };
}

/** Expected right answers and trials of one item at each node. */
function expected(
  rows: readonly (readonly Observation[])[],
  o: { readonly item: number; readonly weight: readonly Float64Array[]; readonly nodes: number },
): { readonly right: Float64Array; readonly trials: Float64Array } {
  const right = new Float64Array(o.nodes);
  const trials = new Float64Array(o.nodes);
  rows.forEach((row, person) => {
    const outcome = row[o.item] ?? null;
    const weights = o.weight[person];
    if (outcome === null || weights === undefined) return;
    for (let k = 0; k < o.nodes; k++) {
      const w = weights[k] ?? 0;
      trials[k] = (trials[k] ?? 0) + w;
      if (outcome > 0) right[k] = (right[k] ?? 0) + w;
    }
  });
  return { right, trials };
}
