import type { PlotRow } from "./figure.ts";
import { limitsOf } from "./_limits_of.ts";
import { rowReader } from "./_row_reader.ts";

/** A run with what is known about its model. */
export interface ModelRow {
  /** Label of the run. */
  readonly run: string;
  /** Score, in [0,1]; null when there is none. */
  readonly value: number | null;
  /** Lower limit. */
  readonly lo: number | null;
  /** Upper limit. */
  readonly hi: number | null;
  /** Best rank it may have; null when no ranks were computed. */
  readonly rankLo: number | null;
  /** Cases or questions; null when unknown. */
  readonly n: number | null;
  /** Family; null when unknown. */
  readonly family: string | null;
  /** `yyyy-mm` or `yyyy-mm-dd`; null when unknown. */
  readonly release: string | null;
  /** `proprietary`, `open` or `medical`; null when unknown. */
  readonly type: string | null;
  /** Parameters; null when not disclosed. */
  readonly parameters: number | null;
  /** The row it was read from. */
  readonly row: PlotRow;
}

/**
 * Reads scores of runs with facts about their models.
 */
export function modelRows(rows: readonly PlotRow[]): ModelRow[] {
  return rows.map((row, index) => {
    const reader = rowReader(row, { index, from: "withModelFacts" });
    return {
      run: reader.run(),
      value: reader.need("value"),
      lo: limitsOf(reader).lo,
      hi: limitsOf(reader).hi,
      rankLo: reader.number("rank_lo"),
      n: reader.number("n"),
      family: reader.text("family"),
      release: reader.text("release"),
      type: reader.text("type"),
      parameters: reader.number("parameters"),
      row,
    };
  });
}
