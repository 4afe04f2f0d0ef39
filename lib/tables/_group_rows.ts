import type { Frame } from "../frames/frame.ts";
import type { GroupValue, RunKey } from "./accuracy_row.ts";
import { code, type CodedColumn, codedColumn, jointCodes } from "./_coded_column.ts";
import { cell } from "./_frame_cell.ts";
import { isDate } from "../stats/groups/_is_date.ts";
import { stagePlace } from "../stats/groups/_stage_place.ts";
import { runsOfColumn } from "./_run_keys.ts";

/** How to split a frame. */
export interface GroupRowsOptions {
  /** Columns to group by, within each run; none gives one group a run. */
  readonly by: readonly string[];
}

/** Rows of one run that agree in the columns grouped by. */
export interface RowGroup {
  /** The run. */
  readonly run: RunKey;
  /** Values of the columns grouped by, in their order. */
  readonly by: readonly GroupValue[];
  /** The columns grouped by, as text. */
  readonly term: string;
  /** The group, as text. */
  readonly group: string;
  /** Rows of the frame, from 0, in order. */
  readonly rows: readonly number[];
}

/** The groups of a frame, and the columns they are really made by. */
export interface GroupedRows {
  /**
   * In order of the runs; inside a run numbers and dates rise, before what is neither, stages come as a patient meets
   * them, and other groups fall by their number of rows over all runs.
   */
  readonly groups: readonly RowGroup[];
  /** `by`, with `kind` before `label` where the frame has labels of several kinds. */
  readonly by: readonly string[];
}

/**
 * Splits the rows of a question, case or label frame by run and by columns.
 *
 * Throws `RangeError` for a column the frame does not have, and where a group holds a question twice: its counts would
 * be wrong.
 */
export function groupRows(frame: Frame, options: GroupRowsOptions): GroupedRows {
  const by = withKind(frame, options.by);
  const columns = by.map((name) => groupColumn(frame, name));
  const ids = column(frame, "run_id");
  const runs = runsOfColumn(frame, ids);
  const { codes, first } = jointCodes([ids, ...columns], frame.height);
  const rows = first.map((): number[] => []);
  for (let row = 0; row < codes.length; row++) rows[codes[row] ?? 0]?.push(row);
  const groups = rows.flatMap((list, code): RowGroup[] => {
    const row = first[code] ?? 0;
    const run = runs[ids.codes[row] ?? 0];
    if (run === undefined) return [];
    const values = columns.map(({ codes, values }) => groupValue(values[codes[row] ?? 0]));
    const kind = cell(frame, { name: "kind", row });
    return [{
      run,
      by: values,
      rows: list,
      term: options.by.length === 0 ? "all" : options.by.join(" × "),
      group: groupText(by, { values, kind }),
    }];
  });
  refuseRepeats(frame, groups);
  return { groups: sorted(groups, by), by };
}

function column(frame: Frame, name: string): CodedColumn {
  if (!frame.columns.includes(name)) {
    throw new RangeError(`No column "${name}" in this frame; it has ${frame.columns.join(", ")}`);
  }
  return codedColumn(frame, name);
}

/** A column to group by: values that are the same as a group have the same code. */
export function groupColumn(frame: Frame, name: string): CodedColumn {
  const { codes, values } = column(frame, name);
  const groups = code(values.map(groupValue));
  if (groups.values.length === values.length) return { codes, values: groups.values };
  return { codes: codes.map((place) => groups.codes[place] ?? 0), values: groups.values };
}

/** Labels of different kinds never share a group, nor do questions without an image and those without a table. */
export function withKind(frame: Frame, by: readonly string[]): readonly string[] {
  if (!by.includes("label") || by.includes("kind") || !frame.columns.includes("kind")) return by;
  const several = frame.getColumn("kind").nUnique() > 1;
  return several ? by.flatMap((name) => name === "label" ? ["kind", name] : [name]) : by;
}

/** A cell as a value rows are grouped by. */
export function groupValue(value: unknown): GroupValue {
  if (value === null || value === undefined) return null;
  if (typeof value === "number" || typeof value === "boolean") return value;
  return value instanceof Date ? value.toISOString() : String(value);
}

