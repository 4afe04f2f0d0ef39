import { buildFrame } from "../frames/build_frame.ts";
import type { Column } from "../frames/column.ts";
import type { Frame } from "../frames/frame.ts";
import { adjustP } from "../stats/multiplicity/adjust_p.ts";
import { normalQuantile } from "../stats/special/normal_quantile.ts";
import { expectedMaxNormal } from "../stats/uncertainty/expected_max_normal.ts";
import { RUN_COLUMN, RUN_KEY_COLUMNS } from "./_accuracy_columns.ts";
import type { RunKey } from "./accuracy_row.ts";
import type { AccuracyOptions } from "./accuracy_rows.ts";
import { columnOf } from "./_estimate_columns.ts";
import { shrinkRuns } from "./_shrink_runs.ts";

/** Which groups to compare. */
export interface HeterogeneityOptions extends Omit<AccuracyOptions, "by"> {
  /** Column or columns that make the groups, e.g. `level1`. */
  readonly by: string | readonly string[];
}

/**
 * Do the groups (chapters) of a run differ more than chance explains? One row a run: Cochran's Q, the spread between
 * groups (τ, as a proportion), and the lowest and highest group after shrinkage.
 *
 * `frame` is one of those of `accuracyTable`, and so are the errors; `by` may not be empty, and items with negative points
 * are refused (a `RangeError`): met is not right there. Where τ is 0 show one number
 * for all groups. Q assumes groups that do not overlap: not labels of one question.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { heterogeneityTable, questionsFrame } from "@rounds/rounds";
 *
 * const table = heterogeneityTable(questionsFrame([]), { by: "stage" });
 * assert.deepEqual(table.columns.slice(0, 4), ["run", "tau", "p", "p_adj"]);
 * ```
 */
export function heterogeneityTable(frame: Frame, options: HeterogeneityOptions): Frame {
  const { runs } = shrinkRuns(frame, options);
  const adjusted = adjustP(runs.map(({ fit }) => fit.p));
  const rows = runs.flatMap(({ groups, fit }, index): HeterogeneityRow[] => {
    const [first] = groups;
    if (first === undefined) return [];
    const { run, run_id, model, dataset, condition, simulated, settings, unlike, partial } = first;
    const { term, unit, reading, level } = first;
    const z = normalQuantile(1 - (1 - level) / 2);
    const half = fit.seMu === null ? null : z * fit.seMu;
    // Where groups do not differ beyond chance none is the lowest.
    const placed = groups.flatMap(({ group }, k) => {
      const shrunk = fit.rows[k]?.shrunk ?? null;
      return shrunk === null || fit.tau2 === 0 ? [] : [{ group, shrunk }];
    }).toSorted((a, b) => a.shrunk - b.shrunk);
    return [{
      ...{ run, run_id, model, dataset, condition, simulated, settings, unlike, partial },
      ...{ term, unit, reading, level },
      tau: fit.tau2 === null ? null : Math.sqrt(fit.tau2),
      p: fit.p,
      p_adj: adjusted[index] ?? null,
      i2: fit.i2,
      q: fit.q,
      df: fit.df,
      value: fit.mu,
      lo: fit.mu === null || half === null ? null : Math.max(0, fit.mu - half),
      hi: fit.mu === null || half === null ? null : Math.min(1, fit.mu + half),
      lowest: placed[0]?.group ?? null,
      lowest_value: placed[0]?.shrunk ?? null,
      highest: placed.at(-1)?.group ?? null,
      highest_value: placed.at(-1)?.shrunk ?? null,
      luck: fit.n === 0 ? null : expectedMaxNormal(fit.n),
      groups: fit.n,
      n_excluded: fit.nExcluded,
      method: fit.method,
      warnings: fit.warnings.join("; ") || null,
    }];
  });
  const describeRow = (row: HeterogeneityRow): string => row.run;
  const columns = [RUN_COLUMN, ...COLUMNS, ...RUN_KEY_COLUMNS];
  return buildFrame({ name: "heterogeneity", columns, describeRow }, rows);
}

interface HeterogeneityRow extends RunKey {
  readonly term: string;
  readonly unit: string;
  readonly reading: string;
  readonly level: number;
  readonly tau: number | null;
  readonly p: number | null;
  readonly p_adj: number | null;
  readonly i2: number | null;
  readonly q: number | null;
  readonly df: number | null;
  readonly value: number | null;
  readonly lo: number | null;
  readonly hi: number | null;
  readonly lowest: string | null;
  readonly lowest_value: number | null;
  readonly highest: string | null;
  readonly highest_value: number | null;
  readonly luck: number | null;
  readonly groups: number;
  readonly n_excluded: number;
  readonly method: string;
  readonly warnings: string | null;
}

const of = columnOf<HeterogeneityRow>;

const COLUMNS: readonly Column<HeterogeneityRow>[] = [
  of("tau", "number", "Standard deviation between groups beyond chance; 0: show one number"),
  of("p", "number", "P value of: all groups are equal (Cochran's Q)"),
  of("p_adj", "number", "The same, Holm over the runs"),
  of("i2", "number", "Share of the variance between groups beyond chance"),
  of("value", "number", "Mean accuracy of the groups (random effects)"),
  of("lo", "number", "Lower limit of that mean"),
  of("hi", "number", "Upper limit of that mean"),
  of("lowest", "string", "Group with the lowest accuracy after shrinkage; null where tau is 0"),
  of("lowest_value", "number", "Its accuracy after shrinkage"),
  of("highest", "string", "Group with the highest accuracy after shrinkage; null where tau is 0"),
  of("highest_value", "number", "Its accuracy after shrinkage"),
  of(
    "luck",
    "number",
    "Standard errors the best of as many equal groups would seem above them all",
  ),
  of("groups", "integer", "Groups compared"),
  of("n_excluded", "integer", "Groups left out for want of an interval"),
  of("q", "number", "Cochran's Q"),
  of("df", "integer", "Its degrees of freedom"),
  of("warnings", "string", "What is missing, and why"),
  of("term", "string", "What the groups are made by"),
  of("unit", "string", "What is counted"),
  of("reading", "string", "clean or official"),
  of("level", "number", "Confidence level"),
  of("method", "string", "Id of the method"),
];
