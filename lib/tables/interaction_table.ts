import { buildFrame } from "../frames/build_frame.ts";
import type { Column } from "../frames/column.ts";
import type { Frame } from "../frames/frame.ts";
import { interactionContrast } from "../stats/groups/interaction_contrast.ts";
import { adjustP } from "../stats/multiplicity/adjust_p.ts";
import { RUN_COLUMN, RUN_KEY_COLUMNS } from "./_accuracy_columns.ts";
import type { RunKey } from "./accuracy_row.ts";
import { columnOf } from "./_estimate_columns.ts";
import { groupRows, groupText, groupValue } from "./_group_rows.ts";
import { refuseNegativePoints, requireColumns } from "./_score_rows.ts";

/** Which two factors. */
export interface InteractionOptions {
  /** First column, e.g. `rarity`. */
  readonly a: string;
  /** Second column, e.g. `stage`. */
  readonly b: string;
  /** `probability` (default): a difference of differences; `odds`: a difference of log odds ratios. */
  readonly scale?: "probability" | "odds";
  /** Confidence level; default 0.95. */
  readonly level?: number;
}

/**
 * Does one factor matter more at some level of another (rarity × stage)? One row for each run and pair of levels, each
 * level against all others of its factor: the difference of differences with its clustered interval, and the four cells.
 *
 * `frame` is a `questionsFrame` or `casesFrame`; clean reading. A factor of two levels has the rarer one against the
 * other. p is adjusted (Holm) over the rows of a run. No interaction on one scale is not no interaction on the other.
 * Rows where a factor is not known are left out and counted. Throws `RangeError` for a column the frame does not have, for
 * twice the same one, for a level outside (0,1), and for items with negative points: met is not right there.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { interactionTable, questionsFrame } from "@rounds/rounds";
 *
 * const table = interactionTable(questionsFrame([]), { a: "stage", b: "position" });
 * assert.deepEqual(table.columns.slice(0, 4), ["run", "group", "value", "lo"]);
 * ```
 */
export function interactionTable(frame: Frame, options: InteractionOptions): Frame {
  const { a, b, scale = "probability", level = 0.95 } = options;
  if (a === b) throw new RangeError(`a and b are both "${a}", expected two columns`);
  if (!(level > 0 && level < 1)) {
    throw new RangeError(`level is ${level}, expected a number between 0 and 1`);
  }
  requireColumns(frame, ["score", "case_id", a, b]);
  refuseNegativePoints(frame);
  const column = (name: string): unknown[] => frame.getColumn(name).toArray();
  const scores = column("score").map((score) => typeof score === "number" ? score : null);
  const cases = column("case_id").map(String);
  const [first, second] = [a, b].map((name) =>
    column(name).map((value): string | null => {
      const one = groupValue(value);
      return one === null ? null : groupText([name], { values: [one], kind: null });
    })
  );
  const rows = groupRows(frame, { by: [] }).groups.flatMap(({ run, rows }) => {
    // Which level is set against the others follows from the run itself, not from what else the frame holds.
    const [levelsA, levelsB] = [first, second]
      .map((values) => contrasted(rows.map((row) => values?.[row] ?? null)));
    const known = rows.filter((row) =>
      (first?.[row] ?? null) !== null && (second?.[row] ?? null) !== null &&
      (scores[row] ?? null) !== null
    );
    const own = (levelsA ?? []).flatMap((levelA) =>
      (levelsB ?? []).map((levelB): Omit<InteractionRow, "p_adj"> => {
        const contrast = interactionContrast({
          y: known.map((row) => scores[row] ?? null),
          a: known.map((row) => Number(first?.[row] === levelA)),
          b: known.map((row) => Number(second?.[row] === levelB)),
          cluster: known.map((row) => cases[row] ?? ""),
          scale,
          level,
        });
        const { value, lo, hi, se, p, df, cells, n, clusters, method, warnings } = contrast;
        const [neither, onlyB, onlyA, both] = cells;
        return {
          ...run,
          term: `${a} × ${b}`,
          group: `${levelA} × ${levelB}`,
          ...{ value, lo, hi, se, p, df, n, clusters, method, level, scale },
          both: both?.value ?? null,
          both_n: both?.n ?? 0,
          only_a: onlyA?.value ?? null,
          only_a_n: onlyA?.n ?? 0,
          only_b: onlyB?.value ?? null,
          only_b_n: onlyB?.n ?? 0,
          neither: neither?.value ?? null,
          neither_n: neither?.n ?? 0,
          n_excluded: rows.length - known.length,
          warnings: warnings.join("; ") || null,
        };
      })
    );
    const adjusted = adjustP(own.map(({ p }) => p));
    return own.map((row, index): InteractionRow => ({ ...row, p_adj: adjusted[index] ?? null }));
  });
  const describeRow = (row: InteractionRow): string => `${row.run}, ${row.group}`;
  const columns = [RUN_COLUMN, ...COLUMNS, ...RUN_KEY_COLUMNS];
  return buildFrame({ name: "interaction", columns, describeRow }, rows);
}

/** Levels from the most frequent; of two only the rarer, of one none: there is nothing to set it against. */
function contrasted(values: readonly (string | null)[]): string[] {
  const counts = new Map<string, number>();
  for (const value of values) {
    if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  const order = [...counts].toSorted(([x, m], [y, n]) => n - m || (x < y ? -1 : 1))
    .map(([value]) => value);
  return order.length > 2 ? order : order.slice(1);
}

interface InteractionRow extends RunKey {
  readonly term: string;
  readonly group: string;
  readonly value: number | null;
  readonly lo: number | null;
  readonly hi: number | null;
  readonly se: number | null;
  readonly p: number | null;
  readonly p_adj: number | null;
  readonly df: number | null;
  readonly both: number | null;
  readonly both_n: number;
  readonly only_a: number | null;
  readonly only_a_n: number;
  readonly only_b: number | null;
  readonly only_b_n: number;
  readonly neither: number | null;
  readonly neither_n: number;
  readonly n: number;
  readonly clusters: number;
  readonly n_excluded: number;
  readonly scale: string;
  readonly level: number;
  readonly method: string;
  readonly warnings: string | null;
}

const of = columnOf<InteractionRow>;

const COLUMNS: readonly Column<InteractionRow>[] = [
  of("group", "string", "The two levels, each against all others of its factor"),
  of("value", "number", "(both - only a) - (only b - neither), on the scale"),
  of("lo", "number", "Lower limit of it, clustered by case"),
  of("hi", "number", "Upper limit of it"),
  of("p_adj", "number", "P value of no interaction, Holm over the rows of the run"),
  of("both", "number", "Accuracy with both levels"),
  of("both_n", "integer", "Questions or cases with both"),
  of("only_a", "number", "Accuracy with the first level only"),
  of("only_a_n", "integer", "Questions or cases with the first only"),
  of("only_b", "number", "Accuracy with the second level only"),
  of("only_b_n", "integer", "Questions or cases with the second only"),
  of("neither", "number", "Accuracy with neither"),
  of("neither_n", "integer", "Questions or cases with neither"),
  of("n", "integer", "Questions or cases used"),
  of("clusters", "integer", "Cases they belong to"),
  of("n_excluded", "integer", "Left out: score or factor not known"),
  of("warnings", "string", "What is missing, and why"),
  of("scale", "string", "probability or odds"),
  of("se", "number", "Standard error (CR1)"),
  of("p", "number", "P value before adjustment"),
  of("df", "number", "Degrees of freedom"),
  of("term", "string", "The two factors"),
  of("level", "number", "Confidence level"),
  of("method", "string", "Id of the method"),
];
