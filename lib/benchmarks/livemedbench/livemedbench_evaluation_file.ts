import type { Result } from "../../types.ts";
import { officialFields } from "./_official_fields.ts";
import { toOfficial } from "./_to_official.ts";

/** Outcomes of an answer that was not judged: the reference lists no criteria then. */
const NOT_JUDGED: ReadonlySet<string> = new Set([
  "not_run",
  "skipped",
  "failed",
  "refused",
  "empty",
  "truncated",
]);

/**
 * The official evaluation file of results: a list with one object a case, in exactly the reference's fields. A criterion
 * without a verdict has null for its score and weighted score; a case that was not judged has no evaluations.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { livemedbench, livemedbenchEvaluationFile } from "@rounds/rounds";
 *
 * const benchmark = livemedbench();
 * const c = benchmark.parse(benchmark.examples[0]?.record, "a.json:1");
 * const grades = await benchmark.grade(c, []);
 * assert.deepEqual(
 *   livemedbenchEvaluationFile([{ case: c, model: "m", trial: 1, turns: [], grades }]),
 *   [{ case_id: 0, evaluations: {} }],
 * );
 * ```
 */
export function livemedbenchEvaluationFile(
  results: readonly Result[],
): readonly Readonly<Record<string, unknown>>[] {
  return results.map((result) => {
    const { case_id } = officialFields(result.case);
    const judged = result.grades.some(({ outcome }) => !NOT_JUDGED.has(outcome));
    const evaluations = judged ? Object(toOfficial(result)["evaluations"]) : {};
    return {
      case_id,
      evaluations: Object.fromEntries(
        Object.entries(evaluations).map(([name, entry]) => {
          const { criterion, points, score, weighted_score } = Object(entry);
          return [name, { criterion, points, score, weighted_score }];
        }),
      ),
    };
  });
}
