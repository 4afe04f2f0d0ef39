import type { Run } from "../../mod.ts";
import { printNote, UsageError } from "./run_task.ts";

/** Which condition, and where the runs of others are not left out. */
export interface OneConditionOptions {
  /** By default `full`, or what the first run has where no run is full. */
  readonly condition?: string;
  /** Said in the note about a run that is left out. */
  readonly except?: string;
}

/** The runs of one condition. A run that does not say its condition is taken for one of them; what is left out is said. */
export function ofOneCondition(
  files: readonly Run[],
  { condition: wanted, except = "" }: OneConditionOptions = {},
): readonly Run[] {
  const told = files.flatMap(({ manifest }) => manifest?.identity["condition"] ?? []);
  const isUnsaid = told.length < files.length;
  if (wanted !== undefined && !isUnsaid && !told.includes(wanted)) {
    throw new UsageError(
      `--condition is ${wanted}: expected one of the runs', ${[...new Set(told)].join(", ")}`,
    );
  }
  const condition = wanted ?? (isUnsaid || told.includes("full") ? "full" : told[0]);
  const own = (run: Run) => run.manifest?.identity["condition"] ?? condition;
  for (const run of files.filter((one) => own(one) !== condition)) {
    printNote(`${run.model} was run under ${own(run)}, not ${condition}: left out${except}`);
  }
  return files.filter((run) => own(run) === condition);
}
