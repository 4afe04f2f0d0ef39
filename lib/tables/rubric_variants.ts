import { buildFrame } from "../frames/build_frame.ts";
import type { Column } from "../frames/column.ts";
import type { Frame } from "../frames/frame.ts";
import { type RubricCase, rubricScore } from "../stats/rubric/rubric_score.ts";
import { clusteredMean } from "../stats/uncertainty/clustered_mean.ts";
import { RUN_COLUMN, RUN_KEY_COLUMNS } from "./_accuracy_columns.ts";
import type { RunKey } from "./accuracy_row.ts";
import { columnOf, ESTIMATE_COLUMNS, type EstimateCells } from "./_estimate_columns.ts";
import { runsOf } from "./_run_keys.ts";
import { requireColumns } from "./_score_rows.ts";

interface VariantRow extends RunKey, EstimateCells {
  readonly variant: string;
  readonly group: string;
}

const COLUMNS: readonly Column<VariantRow>[] = [
  columnOf("group", "string", "The group; all when by nothing"),
  columnOf(
    "variant",
    "string",
    "unclipped, or clipped to [0,1] a case; official: unscored cases count 0, the mean is clipped; earned: share of positive " +
      "points earned; triggered: share of penalty points triggered (lower is better)",
  ),
  ...ESTIMATE_COLUMNS,
];

/**
 * The score of every run in every variant in use, with completeness (`earned`) and safety (`triggered`) apart: one must not
 * buy the other.
 *
 * `frame` is a `criteriaFrame`; `by` groups the cases (`theme`, `month`) or the criteria (`axis`), whose variants are then of
 * that part of the rubric alone. Cases with a criterion of unknown score are left out and counted, but for `official`,
 * which takes them as the reference does. Intervals: t over cases.
 *
 * Throws `RangeError` for a frame without the columns.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { criteriaFrame, rubricVariants } from "@rounds/rounds";
 *
 * assert.equal(rubricVariants(criteriaFrame([])).height, 0);
 * ```
 */
export function rubricVariants(
  frame: Frame,
  options: { readonly by?: string; readonly level?: number } = {},
): Frame {
  const { by, level = 0.95 } = options;
  const names = ["run_id", "case_id", "trial", "points", "score", "official_score"];
  requireColumns(frame, by === undefined ? names : [...names, by]);
  const rows = frame.select(...names, ...(by === undefined ? [] : [by])).toRecords();
  const runs = runsOf(frame, rows.map((row) => String(row["run_id"])));
  const groups = Map.groupBy(
    rows,
    (row) => JSON.stringify([row["run_id"], by === undefined ? "all" : row[by] ?? "(unknown)"]),
  );
  const found = [...groups].flatMap(([key, own]) => {
    const [id, group]: readonly unknown[] = JSON.parse(key);
    const run = runs.get(String(id));
    return run === undefined ? [] : variantRows(own, { run, group: String(group), level });
  });
  return buildFrame({
    name: "rubric variants",
    columns: [RUN_COLUMN, ...COLUMNS, ...RUN_KEY_COLUMNS],
    describeRow: ({ run, group, variant }) => `${run}, ${group}, ${variant}`,
  }, found);
}

type Row = Readonly<Record<string, unknown>>;

function variantRows(
  rows: readonly Row[],
  { run, group, level }: { readonly run: RunKey; readonly group: string; readonly level: number },
): readonly VariantRow[] {
  const answers = [...Map.groupBy(rows, (row) => JSON.stringify([row["case_id"], row["trial"]]))];
  const clusterOf = new Map(answers.map(([id, own]) => [id, String(own[0]?.["case_id"])]));
  const casesOf = (column: string, isOpen: boolean): readonly RubricCase[] =>
    answers.map(([id, own]) => {
      const met = own.map((row) => typeof row[column] === "number" ? row[column] : null);
      const points = own.map((row) => Number(row["points"] ?? 0));
      return { id, points, met: isOpen && met.includes(null) ? null : met };
    });
  const clean = rubricScore({ cases: casesOf("score", true) });
  const official = rubricScore({ cases: casesOf("official_score", false) });
  const clip = (value: number | null) => value === null ? null : Math.max(0, Math.min(1, value));
  const row = (
    variant: string,
    values: readonly { readonly id: string; readonly value: number | null }[],
    fixed?: number | null,
  ): VariantRow => {
    const mean = clusteredMean({
      y: values.map(({ value }) => value),
      cluster: values.map(({ id }) => clusterOf.get(id) ?? id),
      interval: "t",
      level,
    });
    const excluded = values.length - mean.n;
    return {
      ...run,
      group,
      variant,
      value: fixed === undefined ? mean.value : fixed,
      lo: fixed === undefined ? mean.lo : null,
      hi: fixed === undefined ? mean.hi : null,
      se: fixed === undefined ? mean.se : null,
      p: null,
      n: fixed === undefined ? mean.n : values.length,
      clusters: mean.clusters,
      n_excluded: fixed === undefined ? excluded : 0,
      excluded_why: fixed !== undefined || excluded === 0
        ? null
        : `a criterion unknown, or no ${
          variant === "triggered" ? "penalty" : "positive points"
        } ${excluded}`,
      level,
      unit: variant === "triggered" || variant === "earned" ? "prop" : "score",
      method: `rubric/${variant}`,
      seed: null,
      warnings: mean.warnings.join("; ") || null,
    };
  };
  const read = (name: "unclipped" | "earned" | "penalty") =>
    clean.rows.map(({ id, ...scores }) => ({ id, value: scores[name] }));
  return [
    row(
      "official",
      official.rows.map(({ id, unclipped }) => ({ id, value: unclipped })),
      official.official,
    ),
    row("unclipped", read("unclipped")),
    row("clipped", read("unclipped").map(({ id, value }) => ({ id, value: clip(value) }))),
    row("earned", read("earned")),
    row("triggered", read("penalty")),
  ];
}
