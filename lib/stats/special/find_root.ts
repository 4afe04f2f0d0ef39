/** Options of {@linkcode findRoot}. */
export interface FindRootOptions {
  /** One end of the bracket. */
  readonly lo: number;
  /** The other end; the function must change sign between the two. */
  readonly hi: number;
  /** Absolute width at which to stop; default 0, which means to the last digit. */
  readonly tolerance?: number;
}

/**
 * Root of a continuous function in a bracket by Brent's method; null when the ends have the same sign.
 *
 * Source: Brent 1973, chapter 4.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { findRoot } from "@rounds/rounds";
 *
 * const root = findRoot((x) => x * x - 2, { lo: 0, hi: 2 });
 * assert.ok(root !== null && Math.abs(root - Math.SQRT2) < 1e-15);
 * assert.equal(findRoot((x) => x * x + 1, { lo: 0, hi: 2 }), null);
 * ```
 */
export function findRoot(f: (x: number) => number, options: FindRootOptions): number | null {
  let a = options.lo;
  let b = options.hi;
  let fa = f(a);
  let fb = f(b);
  if (fa === 0) return a;
  if (fb === 0) return b;
  if (!(fa * fb < 0)) return null;
  let c = a;
  let fc = fa;
  let step = b - a;
  let previous = step;
  for (let iteration = 0; iteration < 500; iteration++) {
    if (Math.abs(fc) < Math.abs(fb)) {
      [a, b, c] = [b, c, b];
      [fa, fb, fc] = [fb, fc, fb];
    }
    const tolerance = 2 * Number.EPSILON * Math.abs(b) + 0.5 * (options.tolerance ?? 0) +
      Number.MIN_VALUE;
    const middle = 0.5 * (c - b);
    if (Math.abs(middle) <= tolerance || fb === 0) return b;
    [step, previous] = nextStep({ a, b, c, fa, fb, fc, step, previous, middle, tolerance });
    a = b;
    fa = fb;
    b += Math.abs(step) > tolerance ? step : Math.sign(middle) * tolerance;
    fb = f(b);
    if (fb > 0 === fc > 0) {
      c = a;
      fc = fa;
      step = b - a;
      previous = step;
    }
  }
  return b;
}

interface State {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly fa: number;
  readonly fb: number;
  readonly fc: number;
  readonly step: number;
  readonly previous: number;
  readonly middle: number;
  readonly tolerance: number;
}

/** The secant or inverse quadratic step where it is trustworthy, else bisection. */
function nextStep(s: State): [step: number, previous: number] {
  if (Math.abs(s.previous) < s.tolerance || Math.abs(s.fa) <= Math.abs(s.fb)) {
    return [s.middle, s.middle];
  }
  const ratio = s.fb / s.fa;
  let p: number;
  let q: number;
  if (s.a === s.c) {
    p = 2 * s.middle * ratio;
    q = 1 - ratio;
  } else {
    const r = s.fb / s.fc;
    const t = s.fa / s.fc;
    p = ratio * (2 * s.middle * t * (t - r) - (s.b - s.a) * (r - 1));
    q = (t - 1) * (r - 1) * (ratio - 1);
  }
  if (p > 0) q = -q;
  p = Math.abs(p);
  const accepted = 2 * p <
    Math.min(3 * s.middle * q - Math.abs(s.tolerance * q), Math.abs(s.previous * q));
  return accepted ? [p / q, s.step] : [s.middle, s.middle];
}
