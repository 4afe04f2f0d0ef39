import type { ReferenceBand } from "./_reference_bands.ts";

/** One run in a scatter plot. */
export interface ScatterPoint {
  /** Written beside it. */
  readonly name: string;
  /** Place on the x axis; positive where that is logarithmic. */
  readonly x: number;
  /** Lower limit of x; null for none. */
  readonly xLo: number | null;
  /** Upper limit of x. */
  readonly xHi: number | null;
  /** Score, in [0,1]. */
  readonly value: number;
  /** Lower limit. */
  readonly lo: number | null;
  /** Upper limit. */
  readonly hi: number | null;
  /** Colour. */
  readonly color: string;
  /** Name of a shape. */
  readonly symbol: string;
  /** Hollow when false. */
  readonly filled: boolean;
  /** Radius of a ring around it, CSS pixels; 0 for none. */
  readonly ring: number;
  /** What a browser shows when the pointer rests on it. */
  readonly tip: string;
}

/** Scores against something, on a logarithmic axis unless said otherwise. */
export interface Scatter {
  /** The runs. */
  readonly points: readonly ScatterPoint[];
  /** Default `log`. */
  readonly xScale?: "log" | "linear";
  /** What the x axis spans. */
  readonly xDomain: readonly [low: number, high: number];
  /** Ticks of the x axis. */
  readonly xTicks: readonly number[];
  /** Writes a tick of the x axis. */
  xTick(value: number): string;
  /** Name of the x axis. */
  readonly xAxis: string;
  /** Name of the y axis. */
  readonly yAxis: string;
  /** Points of a step line, from left to right; empty for none. */
  readonly frontier: readonly { readonly x: number; readonly value: number }[];
  /** The points of `frontier` are joined by a dotted curve with this text on it, not by steps. */
  readonly curveLabel?: string;
  /** Dashed lines across. */
  readonly references: readonly ReferenceBand[];
}
