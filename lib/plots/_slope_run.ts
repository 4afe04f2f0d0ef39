/** A run before and after its cut-off. */
export interface SlopeRun {
  /** Label of the run. */
  readonly run: string;
  /** Mean before; null without cases. */
  readonly pre: number | null;
  /** Mean after. */
  readonly post: number | null;
  /** Lower limit of the mean before; null when not given. */
  readonly preLo: number | null;
  /** Upper limit. */
  readonly preHi: number | null;
  /** Lower limit of the mean after. */
  readonly postLo: number | null;
  /** Upper limit. */
  readonly postHi: number | null;
  /** After less before. */
  readonly gap: number | null;
  /** Its lower limit. */
  readonly lo: number | null;
  /** Its upper limit. */
  readonly hi: number | null;
  /** Clear of zero. */
  readonly clear: boolean;
  /** What a browser shows when the pointer rests on it. */
  readonly tip: string;
}
