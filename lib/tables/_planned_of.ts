import type { Frame } from "../frames/frame.ts";
import { cell } from "./_frame_cell.ts";

/** Which rows are asked about. */
export interface PlannedOfOptions {
  /** One row of the group. */
  readonly row: number;
  /** How many rows it has. */
  readonly rows: number;
  /** Columns it is grouped by. */
  readonly by: readonly string[];
}

/** What was planned for a group of rows of one run. */
export interface Planned {
  /** Questions (or cases); null where the run is not finished and nobody knows what else the group holds. */
  readonly planned: number | null;
  /** Of these not in the frame, because their case was not finished; 0 where `planned` is null. */
  readonly absent: number;
  /** Why something is missing or unknown; null when nothing is. */
  readonly warning: string | null;
}

/** Columns that are the same in every row of a run: grouped by these, a group is a whole run. */
const OF_RUN = [
  ...["run_id", "model", "dataset", "benchmark", "condition", "dataset_sha256", "protocol"],
  ...["simulated", "private"],
];

/**
 * What was planned for a group, what an interrupted or running run has not done included.
 *
 * A frame has no rows of unfinished cases. They are all of the group where it is the whole run; of a part (a chapter, a
 * position, the rows of a filter) nobody knows how many of them it would hold.
 */
export function plannedOf(frame: Frame, { row, rows, by }: PlannedOfOptions): Planned {
  const unit = frame.columns.includes("item") ? "questions" : "cases";
  const read = (name: string): number | null => {
    const value = cell(frame, { name, row });
    return typeof value === "number" ? value : null;
  };
  const unfinished = read("unfinished_cases") ?? 0;
  const [planned, absent] = [read(`planned_${unit}`), read(`unfinished_${unit}`)];
  const isRun = by.every((name) => OF_RUN.includes(name));
  return plannedFrom({ unfinished, planned: isRun ? planned : null, absent, unit }, rows);
}

/** What a run says of its plan. */
export interface RunPlan {
  /** Cases without a result. */
  readonly unfinished: number;
  /** Questions or cases it set out to do; null where it does not say, or of a part of it. */
  readonly planned: number | null;
  /** Of these without a result. */
  readonly absent: number | null;
  /** What is counted, in words. */
  readonly unit: "questions" | "cases";
}

/** The same from the run's own numbers, of so many rows. */
export function plannedFrom(
  { unfinished, planned, absent, unit }: RunPlan,
  rows: number,
): Planned {
  if (unfinished <= 0) return { planned: rows, absent: 0, warning: null };
  const missing = `${unfinished} planned cases of the run are not in the frame`;
  const isWhole = planned !== null && absent !== null && rows === planned - absent;
  return isWhole ? { planned, absent, warning: `${missing}: they count as not_run` } : {
    planned: null,
    absent: 0,
    warning: `${missing} (unknown how many ${unit} of this group): no coverage, no bounds`,
  };
}
