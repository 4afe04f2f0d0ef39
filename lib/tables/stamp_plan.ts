import defer * as pl from "nodejs-polars";
import type { Frame } from "../frames/frame.ts";
import type { AnalysisPlan } from "../stats/report/analysis_plan.ts";

/** The plan a table is held against. */
export interface StampPlanOptions {
  /** As `parseAnalysisPlan` gives it. */
  readonly plan: AnalysisPlan;
  /** Digest of the plan's file, to go with every row; null when it has none. */
  readonly sha256?: string | null;
}

/**
 * Stamps every row of a table as planned or exploratory: a reading or unit, a comparison, a subgroup or a seed outside the
 * plan makes it exploratory, and `exploratory_why` says which. Captions of figures drawn of such rows say so too.
 *
 * Adds the columns `status` (`planned` or `exploratory`), `exploratory_why`, `plan` and `plan_sha256`. Columns a table
 * lacks (`unit`, `reading`, `a` and `b`, `term`, `seed`) are not held against it.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { accuracyTable, parseAnalysisPlan, questionsFrame, stampPlan } from "@rounds/rounds";
 *
 * const plan = parseAnalysisPlan({ name: "main", primary: { unit: "question", reading: "clean" } }, "plan.json");
 * const table = stampPlan(accuracyTable(questionsFrame([])), { plan });
 * assert.ok(table.columns.includes("status"));
 * ```
 */
export function stampPlan(table: Frame, options: StampPlanOptions): Frame {
  const { plan, sha256 = null } = options;
  const why = table.toRecords().map((row) => outside(row, plan));
  return table.withColumns(
    pl.Series("status", why.map((text) => text === null ? "planned" : "exploratory"), pl.Utf8),
    pl.Series("exploratory_why", why, pl.Utf8),
    pl.Series("plan", why.map(() => plan.name), pl.Utf8),
    pl.Series("plan_sha256", why.map(() => sha256), pl.Utf8),
  );
}

/** What of a row the plan does not hold; null when nothing. */
function outside(row: Readonly<Record<string, unknown>>, plan: AnalysisPlan): string | null {
  const { unit, reading, a, b, term, seed } = row;
  const found: string[] = [];
  const known = (value: unknown): value is string => typeof value === "string";
  if (known(unit) && unitOf(unit) !== null && unitOf(unit) !== plan.primary.unit) {
    found.push(`unit ${unit}`);
  }
  if (known(reading) && reading !== plan.primary.reading) found.push(`${reading} reading`);
  if (known(a) && known(b) && plan.comparisons !== "all") {
    const isPlanned = plan.comparisons.some(([x, y]) =>
      (x === a && y === b) || (x === b && y === a)
    );
    if (!isPlanned) found.push(`comparison ${a}, ${b}`);
  }
  if (known(term) && term !== "all") {
    const strange = term.split(" × ").filter((name) => !plan.groups.includes(name));
    if (strange.length > 0) found.push(`subgroup ${strange.join(" × ")}`);
  }
  if (typeof seed === "number" && plan.seed !== null && seed !== plan.seed) {
    found.push(`seed ${seed}`);
  }
  return found.length === 0 ? null : `not planned: ${found.join(", ")}`;
}

function unitOf(unit: string): "question" | "case" | null {
  return unit === "question"
    ? "question"
    : unit === "case" || unit === "case score"
    ? "case"
    : null;
}
