/** Nodes and weights of a quadrature rule. */
export interface Quadrature {
  /** Where the function is evaluated. */
  readonly nodes: readonly number[];
  /** What each value counts. */
  readonly weights: readonly number[];
}

/**
 * Gauss-Legendre rule with `n` nodes on [-1, 1].
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { gaussLegendre } from "@rounds/rounds";
 *
 * const { nodes, weights } = gaussLegendre(5);
 * const fourth = nodes.reduce((sum, x, k) => sum + (weights[k] ?? 0) * x ** 4, 0);
 * assert.ok(Math.abs(fourth - 2 / 5) < 1e-14);
 * ```
 */
export function gaussLegendre(n: number): Quadrature {
  const nodes: number[] = [];
  const weights: number[] = [];
  for (let k = 1; k <= n; k++) {
    let x = Math.cos((Math.PI * (k - 0.25)) / (n + 0.5));
    let slope = 1;
    for (let step = 0; step < 50; step++) {
      let last = 1;
      let value = x;
      for (let j = 2; j <= n; j++) {
        [last, value] = [value, ((2 * j - 1) * x * value - (j - 1) * last) / j];
      }
      if (n === 1) last = 1;
      slope = (n * (x * value - last)) / (x * x - 1);
      const change = value / slope;
      x -= change;
      if (Math.abs(change) < 1e-15) break;
    }
    nodes.push(x);
    weights.push(2 / ((1 - x * x) * slope * slope));
  }
  return { nodes, weights };
}
