import type { Frame } from "../frames/frame.ts";
import type { RunKey } from "./accuracy_row.ts";
import { code, type CodedColumn, codedColumn } from "./_coded_column.ts";
import { cell } from "./_frame_cell.ts";
import { factDifferences, factsOf, type RunFacts, runFacts, settingsText } from "./_run_facts.ts";
import { runLabels } from "./_run_labels.ts";

/** The runs of a frame by id, named so that no two are alike. */
export function runsOf(
  frame: Frame,
  ids: readonly string[],
): ReadonlyMap<string, RunKey> {
  return new Map(runsOfColumn(frame, code(ids)).map((run) => [run.run_id, run]));
}

/** Every table of a frame names the same runs: kept with the codes, which change when the frame does. */
const known = new WeakMap<CodedColumn, readonly RunKey[]>();

/** The same by the codes of their ids. */
export function runsOfColumn(frame: Frame, ids: CodedColumn): readonly RunKey[] {
  const before = known.get(ids);
  if (before !== undefined) return before;
  const runs = toldRuns(frame, ids);
  known.set(ids, runs);
  return runs;
}

function toldRuns(frame: Frame, ids: CodedColumn): readonly RunKey[] {
  const rows = ids.values.map((_, place) => ids.codes.indexOf(place));
  const columns = new Map<string, readonly unknown[]>(
    OF_RUN.map((name) => [name, rows.map((row) => cell(frame, { name, row }))]),
  );
  return runKeys(ids.values.map((value, place): ToldRun => {
    const id = String(value);
    const text = (name: typeof OF_RUN[number]) => textOrNull(columns.get(name)?.[place]);
    const number = (name: typeof OF_RUN[number]) => numberOrNull(columns.get(name)?.[place]);
    const simulated = columns.get("simulated")?.[place];
    const [dataset, condition] = [text("dataset"), text("condition")];
    const [benchmark, dataset_sha256] = [text("benchmark"), text("dataset_sha256")];
    const told = { benchmark, dataset, dataset_sha256, condition, protocol: text("protocol") };
    return {
      run_id: id,
      model: text("model") ?? id,
      dataset,
      condition,
      simulated: typeof simulated === "boolean" ? simulated : null,
      factsAs: (run) => factsOf(told, { run }),
      planned: number("planned_cases"),
      unfinished: number("unfinished_cases"),
    };
  }));
}

/** Columns that are the same in every row of a run. */
const OF_RUN = [
  ...["model", "dataset", "condition", "simulated", "benchmark", "dataset_sha256"] as const,
  ...["protocol", "planned_cases", "unfinished_cases"] as const,
] as const;

/** What the comparability of runs rests on, beside each run. */
export function withFacts<Of extends Pick<RunKey, "run" | "run_id">>(
  frame: Frame,
  runs: readonly Of[],
): readonly { readonly run: Of; readonly facts: RunFacts }[] {
  const { codes, values } = codedColumn(frame, "run_id");
  const places = new Map(values.map((value, place) => [String(value), place]));
  return runs.map((run) => ({
    run,
    facts: runFacts(frame, { run: run.run, row: codes.indexOf(places.get(run.run_id) ?? 0) }),
  }));
}

/** What is known of a run before it is named. */
export interface ToldRun extends Omit<RunKey, "run" | "settings" | "unlike" | "partial"> {
  /** What its comparability rests on, under a name. */
  readonly factsAs: (run: string) => RunFacts;
  /** Cases (× trials) it set out to do; null when unknown. */
  readonly planned: number | null;
  /** Of these not finished; null when unknown. */
  readonly unfinished: number | null;
}

/** Names runs so that no two are alike, and says how each differs from the first and how much of it is there. */
export function runKeys(runs: readonly ToldRun[]): readonly RunKey[] {
  const labels = runLabels(runs);
  const named = runs.map((told) => {
    const run = labels.get(told.run_id) ?? told.model;
    return { told, run, facts: told.factsAs(run) };
  });
  return named.map(({ told: { factsAs: _, planned, unfinished, ...told }, run, facts }): RunKey => {
    const first = named[0]?.facts ?? facts;
    const { differ } = factDifferences(facts, first);
    return {
      run,
      ...told,
      settings: settingsText(facts),
      unlike: differ.length === 0 ? null : `not like ${first.run}: ${differ.join(", ")}`,
      partial: partialText(run, { planned, unfinished }),
    };
  });
}

/** Of a run that is going on, or was interrupted, only some of the planned cases are there. */
function partialText(
  run: string,
  { planned, unfinished }: Pick<ToldRun, "planned" | "unfinished">,
): string | null {
  if (planned === null || unfinished === null || unfinished <= 0) return null;
  const [done, all] = [planned - unfinished, planned].map((n) => n.toLocaleString("en-US"));
  return `${run} with ${done} of ${all} planned cases`;
}

function numberOrNull(value: unknown): number | null {
  return typeof value === "number" ? value : null;
}

function textOrNull(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}
