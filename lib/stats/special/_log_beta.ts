import { logGamma } from "./log_gamma.ts";

/**
 * Logarithm of the beta function `B(a, b)`, `a, b > 0`.
 *
 * From 10 on, the difference of Stirling series instead of the difference of log-gammas: those are of the size of
 * `a ln a`, and at a million nothing but rounding would be left of the digits that count. Source: DLMF 5.11.1.
 *
 * @internal
 */
export function logBeta(a: number, b: number): number {
  const [small, large] = a <= b ? [a, b] : [b, a];
  if (large < 10) return logGamma(a) + logGamma(b) - logGamma(a + b);
  const share = Math.log1p(-small / (small + large));
  const rest = remainder(large) - remainder(small + large);
  if (small < 10) {
    return logGamma(small) + rest + small - small * Math.log(small + large) +
      (large - 0.5) * share;
  }
  return 0.5 * Math.log(2 * Math.PI) - 0.5 * Math.log(large) + remainder(small) + rest +
    (small - 0.5) * Math.log(small / (small + large)) + large * share;
}

/** What Stirling's formula lacks at x, from 10 on to rounding. */
function remainder(x: number): number {
  const y = 1 / (x * x);
  return (1 / 12 -
    y * (1 / 360 - y * (1 / 1260 - y * (1 / 1680 - y * (1 / 1188 - y * 691 / 360360))))) /
    x;
}