/** A group as text, e.g. `CT` or `Q2`. */
export function groupText(
  by: readonly string[],
  { values, kind }: { readonly values: readonly GroupValue[]; readonly kind: unknown },
): string {
  if (by.length === 0) return "all";
  const place = by.indexOf("label");
  const parts = by.flatMap((name, index) => {
    const value = values[index] ?? null;
    // "image: CT", but "no image" rather than "image: no image".
    if (name === "kind" && by[index + 1] === "label") {
      return values[place] === null ? [] : [`${value}: ${values[place]}`];
    }
    if (name === "label") {
      if (value === null) return [typeof kind === "string" ? `no ${kind}` : "(none)"];
      return by[index - 1] === "kind" ? [] : [String(value)];
    }
    if (value === null) return ["(unknown)"];
    return [name === "position" ? `Q${value}` : String(value)];
  });
  return parts.join(" · ");
}

function refuseRepeats(frame: Frame, groups: readonly RowGroup[]): void {
  const names = ["case_id", "trial", "item"].filter((name) => frame.columns.includes(name));
  if (!names.includes("case_id")) return;
  const keys = names.map((name) => column(frame, name));
  const { codes, first } = jointCodes(keys, frame.height);
  const seenIn = new Int32Array(first.length).fill(-1);
  for (const [place, { rows, group, run }] of groups.entries()) {
    for (const row of rows) {
      const code = codes[row] ?? 0;
      if (seenIn[code] === place) {
        const where = names.map((name, index) => {
          const key = keys[index];
          return `${name} ${key?.values[key.codes[row] ?? 0]}`;
        }).join(", ");
        throw new RangeError(
          `Group "${group}" of ${run.run} holds ${where} twice: group a frame of labels by "label", and stack each run once`,
        );
      }
      seenIn[code] = place;
    }
  }
}

/** A number for each row, equal where the rows agree in all lists. */
export function rowCodes(lists: readonly (readonly unknown[])[]): number[] {
  return [...jointCodes(lists.map(code), lists[0]?.length ?? 0).codes];
}

function sorted(groups: readonly RowGroup[], names: readonly string[]): RowGroup[] {
  const runs = [...new Set(groups.map((group) => group.run.run_id))];
  const order = new Map(runs.map((id, index) => [id, index]));
  const sizes = new Map<string, number>();
  for (const { by, rows } of groups) {
    for (const key of prefixes(by)) sizes.set(key, (sizes.get(key) ?? 0) + rows.length);
  }
  return groups.toSorted((a, b) =>
    (order.get(a.run.run_id) ?? 0) - (order.get(b.run.run_id) ?? 0) ||
    compare(a.by, b.by, { sizes, names })
  );
}

/** One key per level of grouping, so that inner groups stay inside their outer one. */
function prefixes(by: readonly GroupValue[]): string[] {
  return by.map((_, index) => JSON.stringify(by.slice(0, index + 1)));
}

function compare(
  a: readonly GroupValue[],
  b: readonly GroupValue[],
  { sizes, names }: {
    readonly sizes: ReadonlyMap<string, number>;
    readonly names: readonly string[];
  },
): number {
  const [left, right] = [prefixes(a), prefixes(b)];
  const level = a.findIndex((value, index) => value !== b[index]);
  const [x, y] = [a[level], b[level]];
  if (typeof x === "number" && typeof y === "number") return x - y;
  const byStage = names[level] === "stage" ? stagePlace(String(x)) - stagePlace(String(y)) : 0;
  if (byStage !== 0) return byStage;
  const [isDay, isOtherDay] = [x, y].map((one) => typeof one === "string" && isDate(one));
  if (isDay && isOtherDay) return String(x) < String(y) ? -1 : 1;
  // Numbers and dates before what is neither: an unknown one placed by its size would tear their order apart.
  const [isRising, isOtherRising] = [
    isDay || typeof x === "number",
    isOtherDay || typeof y === "number",
  ];
  if (isRising !== isOtherRising) return isRising ? -1 : 1;
  const size = (key: string | undefined) => sizes.get(key ?? "") ?? 0;
  return size(right[level]) - size(left[level]) || (String(x) < String(y) ? -1 : 1);
}
