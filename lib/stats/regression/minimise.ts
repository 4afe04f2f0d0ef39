/** Options of {@linkcode minimise}. */
export interface MinimiseOptions {
  /** Where to start. */
  readonly start: readonly number[];
  /** Largest gradient entry at which to stop, relative to the value where that is above 1; default 1e-7. */
  readonly tolerance?: number;
  /** Most iterations; default 500. */
  readonly iterations?: number;
}

/** A minimum. */
export interface Minimum {
  /** Where it is. */
  readonly x: readonly number[];
  /** The value there. */
  readonly value: number;
  /** Whether the gradient vanished. */
  readonly converged: boolean;
}

/**
 * Local minimum of a smooth function by BFGS with central differences and a backtracking line search.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { minimise } from "@rounds/rounds";
 *
 * const { x } = minimise(([a = 0, b = 0]) => (a - 1) ** 2 + 10 * (b - a * a) ** 2, { start: [0, 0] });
 * assert.deepEqual(x.map((value) => value.toFixed(4)), ["1.0000", "1.0000"]);
 * ```
 */
export function minimise(
  f: (x: readonly number[]) => number,
  options: MinimiseOptions,
): Minimum {
  const { tolerance = 1e-7, iterations = 500 } = options;
  const size = options.start.length;
  let x = [...options.start];
  let value = f(x);
  let gradient = slope(f, x);
  let inverse = identity(size);
  for (let iteration = 0; iteration < iterations; iteration++) {
    const scale = Math.max(1, Math.abs(value));
    const steepest = Math.max(0, ...gradient.map(Math.abs));
    if (steepest < tolerance * scale) return { x, value, converged: true };
    let direction = inverse.map((row) => -dot(row, gradient));
    if (dot(direction, gradient) >= 0) {
      inverse = identity(size);
      direction = gradient.map((g) => -g);
    }
    const descent = dot(direction, gradient);
    let step = 1;
    let next = x;
    let nextValue = Infinity;
    while (step > 1e-14) {
      next = x.map((v, k) => v + step * (direction[k] ?? 0));
      nextValue = f(next);
      if (nextValue <= value + 1e-4 * step * descent) break;
      step /= 2;
    }
    // No descent left within rounding: this is the minimum as far as f can tell.
    const flat = value - nextValue <= 1e-14 * scale;
    if (step <= 1e-14 || flat) return { x, value, converged: steepest < 1e-3 * scale };
    const nextGradient = slope(f, next);
    const s = next.map((v, k) => v - (x[k] ?? 0));
    const u = nextGradient.map((v, k) => v - (gradient[k] ?? 0));
    inverse = update(inverse, s, u);
    x = next;
    value = nextValue;
    gradient = nextGradient;
  }
  return { x, value, converged: false };
}

function slope(f: (x: readonly number[]) => number, x: readonly number[]): number[] {
  return x.map((value, k) => {
    const h = 6e-6 * Math.max(1, Math.abs(value));
    const at = (shift: number): number => f(x.map((v, j) => (j === k ? v + shift : v)));
    return (at(h) - at(-h)) / (2 * h);
  });
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, k) => sum + value * (b[k] ?? 0), 0);
}

function identity(size: number): number[][] {
  return Array.from(
    { length: size },
    (_, j) => Array.from({ length: size }, (_, k) => (j === k ? 1 : 0)),
  );
}

/** The BFGS update of the inverse Hessian; skipped where curvature is not positive. */
function update(inverse: number[][], s: readonly number[], u: readonly number[]): number[][] {
  const curvature = dot(s, u);
  if (!(curvature > 1e-14)) return inverse;
  const hu = inverse.map((row) => dot(row, u));
  const factor = (1 + dot(u, hu) / curvature) / curvature;
  return inverse.map((row, j) =>
    row.map((value, k) =>
      value + factor * (s[j] ?? 0) * (s[k] ?? 0) -
      ((hu[j] ?? 0) * (s[k] ?? 0) + (s[j] ?? 0) * (hu[k] ?? 0)) / curvature
    )
  );
}
