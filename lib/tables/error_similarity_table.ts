import { buildFrame } from "../frames/build_frame.ts";
import type { Column } from "../frames/column.ts";
import type { Frame } from "../frames/frame.ts";
import { errorSimilarity } from "../stats/errors/error_similarity.ts";
import { columnOf } from "./_estimate_columns.ts";
import { pairNotes, refuseUnlike } from "./_pair_warnings.ts";
import { runsOf, withFacts } from "./_run_keys.ts";
import { requireColumns } from "./_score_rows.ts";
import { SHARED_COLUMNS, type SharedNotes } from "./_shared_notes.ts";

/** Which runs may be related. */
export interface ErrorSimilarityTableOptions {
  /** Relates runs of different data, prompts or conditions too; `unlike` says how they differ. */
  readonly acrossDifferences?: boolean;
}

interface SimilarRow extends SharedNotes {
  readonly a: string;
  readonly b: string;
  readonly value: number | null;
  readonly error_consistency: number | null;
  readonly agreement: number | null;
  readonly expected: number | null;
  readonly both_wrong: number;
  readonly same_wrong: number;
  readonly same_wrong_expected: number;
  readonly oracle: number | null;
  readonly n: number;
  readonly n_excluded: number;
  readonly method: string;
  readonly warnings: string | null;
}

const COLUMNS: readonly Column<SimilarRow>[] = [
  columnOf("a", "string", "The one run"),
  columnOf("b", "string", "The other"),
  columnOf(
    "value",
    "number",
    "κ_p: agreement on the options chosen beyond what accuracies explain",
  ),
  columnOf("error_consistency", "number", "Kappa on right or wrong"),
  columnOf("agreement", "number", "Share of equal choices"),
  columnOf("expected", "number", "The same of independent models"),
  columnOf("both_wrong", "integer", "Questions both have wrong"),
  columnOf("same_wrong", "integer", "Of these with the same wrong option"),
  columnOf("same_wrong_expected", "number", "The same if wrong options were chosen evenly"),
  columnOf(
    "oracle",
    "number",
    "Share that at least one has right: the ceiling of the two together",
  ),
  columnOf("n", "integer", "Questions both answered"),
  columnOf("n_excluded", "integer", "Questions one of them did not answer"),
  columnOf("warnings", "string", "What is missing, and why"),
  columnOf("method", "string", "Id of the method"),
  ...SHARED_COLUMNS,
];

/**
 * Which runs fail together: all pairs, on the options they chose and on right or wrong, the most alike first.
 *
 * `frame` is a `questionsFrame` of multiple choice; strict reading, first trial. Runs that fail alike add little to each
 * other in a panel; options shared by many wrong runs make a key suspect. Throws `RangeError` for a frame without the
 * columns, and for runs that differ in more than the model, unless told otherwise.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { errorSimilarityTable, questionsFrame } from "@rounds/rounds";
 *
 * assert.equal(errorSimilarityTable(questionsFrame([])).height, 0);
 * ```
 */
export function errorSimilarityTable(
  frame: Frame,
  options: ErrorSimilarityTableOptions = {},
): Frame {
  const names = ["run_id", "case_id", "item", "trial", "strict_answer", "expected", "option_count"];
  requireColumns(frame, names);
  const rows = frame.select(...names).toRecords().filter((row) =>
    Number(row["trial"]) === 1 && typeof row["expected"] === "string" &&
    Number(row["option_count"] ?? 0) > 1
  );
  const keys = [...runsOf(frame, rows.map((row) => String(row["run_id"]))).values()];
  const runs = withFacts(frame, keys);
  if (!options.acrossDifferences) refuseUnlike(runs);
  const items = new Map<string, { readonly key: string; readonly options: number }>();
  const answers = new Map<string, Map<string, string | null>>();
  for (const row of rows) {
    const item = JSON.stringify([row["case_id"], row["item"]]);
    items.set(item, { key: String(row["expected"]), options: Number(row["option_count"]) });
    const own = answers.get(String(row["run_id"])) ?? new Map<string, string | null>();
    own.set(item, typeof row["strict_answer"] === "string" ? row["strict_answer"] : null);
    answers.set(String(row["run_id"]), own);
  }
  const pairs = runs.flatMap((a, k) =>
    runs.slice(k + 1).map((b): SimilarRow => {
      const [left, right] = [answers.get(a.run.run_id), answers.get(b.run.run_id)];
      const shared = [...left?.keys() ?? []].filter((item) => right?.has(item));
      const found = errorSimilarity({
        a: shared.map((item) => left?.get(item) ?? null),
        b: shared.map((item) => right?.get(item) ?? null),
        key: shared.map((item) => items.get(item)?.key ?? ""),
        optionCount: shared.map((item) => items.get(item)?.options ?? 2),
      });
      return {
        a: a.run.run,
        b: b.run.run,
        value: found.value,
        error_consistency: found.errorConsistency,
        agreement: found.agreement,
        expected: found.expected,
        both_wrong: found.bothWrong,
        same_wrong: found.sameWrong,
        same_wrong_expected: found.sameWrongExpected,
        oracle: found.oracle,
        n: found.n,
        n_excluded: found.nExcluded,
        method: found.method,
        warnings: found.warnings.join("; ") || null,
        ...pairNotes(a, b),
      };
    })
  ).toSorted((x, y) => (y.value ?? -Infinity) - (x.value ?? -Infinity) || 0);
  return buildFrame({
    name: "error similarity",
    columns: COLUMNS,
    describeRow: ({ a, b }) => `${a}, ${b}`,
  }, pairs);
}
