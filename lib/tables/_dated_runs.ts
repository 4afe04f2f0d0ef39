import type { Frame } from "../frames/frame.ts";
import type { RunKey } from "./accuracy_row.ts";
import type { DatedOptions } from "./dated_options.ts";
import { groupRows } from "./_group_rows.ts";

/** The dated scores of one run. */
export interface DatedRun {
  /** The run. */
  readonly run: RunKey;
  /** Rows of the frame. */
  readonly rows: readonly number[];
  /** Score of each; null when unknown. */
  readonly y: readonly (number | null)[];
  /** Month of each, `yyyy-mm`; null when unknown. */
  readonly date: readonly (string | null)[];
  /** Case of each. */
  readonly cluster: readonly string[];
  /** A case stands in several rows: trials, or questions. */
  readonly repeated: boolean;
  /** Which interval suits the scores: Wilson's for right and wrong, t for points. */
  readonly interval: "wilson-eff" | "t";
  /** Knowledge cut-off, `yyyy-mm`; null when unknown. */
  readonly cutoff: string | null;
}

const COLUMNS = { clipped: "score", unclipped: "unclipped_score", official: "official_score" };

/**
 * Splits a frame by run, each row with its month; throws `RangeError` where the frame has neither months nor dates, or
 * lacks the score.
 */
export function datedRuns(frame: Frame, options: DatedOptions): DatedRun[] {
  const { models = [] } = options;
  const name = COLUMNS[options.score ?? "clipped"];
  const when = ["month", "date"].find((one) => frame.columns.includes(one));
  if (when === undefined || !frame.columns.includes(name)) {
    throw new RangeError(
      `This frame has no column "${
        when === undefined ? "month" : name
      }": expected a casesFrame of dated cases; ` +
        `it has ${frame.columns.join(", ")}`,
    );
  }
  if (frame.height === 0) return [];
  const [scores, dates, cases] = [name, when, "case_id"]
    .map((column) => frame.getColumn(column).toArray());
  return groupRows(frame, { by: [] }).groups.map(({ run, rows }) => {
    const cluster = rows.map((row) => String(cases?.[row]));
    const y = rows.map((row) => numberOrNull(scores?.[row]));
    return {
      run,
      rows,
      y,
      interval: y.every((one) => one === null || one === 0 || one === 1) ? "wilson-eff" : "t",
      date: rows.map((row) => monthOf(dates?.[row])),
      cluster,
      repeated: new Set(cluster).size < cluster.length,
      cutoff: monthOf(
        models.find((one) =>
          [one.run, one.model, ...one.aliases ?? []].some((known) =>
            known === run.run || known === run.model
          )
        )?.cutoff,
      ),
    };
  });
}

/** A month as `yyyy-mm`; null for what does not begin with one. */
function monthOf(value: unknown): string | null {
  const found = typeof value === "string" ? /^\d{4}-(0[1-9]|1[0-2])(?!\d)/.exec(value) : null;
  return found === null ? null : found[0];
}

function numberOrNull(value: unknown): number | null {
  return typeof value === "number" ? value : null;
}
