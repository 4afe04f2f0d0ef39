import type { Grade, Item, Result } from "../../types.ts";
import { CaseError } from "../../parse/case_error.ts";
import { describeValue } from "../../parse/describe_value.ts";
import { isRecord } from "../../parse/is_record.ts";
import type { LiveMedBenchCase } from "./livemedbench_types.ts";

/** How an evaluation file is read. */
export interface LivemedbenchResultsOptions {
  /** The cases of the rubric file: they decide which criteria there are and what they are worth. */
  readonly cases: Iterable<LiveMedBenchCase>;
  /** Name of the model, which such files do not say. */
  readonly model: string;
  /** Path, for messages. */
  readonly where: string;
}

/** Results read from an evaluation file, and what to say of it. */
export interface LivemedbenchResults {
  /** One for each case of the rubric, in its order. A criterion the file gives no score for is unknown. */
  readonly results: readonly Result<LiveMedBenchCase>[];
  /** What differs between the file and the rubric. */
  readonly warnings: readonly string[];
}

/**
 * Reads an official evaluation file of either origin against its rubric: scores are matched by the criterion's text, points
 * are the rubric's. Says how many criteria changed their points, are not in the rubric, or have no score.
 *
 * Throws a `CaseError` when the file is no list.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { livemedbench, livemedbenchResults } from "@rounds/rounds";
 *
 * const benchmark = livemedbench();
 * const cases = [benchmark.parse(benchmark.examples[0]?.record, "a.json:1")];
 * const rubric_1 = { criterion: "Advises a urine test or culture", points: 5, score: 1, weighted_score: 5 };
 * const { results, warnings } = livemedbenchResults([{ case_id: "0", evaluations: { rubric_1 } }], {
 *   cases, model: "m", where: "evaluation_results_m.json",
 * });
 * assert.deepEqual(results[0]?.grades.map(({ score }) => score), [1, null, null]);
 * assert.match(warnings.join(), /1 criteria had other points/);
 * ```
 */
export function livemedbenchResults(
  file: unknown,
  options: LivemedbenchResultsOptions,
): LivemedbenchResults {
  const { model, where } = options;
  if (!Array.isArray(file)) {
    throw new CaseError({
      where,
      thing: "evaluation file",
      field: null,
      expected: "a list of cases",
      received: describeValue(file),
    });
  }
  const found = new Map<string, readonly Evaluation[]>();
  for (const entry of file) {
    if (!isRecord(entry) || entry["case_id"] === undefined || entry["case_id"] === null) continue;
    found.set(String(entry["case_id"]), readEvaluations(entry["evaluations"]));
  }
  let changed = 0;
  let strange = 0;
  const results = [...options.cases].map((c): Result<LiveMedBenchCase> => {
    const evaluations = found.get(c.id) ?? [];
    found.delete(c.id);
    const used = new Set<Evaluation>();
    const grades = c.items.map((item) => {
      const match = evaluations.find((entry) =>
        !used.has(entry) && entry.criterion === item.tags["criterion"]
      );
      if (match !== undefined) used.add(match);
      if (match !== undefined && match.points !== item.points) changed++;
      return toGrade(item, match?.score ?? null);
    });
    strange += evaluations.length - used.size;
    return { case: c, model, trial: 1, turns: [], grades };
  });
  const warnings = [
    [changed, "criteria had other points when they were graded; the rubric's points count"],
    [strange, "evaluated criteria are not in the rubric and do not count"],
    [found.size, "evaluated cases are not in the rubric and do not count"],
  ] as const;
  return {
    results,
    warnings: warnings.filter(([count]) => count > 0).map(([count, what]) =>
      `${where}: ${count} ${what}`
    ),
  };
}

interface Evaluation {
  readonly criterion: string;
  readonly points: number | null;
  readonly score: 0 | 1 | null;
}

function readEvaluations(evaluations: unknown): readonly Evaluation[] {
  return (isRecord(evaluations) ? Object.values(evaluations) : []).filter(isRecord).map((
    entry,
  ) => ({
    criterion: typeof entry["criterion"] === "string" ? entry["criterion"] : "",
    points: typeof entry["points"] === "number" ? entry["points"] : null,
    score: entry["score"] === 1 ? 1 : entry["score"] === 0 ? 0 : null,
  }));
}

function toGrade(item: Item, score: 0 | 1 | null): Grade {
  const extracted = score === null ? null : score === 1 ? "met" : "not met";
  return {
    item: item.id,
    metric: "criterion",
    outcome: score === null ? "ungraded" : "graded",
    score,
    reason: score === null ? "the file gives no verdict" : null,
    expected: null,
    extracted,
    official: { extracted, score: score ?? 0, error: null },
    turn: null,
    detail: {},
  };
}
