/** Sizes of the waves of one beat in millivolts; negative points down. */
export interface Waves {
  /** P wave. */
  readonly p: number;
  /** Q wave. */
  readonly q: number;
  /** R wave. */
  readonly r: number;
  /** S wave. */
  readonly s: number;
  /** ST segment. */
  readonly st: number;
  /** T wave. */
  readonly t: number;
}

/** Millivolts of a beat at `seconds` from the peak of its R wave; `qt` is the QT interval in seconds. */
export function heartBeat(
  waves: Waves,
  seconds: number,
  { qt = 0.39 }: { qt?: number } = {},
): number {
  const bump = (size: number, center: number, spread: number): number =>
    size * Math.exp(-(((seconds - center) / spread) ** 2) / 2);
  const rise = (center: number, spread: number): number =>
    1 / (1 + Math.exp(-(seconds - center) / spread));
  const tPeak = qt - 0.12;
  return bump(waves.p, -0.16, 0.022) + bump(waves.q, -0.032, 0.009) + bump(waves.r, 0, 0.012) +
    bump(waves.s, 0.034, 0.012) + bump(waves.t, tPeak, 0.045) +
    waves.st * (rise(0.055, 0.007) - rise(tPeak + 0.05, 0.022));
}
