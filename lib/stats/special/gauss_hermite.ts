import type { Quadrature } from "./gauss_legendre.ts";

/**
 * Gauss-Hermite rule with `n` nodes for the weight `exp(-x²)`, nodes in descending order.
 *
 * Newton on the normalised Hermite functions, starting from the interlacing of the roots.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { gaussHermite } from "@rounds/rounds";
 *
 * const { nodes, weights } = gaussHermite(41);
 * const second = nodes.reduce((sum, x, k) => sum + (weights[k] ?? 0) * x * x, 0);
 * assert.ok(Math.abs(second - Math.sqrt(Math.PI) / 2) < 1e-12);
 * ```
 */
export function gaussHermite(n: number): Quadrature {
  const nodes = new Array<number>(n).fill(0);
  const weights = new Array<number>(n).fill(0);
  const half = Math.floor((n + 1) / 2);
  let x = 0;
  for (let k = 0; k < half; k++) {
    if (k === 0) x = Math.sqrt(2 * n + 1) - 1.85575 * (2 * n + 1) ** (-1 / 6);
    else if (k === 1) x -= (1.14 * n ** 0.426) / x;
    else if (k === 2) x = 1.86 * x - 0.86 * (nodes[0] ?? 0);
    else if (k === 3) x = 1.91 * x - 0.91 * (nodes[1] ?? 0);
    else x = 2 * x - (nodes[k - 2] ?? 0);
    let slope = 1;
    for (let step = 0; step < 100; step++) {
      let value = Math.PI ** -0.25;
      let last = 0;
      for (let j = 1; j <= n; j++) {
        [last, value] = [value, x * Math.sqrt(2 / j) * value - Math.sqrt((j - 1) / j) * last];
      }
      slope = Math.sqrt(2 * n) * last;
      const change = value / slope;
      x -= change;
      if (Math.abs(change) < 1e-15) break;
    }
    nodes[k] = x;
    nodes[n - 1 - k] = -x;
    weights[k] = 2 / (slope * slope);
    weights[n - 1 - k] = 2 / (slope * slope);
  }
  return { nodes, weights };
}
