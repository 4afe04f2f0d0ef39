import type { Answer, Benchmark, Case, Judge, Result } from "../types.ts";
import { mapConcurrent } from "../async/map_concurrent.ts";
import { ModelError } from "../parse/model_error.ts";
import { watchedJudge } from "./_watched_judge.ts";

/** How answers are graded. */
export interface GradeAnswersOptions<C extends Case> {
  /** Whose reading. */
  readonly benchmark: Benchmark<C>;
  /** Reads open answers, where the benchmark needs one. */
  readonly judge?: Judge;
  /** Answers graded at once; 100 unless told. */
  readonly concurrency?: number;
  /** Abandons judgements under way; answers whose grading is abandoned are not yielded. */
  readonly signal?: AbortSignal;
  /** Told at once when a judge meets an error that every other judgement would meet too; then it is thrown. */
  readonly onStop?: () => void;
}

/**
 * Grades answers as they come. The same call grades a live run and re-grades an old file. Throws the `ModelError` of a
 * judge's set-up error, and of one that refuses its first judgements all the same way.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { answerCases, gradeAnswers, liveclin, scriptedModel } from "@rounds/rounds";
 *
 * const benchmark = liveclin({ imageMode: "url" });
 * const [example] = benchmark.examples;
 * if (example === undefined) throw new Error("no example");
 * const cases = [benchmark.parse(example.record, "example:1")];
 * const answers = answerCases(cases, { benchmark, model: scriptedModel(example.replies) });
 * const [result] = await Array.fromAsync(gradeAnswers(answers, { benchmark }));
 * assert.deepEqual(
 *   result?.grades.map(({ outcome }) => outcome),
 *   example.grades.map(({ outcome }) => outcome),
 * );
 * ```
 */
export async function* gradeAnswers<C extends Case>(
  answers: AsyncIterable<Answer<C>> | Iterable<Answer<C>>,
  options: GradeAnswersOptions<C>,
): AsyncGenerator<Result<C>, void, void> {
  const { benchmark, concurrency = 100, signal, onStop } = options;
  const judge = withSignal(options.judge && watchedJudge(options.judge), signal);
  const grade = async (answer: Answer<C>): Promise<Result<C> | null> => {
    try {
      return { ...answer, grades: await benchmark.grade(answer.case, answer.turns, judge) };
    } catch (error) {
      if (error instanceof ModelError && error.failure.kind === "aborted") return null;
      onStop?.();
      throw error;
    }
  };
  for await (const result of mapConcurrent(answers, grade, { concurrency })) {
    if (result !== null) yield result;
  }
}

function withSignal(judge: Judge | undefined, signal: AbortSignal | undefined): Judge | undefined {
  if (judge === undefined || signal === undefined) return judge;
  return {
    ...judge,
    judge: (request, options = {}) => judge.judge(request, { signal, ...options }),
  };
}
